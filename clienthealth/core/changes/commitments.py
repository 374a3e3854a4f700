"""How what is open moves on: whether a record is open, and promises, limits and reminders as they change.

Each change takes a record and returns the record as it is then; what cannot be is refused with the way out.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple, TypeVar

from clienthealth.core.frozen import replace
from clienthealth.core.kinds import EffortOutcome, PromiseKind, PromiseStatus
from clienthealth.core.moments import When, day_of, is_moment, said, undoes
from clienthealth.core.records.agreed import Boundary, Expectation, Move, Next, Pause, Promise
from clienthealth.errors import Refused, UsageError

Limit = TypeVar("Limit", bound=Any)
Pausable = TypeVar("Pausable", bound=Any)


class Act(NamedTuple):
    """One thing that was done to a record: what the record is called, when it was done, and now."""

    name: str
    at: When
    now: datetime

    @property
    def zone(self) -> tzinfo:
        """The zone of the days."""
        return zone_of(self.now)

    def already(self, what: str, since: When | None) -> Refused:
        """Return the refusal of what has been done before."""
        when = f", since {said(since, self.now)}" if since else ""
        return Refused(
            f"{self.name} is {what} already{when}",
            f"`clienthealth undo` takes back your last command, `clienthealth edit {self.name}` corrects the record",
        )


def zone_of(now: datetime) -> tzinfo:
    """Return the configured zone, which the clock of a session always carries."""
    if now.tzinfo is None:
        message = "`now` must carry the configured zone"
        raise ValueError(message)
    return now.tzinfo


def is_open(record: Any, now: datetime) -> bool:
    """Whether there is still something to be done about a record; of types without an end it always is."""
    still = OPEN.get(record.TYPE)
    return still is None or still(record, now)


def not_before(later: When, earlier: When, zone: tzinfo) -> bool:
    """Whether `later` does not precede `earlier`: by the moment where both are known, else by the day."""
    if isinstance(later, datetime) and isinstance(earlier, datetime):
        return later >= earlier
    return day_of(later, zone) >= day_of(earlier, zone)


def over(until: When | None, now: datetime) -> bool:
    """Whether an end has passed; a day ends when it ends."""
    if until is None:
        return False
    return until <= now if isinstance(until, datetime) else until < now.date()


def closed(promise: Promise, status: PromiseStatus, act: Act) -> Promise:
    """Return a promise that is kept, broken or released."""
    _must_be_open(promise, act)
    return replace(promise, status=status, closed_at=act.at)


def accepted(promise: Promise, act: Act) -> Promise:
    """Return a promise of ours from which the client released us."""
    if not promise.ours:
        raise UsageError(
            f"{act.name} is their promise, and `accept` says that they let us off ours",
            f"`clienthealth promise release {act.name}` lets them off theirs",
        )
    return replace(closed(promise, PromiseStatus.RELEASED, act), accepted_at=act.at)


def moved(promise: Promise, due: When, act: Act) -> Promise:
    """Return a promise with a new due date; the old one stays, with the moment it was given up."""
    _must_be_open(promise, act)
    if due == promise.due:
        raise UsageError(f"{act.name} is due {said(due, act.now)} already", "give another day with --due")
    check_due(promise.kind, due)
    last = promise.moved[-1].at if promise.moved else promise.at
    if not not_before(act.at, last, act.zone):
        what = "was moved" if promise.moved else "was made"
        raise UsageError(
            f"{act.name} {what} {said(last, act.now)}, later than {said(act.at, act.now)}",
            "moves are recorded in their order; leave --when out, or give a later one",
        )
    earlier = (Move(at=act.at, due=promise.due),) if promise.due else ()
    return replace(promise, due=due, moved=(*promise.moved, *earlier))


def check_due(kind: PromiseKind | None, due: When) -> None:
    """Refuse a call-back without a time of day: nobody waits by the telephone all day."""
    if kind is PromiseKind.CALLBACK and not is_moment(due):
        raise UsageError(
            f"a call-back has a time of day, and {due.isoformat()} has none", 'for example --due "mon 10:00"'
        )


def paused(record: Pausable, until: When, reason: str, act: Act) -> Pausable:
    """Return a promise or a complaint whose clock stands still from the act on, both days included.

    A pause that is running then ends the day before: of two words on one clock, the later holds.
    """
    if not is_open(record, act.now):
        raise Refused(f"{act.name} is closed: its clock does not run", f"`clienthealth show {act.name}` tells how")
    if not not_before(act.at, record.at, act.zone):
        begun = said(record.at, act.now)
        raise UsageError(
            f"the clock of {act.name} runs since {begun}, later than {said(act.at, act.now)}", "give a later --when"
        )
    if not not_before(until, act.at, act.zone):
        raise UsageError(
            f"{said(until, act.now)} lies before {said(act.at, act.now)}, from when on the clock is to stand still",
            "give a later --until",
        )
    day = day_of(act.at, act.zone)
    earlier = tuple(each for pause in record.paused for each in _up_to(pause, day, act.zone))
    return replace(record, paused=(*earlier, Pause(from_=act.at, until=until, reason=reason)))


def _up_to(pause: Pause, day: date, zone: tzinfo) -> Iterator[Pause]:
    """Yield what is left of a pause when another begins on a day."""
    begun, ended = day_of(pause.from_, zone), day_of(pause.until, zone) if pause.until else None
    if begun > day or (ended is not None and ended < day):
        yield pause
    elif begun < day:
        yield replace(pause, until=day - timedelta(days=1))


def acknowledged(expectation: Expectation, act: Act) -> Expectation:
    """Return an expectation that the client has confirmed."""
    if expectation.acknowledged_at is not None:
        raise act.already("confirmed", expectation.acknowledged_at)
    return replace(expectation, acknowledged_at=act.at)


def ended(record: Limit, act: Act) -> Limit:
    """Return an expectation, boundary or hardship that holds no longer."""
    if not is_open(record, act.now):
        raise act.already("over", record.until)
    return replace(record, until=act.at)


def is_told_only(expectation: Expectation, now: datetime) -> bool:
    """Whether an expectation is in force and the client has not confirmed it."""
    return expectation.acknowledged_at is None and is_open(expectation, now)


def done(reminder: Next, act: Act) -> Next:
    """Return a reminder that is off the list."""
    if reminder.closed_at is not None:
        raise act.already("done", reminder.closed_at)
    return replace(reminder, closed_at=act.at)


def resumed(record: Pausable, act: Act) -> Pausable:
    """Return a promise whose clock runs again from the act's day on; a pause of that same day was none."""
    day = day_of(act.at, act.zone)
    running = [each for each in record.paused if _covers(each, day, act.zone)]
    if not running or not is_open(record, act.now):
        raise Refused(
            f"the clock of {act.name} does not stand still {said(day, act.now)}",
            f"`clienthealth show {act.name}` tells",
        )
    left = (
        replace(each, until=day - timedelta(days=1)) if each in running else each
        for each in record.paused
        if each not in running or day_of(each.from_, act.zone) < day
    )
    return replace(record, paused=tuple(left))


def _covers(pause: Pause, day: date, zone: tzinfo) -> bool:
    return day_of(pause.from_, zone) <= day and (pause.until is None or day <= day_of(pause.until, zone))


def noted(record: Limit, note: str | None) -> Limit:
    """Return a record with a note below those it has."""
    if not note:
        return record
    return replace(record, note=f"{record.note}\n{note}" if record.note else note)


def _must_be_open(promise: Promise, act: Act) -> None:
    if promise.state is not PromiseStatus.OPEN:
        raise act.already(promise.state, promise.closed_at)


def _standing(record: Expectation | Boundary, now: datetime) -> bool:
    return not over(record.until, now)


def _suffering(hardship: Any, now: datetime) -> bool:
    """Whether a hardship is in force; one without an end lasts the usual time of the model."""
    if hardship.until is not None:
        return not over(hardship.until, now)
    from clienthealth.core.score.policy import DEFAULT

    return now.date() <= day_of(hardship.at, zone_of(now)) + timedelta(days=DEFAULT.window.hardship)


def _unsettled(complaint: Any, now: datetime) -> bool:
    """Whether a complaint was never confirmed, or reopened since."""
    if complaint.confirmed is None:
        return True
    end = complaint.confirmed_at or complaint.at
    return any(undoes(each, end, zone_of(now)) for each in complaint.reopened)


OPEN: dict[str, Callable[[Any, datetime], bool]] = {
    "promise": lambda promise, _: promise.state is PromiseStatus.OPEN,
    "complaint": _unsettled,
    "effort": lambda effort, _: effort.taken is EffortOutcome.UNKNOWN,
    "expectation": _standing,
    "boundary": _standing,
    "hardship": _suffering,
    "next": lambda reminder, _: reminder.closed_at is None,
}
"""What is open, by type; invoices depend on their payments and are not here."""
