"""Money: invoices, and payments where `paid` alone does not tell the story."""

from decimal import Decimal
from typing import ClassVar

from clienthealth.core.kinds import InvoiceKind, PaymentKind
from clienthealth.core.moments import When
from clienthealth.core.records.base import Record, check_money, check_order, check_text, check_together


class Invoice(Record, kw_only=True):
    """A money document; `amount` is gross, never negative."""

    TYPE: ClassVar[str] = "invoice"

    number: str
    amount: Decimal
    net: Decimal | None = None
    kind: InvoiceKind | None = None
    issued: When | None = None
    due: When | None = None
    paid: When | None = None
    paid_amount: Decimal | None = None
    earned: Decimal | None = None
    currency: str | None = None
    disputed_at: When | None = None
    disputed: bool | None = None

    def check(self) -> None:
        """Refuse amounts that are none and a part payment without its date."""
        check_text("number", self.number)
        for name in ("amount", "net", "paid_amount", "earned"):
            check_money(name, getattr(self, name))
        check_together("paid_amount", self.paid_amount, "paid", self.paid)
        check_order(self.issued, "disputed_at", self.disputed_at, "it was issued")

    @property
    def sort(self) -> InvoiceKind:
        """What it is; an invoice unless said otherwise."""
        return self.kind or InvoiceKind.INVOICE


class Payment(Record, kw_only=True):
    """A movement of money on an invoice, named by the invoice's number."""

    TYPE: ClassVar[str] = "payment"

    invoice: str
    amount: Decimal
    kind: PaymentKind | None = None

    def check(self) -> None:
        """Refuse amounts that are none."""
        check_text("invoice", self.invoice)
        check_money("amount", self.amount)

    @property
    def sort(self) -> PaymentKind:
        """What it did; a payment unless said otherwise."""
        return self.kind or PaymentKind.PAYMENT
