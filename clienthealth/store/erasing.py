"""A client out of the store for good: records, what is kept beside them, images, index; nothing brings it back."""

import sqlite3
from collections.abc import Collection, Iterator
from hashlib import sha256
from itertools import count
from typing import Any, NamedTuple

from clienthealth.core.frozen import replace
from clienthealth.core.kinds import ClientStatus
from clienthealth.core.moments import day_of
from clienthealth.core.privacy.known import Known
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.store import erased, erasing_kept, search
from clienthealth.store.erased import Erasure
from clienthealth.store.images import Images, images_of, numbers_in_ranges
from clienthealth.store.known import clues_of
from clienthealth.store.removing import OWNED, owned
from clienthealth.store.rows import Stored, image
from clienthealth.store.sqlite import meaning
from clienthealth.store.store import Store
from clienthealth.store.unaudited import empty, rewrite

COMMAND = "privacy erase"
INVOICES = "invoices"
"""What may be kept because a law asks for it."""

BOOKED = (Invoice, Payment)


class Found(NamedTuple):
    """What there is of a client: how many of each type, and how many changes hold images of it."""

    held: Stored[Client]
    counts: dict[str, int]
    images: int


class Erased(NamedTuple):
    """What was erased: counts by type, changes whose images were emptied, the digest of all lines, what was kept."""

    erasure: Erasure
    handle: str
    counts: dict[str, int]
    images: int
    lines: int
    digest: str
    kept: dict[str, int]


def found_of(store: Store, held: Stored[Client]) -> Found:
    """Count what there is of a client, itself included."""
    select = 'select count(*) from "{}" where "client" = :client'
    given = {"client": held.record.client}
    there = len(store.all(Client, '"handle" = :handle', {"handle": held.number}))
    counts = {"client": there} | {kind.TYPE: store.rows(select.format(kind.TYPE), given)[0][0] for kind in OWNED}
    return Found(held, {kind: n for kind, n in counts.items() if n}, len(images_of(store, held).changes))


def erase(store: Store, held: Stored[Client], *, keep_invoices: bool = False, name: str = "") -> Erased:
    """Erase a client in one transaction; what is left of it in the bytes of the file goes with `settle`.

    It may have been removed before: then it is the audit that still holds it.

    Where invoices are kept, `name` and a number is what the client is called from then on.
    """
    with store.writing(COMMAND) as change:
        now = next(iter(store.all(Client, '"handle" = :handle', {"handle": held.number})), held)
        found, images = found_of(store, now), images_of(store, now)
        known = Known(clues_of(store, now))
        lines, digest = _digest(store, now, BOOKED if keep_invoices else ())
        _empty(store.connection, images)
        _close_ranges(store, images)
        _delete(store.connection, now, kept=keep_invoices)
        kept = _keep(store, now, name) if keep_invoices else {}
        scrubbed = erasing_kept.scrub(store, known)
        search.rebuild(store.connection)
        change.erased("client", now.number)
        today = day_of(store.now, store.zone).isoformat()
        erasure = Erasure(erased.of_client(now), today, INVOICES if keep_invoices else "")
        erased.remember(store.connection, [erasure])
    counts = {kind: n - kept.get(kind, 0) for kind, n in found.counts.items()}
    return Erased(erasure, now.handle, counts, len(images.changes) + scrubbed, lines, digest, kept)


def settle(store: Store) -> None:
    """Write the file anew without free pages, and leave nothing in a log beside it."""
    with meaning(store.path):
        store.connection.execute("vacuum")
        store.connection.execute("pragma wal_checkpoint(truncate)")


def _empty(connection: sqlite3.Connection, images: Images) -> None:
    for each in images.changes:
        empty(connection, each.command, each.position)


def _close_ranges(store: Store, images: Images) -> None:
    """Note beside what was added together that some of it was erased, so that `undo` can say why it does not."""
    for command, kind, number in numbers_in_ranges(store, images.records):
        store.connection.execute(
            'insert into "change" ("command", "position", "type", "handle") '
            'select :command, max("position") + 1, :type, :handle from "change" where "command" = :command',
            {"command": command, "type": kind, "handle": number},
        )


def _digest(store: Store, held: Stored[Client], but: Collection[type[Record]]) -> tuple[int, str]:
    """Return how many lines go, and the SHA-256 of them: what proves later which record was erased."""
    made, lines = sha256(), 0
    for lines, line in enumerate(_lines(store, held, but), start=1):  # noqa: B007 - the count is what is returned
        made.update(f"{line}\n".encode())
    return lines, made.hexdigest()


def _lines(store: Store, held: Stored[Client], but: Collection[type[Record]]) -> Iterator[str]:
    yield image(held.record)
    for kind in (each for each in OWNED if each not in but):
        yield from (image(each.record) for each in owned(store, kind, held.record.client))


def _delete(connection: sqlite3.Connection, held: Stored[Client], *, kept: bool) -> None:
    given: dict[str, Any] = {"client": held.record.client}
    for kind in reversed(OWNED):
        if not (kept and kind in BOOKED):
            connection.execute(f'delete from "{kind.TYPE}" where "client" = :client', given)
    if not kept:
        connection.execute('delete from "client" where "slug" = :client', given)


def _keep(store: Store, held: Stored[Client], name: str) -> dict[str, int]:
    """Leave of a client its invoices and payments: numbers, amounts and dates, under a name that says nothing."""
    counts: dict[str, int] = {}
    for kind in BOOKED:
        for each in owned(store, kind, held.record.client):
            rewrite(store, each, _booked(each.record, store.new_id()))
            counts[kind.TYPE] = counts.get(kind.TYPE, 0) + 1
    bare = Client(
        client=_free_slug(store, held.number),
        id=store.new_id(),
        at=held.record.at,
        name=f"{name} {held.number}",
        currency=held.record.currency,
        status=ClientStatus.ENDED,
        status_at=day_of(store.now, store.zone),
    )
    rewrite(store, held, bare)  # what is left of it follows its new slug
    return counts


def _booked(record: Any, name: str) -> Any:
    """Return an invoice or a payment without who wrote it, where it came from, and what was noted to it."""
    return replace(record, id=name, **dict.fromkeys(("recorded_at", "source", "by", "owner", "ref", "note")))


def _free_slug(store: Store, number: int) -> str:
    """Return a slug that says nothing but the number."""
    taken = {named.slug for named in store.names()}
    return next(slug for slug in (f"erased-{number}" + f"-{n}" * (n > 1) for n in count(1)) if slug not in taken)
