"""The whole record as judging needs it, in a few selects: interactions as sums, the rest by index."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from clienthealth.core.frozen import replace
from clienthealth.core.history import History, Portfolio, Week
from clienthealth.core.records.agreed import Boundary, Expectation, Next, Promise
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.judged import Decision, Outcome, Survey
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.records.spent import Away, Pulse, Time
from clienthealth.core.records.trouble import Complaint, Effort, Hardship, Signal
from clienthealth.store import queries
from clienthealth.store.store import Store

PARTS: dict[str, type[Record]] = {
    "times": Time,
    "expectations": Expectation,
    "promises": Promise,
    "complaints": Complaint,
    "efforts": Effort,
    "signals": Signal,
    "boundaries": Boundary,
    "hardships": Hardship,
    "invoices": Invoice,
    "payments": Payment,
    "surveys": Survey,
    "nexts": Next,
    "pulses": Pulse,
    "decisions": Decision,
    "outcomes": Outcome,
}
"""The parts of a history and the types they hold."""

SUNDAY = 6


class Reader:
    """One reading of the record, from which a portfolio of any day is made without reading it again."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today
        self._portfolios: dict[date, Portfolio] = {}

    def portfolio(self, day: date) -> Portfolio:
        """Return all clients with all their records; interactions only up to the end of `day`."""
        if day not in self._portfolios:
            self._portfolios[day] = self._with_weeks(self._weeks_until(day))
        return self._portfolios[day]

    def _with_weeks(self, weeks: dict[str, list[Week]]) -> Portfolio:
        whole = self._whole
        histories = tuple(replace(each, weeks=tuple(weeks.get(each.client.client, ()))) for each in whole.histories)
        return replace(whole, histories=histories)

    @cached_property
    def _whole(self) -> Portfolio:
        """Everything but the interactions."""
        handles: dict[tuple[str, str], str] = {}
        parts: dict[str, dict[str, list[Record]]] = {}
        for part, kind in PARTS.items():
            for held in self._store.all(kind):
                handles[held.record.client, held.record.id] = held.handle
                parts.setdefault(held.record.client, {}).setdefault(part, []).append(held.record)
        clients = self._store.all(Client)
        handles |= {(held.record.client, held.record.id): held.handle for held in clients}
        histories = tuple(_history(held.record, parts) for held in clients)
        aways = tuple(held.record for held in self._store.all(Away))
        return Portfolio(histories=histories, aways=aways, handles=handles)

    @cached_property
    def _weeks(self) -> dict[str, list[Week]]:
        """The weekly sums of each client's interactions up to today: the one look at all of them."""
        return _by_client(self._store.rows(queries.WEEKS, {"day": self._today.toordinal()}))

    def _weeks_until(self, day: date) -> dict[str, list[Week]]:
        """Return the sums up to a day: whole weeks as they are, a broken one summed again."""
        if day == self._today:
            return self._weeks
        if day > self._today:
            return _by_client(self._store.rows(queries.WEEKS, {"day": day.toordinal()}))
        if day.weekday() == SUNDAY:
            return self._whole_weeks(day.toordinal())
        monday = day.toordinal() - day.weekday()
        given = {
            "first": monday,
            "day": day.toordinal(),
            "from": date.fromordinal(monday - 2).isoformat(),
            "until": date.fromordinal(monday + 9).isoformat(),
        }
        broken = _by_client(self._store.rows(queries.BROKEN_WEEK, given))
        whole = self._whole_weeks(monday - 1)
        return {slug: whole.get(slug, []) + broken.get(slug, []) for slug in whole.keys() | broken.keys()}

    def _whole_weeks(self, last: int) -> dict[str, list[Week]]:
        """Return the weeks that had begun by a day, which is the last one of its week."""
        return {slug: [week for week in weeks if week.first_day <= last] for slug, weeks in self._weeks.items()}


def weeks_of(store: Store, slug: str, day: date) -> tuple[Week, ...]:
    """Return the weekly sums of one client's interactions up to the end of a day."""
    rows = store.rows(queries.WEEKS_OF_ONE, {"client": slug, "day": day.toordinal()})
    return tuple(_by_client(rows).get(slug, ()))


def _history(client: Client, parts: dict[str, dict[str, list[Record]]]) -> History:
    given: dict[str, Any] = {part: tuple(records) for part, records in parts.get(client.client, {}).items()}
    return History(client=client, **given)


def _by_client(rows: Iterable[Any]) -> dict[str, list[Week]]:
    weeks: dict[str, list[Week]] = {}
    for row in rows:
        weeks.setdefault(row[0], []).append(Week(*tuple(row)[2:]))
    return weeks
