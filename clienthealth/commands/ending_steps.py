"""The steps of an ending: begun, ticked, finished, called off; each says what comes next."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from clienthealth.commands.ending_work import EndingWish, ending_of, overridden, plan_in, refuse, set_status
from clienthealth.commands.recording import fields, moment
from clienthealth.commands.session import Session
from clienthealth.core.changes.commitments import noted
from clienthealth.core.frozen import replace
from clienthealth.core.goodbye import plan as plans
from clienthealth.core.goodbye.ending import Ending, not_over
from clienthealth.core.history import History
from clienthealth.core.kinds import ClientStatus, Party, Result
from clienthealth.core.records.agreed import Next
from clienthealth.core.records.judged import Outcome
from clienthealth.errors import Refused
from clienthealth.render import ending_steps as words_of
from clienthealth.store.change import Change
from clienthealth.store.rows import Stored


def take(session: Session, history: History, found: Ending, wish: EndingWish) -> None:
    """Take an ending a step further, and say what comes next."""
    from clienthealth.commands.judging import voice_of

    slug = history.client.client
    if found.ended and wish.step != "tick":
        hint = f"`clienthealth edit {slug} --status active` takes them up again"
        raise Refused(f"{slug} has ended already", hint)
    session.tell(STEPS[wish.step](session, history, found, wish), json=wish.json)
    session.reread()
    _, now = ending_of(session, slug, None, None)
    voice = voice_of(session, session.today)
    session.remark(words_of.after_text(wish.step, before=found, now=now, voice=voice))


def _start(session: Session, history: History, found: Ending, wish: EndingWish) -> list[Any]:
    """Begin an ending; one that was begun gets the day, the side and the situation it is given now."""
    slug, plan = history.client.client, plan_in(history)
    words, make = partial(_step_words, session, slug), partial(_reminder, session, slug, wish.when)
    not_over(found.end, session.today)
    if plan is None:
        turn = plans.begun(found, words, make)
    else:
        turn = plans.begun_anew(plan, replace(found, steps=()), words, make)
    with session.store.writing("offboard --start") as change:
        client = set_status(session, change, slug, ClientStatus.OFFBOARDING, wish.when)
        return [client, *_turned(session, change, slug, turn)]


def _tick(session: Session, history: History, _: Ending, wish: EndingWish) -> list[Any]:
    """Take a step off the checklist; the note is how it was done, such as where the receipt lies."""
    slug = history.client.client
    before, after = plans.ticked(plan_in(history), wish.item or "", moment(session, wish.when), slug)
    with session.store.writing("offboard --tick") as change:
        return _turned(session, change, slug, plans.Turn(changed=((before, noted(after, wish.note)),)))


def _cancel(session: Session, history: History, _: Ending, wish: EndingWish) -> list[Any]:
    """Call an ending off: the reminders fall away, what was done stays on record."""
    slug, plan = history.client.client, plan_in(history)
    if plan is None and history.client.stands is not ClientStatus.OFFBOARDING:
        raise Refused(f"no ending of {slug} was begun", f"`clienthealth offboard {slug}` shows how it stands")
    with session.store.writing("offboard --cancel") as change:
        if plan is not None:
            _turned(session, change, slug, plans.called_off(plan))
        return [set_status(session, change, slug, ClientStatus.ACTIVE, wish.when)]


def _finish(session: Session, history: History, found: Ending, wish: EndingWish) -> list[Any]:
    """End the relationship once all we owe is met, or by force with a reason that is recorded."""
    slug, plan, blockers = history.client.client, plan_in(history), found.finish_blockers
    refuse(session, blockers, wish.force, wish.reason, "the ending cannot be finished")
    result = Result.LEFT if found.by is Party.THEM else Result.ENDED_BY_US
    outcome = Outcome(**fields(session, slug, wish.when), result=result)
    words, make = partial(_step_words, session, slug), partial(_reminder, session, slug, wish.when)
    turn = plans.over(plan, found, outcome.at, session.settings.zone, words, make)
    with session.store.writing("offboard --finish") as change:
        made: list[Any] = [set_status(session, change, slug, ClientStatus.ENDED, wish.when), change.add(outcome)]
        _turned(session, change, slug, turn._replace(made=()))
        made += [change.add(each) for each in turn.made]
        if blockers:
            made.append(overridden(session, change, slug, wish.reason, wish.when))
    return made


STEPS: dict[str, Callable[[Session, History, Ending, EndingWish], list[Any]]] = {
    "start": _start,
    "tick": _tick,
    "finish": _finish,
    "cancel": _cancel,
}


def _turned(session: Session, change: Change, slug: str, turn: plans.Turn) -> list[Stored[Next]]:
    """Write a turn of an ending, and return what was made or changed."""
    held = {each.record.id: each for each in session.store.of_client(Next, slug)}
    change.remove_all(held[each.id] for each in turn.gone)
    return [
        *(change.add(each) for each in turn.made),
        *_changed(change, ((held[before.id], after) for before, after in turn.changed)),
    ]


def _changed(change: Change, pairs: Iterable[tuple[Stored[Next], Next]]) -> list[Stored[Next]]:
    return [change.replace(before, after) for before, after in pairs]


def _reminder(session: Session, slug: str, when: str | None, **given: Any) -> Next:
    return Next(**{**fields(session, slug, when), **given})


def _step_words(session: Session, slug: str, item: str) -> str:
    return words_of.reminder(item, slug, session.settings.language)
