"""What lists are made of: the records of one client or of all, and how each stands today."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from clienthealth.commands.session import Session
from clienthealth.core.history import History
from clienthealth.core.ownership import is_for, owner_of, several
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.spent import Away

if TYPE_CHECKING:
    from clienthealth.core.changes.standing import Overdue
    from clienthealth.core.goodbye.balances import OpenInvoice
    from clienthealth.core.records.money import Invoice
    from clienthealth.core.records.trouble import Complaint
    from clienthealth.store.rows import Stored

R = TypeVar("R", bound=Record)


def records(session: Session, kind: type[R], client: str | None) -> "list[Stored[R]]":
    """Return the records of a type, of one client or of all."""
    store = session.store
    return store.of_client(kind, store.slug(client)) if client else store.all(kind)


class Keepers(NamedTuple):
    """Who takes care of what, by the records' own owners, else their clients'; `named`: lists say who."""

    clients: dict[str, Client]
    me: str
    named: bool

    def of(self, record: Record) -> str | None:
        """Return who takes care of a record."""
        return owner_of(record, self.clients[record.client])

    def asked(self, record: Record, *, mine: bool) -> bool:
        """Whether a record is asked for: mine or nobody's, or everybody's."""
        return is_for(self.of(record), self.me if mine else None)

    def shown(self, record: Record) -> list[str]:
        """Return the cell that names the owner; none where there is nobody beside me."""
        return [self.of(record) or ""] if self.named else []


def keepers(session: Session, stored: "Iterable[Stored[Any]]") -> Keepers:
    """Return who takes care of the records of a list."""
    clients = {held.record.client: held.record for held in session.store.all(Client)}
    known = (*(each.owner for each in clients.values()), *(held.record.owner for held in stored))
    return Keepers(clients, session.settings.me, several(known, session.settings.me))


def complaints(
    session: Session, client: str | None, *, only_open: bool
) -> "list[tuple[Stored[Complaint], Overdue | None]]":
    """Return complaints with what we have let pass on them, the newest first."""
    from clienthealth.commands.reviewing import desk
    from clienthealth.core.changes.commitments import is_open
    from clienthealth.core.changes.standing import overdue_complaints
    from clienthealth.core.records.trouble import Complaint, Effort

    found, efforts = records(session, Complaint, client), records(session, Effort, client)
    at = desk(session).closed_for(held.record for held in session.store.all(Away))
    late: dict[tuple[str, str], Overdue] = {}
    for slug, history in histories(session, client, complaints=found, efforts=efforts).items():
        late |= {(slug, key): by for key, by in overdue_complaints(history, at).items()}
    shown = [held for held in reversed(found) if not only_open or is_open(held.record, session.now)]
    return [(held, late.get((held.record.client, held.record.id))) for held in shown]


def repeats(session: Session, shown: "Sequence[Stored[Complaint]]") -> dict[str, str]:
    """Return which complaints others repeat, by handle, in a few words."""
    from clienthealth.core.records.trouble import Complaint
    from clienthealth.render.complaint_life import repeat_text, told_of

    zone, within = session.settings.zone, session.policy.window.unsettled
    of: dict[str, list[Stored[Complaint]]] = defaultdict(list)
    for held in session.store.all(Complaint):
        of[held.record.client].append(held)
    return {held.handle: repeat_text(told_of(held.record, of[held.record.client], zone, within)) for held in shown}


class Billed(NamedTuple):
    """An invoice with its due day and currency as they are in force, and what is open of it."""

    held: "Stored[Invoice]"
    due: date | None
    currency: str
    still: "OpenInvoice | None"

    @property
    def overdue(self) -> bool:
        """Whether it is past its due day and nobody disputes it."""
        return self.still is not None and self.still.overdue > 0 and not self.still.disputed


def invoices(session: Session, client: str | None) -> list[Billed]:
    """Return invoices with what is open of each, the oldest first."""
    from clienthealth.core.goodbye.balances import Standpoint, balances, due_day
    from clienthealth.core.records.money import Invoice, Payment

    found, payments = records(session, Invoice, client), records(session, Payment, client)
    at = Standpoint(session.today, session.settings.zone, session.settings.currency)
    of = histories(session, client, invoices=found, payments=payments)
    still = {(slug, each.id): each for slug, history in of.items() for each in balances(history, at).invoices}
    made = []
    for held in found:
        whose = of[held.record.client].client
        made.append(
            Billed(
                held,
                due_day(held.record, whose.payment_terms_days, at.zone),
                held.record.currency or whose.currency or at.currency,
                still.get((held.record.client, held.record.id)),
            )
        )
    return made


def histories(session: Session, client: str | None, **parts: "Sequence[Stored[Any]]") -> dict[str, History]:
    """Return the histories of clients as far as they are needed: only the parts given."""
    of: dict[str, dict[str, list[Any]]] = defaultdict(lambda: {part: [] for part in parts})
    for part, stored in parts.items():
        for held in stored:
            of[held.record.client][part].append(held.record)
    clients = [session.store.client(client)] if client else session.store.all(Client)
    return {
        held.record.client: History(
            client=held.record, **{part: tuple(found) for part, found in of[held.record.client].items()}
        )
        for held in clients
    }


def tell(session: Session, stored: "Sequence[Stored[Any]]", text: str, what: str, *, json: bool) -> None:
    """Print a list, or say that there is nothing to list."""
    if json:
        session.tell(list(stored), json=True)
    elif stored:
        from clienthealth.render.words import fitted

        wide = session.room[0]
        session.write(fitted(text, wide) if wide else text)
    else:
        session.remark(f"no {what}")
