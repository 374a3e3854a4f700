"""One client's record as of a day, with the day of each record computed once, as a proleptic ordinal."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo
from typing import Any, Generic, NamedTuple, TypeVar

from clienthealth.core.frozen import Frozen
from clienthealth.core.history import History
from clienthealth.core.moments import When
from clienthealth.core.records.agreed import Boundary, Expectation, Promise
from clienthealth.core.records.base import Record
from clienthealth.core.records.judged import Survey
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.records.trouble import Complaint, Effort, Hardship, Signal

R = TypeVar("R", bound=Record)


class Dated(NamedTuple, Generic[R]):
    """A record and the day it happened."""

    day: int
    record: R


def ordinal(when: When, zone: tzinfo) -> int:
    """Return the day of `when` in the zone as a proleptic ordinal (`date.toordinal`)."""
    return when.astimezone(zone).toordinal() if isinstance(when, datetime) else when.toordinal()


class Case(Frozen, kw_only=True):
    """A history as of `today`, in the order of the score: day, bare days first, moment, id."""

    history: History
    today: int
    zone: tzinfo
    days: tuple[int, ...]
    """The days of all records that count as records, interactions apart."""
    other_days: tuple[int, ...]
    """The days of what shows that somebody wrote something: reminders, decisions, outcomes."""
    complaints: tuple[Dated[Complaint], ...]
    efforts: tuple[Dated[Effort], ...]
    signals: tuple[Dated[Signal], ...]
    expectations: tuple[Dated[Expectation], ...]
    boundaries: tuple[Dated[Boundary], ...]
    hardships: tuple[Dated[Hardship], ...]
    promises: tuple[Dated[Promise], ...]
    invoices: tuple[Dated[Invoice], ...]
    payments: tuple[Dated[Payment], ...]
    surveys: tuple[Dated[Survey], ...]

    @property
    def client(self) -> str:
        """The slug."""
        return self.history.client.client

    @property
    def first(self) -> int | None:
        """The day of the first record, if there is one."""
        begins = [week.first_day for week in self.history.weeks[:1]]
        return min((*begins, *self.days), default=None)

    @property
    def last(self) -> int | None:
        """The day of the last record, if there is one."""
        return max((*(week.last_day for week in self.history.weeks), *self.days), default=None)

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.days) + sum(week.count for week in self.history.weeks)

    def busy(self) -> Iterator[int]:
        """Yield the days on which somebody wrote something; of a week of contacts the first and the last."""
        yield from self.days
        yield from self.other_days
        for week in self.history.weeks:
            yield week.first_day
            yield week.last_day

    def day(self, when: When) -> int:
        """Return the day of `when` as a proleptic ordinal."""
        return ordinal(when, self.zone)


def case_of(history: History, day: date, zone: tzinfo) -> Case:
    """Date and order a history that was cut as of `day`."""

    def dated(records: Iterable[R]) -> tuple[Dated[R], ...]:
        return tuple(_in_order(Dated(ordinal(each.at, zone), each) for each in records))

    others = (*history.nexts, *history.decisions, *history.outcomes)
    known: dict[str, tuple[Dated[Any], ...]] = {
        "complaints": dated(history.complaints),
        "efforts": dated(history.efforts),
        "signals": dated(history.signals),
        "expectations": dated(history.expectations),
        "boundaries": dated(history.boundaries),
        "hardships": dated(history.hardships),
        "promises": dated(history.promises),
        "invoices": dated(history.invoices),
        "payments": dated(history.payments),
        "surveys": dated(history.surveys),
    }
    rest = (ordinal(each.at, zone) for each in (*history.times, *history.pulses))
    return Case(
        history=history,
        today=day.toordinal(),
        zone=zone,
        days=(*(each.day for group in known.values() for each in group), *rest),
        other_days=tuple(ordinal(each.at, zone) for each in others),
        **known,
    )


def _in_order(records: Iterable[Dated[R]]) -> list[Dated[R]]:
    return sorted(records, key=_rank)


def _rank(dated: Dated[R]) -> tuple[int, bool, float, str]:
    at = dated.record.at
    moment = isinstance(at, datetime)
    return dated.day, moment, at.timestamp() if isinstance(at, datetime) else 0.0, dated.record.id
