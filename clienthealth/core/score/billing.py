"""How invoices stand on a day: paid when, overdue by how much, disputed or written off."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import InvoiceKind, PaymentKind
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.score.dated import Case, Dated

SIGN = {PaymentKind.PAYMENT: 1, PaymentKind.REFUND: -1, PaymentKind.CHARGEBACK: -1, PaymentKind.WRITE_OFF: 0}
"""What a movement of money adds to what was paid."""


class Bill(Frozen):
    """An invoice as it stands; days as ordinals."""

    invoice: Invoice
    due: int | None
    paid: int | None
    stopped: int | None
    """The day from which nothing runs: disputed, written off, or credited in full."""
    surplus: Decimal
    """Of a prepayment: what was paid beyond what the work has used up."""

    def overdue(self, today: int) -> int:
        """Return by how many days it was overdue at its latest; 0 or less = never."""
        if self.due is None:
            return 0
        ends = [today]
        ends += [self.paid] if self.paid is not None else []
        ends += [self.stopped - 1] if self.stopped is not None else []
        return min(ends) - self.due

    @property
    def plain(self) -> bool:
        """Whether it is an invoice; a prepayment is neither late nor in time."""
        return self.invoice.sort is InvoiceKind.INVOICE

    @property
    def running(self) -> bool:
        """Whether it is unpaid, undisputed and neither written off nor credited."""
        return self.paid is None and self.stopped is None


def bills(case: Case) -> tuple[Bill, ...]:
    """Return how each invoice and prepayment stands, in order.

    A credit is none of either: it takes its amount off the invoice that its `ref` or its number names.
    """
    by_number: dict[str, list[Dated[Payment]]] = defaultdict(list)
    for each in case.payments:
        by_number[each.record.invoice].append(each)
    notes = [each for each in case.invoices if each.record.sort is InvoiceKind.CREDIT]
    return tuple(
        _bill(each, by_number[each.record.number], _credited(each.record, notes), case)
        for each in case.invoices
        if each.record.sort is not InvoiceKind.CREDIT
    )


def _bill(
    dated: Dated[Invoice], payments: Iterable[Dated[Payment]], credited: Mapping[int, Decimal], case: Case
) -> Bill:
    invoice = dated.record
    daily = _movements(dated, payments, case)
    paid, waived = _settled(invoice.amount, daily, credited)
    stops = [each.day for each in payments if each.record.sort is PaymentKind.WRITE_OFF]
    stops += _disputed(dated, case)
    stops += [waived] if waived is not None else []
    return Bill(
        invoice,
        due=_due(dated, case),
        paid=paid,
        stopped=min(stops, default=None),
        surplus=_surplus(invoice, daily),
    )


def _credited(invoice: Invoice, notes: Iterable[Dated[Invoice]]) -> dict[int, Decimal]:
    """Return what credit notes took off an invoice, by day."""
    daily: dict[int, Decimal] = defaultdict(Decimal)
    for day, credit in notes:
        if invoice.number in {credit.ref, credit.number}:
            daily[day] += credit.amount
    return daily


def _movements(dated: Dated[Invoice], payments: Iterable[Dated[Payment]], case: Case) -> dict[int, Decimal]:
    """Return what was paid less what went back, by day."""
    invoice = dated.record
    daily: dict[int, Decimal] = defaultdict(Decimal)
    if invoice.amount == 0:
        daily[dated.day] += 0
    if invoice.paid is not None:
        daily[case.day(invoice.paid)] += invoice.amount if invoice.paid_amount is None else invoice.paid_amount
    for each in payments:
        if SIGN[each.record.sort]:
            daily[each.day] += SIGN[each.record.sort] * each.record.amount
    return daily


def _settled(
    amount: Decimal, daily: Mapping[int, Decimal], credited: Mapping[int, Decimal]
) -> tuple[int | None, int | None]:
    """Return the first day on which the sum paid covers what is asked, and the day from which nothing is asked.

    An invoice that is credited in full is settled by us, not by them: neither paid nor late from then on.
    """
    total, asked = Decimal(), amount
    for day in sorted({*daily, *credited}):
        total += daily.get(day, Decimal())
        asked -= credited.get(day, Decimal())
        if asked <= 0 < amount:
            return None, day
        if total >= asked and day in daily:
            return day, None
        if total >= asked:
            return None, day
    return None, None


def _disputed(dated: Dated[Invoice], case: Case) -> list[int]:
    invoice = dated.record
    if invoice.disputed_at is not None:
        return [case.day(invoice.disputed_at)]
    return [case.day(invoice.issued or invoice.at)] if invoice.disputed else []


def _due(dated: Dated[Invoice], case: Case) -> int | None:
    """Return its due day: as written, else by the client's terms, else none."""
    invoice = dated.record
    if invoice.due is not None:
        return case.day(invoice.due)
    terms = case.history.client.payment_terms_days
    return None if terms is None else case.day(invoice.issued or invoice.at) + terms


def _surplus(invoice: Invoice, daily: dict[int, Decimal]) -> Decimal:
    if invoice.sort is not InvoiceKind.PREPAYMENT:
        return Decimal()
    return max(Decimal(), sum(daily.values(), Decimal()) - (invoice.earned or Decimal()))
