"""What a calendar is told: everything that is due, each once, as a task or as an appointment.

An appointment is what people keep a time free for: a call-back or a reminder with an hour that lies ahead, and the
day on which an ending takes effect. All else is a task with its due day, and so is a call-back once its hour has
passed: an event of yesterday is seen by nobody. Acts against a person's safety, verdicts and what clients said stay
out of it; a calendar is synchronised, shared and read over shoulders.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.decided import in_force
from clienthealth.core.goodbye.plan import END
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import ClientStatus
from clienthealth.core.ownership import is_for
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.weekly.due import Due, What, due_on


class Sort(StrEnum):
    """What stands in a calendar beside what is due (`What`)."""

    ENDING = "ending"
    DECIDE = "decide"


QUIET = frozenset({What.ACKNOWLEDGE, What.ANSWER, What.FOLLOW_UP, What.REQUEST})
"""What is due about a complaint, whose words are the client's; and about a request, whose words name a person."""

TIMED = frozenset({What.CALLBACK, What.REMINDER})
"""What happens at its hour; a promise with an hour is to be kept by then."""


class Entry(NamedTuple):
    """One thing in a calendar.

    `uid` never changes while the record lives; `name` is the client's; `moment` is there where the time of day is
    known; `many` counts the unpaid invoices of one client.
    """

    uid: str
    client: str
    name: str
    what: What | Sort
    day: date
    moment: datetime | None
    text: str
    command: str
    appointment: bool
    urgent: bool
    ours: bool
    many: int = 1


def agenda(portfolio: Portfolio, desk: Desk, me: str | None = None) -> tuple[Entry, ...]:
    """Return everything open with a day, however far ahead, by day; with `me` what is theirs and what is nobody's."""
    histories = {each.client.client: each for each in portfolio.histories}
    ends = {each.id for history in portfolio.histories for each in history.nexts if (each.ref or "").startswith(END)}
    due = (each for each in due_on(portfolio, desk) if is_for(each.owner, me))
    found = [_entry(each, histories[each.client], is_end=each.record in ends) for each in due]
    for history in portfolio.histories:
        if is_for(history.client.owner, me):
            found += _decisions(history, desk)
    return tuple(sorted(found, key=lambda each: (each.day, each.client, each.uid)))


def _entry(due: Due, history: History, *, is_end: bool) -> Entry:
    ahead = due.moment is not None and not due.past
    appointment = is_end or (ahead and due.what in TIMED)
    return Entry(
        uid=_uid(due.record, history) + (":at" if appointment else ""),
        client=due.client,
        name=history.client.name,
        what=Sort.ENDING if is_end else due.what,
        day=due.day,
        moment=None if is_end else due.moment,
        text="" if due.what in QUIET else due.text,
        command=f"clienthealth offboard {due.client} --finish" if is_end else due.command,
        appointment=appointment,
        urgent=due.ours and due.past,
        ours=due.ours,
        many=due.many,
    )


def _decisions(history: History, desk: Desk) -> Iterator[Entry]:
    """Yield the day on which a decision against the advice is to be looked at again."""
    taken = in_force(history.decisions, desk.today, desk.zone)
    if taken is None or history.client.stands is ClientStatus.ENDED:
        return
    client = history.client
    yield Entry(
        uid=_uid(taken.record, history),
        client=client.client,
        name=client.name,
        what=Sort.DECIDE,
        day=taken.until,
        moment=None,
        text="",
        command=f"clienthealth why {client.client}",
        appointment=False,
        urgent=False,
        ours=False,
    )


UUID = 36
"""Characters of an id that nobody else has given; those of a journal are only sure to differ within one client."""


def _uid(record: str, history: History) -> str:
    is_unique = len(record) == UUID and record.count("-") == 4  # noqa: PLR2004 - the dashes of a UUID
    return record if is_unique else f"{history.client.id}:{record}"
