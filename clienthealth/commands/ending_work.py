"""How an ending comes from the record to the reader, and what holds it back; its steps are in `ending_steps`."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from clienthealth.commands.economics import much_of_income
from clienthealth.commands.recording import fields, moment
from clienthealth.commands.session import Session
from clienthealth.core.frozen import replace
from clienthealth.core.goodbye import plan as plans
from clienthealth.core.goodbye.ending import Blocker, Ending, ending, not_over
from clienthealth.core.history import History
from clienthealth.core.kinds import Choice, ClientStatus, Party, Recommendation, Situation
from clienthealth.core.moments import day_of, months_after
from clienthealth.core.records.judged import Decision
from clienthealth.core.weekly.weight import against_safety
from clienthealth.core.when import parse_due
from clienthealth.errors import Refused, UsageError
from clienthealth.render import ending as pages
from clienthealth.store.change import Change
from clienthealth.store.rows import Stored


class EndingWish(NamedTuple):
    """What was typed after `offboard CLIENT`."""

    situation: Situation | None
    by: Party | None
    end: str | None
    step: str
    item: str | None
    talk: bool
    out: Path | None
    force: bool
    reason: str | None
    note: str | None
    when: str | None
    json: bool


def offboard(session: Session, typed: str, wish: EndingWish) -> None:
    """Show an ending, or take it a step further."""
    slug = session.store.slug(typed)
    history, found = ending_of(session, slug, wish.situation, wish.end, wish.by, planned=True)
    if wish.step:
        from clienthealth.commands import ending_steps

        ending_steps.take(session, history, found, wish)
    elif wish.talk:
        from clienthealth.commands import talking

        talking.show(session, history, found, wish.out, json=wish.json)
    elif wish.json:
        import json

        session.write(json.dumps(pages.ending_plain(found), ensure_ascii=False))
    else:
        from clienthealth.commands.judging import show, voice_of

        show(session, pages.ending_sheet(found, voice_of(session, session.today)))


def ending_of(
    session: Session,
    slug: str,
    situation: Situation | None,
    end: str | None,
    by: Party | None = None,
    *,
    planned: bool = False,
) -> tuple[History, Ending]:
    """Return a client's history and its ending today: as typed, else as it was begun, else by the notice.

    The notice runs from today, or from the day of its letter where the ending is only `planned`.
    """
    portfolio, settings = session.portfolio(), session.settings
    history = next(each for each in portfolio.histories if each.client.client == slug)
    plan = plan_in(history)
    typed = not_over(day_of(parse_due(end, session.now), settings.zone), session.today) if end else None
    found = ending(
        history,
        today=session.today,
        zone=settings.zone,
        situation=situation or (plan.situation if plan else None),
        end=typed or (plan.day(settings.zone) if plan else None),
        by=by or (plan.by if plan else Party.US),
        planned=planned,
        aways=portfolio.aways,
        currency=settings.currency,
        handle=lambda record: portfolio.handle(slug, record),
    )
    found = replace(
        found,
        income_share=much_of_income(session, slug),
        unsafe=bool(against_safety(history, session.today, settings.zone)),
        ended=history.client.stands is ClientStatus.ENDED,
        kept_until=kept_until(session, history),
    )
    return history, _as_begun(found, plan, history, session, portfolio.handle) if plan else found


def plan_in(history: History) -> plans.Plan | None:
    """Return the ending of a client that was begun, or that led to where it stands now."""
    return plans.plan_of(history.nexts, ended=history.client.stands is ClientStatus.ENDED)


def kept_until(session: Session, history: History) -> date | None:
    """Return the last day on which the record of a client that has ended is kept, if the user said how long."""
    client, months = history.client, session.settings.retention.months_after_end
    if client.stands is not ClientStatus.ENDED or client.status_at is None or months is None:
        return None
    return months_after(day_of(client.status_at, session.settings.zone), months)


def _as_begun(
    found: Ending, plan: plans.Plan, history: History, session: Session, handle: Callable[[str, str], str]
) -> Ending:
    zone = session.settings.zone
    return replace(
        found,
        begun=day_of(plan.end.at, zone),
        noticed=plan.noticed(zone),
        steps=plan.checklist(zone),
        done=plan.done,
        taken_on=plans.taken_on(plan, history, zone, partial(handle, history.client.client)),
    )


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
