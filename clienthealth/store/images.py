"""What the audit still holds of a client: the images of its records, under whatever slug it had."""

import json
from datetime import UTC
from itertools import islice
from typing import NamedTuple

from clienthealth.core.journal import record_of
from clienthealth.core.records.client import Client
from clienthealth.store.removing import OWNED
from clienthealth.store.rows import Stored
from clienthealth.store.store import Store

Record = tuple[str, int]
"""A record by type and number: they stay when a slug changes."""

HOLDING = """
    select "command", "position", "type", "handle", "before", "after"
    from "change"
    where "before" is not null or "after" is not null
    order by "command", "position"
"""

CLIENTS = """
    select "handle", "after", "before"
    from "change"
    where "type" = 'client' and ("before" is not null or "after" is not null)
    order by "command" desc, "position" desc
"""

RANGES = """
    select "command", "type", "handle", "last_handle"
    from "change"
    where "last_handle" is not null
"""


class Change(NamedTuple):
    """A change that holds images, by its place in the audit; `clients` are the slugs that stand in them."""

    command: int
    position: int
    record: Record
    clients: frozenset[str]


class Images(NamedTuple):
    """What the audit knows of a client: its changes with images, all its records ever, and what it was called."""

    changes: tuple[Change, ...]
    records: frozenset[Record]
    slugs: frozenset[str]


def images_of(store: Store, held: Stored[Client]) -> Images:
    """Return what the audit holds of a client and of those that were merged into it.

    A record that was moved to another client is that one's; the images from before it moved are this one's.
    """
    others = {row[0] for row in store.rows('select "slug" from "client"')} - {held.record.client}
    changes = [_change(row) for row in store.rows(HOLDING)]
    slugs, records = {held.record.client}, _present(store, held)
    while True:
        mine = [each for each in changes if each.record in records or each.clients & slugs]
        more = {slug for each in mine for slug in each.clients} - others
        gone = {each.record for each in mine if each.record not in records and not _is_there(store, each.record)}
        if more <= slugs and gone <= records:
            return Images(tuple(mine), frozenset(records), frozenset(slugs))
        slugs |= more
        records |= gone


def gone(store: Store, slug: str) -> Stored[Client] | None:
    """Return a client that was removed and of which the audit still holds what it was, as it was last."""
    for number, *texts in store.rows(CLIENTS):
        for text in filter(None, texts):
            record = record_of(json.loads(text), UTC)
            if isinstance(record, Client) and record.client == slug and not _is_there(store, ("client", number)):
                return Stored(record, number, 1)
    return None


def numbers_in_ranges(store: Store, records: frozenset[Record]) -> list[tuple[int, str, int]]:
    """Return the commands that added records of a client together with others: command, type, and one number of it."""
    by_type: dict[str, list[int]] = {}
    for kind, number in sorted(records):
        by_type.setdefault(kind, []).append(number)
    found: list[tuple[int, str, int]] = []
    for command, kind, first, last in store.rows(RANGES):
        inside = (each for each in by_type.get(kind, ()) if first <= each <= last)
        found += [(command, kind, number) for number in islice(inside, 1)]
    return found


def _present(store: Store, held: Stored[Client]) -> set[Record]:
    given = {"client": held.record.client}
    found = {("client", held.number)}
    for kind in OWNED:
        rows = store.rows(f'select "handle" from "{kind.TYPE}" where "client" = :client', given)
        found |= {(kind.TYPE, row[0]) for row in rows}
    return found


def _is_there(store: Store, record: Record) -> bool:
    kind, number = record
    return bool(store.rows(f'select 1 from "{kind}" where "handle" = :handle', {"handle": number}))


def _change(row: tuple[int, int, str, int, str | None, str | None]) -> Change:
    command, position, kind, number, *images = row
    named = (json.loads(image).get("client") for image in images if image is not None)
    return Change(command, position, (kind, number), frozenset(each for each in named if each))
