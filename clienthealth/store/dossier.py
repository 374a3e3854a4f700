"""One client's record for reading: what is open, the latest of everything, and who wrote a record when."""

from collections.abc import Iterator
from datetime import date, timedelta
from heapq import nlargest
from typing import Any, NamedTuple

from clienthealth.core.history import History
from clienthealth.core.moments import day_of, is_moment, text_of
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.contact import Interaction
from clienthealth.core.records.types import TYPES
from clienthealth.store import queries
from clienthealth.store.reading import PARTS
from clienthealth.store.rows import Stored, of_row
from clienthealth.store.store import Store

TOLD = tuple(kind for kind in TYPES.values() if kind.TYPE not in {"client", "away"})
"""What a timeline tells: everything of one client but the card itself."""

ORDER = {kind.TYPE: place for place, kind in enumerate(TOLD)}
"""The contact before what came out of it."""

WRITTEN = """
    select c."at", c."by", c."name", h."before" is null and h."after" is not null or h."last_handle" is not null
    from "change" as h join "command" as c on c."seq" = h."command"
    where h."type" = :type
        and (h."handle" = :handle or :handle between h."handle" and h."last_handle")
    order by c."seq", h."position"
"""
"""The commands that wrote a record, the first one first."""


class Written(NamedTuple):
    """A command that wrote a record: when, by whom, which, and whether it made the record."""

    at: str
    by: str
    name: str
    made: bool


class Timeline(NamedTuple):
    """The latest records of a client, newest last, and how many there are in all."""

    told: tuple[Stored[Any], ...]
    total: int


def history(store: Store, held: Stored[Client]) -> tuple[History, dict[str, str]]:
    """Return all of a client but the interactions, and the handle of each record by its id."""
    handles: dict[str, str] = {}
    parts: dict[str, Any] = {}
    for part, kind in PARTS.items():
        found = store.of_client(kind, held.record.client)
        handles |= {each.record.id: each.handle for each in found}
        parts[part] = tuple(each.record for each in found)
    return History(client=held.record, **parts), handles


def timeline(store: Store, slug: str, *, since: date | None, most: int | None) -> Timeline:
    """Return the latest `most` records of a client (all of them where None), newest last."""
    found = [each for kind in TOLD for each in _latest(store, kind, slug, since, most)]
    if since is not None:
        found = [each for each in found if day_of(each.record.at, store.zone) >= since]
    kept = found if most is None else nlargest(most, found, key=lambda each: _place(each, store))
    total = len(found) if most is None else _count(store, slug, since)
    return Timeline(tuple(sorted(kept, key=lambda each: _place(each, store))), max(total, len(kept)))


def contacts(store: Store, slug: str, most: int) -> list[Stored[Interaction]]:
    """Return the latest `most` contacts of a client, newest last."""
    found: list[Stored[Interaction]] = list(_latest(store, Interaction, slug, None, most))
    return sorted(found, key=lambda each: _place(each, store))


def with_id(store: Store, wanted: str) -> list[Stored[Any]]:
    """Return the records of a long id, which may be one of several clients'."""
    return [held for kind in TYPES.values() for held in store.all(kind, '"id" = :id', {"id": wanted})]


def written(store: Store, held: Stored[Any]) -> list[Written]:
    """Return the commands that wrote a record, the first one first."""
    given = {"type": held.record.TYPE, "handle": held.number}
    return [Written(row[0], row[1], row[2], bool(row[3])) for row in store.rows(WRITTEN, given)]


def _latest(store: Store, kind: type[Record], slug: str, since: date | None, most: int | None) -> Iterator[Stored[Any]]:
    where, given = _condition(slug, since)
    limit = "" if most is None else f" limit {int(most)}"
    rows = store.rows(f'{queries.selected(kind)} where {where} order by "at" desc, "handle" desc{limit}', given)
    return (of_row(kind, tuple(row)) for row in rows)


def _condition(slug: str, since: date | None) -> tuple[str, dict[str, Any]]:
    """Return the condition of a client and a day; a day more, as days of UTC are not ours."""
    if since is None:
        return '"client" = :client', {"client": slug}
    return '"client" = :client and "at" >= :since', {"client": slug, "since": text_of(since - timedelta(days=1))}


def _count(store: Store, slug: str, since: date | None) -> int:
    where, given = _condition(slug, since)
    each = " union all ".join(f'select count(*) as n from "{kind.TYPE}" where {where}' for kind in TOLD)
    return int(store.rows(f"select sum(n) from ({each})", given)[0][0])


def _place(held: Stored[Any], store: Store) -> tuple[date, bool, str, int, int]:
    """Return what sorts a timeline: the day as people here read it, bare days first, then the moment."""
    at = held.record.at
    return day_of(at, store.zone), is_moment(at), text_of(at), ORDER[held.record.TYPE], held.number
