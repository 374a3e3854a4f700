"""How an ending goes from the record to a view and a status, step by step; refused while we owe."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from clienthealth.commands.economics import much_of_income
from clienthealth.commands.recording import fields, moment
from clienthealth.commands.session import Session
from clienthealth.core.frozen import replace
from clienthealth.core.goodbye import plan as plans
from clienthealth.core.goodbye.ending import Blocker, Ending, ending, not_over
from clienthealth.core.history import History
from clienthealth.core.kinds import Choice, ClientStatus, Party, Recommendation, Result, Situation
from clienthealth.core.moments import day_of
from clienthealth.core.records.agreed import Next
from clienthealth.core.records.client import Client
from clienthealth.core.records.judged import Decision, Outcome
from clienthealth.core.when import parse_due
from clienthealth.errors import Refused, UsageError
from clienthealth.render import ending as pages
from clienthealth.render.phrases import phrase
from clienthealth.store.change import Change
from clienthealth.store.rows import Stored


class EndingWish(NamedTuple):
    """What was typed after `offboard CLIENT`."""

    situation: Situation | None
    by: Party | None
    end: str | None
    step: str
    item: str | None
    force: bool
    reason: str | None
    when: str | None
    json: bool


def offboard(session: Session, typed: str, wish: EndingWish) -> None:
    """Show an ending, or take it a step further."""
    slug = session.store.slug(typed)
    history, found = ending_of(session, slug, wish.situation, wish.end, wish.by)
    if wish.step:
        _check_not_over(history.client, wish.step)
        session.tell(STEPS[wish.step](session, history, found, wish), json=wish.json)
        return
    if wish.json:
        import json

        session.write(json.dumps(pages.ending_plain(found), ensure_ascii=False))
        return
    session.write(pages.ending_view(found, language=session.settings.language))


def ending_of(
    session: Session, slug: str, situation: Situation | None, end: str | None, by: Party | None = None
) -> tuple[History, Ending]:
    """Return a client's history and its ending today: as typed, else as it was begun, else by the notice."""
    portfolio, settings = session.portfolio(), session.settings
    history = next(each for each in portfolio.histories if each.client.client == slug)
    plan = _plan(history)
    typed = not_over(day_of(parse_due(end, session.now), settings.zone), session.today) if end else None
    found = ending(
        history,
        today=session.today,
        zone=settings.zone,
        situation=situation or (plan.situation if plan else None),
        end=typed or (plan.day(settings.zone) if plan else None),
        by=by or (plan.by if plan else Party.US),
        aways=portfolio.aways,
        currency=settings.currency,
        handle=lambda record: portfolio.handle(slug, record),
    )
    found = replace(found, income_share=much_of_income(session, slug))
    return history, replace(found, steps=plan.checklist(settings.zone), done=plan.done) if plan else found


def _plan(history: History) -> plans.Plan | None:
    return plans.plan_of(history.nexts, ended=history.client.stands is ClientStatus.ENDED)


def _check_not_over(client: Client, step: str) -> None:
    """Refuse to begin or finish what has ended."""
    if client.stands is ClientStatus.ENDED and step != "tick":
        hint = f"`clienthealth edit {client.client} --status active` takes them up again"
        raise Refused(f"{client.client} has ended already", hint)


def _start(session: Session, history: History, found: Ending, wish: EndingWish) -> list[Any]:
    """Begin an ending; one that was begun gets the dates and the situation it is given now."""
    slug, plan = history.client.client, _plan(history)
    held = _reminders(session, slug)
    make = partial(_reminder, session, slug, wish.when)
    with session.store.writing("offboard --start") as change:
        made: list[Any] = [set_status(session, change, slug, ClientStatus.OFFBOARDING, wish.when)]
        if plan is None:
            words = partial(_step_words, session.settings.language)
            made += [change.add(each) for each in plans.begun(found, words, make)]
        else:
            made += _changed(change, held, plans.dated_anew(plan, replace(found, steps=())))
    session.remark(f"ends {found.end.isoformat()}; next: {found.letter_command}")
    return made


def _tick(session: Session, history: History, _: Ending, wish: EndingWish) -> list[Any]:
    """Take a step off the checklist."""
    slug = history.client.client
    at = moment(session, wish.when)
    done = plans.ticked(_plan(history), wish.item or "", at, slug)
    held = _reminders(session, slug)
    with session.store.writing("offboard --tick") as change:
        return _changed(change, held, [done])


def _cancel(session: Session, history: History, _: Ending, wish: EndingWish) -> list[Any]:
    """Call an ending off: the reminders fall away, what was done stays on record."""
    slug, plan = history.client.client, _plan(history)
    held = _reminders(session, slug)
    if plan is None and history.client.stands is not ClientStatus.OFFBOARDING:
        raise Refused(f"no ending of {slug} was begun", f"`clienthealth offboard {slug}` shows how it stands")
    with session.store.writing("offboard --cancel") as change:
        change.remove_all(held[each.id] for each in (plans.called_off(plan) if plan else ()))
        return [set_status(session, change, slug, ClientStatus.ACTIVE, wish.when)]


def _finish(session: Session, history: History, found: Ending, wish: EndingWish) -> list[Any]:
    """End the relationship once all we owe is met, or by force with a reason that is recorded."""
    slug, plan = history.client.client, _plan(history)
    blockers = found.finish_blockers
    refuse(session, blockers, wish.force, wish.reason, "the ending cannot be finished")
    held = _reminders(session, slug)
    result = Result.LEFT if found.by is Party.THEM else Result.ENDED_BY_US
    with session.store.writing("offboard --finish") as change:
        made: list[Any] = [set_status(session, change, slug, ClientStatus.ENDED, wish.when)]
        made.append(change.add(Outcome(**fields(session, slug, wish.when), result=result)))
        if plan:
            _changed(change, held, plans.over(plan, moment(session, wish.when)))
        if blockers:
            made.append(overridden(session, change, slug, wish.reason, wish.when))
    return made


STEPS: dict[str, Callable[[Session, History, Ending, EndingWish], list[Any]]] = {
    "start": _start,
    "tick": _tick,
    "finish": _finish,
    "cancel": _cancel,
}


def set_status(session: Session, change: Change, slug: str, status: ClientStatus, when: str | None) -> Stored[Any]:
    """Set where the relationship stands, and since when."""
    held = session.store.client(slug)
    at = moment(session, when) if when else session.today
    return change.replace(held, replace(held.record, status=status, status_at=at))


def refuse(session: Session, blockers: tuple[Blocker, ...], force: bool, reason: str | None, what: str) -> None:
    """Refuse while something stands in the way, naming each thing with the command that clears it."""
    if not blockers:
        return
    if force and reason:
        return
    if force:
        raise UsageError("--force needs a reason", 'add --reason "…"; it is recorded')
    language = session.settings.language
    hint = f'{pages.blockers_text(blockers, language)}\nor --force --reason "…", which is recorded'
    raise Refused(f"{what}: we still owe {len(blockers)}", hint)


def overridden(session: Session, change: Change, slug: str, reason: str | None, when: str | None) -> Stored[Decision]:
    """Record that a gate was passed by force, beside what was recommended."""
    judged = session.judgement().of(slug)
    recommendation = judged.recommendation if judged else Recommendation.FINISH_COMMITMENTS
    given = fields(session, slug, when)
    return change.add(Decision(**given, recommendation=recommendation, choice=Choice.OVERRIDDEN, reason=reason))


def _reminders(session: Session, slug: str) -> dict[str, Stored[Next]]:
    return {each.record.id: each for each in session.store.of_client(Next, slug)}


def _reminder(session: Session, slug: str, when: str | None, **given: Any) -> Next:
    return Next(**{**fields(session, slug, when), **given})


def _step_words(language: str, item: str) -> str:
    return str(phrase(f"reminder.{item}", pages.SUBJECT, language))


def _changed(change: Change, held: dict[str, Stored[Next]], pairs: Iterable[tuple[Next, Next]]) -> list[Stored[Next]]:
    return [change.replace(held[before.id], after) for before, after in pairs]
