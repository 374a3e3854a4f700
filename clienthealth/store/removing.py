"""Taking records out: one or a few that nothing else refers to, or a client with everything there is of it."""

from collections.abc import Iterator, Sequence
from typing import Any

from clienthealth.core.kinds import OF_NOBODY
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.held import BESIDE, HELD
from clienthealth.errors import Refused
from clienthealth.store import queries
from clienthealth.store.change import Change
from clienthealth.store.references import referring_to
from clienthealth.store.rows import Stored, of_row
from clienthealth.store.store import Store

BATCH = 500
OWNED = tuple(kind for kind in HELD.values() if kind.TYPE not in {"client", *OF_NOBODY})
"""What belongs to a client, parents before those that refer to them; what is kept beside it goes where it goes."""


def remove(store: Store, change: Change, unwanted: Sequence[Stored[Any]]) -> None:
    """Take records out; raises Refused where records that stay refer to them."""
    going = {each.handle for each in unwanted}
    for held in unwanted:
        staying = [each.held.handle for each in referring_to(store, held) if each.held.handle not in going]
        if staying:
            named = " ".join(staying)
            raise Refused(
                f"{', '.join(staying)} refer{'s' * (len(staying) == 1)} to {held.handle}",
                f"`clienthealth rm {held.handle} {named}` takes them out together",
            )
        change.remove(held)


def counted(store: Store, slug: str) -> dict[str, int]:
    """Return how many records of each type a client has, types without any left out."""
    select = 'select count(*) from "{}" where "client" = :client'
    names = [kind.TYPE for kind in OWNED if kind not in BESIDE]
    counts = {name: store.rows(select.format(name), {"client": slug})[0][0] for name in names}
    return {name: count for name, count in counts.items() if count}


def remove_client(store: Store, change: Change, held: Stored[Client]) -> int:
    """Take a client out with all its records and return how many these were, itself not counted."""
    count = 0
    for kind in reversed(OWNED):
        for each in owned(store, kind, held.record.client):
            change.remove(each)
            count += kind not in BESIDE
    change.remove(held)
    return count


def owned(store: Store, kind: type[Record], slug: str) -> Iterator[Stored[Any]]:
    """Yield the records of a client and type by handle, a batch at a time, so that each may be changed."""
    select = f'{queries.selected(kind)} where "client" = :client and "handle" > :last order by "handle" limit {BATCH}'
    last = 0
    while rows := store.rows(select, {"client": slug, "last": last}):
        last = int(rows[-1][0])
        yield from (of_row(kind, tuple(row)) for row in rows)
