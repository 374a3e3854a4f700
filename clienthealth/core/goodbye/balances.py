"""Money as of the end of a day: what is open of each invoice, unearned of each prepayment, left of each credit.

A credit note (an invoice of kind `credit`) reduces the invoice that its `ref` or its number names; one that
names none stands on its own. A refund gives money back and asks for none: it never reopens an invoice.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.frozen import Frozen, replace
from clienthealth.core.history import History
from clienthealth.core.kinds import InvoiceKind, PaymentKind
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.money import Invoice, Payment

NOTHING = Decimal(0)


class Holding(StrEnum):
    """Why money that we hold is the client's."""

    UNEARNED = "unearned"
    CREDIT = "credit"
    OVERPAID = "overpaid"


class OpenInvoice(Frozen, kw_only=True):
    """An invoice that is not settled; `amount` is what is open, gross; `overdue` in days."""

    id: str
    handle: str
    number: str
    amount: Decimal
    currency: str
    issued: date
    due: date | None
    overdue: int
    disputed: bool
    prepayment: bool


class Held(Frozen, kw_only=True):
    """Money that we hold and that is the client's, gross; `number` is the document it stands on."""

    id: str
    handle: str
    number: str
    amount: Decimal
    currency: str
    issued: date
    why: Holding


class Receipt(NamedTuple):
    """What came in on one money document and stayed with us: gross, what went back taken off."""

    document: Invoice
    amount: Decimal
    currency: str


class Balances(Frozen):
    """What is open of all money documents of one client, in the order of the record."""

    invoices: tuple[OpenInvoice, ...] = ()
    held: tuple[Held, ...] = ()


class Standpoint(Frozen):
    """From where a record is looked at: the end of a day in a zone, the base currency, the short names."""

    today: date
    zone: tzinfo
    currency: str = "EUR"
    handle: Callable[[str], str] = str

    def day(self, when: When) -> date:
        """Return the calendar day of a moment."""
        return day_of(when, self.zone)


class _Document(Frozen):
    """One money document with all that happened to it up to the day."""

    invoice: Invoice
    payments: tuple[Payment, ...]
    credits: tuple[Invoice, ...]
    at: Standpoint

    def moved(self, kind: PaymentKind) -> Decimal:
        """Return the sum of the movements of a kind; a chargeback before `paid` was made good by it."""
        counted = (each for each in self.payments if each.sort is kind)
        if kind is PaymentKind.CHARGEBACK and self.paid_in_full_on is not None:
            since = self.paid_in_full_on
            counted = (each for each in counted if self.at.day(each.at) >= since)
        return sum((each.amount for each in counted), NOTHING)

    @property
    def paid_in_full_on(self) -> date | None:
        """The day all of it was paid, where `paid` stands alone."""
        invoice = self.invoice
        return self.at.day(invoice.paid) if invoice.paid is not None and invoice.paid_amount is None else None

    @property
    def claim(self) -> Decimal:
        """What was asked for, credits taken off."""
        return self.invoice.amount - sum((each.amount for each in self.credits), NOTHING)

    @property
    def received(self) -> Decimal:
        """What came in, chargebacks taken off."""
        payments = self.moved(PaymentKind.PAYMENT)
        if self.paid_in_full_on is not None:
            came = max(self._claim_on(self.paid_in_full_on), payments)
        else:
            came = (self.invoice.paid_amount or NOTHING) + payments
        return came - self.moved(PaymentKind.CHARGEBACK)

    @property
    def returned(self) -> Decimal:
        """What we paid back, by refunds and by credits paid out."""
        out = sum((_paid_out(each) for each in self.credits), NOTHING)
        return self.moved(PaymentKind.REFUND) + out

    @property
    def open(self) -> Decimal:
        """What is still to come; not more than nothing when settled."""
        return self.claim - self.received - self.moved(PaymentKind.WRITE_OFF)

    @property
    def kept(self) -> Decimal:
        """What we hold beyond what is ours: unearned of a prepayment, overpaid of an invoice."""
        ours = (self.invoice.earned or NOTHING) if _prepaid(self.invoice) else self.claim
        return self.received - self.returned - ours

    def _claim_on(self, day: date) -> Decimal:
        known = (each.amount for each in self.credits if self.at.day(each.at) <= day)
        return self.invoice.amount - sum(known, NOTHING)


def balances(history: History, at: Standpoint) -> Balances:
    """Return what is open of a history cut as of the standpoint's day (`core.as_of`).

    The standpoint's currency holds where neither the document nor the client has one.
    """
    if history.client.currency:
        at = replace(at, currency=history.client.currency)
    known, paid = history.invoices, history.payments
    opened, held = [], []
    for document in _documents(known, paid, at):
        if document.open > 0:
            opened.append(_open_invoice(document, history.client.payment_terms_days))
        if document.kept > 0:
            why = Holding.UNEARNED if _prepaid(document.invoice) else Holding.OVERPAID
            held.append(_held(document.invoice, document.kept, why, at))
    for credit in _free_credits(known):
        left = credit.amount - _paid_out(credit) - _moved_on(credit, paid)
        if left > 0:
            held.append(_held(credit, left, Holding.CREDIT, at))
    return Balances(tuple(opened), tuple(held))


def receipts(history: History, at: Standpoint) -> Iterable[Receipt]:
    """Yield what stayed with us of each document of a history cut as of the standpoint's day.

    Received less chargebacks, refunds and credits paid out; prepayments count as any other. A credit that
    names no invoice has cost what was paid out on it. Write-offs move no money.
    """
    base = history.client.currency or at.currency
    for document in _documents(history.invoices, history.payments, at):
        invoice = document.invoice
        yield Receipt(invoice, document.received - document.returned, invoice.currency or base)
    for credit in _free_credits(history.invoices):
        yield Receipt(credit, -_paid_out(credit) - _moved_on(credit, history.payments), credit.currency or base)


def totals(amounts: Iterable[OpenInvoice | Held]) -> tuple[tuple[Decimal, str], ...]:
    """Return the sum in each currency, in the order of the currencies' codes."""
    sums: dict[str, Decimal] = {}
    for each in amounts:
        sums[each.currency] = sums.get(each.currency, NOTHING) + each.amount
    return tuple((amount, currency) for currency, amount in sorted(sums.items()))


def due_day(invoice: Invoice, terms: int | None, zone: tzinfo) -> date | None:
    """Return the day an invoice is due: its own, else its issue plus the client's payment terms in days."""
    if invoice.due is not None:
        return day_of(invoice.due, zone)
    if terms is None:
        return None
    return day_of(invoice.issued or invoice.at, zone) + timedelta(days=terms)


def _documents(known: Iterable[Invoice], paid: Iterable[Payment], at: Standpoint) -> Iterable[_Document]:
    notes = [each for each in known if each.sort is InvoiceKind.CREDIT]
    moved: dict[str, list[Payment]] = {}
    for each in paid:
        moved.setdefault(each.invoice, []).append(each)
    for invoice in known:
        if invoice.sort is not InvoiceKind.CREDIT:
            yield _Document(
                invoice,
                tuple(moved.get(invoice.number, ())),
                tuple(each for each in notes if invoice.number in {each.ref, each.number}),
                at,
            )


def _free_credits(known: Iterable[Invoice]) -> Iterable[Invoice]:
    asked = {each.number for each in known if each.sort is not InvoiceKind.CREDIT}
    for each in known:
        if each.sort is InvoiceKind.CREDIT and not asked & {each.ref, each.number}:
            yield each


def _moved_on(credit: Invoice, paid: Iterable[Payment]) -> Decimal:
    """Return what was paid out or set off on a credit's own number."""
    return sum((each.amount for each in paid if each.invoice == credit.number), NOTHING)


def _paid_out(credit: Invoice) -> Decimal:
    if credit.paid is None:
        return NOTHING
    return credit.amount if credit.paid_amount is None else credit.paid_amount


def _open_invoice(document: _Document, terms: int | None) -> OpenInvoice:
    invoice, at = document.invoice, document.at
    due = due_day(invoice, terms, at.zone)
    disputed_on = _disputed_on(invoice, at)
    return OpenInvoice(
        id=invoice.id,
        handle=at.handle(invoice.id),
        number=invoice.number,
        amount=document.open,
        currency=invoice.currency or at.currency,
        issued=at.day(invoice.issued or invoice.at),
        due=due,
        overdue=max(0, ((disputed_on or at.today) - due).days) if due else 0,
        disputed=disputed_on is not None,
        prepayment=_prepaid(invoice),
    )


def _disputed_on(invoice: Invoice, at: Standpoint) -> date | None:
    if invoice.disputed is False:
        return None
    if invoice.disputed and invoice.disputed_at is None:
        return at.day(invoice.issued or invoice.at)
    return at.day(invoice.disputed_at) if invoice.disputed_at else None


def _held(invoice: Invoice, amount: Decimal, why: Holding, at: Standpoint) -> Held:
    return Held(
        id=invoice.id,
        handle=at.handle(invoice.id),
        number=invoice.number,
        amount=amount,
        currency=invoice.currency or at.currency,
        issued=at.day(invoice.issued or invoice.at),
        why=why,
    )


def _prepaid(invoice: Invoice) -> bool:
    return invoice.sort is InvoiceKind.PREPAYMENT
