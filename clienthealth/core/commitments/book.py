"""All promises of both sides as they stand: which are overdue, due soon or later, and whose clock stands still.

A promise is due as last agreed. A day that was moved before it came is no break, and is told with how often; a clock
stands still while a pause runs or its owner is away. Their overdue input stops nothing by itself: only we know what
waits for it, and a pause says so.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.changes.standing import running
from clienthealth.core.commitments.clocks import Clocks
from clienthealth.core.commitments.deadline import Deadline, deadline
from clienthealth.core.history import Portfolio
from clienthealth.core.kinds import PromiseKind
from clienthealth.core.moments import When
from clienthealth.core.ownership import owner_of
from clienthealth.core.records.agreed import Promise
from clienthealth.core.score.dated import case_of
from clienthealth.core.score.lateness import Fate, fate
from clienthealth.core.weekly.desk import Desk

SOON = timedelta(days=7)
"""How far ahead something is due soon: as far as the review looks."""


class Stand(StrEnum):
    """How a promise stands, the most urgent first; the words are in `render/languages`."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    STILL = "still"
    CLOSED = "closed"


class Pausing(NamedTuple):
    """A pause that runs today: since and until when, both days included, and why."""

    since: date
    until: date | None
    reason: str


class Promised(NamedTuple):
    """One promise: who takes care of it, how it stands, when it is due as last agreed.

    `closed` is the day it ended; `first` the day it was promised for, where its clock stood still and moved that day
    on; `away` the last day on which nobody works, or its owner alone does not (`away_alone`), while that lasts.
    """

    client: str
    handle: str
    promise: Promise
    owner: str | None
    fate: Fate
    stand: Stand
    due: Deadline | None
    closed: date | None
    first: date | None
    pausing: Pausing | None
    away: date | None
    away_alone: bool

    @property
    def ours(self) -> bool:
        """Whether we made it."""
        return self.promise.ours

    @property
    def is_callback(self) -> bool:
        """Whether somebody waits by the telephone at its hour."""
        return self.promise.kind is PromiseKind.CALLBACK


def book(portfolio: Portfolio, clocks: Clocks) -> Iterator[Promised]:
    """Yield all promises of the clients, client by client."""
    desk = clocks.everybody.desk
    for history in portfolio.histories:
        case = case_of(history, desk.today, desk.zone)
        for dated in case.promises:
            owner = owner_of(dated.record, history.client)
            handle = portfolio.handle(case.client, dated.record.id)
            found = fate(dated, case, clocks.of_promise(dated.record, owner).away)
            yield _promised(found, clocks, owner=owner, handle=handle)


def urgency(promised: Promised) -> tuple[int, str, str, str, int, str]:
    """Return by what promises are ordered: how they stand, then by day and hour; those without a day come last."""
    due = promised.due
    day = due.day.isoformat() if due is not None else "later"
    moment = due.moment.isoformat() if due is not None and due.moment is not None else ""
    handle = promised.handle
    return list(Stand).index(promised.stand), day, moment, promised.client, len(handle), handle


def when_due(promise: Promise, awaited: int, desk: Desk) -> When:
    """Return when a promise is due: by the hour, unless its day was moved by a standstill."""
    day, due = date.fromordinal(awaited), promise.due
    return due if due is not None and desk.day(due) == day else day


def _promised(found: Fate, clocks: Clocks, *, owner: str | None, handle: str) -> Promised:
    promise, clock = found.promise, clocks.of_promise(found.promise, owner)
    desk, today = clock.desk, clock.desk.today.toordinal()
    when = None if found.awaited is None else when_due(promise, found.awaited, desk)
    due = None if when is None else deadline(when, desk)
    pausing = _pausing(promise, desk) if found.open else None
    away = clock.away.end_of(today) if found.open else None
    agreed = None if promise.due is None else desk.day(promise.due)
    return Promised(
        client=promise.client,
        handle=handle,
        promise=promise,
        owner=owner,
        fate=found,
        stand=_stand(found, due, desk) if pausing is None else Stand.STILL,
        due=due,
        closed=None if found.closed is None else date.fromordinal(found.closed),
        first=agreed if due is not None and agreed != due.day else None,
        pausing=pausing,
        away=None if away is None else date.fromordinal(away),
        away_alone=away is not None and today not in clocks.everybody.away,
    )


def _pausing(promise: Promise, desk: Desk) -> Pausing | None:
    pause = running(promise.paused, desk.now)
    if pause is None:
        return None
    return Pausing(desk.day(pause.from_), desk.day(pause.until) if pause.until else None, pause.reason or "")


def _stand(found: Fate, due: Deadline | None, desk: Desk) -> Stand:
    if not found.open:
        return Stand.CLOSED
    if due is None:
        return Stand.UNDATED
    if due.past:
        return Stand.OVERDUE
    return Stand.SOON if due.day <= desk.today + SOON else Stand.LATER
