"""How absences are recorded, listed and ended."""

from typing import TYPE_CHECKING, NamedTuple

from clienthealth.commands.session import Session
from clienthealth.core.records.spent import Away
from clienthealth.errors import Refused, UsageError

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored


class Wish(NamedTuple):
    """What was typed after `away`."""

    first: str | None
    last: str | None
    staff: str | None
    note: str | None
    when: str | None


def record(session: Session, wish: Wish, *, json: bool) -> None:
    """Record an absence, and say with which it overlaps: no day counts twice."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.absences import overlaps
    from clienthealth.core.changes.stretches import stretch

    if wish.first is None or wish.last is None:
        raise UsageError("the last day is missing", "clienthealth away FROM UNTIL: both days are included")
    if wish.when is not None:
        raise UsageError(
            "--when says from when on somebody is back", "it goes with --back; FROM and UNTIL lie anywhere"
        )
    begin, until = stretch(wish.first, wish.last, session.now)
    store = session.store
    made = Away(at=begin, until=until, staff=wish.staff, note=wish.note, id=store.new_id(), source="cli", by=store.who)
    zone = session.settings.zone
    others = [held.handle for held in store.all(Away) if overlaps(made, held.record, zone)]
    recording.add(session, "away", [made], json=json)
    if others:
        session.remark(f"it overlaps {', '.join(others)}; a day counts once")


def listed(session: Session, wish: Wish, *, every: bool, json: bool) -> None:
    """List the absences of today and ahead, or all, the earliest first."""
    from clienthealth.commands.listing import tell
    from clienthealth.core.changes.absences import last_day
    from clienthealth.render.listing import absences

    zone, today = session.settings.zone, session.today
    found = [held for held in _those(session, wish.staff, anyone=True) if every or last_day(held.record, zone) >= today]
    tell(session, found, absences(found, session.now), "absence today or ahead", json=json)


def back(session: Session, wish: Wish, *, json: bool) -> None:
    """End what runs on the day: everybody's, or that of one colleague."""
    from clienthealth.commands import recording
    from clienthealth.core.changes import absences
    from clienthealth.core.when import parse_day

    if wish.first is not None:
        raise UsageError(f"{wish.first!r} beside --back", "--when says from which day on; --staff whose absence ends")
    zone = session.settings.zone
    day = parse_day(wish.when, session.now) if wish.when else session.today
    running = [held for held in _those(session, wish.staff) if absences.runs_on(held.record, day, zone)]
    if not running:
        hint = "`clienthealth away` lists them, `clienthealth rm HANDLE` takes out one that never was"
        raise Refused(f"no absence{f' of {wish.staff}' if wish.staff else ''} runs over {day.isoformat()}", hint)
    with session.store.writing("away --back") as change:
        made = [change.replace(held, absences.back(held.record, day)) for held in running]
    recording.tell(session, made, "back at work", day, json=json)


def _those(session: Session, staff: str | None, *, anyone: bool = False) -> "list[Stored[Away]]":
    """Return the absences of one colleague, or everybody's; with `anyone` all where nobody is named."""
    known = session.store.all(Away)
    return [held for held in known if (anyone and staff is None) or (held.record.staff or None) == staff]
