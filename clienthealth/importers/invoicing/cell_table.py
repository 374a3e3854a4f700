"""A table inside a cell: `amount,date;50,2026-02-01;50,2026-03-01`, the way Invoice2go keeps payments."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

_AMOUNTS = ("amount", "payment_amount", "value")
_DAYS = ("date", "payment_date", "paid_on", "date_paid")


def payments_in(cell: str) -> list[tuple[str, Decimal]]:
    """Return day and amount of each payment that a cell holds; none of them where any is not to be read."""
    try:
        return list(_payments(cell))
    except (ValueError, InvalidOperation, csv.Error):
        return []


def _payments(cell: str) -> Iterator[tuple[str, Decimal]]:
    header, *rows = [next(csv.reader([row]), []) for row in _rows(cell)] or [[]]
    places = {name.strip().casefold(): place for place, name in enumerate(header)}
    amount = next((places[name] for name in _AMOUNTS if name in places), None)
    day = next((places[name] for name in _DAYS if name in places), None)
    if amount is None or day is None:
        return
    for cells in rows:
        if len(cells) != len(header):
            raise ValueError
        came = Decimal(cells[amount])
        if not came.is_finite() or came <= 0:
            raise ValueError
        yield date.fromisoformat(cells[day].strip()[:10]).isoformat(), came


def _rows(cell: str) -> Iterator[str]:
    """Cut at each semicolon that stands in no quotes."""
    begins, quoted = 0, False
    for place, sign in enumerate(cell):
        if sign == '"':
            quoted = not quoted
        elif sign == ";" and not quoted:
            yield cell[begins:place]
            begins = place + 1
    if cell[begins:]:
        yield cell[begins:]
