"""By what a client and its people are known, from everything there is of it: now, and as far as the audit holds it."""

from clienthealth.core.intake.book import Clue
from clienthealth.core.privacy.known import clues, of_field
from clienthealth.core.records.client import Client
from clienthealth.core.records.kept import Rule
from clienthealth.store.audited import earlier
from clienthealth.store.removing import OWNED, owned
from clienthealth.store.rows import Stored, columns
from clienthealth.store.store import Store


def clues_of(store: Store, held: Stored[Client]) -> tuple[Clue, ...]:
    """Return names, addresses and numbers of the entry, of who is who, and of those whom its records name."""
    slug = held.record.client
    records = [held.record, *(each.record for each in earlier(store, held))]
    records += [each.record for each in owned(store, Rule, slug)]
    found = [clue for record in records for clue in clues(record)]
    return tuple(dict.fromkeys((*found, *map(of_field, named_in(store, slug)))))


def named_in(store: Store, slug: str) -> tuple[str, ...]:
    """Return whom the records of a client are with, as they name them: by name or address, sorted."""
    named: set[str] = set()
    for kind in OWNED:
        if "contact" in columns(kind):
            select = f'select distinct "contact" from "{kind.TYPE}" where "client" = :client and "contact" is not null'
            named |= {row[0] for row in store.rows(select, {"client": slug})}
    return tuple(sorted(named))
