"""What becomes of an invoice: paid, disputed, credited, refunded, written off; and amounts as people type them.

`paid` on the invoice tells of one payment of all of it; every other movement is a record of its own, with its day.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from clienthealth.core.changes.commitments import Act
from clienthealth.core.frozen import replace
from clienthealth.core.kinds import InvoiceKind, PaymentKind
from clienthealth.core.moments import said
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.errors import Refused, UsageError

NOTHING = Decimal(0)

Shared = Mapping[str, Any]
"""The fields all records of one command have, `id` among them."""

_AMOUNT = r"\d{1,12}(?:[.,]\d{1,2})?"


def amount_of(typed: str) -> Decimal:
    """Read an amount of money: 1190, 1190.50 or 1190,50; anything else can be read in two ways."""
    if re.fullmatch(_AMOUNT, typed.strip(), re.ASCII) is None:
        hint = "digits, and at most two behind a point or a comma: 1190, 1190.50 or 1190,50"
        raise UsageError(f"{typed!r} is no amount of money", hint)
    return Decimal(typed.strip().replace(",", "."))


def part_of(typed: str | None) -> Decimal | None:
    """Read how much of an invoice is meant; left out, all that there is. Raises UsageError for nothing."""
    if typed is None:
        return None
    amount = amount_of(typed)
    if amount == 0:
        raise UsageError("an amount of 0 moves nothing", "leave --amount out for all of it")
    return amount


def received(invoice: Invoice, payments: Iterable[Payment]) -> Decimal:
    """Return what came in on an invoice, less what went back."""
    own = invoice.amount if invoice.paid_amount is None else invoice.paid_amount
    came = own if invoice.paid is not None else NOTHING
    back = (PaymentKind.REFUND, PaymentKind.CHARGEBACK)
    for each in payments:
        if each.sort is PaymentKind.PAYMENT:
            came += each.amount
        elif each.sort in back:
            came -= each.amount
    return came


def paid(invoice: Invoice, still: Decimal, amount: Decimal | None, shared: Shared, act: Act) -> Invoice | Payment:
    """Return the invoice as paid, or a payment where it is not all of it at once; `still` is what is open."""
    if still <= 0:
        raise _settled(invoice, act)
    if still == invoice.amount and amount in {None, still} and invoice.paid is None:
        return replace(invoice, paid=act.at)
    return Payment(**shared, invoice=invoice.number, amount=still if amount is None else amount)


def credited(invoice: Invoice, amount: Decimal, number: str, shared: Shared) -> Invoice:
    """Return a credit note that takes so much off an invoice."""
    if amount > invoice.amount:
        raise UsageError(
            f"{amount} is more than the {invoice.amount} of {invoice.number}",
            "give a smaller --amount; a credit of its own is `clienthealth invoice add … --kind credit`",
        )
    return Invoice(
        **{**shared, "ref": invoice.number},
        number=number,
        amount=amount,
        kind=InvoiceKind.CREDIT,
        currency=invoice.currency,
    )


def credit_number(number: str, taken: Iterable[str]) -> str:
    """Return a number for a credit note on an invoice that no other document has."""
    known, made, count = set(taken), f"{number}-credit", 2
    while made in known:
        made, count = f"{number}-credit-{count}", count + 1
    return made


def refunded(invoice: Invoice, held: Decimal, amount: Decimal | None, shared: Shared) -> Payment:
    """Return the refund of what was paid, or of a part of it."""
    if held <= 0:
        hint = f"`clienthealth invoice credit {invoice.number}` takes something off it"
        raise Refused(f"nothing was paid on {invoice.number} that could go back", hint)
    if amount is not None and amount > held:
        raise UsageError(f"{amount} is more than the {held} paid on {invoice.number}", f"at most --amount {held}")
    return Payment(**shared, invoice=invoice.number, amount=amount or held, kind=PaymentKind.REFUND)


def written_off(invoice: Invoice, still: Decimal, amount: Decimal | None, shared: Shared, act: Act) -> Payment:
    """Return the write-off of what is still open, or of a part of it."""
    if still <= 0:
        raise _settled(invoice, act)
    if amount is not None and amount > still:
        raise UsageError(f"{amount} is more than the {still} open on {invoice.number}", f"at most --amount {still}")
    return Payment(**shared, invoice=invoice.number, amount=amount or still, kind=PaymentKind.WRITE_OFF)


def disputed(invoice: Invoice, act: Act) -> Invoice:
    """Return an invoice that the client disputes: from then on nothing runs."""
    if invoice.disputed_at is not None or invoice.disputed:
        raise act.already("disputed", invoice.disputed_at or invoice.issued or invoice.at)
    return replace(invoice, disputed_at=act.at)


def _settled(invoice: Invoice, act: Act) -> Refused:
    paid_on = f", paid {said(invoice.paid, act.now)}" if invoice.paid else ""
    return Refused(
        f"nothing is open on {act.name}{paid_on}",
        "`clienthealth undo` takes back your last command; `clienthealth invoice list` shows what is open",
    )
