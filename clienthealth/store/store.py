"""The store: what commands ask of it, in the words of the domain."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from clienthealth.core.kinds import LETTERS, OF_NOBODY
from clienthealth.core.matching import Named, find
from clienthealth.core.moments import text_of
from clienthealth.core.records.base import Record
from clienthealth.errors import NotFound, Refused
from clienthealth.store import queries
from clienthealth.store.change import Change
from clienthealth.store.ids import uuid7
from clienthealth.store.opening import opened
from clienthealth.store.rows import Stored, of_row
from clienthealth.store.sqlite import meaning, write

if TYPE_CHECKING:
    from clienthealth.core.records.client import Client

R = TypeVar("R", bound=Record)

FEW = 4
"""Up to how many records in question are named with their words."""
CUT = 40
"""Characters of such words."""

Given = dict[str, Any]


class Store:
    """One open database; `who` and `now` are whose commands these are, and when."""

    def __init__(self, path: Path, zone: tzinfo, who: str, now: datetime) -> None:
        self.path = path
        self.zone = zone
        self.who = who
        self.now = now
        self.kept: Path | None = None
        """Where the file is kept as it was, if opening it brought it up to date."""
        self.connection = opened(path, self._keep)
        self.has_written = False
        """Whether a command was written: what was typed is safe from then on."""

    def _keep(self, copy: Path) -> None:
        self.kept = copy

    def close(self) -> None:
        """Let the file go."""
        self.connection.close()

    def new_id(self) -> str:
        """Return an id for a record that is about to be written."""
        return uuid7(int(self.now.timestamp() * 1000))

    @contextmanager
    def writing(self, name: str, *, undoes: str | None = None) -> Iterator[Change]:
        """Open the one transaction of a command called `name`; all that happens in it is one undo."""
        command = {
            "id": self.new_id(),
            "at": text_of(self.now),
            "by": self.who,
            "name": name,
            "undoes": undoes,
        }
        try:
            with write(self.connection, self.path):
                change = Change(self.connection, command, self.zone)
                yield change
            self.has_written = self.has_written or not change.empty
        except sqlite3.IntegrityError as error:
            raise _in_the_way(error) from error

    def rows(self, statement: str, given: Given | None = None) -> list[Any]:
        """Return all rows of a select."""
        with meaning(self.path):
            return self.connection.execute(statement, given or {}).fetchall()

    def names(self) -> list[Named]:
        """Return what every client is called."""
        import json

        found = self.rows('select "slug", "name", "aliases" from "client" order by "slug"')
        return [Named(row[0], row[1], tuple(json.loads(row[2])) if row[2] else ()) for row in found]

    def slug(self, wanted: str) -> str:
        """Return the slug of the client that is meant; raises NotFound with the candidates."""
        match = find(wanted, self.names())
        if match.exact is None:
            raise unknown_client(wanted, match.candidates, match.near)
        return match.exact

    def client(self, wanted: str) -> "Stored[Client]":
        """Return the client that is meant; raises NotFound with the candidates."""
        from clienthealth.core.records.client import Client

        return self.one(Client, '"slug" = :slug', {"slug": self.slug(wanted)})

    def all(self, kind: type[R], where: str = "", given: Given | None = None) -> list[Stored[R]]:
        """Return the records of a type, by day, moment, client and id; `where` is a condition in SQL."""
        condition = f" where {where}" if where else ""
        order = (
            '"slug"' if kind.TYPE == "client" else '"at", "id"' if kind.TYPE in OF_NOBODY else '"at", "client", "id"'
        )
        found = self.rows(f"{queries.selected(kind)}{condition} order by {order}", given)
        return [of_row(kind, tuple(row)) for row in found]

    def of_client(self, kind: type[R], slug: str) -> list[Stored[R]]:
        """Return the records of one type and client."""
        return self.all(kind, '"client" = :client', {"client": slug})

    def one(self, kind: type[R], where: str, given: Given) -> Stored[R]:
        """Return the one record that meets a condition; raises NotFound."""
        found = self.all(kind, where, given)
        if not found:
            raise NotFound(f"there is no {kind.TYPE} {' '.join(str(value) for value in given.values())}")
        return found[0]

    def by_handle(self, handle: str) -> Stored[Any]:
        """Return the record behind a short handle (c12) or a long id; raises NotFound."""
        from clienthealth.core.records.types import TYPES

        letter, digits = handle[:1].lower(), handle[1:]
        kind = next((TYPES[name] for name, known in LETTERS.items() if known == letter), None)
        if kind and digits.isdecimal() and digits.isascii():
            found = self.all(kind, '"handle" = :handle', {"handle": int(digits)})
            if found:
                return found[0]
        return self._by_id(handle, list(TYPES.values()))

    def _by_id(self, wanted: str, kinds: Sequence[type[Record]]) -> Stored[Any]:
        """Return the record of a long id, which may be one of several clients'."""
        found = [held for kind in kinds for held in self.all(kind, '"id" = :id', {"id": wanted})]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(f"{wanted} is the id of {len(found)} records", _choose(found))
        raise NotFound(f"there is no record {wanted}", "`clienthealth show CLIENT` lists a client's records")

    def record(self, kind: type[R], wanted: str, is_open: Callable[[R], bool] | None = None) -> Stored[R]:
        """Return the record of one type behind a handle or id, or a client's only open one."""
        letter = LETTERS[kind.TYPE]
        if wanted[:1].lower() == letter and wanted[1:].isdecimal():
            found = self.all(kind, '"handle" = :handle', {"handle": int(wanted[1:])})
        else:
            found = self.all(kind, '"id" = :id', {"id": wanted})
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(f"{wanted} is the id of {len(found)} records", _choose(found))
        return self._only_open(kind, wanted, is_open)

    def _only_open(self, kind: type[R], wanted: str, is_open: Callable[[R], bool] | None) -> Stored[R]:
        match = find(wanted, self.names()) if is_open else None
        if match is None or is_open is None or match.exact is None:
            hint = f"name it by its handle ({LETTERS[kind.TYPE]}7), or by a client with only one open {kind.TYPE}"
            meant = [each.slug for each in (match.candidates or match.near)[:8]] if match else []
            hint = f"did you mean a record of {', '.join(meant)}?" if meant else hint
            raise NotFound(f"there is no {kind.TYPE} {wanted}", hint)
        found = [held for held in self.of_client(kind, match.exact) if is_open(held.record)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(f"{match.exact} has {len(found)} open {kind.TYPE} records", _choose(found))
        raise NotFound(f"{match.exact} has no open {kind.TYPE}", f"`clienthealth show {match.exact}` lists all")

    def setting(self, key: str) -> str | None:
        """Return a value the store keeps about itself."""
        found = self.rows('select "value" from "setting" where "key" = :key', {"key": key})
        return str(found[0][0]) if found else None

    def days_active(self, until: date) -> int:
        """Return how many interactions there are up to a day."""
        given = {"day": until.toordinal()}
        return int(self.rows('select count(*) from "interaction" where "day" <= :day', given)[0][0])


def unknown_client(wanted: str, candidates: Sequence[Named], near: Sequence[Named]) -> NotFound:
    """Return the error for a client that is not there, or is one of several."""
    if candidates:
        listed = ", ".join(each.slug for each in candidates[:8])
        return NotFound(f"{wanted!r} may be one of {len(candidates)} clients", f"say which: {listed}")
    if near:
        listed = ", ".join(each.slug for each in near)
        return NotFound(f"there is no client {wanted!r}", f"did you mean: {listed}?")
    return NotFound(f"there is no client {wanted!r}", f'`clienthealth add "{wanted}"` makes one')


def _choose(found: Sequence[Stored[Any]]) -> str:
    """Name the records in question in their order: of a few with the words that tell them apart."""
    ordered = sorted(found, key=lambda held: held.number)[:8]
    named = ((held, getattr(held.record, "text", "") if len(found) <= FEW else "") for held in ordered)
    listed = ", ".join(f"{held.handle} ({_cut(text) or held.record.client or 'away'})" for held, text in named)
    return f"say which: {listed}{', …' if len(found) > len(ordered) else ''}"


def _cut(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= CUT else f"{line[: CUT - 1].rstrip()}…"


def _in_the_way(error: sqlite3.IntegrityError) -> Refused:
    """Return the refusal for what the database itself would not take."""
    text = str(error)
    if "FOREIGN KEY" in text:
        return Refused("other records refer to this one, or it refers to none", "`clienthealth show` tells which")
    return Refused(f"this is on record already ({text.partition(': ')[2] or text})", "nothing was written")
