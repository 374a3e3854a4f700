"""The record as it stood at the end of a day: later records and later dates inside a record do not exist.

What was planned (`due`, `until`) is known from the start; what happened is known from its own day on.
A state without its date counts from the record's `at`.
"""

from datetime import date, datetime, tzinfo
from typing import Any, TypeVar

from clienthealth.core.frozen import Frozen, replace
from clienthealth.core.gather import PLACES
from clienthealth.core.history import History, Portfolio
from clienthealth.core.moments import When, end_of
from clienthealth.core.records.agreed import Expectation, Next, Promise
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.judged import Survey
from clienthealth.core.records.money import Invoice
from clienthealth.core.records.trouble import Complaint, Effort

R = TypeVar("R", bound=Record)

HAPPENED: dict[type[Record], dict[str, tuple[str, ...]]] = {
    Client: {"status_at": ("status",)},
    Expectation: {"acknowledged_at": ()},
    Promise: {"accepted_at": (), "closed_at": ("status",)},
    Complaint: {
        "acknowledged_at": (),
        "answered_at": (),
        "resolved_at": (),
        "confirmed_at": ("confirmed",),
    },
    Effort: {"outcome_at": ("outcome",)},
    Invoice: {"paid": ("paid_amount",), "disputed_at": ("disputed",)},
    Survey: {"answered_at": ("score",)},
    Next: {"closed_at": ()},
}
"""By type: each date that tells what happened, with the fields that say nothing without it."""


def as_of(portfolio: Portfolio, day: date, zone: tzinfo) -> Portfolio:
    """Return the portfolio as it stood at the end of `day` in `zone`, without clients that begin later."""
    end = _End(day, end_of(day, zone))
    return replace(
        portfolio,
        histories=tuple(_history(each, end) for each in portfolio.histories if not end.before(each.client.at)),
        aways=tuple(each for each in portfolio.aways if not end.before(each.at)),
    )


class _End(Frozen):
    """The end of a day, for days and for moments."""

    day: date
    moment: datetime

    def before(self, when: When) -> bool:
        """Whether `when` lies after the day."""
        return when > self.moment if isinstance(when, datetime) else when > self.day


def _history(history: History, end: _End) -> History:
    cut: dict[str, Any] = {
        place: tuple(_record(each, end) for each in getattr(history, place) if not end.before(each.at))
        for place in PLACES.values()
    }
    last = end.day.toordinal()
    weeks = tuple(week for week in history.weeks if week.first_day <= last)
    return replace(history, client=_record(history.client, end), weeks=weeks, **cut)


def _record(record: R, end: _End) -> R:
    """Return the record without what had not happened yet; the same object where nothing is to be cut."""
    happened = HAPPENED.get(type(record))
    if happened is None:
        return record
    changes: dict[str, Any] = {}
    for name, dependent in happened.items():
        when = getattr(record, name)
        if when is not None and end.before(when):
            changes.update(dict.fromkeys((name, *dependent)))
    if isinstance(record, Promise):
        changes.update(_promise(record, end))
    elif isinstance(record, Complaint):
        changes.update(_complaint(record, end))
    return replace(record, **changes) if changes else record


def _promise(promise: Promise, end: _End) -> dict[str, Any]:
    """Take back the moves of the due date, and the pauses, that had not been made yet."""
    changes: dict[str, Any] = {}
    later = sorted((each for each in promise.moved if end.before(each.at)), key=lambda each: _moment(each.at))
    if later:
        changes["due"] = later[0].due
        changes["moved"] = tuple(each for each in promise.moved if each not in later)
    if any(end.before(each.from_) for each in promise.paused):
        changes["paused"] = tuple(each for each in promise.paused if not end.before(each.from_))
    return changes


def _complaint(complaint: Complaint, end: _End) -> dict[str, Any]:
    """Take back closings, reopenings and pauses that had not happened yet."""
    changes: dict[str, Any] = {}
    if any(end.before(each.at) for each in complaint.closings):
        changes["closings"] = tuple(each for each in complaint.closings if not end.before(each.at))
    if any(end.before(each) for each in complaint.reopened):
        changes["reopened"] = tuple(each for each in complaint.reopened if not end.before(each))
    if any(end.before(each.from_) for each in complaint.paused):
        changes["paused"] = tuple(each for each in complaint.paused if not end.before(each.from_))
    return changes


def _moment(when: When) -> tuple[date, float]:
    if isinstance(when, datetime):
        return when.date(), when.timestamp()
    return when, 0.0
