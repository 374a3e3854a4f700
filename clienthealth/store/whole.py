"""Everything on record as one stream in the order of the journal, however much there is."""

from collections.abc import Iterator
from heapq import merge
from typing import Any

from clienthealth.core.lines import canonical_order
from clienthealth.core.records.base import Record
from clienthealth.core.records.types import TYPES
from clienthealth.store import queries
from clienthealth.store.rows import Stored, of_row
from clienthealth.store.sqlite import meaning
from clienthealth.store.store import Store


def everything(store: Store, client: str | None = None) -> Iterator[Stored[Any]]:
    """Yield all records, or one client's, in canonical order; memory does not grow with their number."""
    with meaning(store.path):
        store.connection.execute("begin")  # one snapshot for all the selects
        try:
            streams = [_stream(store, kind, client) for kind in TYPES.values() if client is None or kind.TYPE != "away"]
            yield from merge(*streams, key=lambda held: canonical_order(held.record))
        finally:
            store.connection.execute("rollback")


def _stream(store: Store, kind: type[Record], client: str | None) -> Iterator[Stored[Any]]:
    column = "slug" if kind.TYPE == "client" else "client"
    owner = [] if kind.TYPE == "away" else [f'"{column}"']
    where = f' where "{column}" = :client' if client else ""
    order = ", ".join(['"at"', *owner, '"id"'])
    rows = store.connection.execute(f"{queries.selected(kind)}{where} order by {order}", {"client": client})
    return (of_row(kind, tuple(row)) for row in rows)
