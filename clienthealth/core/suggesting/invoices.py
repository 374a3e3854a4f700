"""Invoices that are so late that it is worth asking why."""

from collections.abc import Iterator
from datetime import date

from clienthealth.core.history import History
from clienthealth.core.score.billing import bills
from clienthealth.core.score.dated import case_of
from clienthealth.core.suggesting.suggestion import Suggestion
from clienthealth.core.weekly.desk import Desk

LATE = 30
"""Days after the due day from which an invoice is long overdue, as for the score."""


def late_invoices(history: History, desk: Desk) -> Iterator[Suggestion]:
    """Yield invoices that are long overdue: did they say why? What was paid since is known, and asks nothing.

    The score takes late payment from the dates as it is; what only the user knows is the reason.
    """
    case = case_of(history, desk.today, desk.zone)
    for bill in bills(case):
        days = bill.overdue(case.today)
        if bill.plain and bill.running and bill.due is not None and days > LATE:
            due, since = (date.fromordinal(bill.due + each) for each in (0, LATE + 1))
            values = {"number": bill.invoice.number, "n": str(days), "due": due.isoformat()}
            yield Suggestion("invoice-late", bill.invoice.id, since.isoformat(), values)
