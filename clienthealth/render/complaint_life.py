"""The life of a complaint in words: how far it has come, what was found, how long they waited, whether it came back."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from clienthealth.core.changes.commitments import is_open, zone_of
from clienthealth.core.changes.complaints import is_done
from clienthealth.core.changes.standing import running
from clienthealth.core.kinds import Cause, Confirmed
from clienthealth.core.lived import Back, came_back, repeats, waited
from clienthealth.core.moments import When, day_of, said
from clienthealth.render.summary import complaint_state, pause_text

ASSESSED = {
    Cause.OURS: "justified: the cause was ours",
    Cause.SHARED: "partly justified: the cause was shared",
    Cause.CLIENT: "not justified, as far as we see: the cause was theirs",
    Cause.THIRD_PARTY: "not by us: the cause was a third party",
}


HOURS_TOLD = 72
"""Hours up to which a wait is told in hours."""


class Told(NamedTuple):
    """Which complaint one repeats, and its handle; whether that is on record, or only seems so."""

    back: Back | None = None
    handle: str = ""
    sure: bool = False


def told_of(record: Any, mine: Sequence[Any], zone: tzinfo, within: int) -> Told:
    """Return which of a client's complaints one repeats: the recorded one, else the one it seems to be."""
    others = [held.record for held in mine]
    back = repeats(record, others, zone) if record.repeat_of else came_back(record, others, zone, within)
    if back is None:
        return Told()
    handle = next(held.handle for held in mine if held.record.id == back.earlier.id)
    return Told(back, handle, sure=record.repeat_of is not None)


def repeat_text(told: Told) -> str:
    """Return which complaint one repeats in a few words, a question mark where that is not on record; or nothing."""
    return f"repeats {told.handle}{'' if told.sure else '?'}" if told.back else ""


def repeat_lines(handle: str, told: Told, now: datetime) -> Iterable[str]:
    """Yield which complaint one repeats and how that had ended; where it only seems so, the command that records it."""
    if told.back is None:
        return
    ended = f"{_ended(told.back, now)}, {f'{_days(told.back.days)} before' if told.back.days else 'the same day'}"
    if told.sure:
        yield f"it repeats {told.handle}, {ended}"
    else:
        yield f"it may repeat {told.handle}, {ended}; if it does:"
        yield f"clienthealth complaint assess {handle} --repeat-of {told.handle}"


def facts(held: Any, told: Told, now: datetime) -> list[tuple[str, str]]:
    """Return names and values of how a complaint stands; waits are as they were, pauses told beside them."""
    record = held.record
    state = " · ".join(filter(None, [complaint_state(record, now), pause_text(record, now)]))
    found = ASSESSED.get(record.caused_by) or f"not yet: clienthealth complaint assess {held.handle} --cause …"
    made = [("stage", state), ("assessed", found), *_waits(record, now)]
    if record.confirmed is Confirmed.NO_ANSWER and not is_open(record, now):
        made.append(("no answer since", _our_last_word(record, now)))
    return made + ([("repeats", "\n".join(repeat_lines(held.handle, told, now)))] if told.back else [])


def as_plain(record: Any, told: Told, now: datetime) -> dict[str, Any]:
    """Return the same as plain values: days waited, days of them paused, and what it repeats."""
    made: dict[str, Any] = {"stage": complaint_state(record, now), "assessed": record.caused_by is not Cause.UNKNOWN}
    for name, when, done in _words(record, now):
        wait = waited(record, when if when and done else _until(record, now), zone_of(now))
        made[name] = {"done": done, "days": wait.days, "paused_days": wait.paused}
    if pause := running(record.paused, now):
        made["paused_until"] = pause.until.isoformat() if pause.until else None
        made["paused_because"] = pause.reason
    if told.back:
        made["repeats" if told.sure else "may_repeat"] = told.handle
    return made


def _waits(record: Any, now: datetime) -> Iterable[tuple[str, str]]:
    """Yield how long each word of ours took, and how long those have been taking that they wait for."""
    for name, when, done in _words(record, now):
        if when is not None:
            yield f"{name} after", _wait(record, when, now) + ("" if done else ", before it was reopened")
        if not done and _until(record, now) is now:
            yield f"un{name} for", _wait(record, now, now)


def _words(record: Any, now: datetime) -> Iterable[tuple[str, When | None, bool]]:
    """Yield the words of ours they wait for, their moments, and whether they were said since it was last reopened."""
    for name, when in (("acknowledged", record.acknowledged_at), ("answered", record.answered_at)):
        yield name, when, is_done(record, when, zone_of(now))


def _until(record: Any, now: datetime) -> When:
    """Return until when they wait for a word that was not said: another one that says more, the end, else now."""
    later = (record.answered_at, record.resolved_at)
    said_more = [each for each in later if each is not None and is_done(record, each, zone_of(now))]
    ended = [] if is_open(record, now) else [record.confirmed_at or record.at]
    return next(iter([*said_more, *ended]), now)


def _ended(back: Back, now: datetime) -> str:
    earlier = back.earlier
    confirmed = earlier.confirmed is not None and (earlier.confirmed_at or earlier.at) == back.end
    if confirmed:
        return f"closed ({earlier.confirmed}) {said(back.end, now)}"
    if earlier.resolved_at == back.end:
        return f"resolved {said(back.end, now)}"
    return f"{'told' if back.end == earlier.at else 'closed'} {said(back.end, now)}"


def _wait(record: Any, until: When, now: datetime) -> str:
    wait = waited(record, until, zone_of(now))
    long = _days(wait.days) if wait.hours is None or wait.hours >= HOURS_TOLD else _hours(wait.hours)
    return long + (f", its clock paused on {wait.paused} of these days" if wait.paused else "")


def _our_last_word(record: Any, now: datetime) -> str:
    words = [each for each in (record.answered_at, record.resolved_at) if each is not None]
    if not words:
        return "no word of ours is on record"
    last = max(words, key=lambda each: day_of(each, zone_of(now)))
    days = (day_of(record.confirmed_at or record.at, zone_of(now)) - day_of(last, zone_of(now))).days
    return f"our last word, {said(last, now)}; closed {_days(days)} later"


def _hours(hours: float) -> str:
    return {0: "less than an hour", 1: "1 hour"}.get(int(hours), f"{int(hours)} hours")


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
