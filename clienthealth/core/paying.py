"""How many days after its due day a client pays: of invoices that came due in a window, as of its last day."""

from datetime import date, tzinfo
from typing import NamedTuple

from clienthealth.core.history import History, Portfolio
from clienthealth.core.median import median
from clienthealth.core.score.as_of import as_of
from clienthealth.core.score.billing import Bill, bills
from clienthealth.core.score.dated import case_of

FEWEST = 3
"""Paid invoices below which no usual delay is named."""


class Paying(NamedTuple):
    """How many invoices were paid, how many of them late, and the median days after the due day.

    `days` is below 0 where they pay before it (higher = later), None below `FEWEST`. `open` are unpaid past their due
    day, `longest` is by how many days the oldest of them is. What is disputed or written off is in neither.
    """

    paid: int = 0
    late: int = 0
    days: float | None = None
    open: int = 0
    longest: int = 0


def paying(history: History, since: date, until: date, zone: tzinfo) -> Paying:
    """Return how a client paid what came due from one day to another, as of the second; what is unpaid is older too."""
    if not history.invoices:
        return Paying()
    money = History(client=history.client, invoices=history.invoices, payments=history.payments)
    known = as_of(Portfolio(histories=(money,)), until, zone).histories
    billed = [each for held in known for each in bills(case_of(held, until, zone)) if each.plain]
    first, last = since.toordinal(), until.toordinal()
    due = [each for each in billed if _came_due(each, first, last)]
    after = [each.overdue(last) for each in due if each.paid is not None]
    past = [each.overdue(last) for each in due if each.running and each.overdue(last) > 0]
    return Paying(
        paid=len(after),
        late=sum(each > 0 for each in after),
        days=median(after) if len(after) >= FEWEST else None,
        open=len(past),
        longest=max(past, default=0),
    )


def _came_due(bill: Bill, first: int, last: int) -> bool:
    return bill.due is not None and bill.due <= last and (first <= bill.due or bill.running)
