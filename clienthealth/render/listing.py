"""Lists of records as plain tables, the handle first and what is overdue in words; and what was changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from clienthealth.core.changes.commitments import is_open, zone_of
from clienthealth.core.changes.standing import Overdue
from clienthealth.core.kinds import InvoiceKind
from clienthealth.core.moments import When, day_of, said
from clienthealth.render.summary import complaint_state, pause_text, summary
from clienthealth.render.words import clipped, money, table, visible

TEXT_WIDTH = 60
PAUSE_WIDTH = 50
Row = Sequence[str]
Keeper = Callable[[Any], Sequence[str]]
"""Returns the cell that names who of us takes care of a record; none where that need not be said."""


def changed(made: Sequence[Any], done: str, at: When, now: datetime) -> str:
    """Return a line a record: what was done to it, the moment understood, what it says now."""
    when = said(at, now)
    return "\n".join(
        f"{held.handle:<5} {held.record.client or held.record.TYPE} · {done} {when} · {summary(held.record, now)}"
        for held in made
    )


def expectations(stored: Iterable[Any], now: datetime, keeper: Keeper) -> str:
    """Return what was made clear to whom, about what, and whether they confirmed it."""
    return table(
        [
            [
                held.handle,
                held.record.client,
                visible(held.record.about),
                _day(held.record.at, now),
                _told(held.record, now),
                *_keeper(held.record, keeper),
                _text(held.record.text),
            ]
            for held in stored
        ]
    )


def complaints(
    stored: Iterable[tuple[Any, Overdue | None]], repeats: Mapping[Any, str], now: datetime, keeper: Keeper
) -> str:
    """Return who complained of what since when, how far it has come, and by handle which one it repeats."""
    return table(
        [
            [
                held.handle,
                held.record.client,
                _day(held.record.at, now),
                f"severity {held.record.gravity}",
                complaint_state(held.record, now),
                "; ".join(filter(None, [_pause(held.record, now), overdue_text(overdue) if overdue else ""])),
                repeats.get(held.handle, ""),
                *_keeper(held.record, keeper),
                _text(held.record.text or ""),
            ]
            for held, overdue in stored
        ]
    )


def invoices(stored: Iterable[Any], now: datetime, keeper: Keeper) -> str:
    """Return whom we sent what, and what of it is open."""
    return table([[*_invoice(each, now), *_keeper(each.held.record, keeper)] for each in stored])


def absences(stored: Iterable[Any], now: datetime) -> str:
    """Return who is away from when until when."""
    return table(
        [
            [
                held.handle,
                visible(held.record.staff or "everybody"),
                f"{said(held.record.at, now)} to {said(held.record.until or held.record.at, now)}",
                _text(held.record.note or ""),
            ]
            for held in stored
        ]
    )


def person(held: Any, contact: Any, now: datetime) -> str:
    """Return one person at a client in one line."""
    since = f"from {said(contact.from_, now)}" if contact.from_ else ""
    until = f"until {said(contact.until, now)}" if contact.until else ""
    told = [contact.name, contact.role, *contact.email, *contact.phone, contact.salutation, since, until]
    known = " · ".join(visible(part) for part in told if part)
    return f"{held.handle:<5} {held.record.client} · {known}"


def overdue_text(overdue: Overdue) -> str:
    """Return by how much something is overdue, in words."""
    days = {0: "overdue since today", 1: "1 day overdue"}.get(overdue.days, f"{overdue.days} days overdue")
    return f"{overdue.what} {days}{' when paused' if overdue.paused else ''}".strip()


def _pause(record: Any, now: datetime) -> str:
    return clipped(pause_text(record, now), PAUSE_WIDTH)


def _keeper(record: Any, keeper: Keeper) -> list[str]:
    return [visible(each) for each in keeper(record)]


def _told(record: Any, now: datetime) -> str:
    if not is_open(record, now):
        return f"retired {_day(record.until, now)}"
    return "confirmed" if record.acknowledged_at else "told, not confirmed"


def _invoice(each: Any, now: datetime) -> Row:
    record = each.held.record
    return [
        each.held.handle,
        record.client,
        visible(record.number),
        f"{money(record.amount)} {each.currency}",
        _due(each, now),
        _open(record, each.still, now),
    ]


def _due(each: Any, now: datetime) -> str:
    if each.held.record.sort is InvoiceKind.CREDIT:
        return ""
    return f"due {said(each.due, now)}" if each.due else "no date"


def _open(record: Any, still: Any, now: datetime) -> str:
    if still is None:
        if record.sort is InvoiceKind.CREDIT:
            return f"credit on {visible(record.ref)}" if record.ref else "credit"
        return f"paid {said(record.paid, now)}" if record.paid else "settled"
    rest = f", {money(still.amount)} of it open" if still.amount != record.amount else ""
    if still.disputed:
        return f"disputed{rest}"
    return f"{overdue_text(Overdue(still.overdue))}{rest}" if still.overdue else f"open{rest}"


def _day(when: When, now: datetime) -> str:
    return day_of(when, zone_of(now)).isoformat()


def _text(text: str) -> str:
    return clipped(text, TEXT_WIDTH)
