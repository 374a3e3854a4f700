"""The whole record as judging needs it, in a few selects: interactions as sums, the rest by index."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from clienthealth.core.history import History, Portfolio, Week
from clienthealth.core.records.agreed import Boundary, Expectation, Next, Promise
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.judged import Decision, Outcome, Survey
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.records.spent import Away, Pulse, Time
from clienthealth.core.records.trouble import Complaint, Effort, Hardship, Signal
from clienthealth.store import queries
from clienthealth.store.rows import Stored
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


def portfolio(store: Store, day: date) -> Portfolio:
    """Return all clients with all their records; interactions only up to the end of `day`."""
    handles: dict[tuple[str, str], str] = {}
    parts: dict[str, dict[str, list[Record]]] = {}
    for part, kind in PARTS.items():
        for held in store.all(kind):
            handles[held.record.client, held.record.id] = held.handle
            parts.setdefault(held.record.client, {}).setdefault(part, []).append(held.record)
    weeks = _weeks(store, day)
    clients = store.all(Client)
    histories = tuple(_history(held, parts.get(held.record.client, {}), weeks) for held in clients)
    return Portfolio(histories=histories, aways=tuple(_records(store.all(Away))), handles=handles)


def _history(held: Stored[Client], parts: dict[str, list[Record]], weeks: dict[str, list[Week]]) -> History:
    given: dict[str, Any] = {part: tuple(records) for part, records in parts.items()}
    return History(client=held.record, weeks=tuple(weeks.get(held.record.client, ())), **given)


def _records(stored: Iterable[Stored[Away]]) -> Iterable[Away]:
    return (held.record for held in stored)


def _weeks(store: Store, day: date) -> dict[str, list[Week]]:
    """Return the weekly sums of each client's interactions up to a day."""
    weeks: dict[str, list[Week]] = {}
    for row in store.rows(queries.WEEKS, {"day": day.toordinal()}):
        weeks.setdefault(row[0], []).append(Week(*tuple(row)[2:]))
    return weeks
