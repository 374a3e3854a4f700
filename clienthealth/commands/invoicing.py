"""Which invoice is meant, what is open of it, and how what became of it is written."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from clienthealth.commands import listing, recording
from clienthealth.commands.session import Session
from clienthealth.core.changes import money
from clienthealth.core.changes.commitments import Act, noted
from clienthealth.core.kinds import InvoiceKind
from clienthealth.core.moments import When
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.when import parse_due
from clienthealth.errors import NotFound, Refused

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored


class Meant(NamedTuple):
    """An invoice as it stands: what is open of it, and the movements of money on it."""

    held: "Stored[Invoice]"
    still: Decimal
    payments: tuple[Payment, ...]

    @property
    def invoice(self) -> Invoice:
        """The invoice itself."""
        return self.held.record

    def doing(self, session: Session, when: str | None, note: str | None) -> tuple[dict[str, Any], Act]:
        """Return the fields of a new record on it, and what is being done."""
        fields = recording.fields(session, self.invoice.client, when, note=note)
        return fields, Act(self.held.handle, fields["at"], session.now)


def meant(session: Session, typed: str, client: str | None) -> Meant:
    """Return the invoice of a number, a handle, or a client with only one open; raises NotFound."""
    held = _held(session, typed, client)
    billed = listing.invoices(session, held.record.client)
    opened = next(each.still for each in billed if each.held.number == held.number)
    payments = session.store.all(
        Payment,
        '"client" = :client and "invoice" = :invoice',
        {"client": held.record.client, "invoice": held.record.number},
    )
    return Meant(held, opened.amount if opened else Decimal(0), tuple(each.record for each in payments))


def each(session: Session, typed: Sequence[str], client: str | None) -> list[Meant]:
    """Return the invoices that are meant, each once."""
    found = {one.held.number: one for one in (meant(session, number, client) for number in typed)}
    return list(found.values())


def due(session: Session, client: str, typed: str | None, kind: InvoiceKind | None) -> When | None:
    """Return by when it is due; asked for unless the client has payment terms, or it is a credit."""
    if typed is None and kind is InvoiceKind.CREDIT:
        return None
    if typed is None and session.store.client(client).record.payment_terms_days is not None:
        return None
    return parse_due(typed or session.ask("Due by when", "--due"), session.now)


def check_new(session: Session, invoice: Invoice) -> None:
    """Refuse a number that the client has on another invoice."""
    for held in session.store.all(Invoice, NUMBERED, {"client": invoice.client, "number": invoice.number}):
        raise Refused(
            f"{invoice.client} has an invoice {invoice.number} already ({held.handle})",
            f"`clienthealth show {held.handle}` shows it, `clienthealth edit {held.handle}` corrects it",
        )


def check_overpaid(session: Session, found: Sequence[Meant], part: Decimal | None) -> None:
    """Remark on more being paid than was open; it is recorded all the same."""
    for one in found:
        if part is not None and 0 < one.still < part:
            session.remark(f"{part - one.still} more than was open on {one.invoice.number}")


def credit_number(session: Session, one: Meant, own: str | None) -> str:
    """Return the number of a credit note: its own, else one made of the invoice's."""
    if own is not None:
        return own
    known = session.store.of_client(Invoice, one.invoice.client)
    return money.credit_number(one.invoice.number, (each.record.number for each in known))


def write(
    session: Session,
    name: str,
    moves: Sequence[tuple[Meant, Invoice | Payment]],
    *,
    said: str,
    when: str | None,
    note: str | None,
    json: bool,
) -> None:
    """Write what became of invoices in one transaction: the invoice itself, or a new record beside it."""
    for _, after in moves:
        if isinstance(after, Invoice) and after.kind is InvoiceKind.CREDIT:
            check_new(session, after)
    with session.store.writing(name) as change:
        made: list[Stored[Any]] = [
            change.replace(one.held, noted(after, note)) if after.id == one.invoice.id else change.add(after)
            for one, after in moves
        ]
    recording.tell(session, made, said, recording.moment(session, when), json=json)


NUMBERED = '"client" = :client and "number" = :number'


def _held(session: Session, typed: str, client: str | None) -> "Stored[Invoice]":
    if client:
        slug = session.store.slug(client)
        found = session.store.all(Invoice, NUMBERED, {"client": slug, "number": typed})
        if not found:
            raise NotFound(f"{slug} has no invoice {typed}", f"`clienthealth invoice list {slug}` lists them")
        return found[0]
    found = session.store.all(Invoice, '"number" = :number', {"number": typed})
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{held.handle} ({held.record.client})" for held in found)
        raise NotFound(f"{len(found)} clients have an invoice {typed}", f"say which: {listed}, or --client")
    return session.store.record(Invoice, typed, lambda invoice: _is_open(session, invoice))


def _is_open(session: Session, invoice: Invoice) -> bool:
    return any(each.still and each.held.record.id == invoice.id for each in listing.invoices(session, invoice.client))
