"""Many records at once, in one transaction: told apart by id, checked for references, memory bounded."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from clienthealth.core.records.base import Record
from clienthealth.core.records.types import TYPES
from clienthealth.store import queries
from clienthealth.store.change import Change
from clienthealth.store.rows import Stored, of_row
from clienthealth.store.store import Store

BATCH = 500
MEMORY_KIB = 65_536
"""Page cache of an import: enough for its indexes' upper levels, whatever the size of the file."""

REFERENCES = {
    ("expectation", "supersedes"): (("expectation", "id"),),
    ("complaint", "repeat_of"): (("complaint", "id"),),
    ("complaint", "against"): (("expectation", "id"), ("promise", "id")),
    ("effort", "complaint"): (("complaint", "id"),),
    ("signal", "complaint"): (("complaint", "id"),),
    ("signal", "against"): (("boundary", "id"), ("expectation", "id")),
    ("next", "complaint"): (("complaint", "id"),),
    ("payment", "invoice"): (("invoice", "number"),),
}
"""The fields that must lead to a record of the same client, and what they may lead to."""

REFERRING = frozenset(kind for kind, _ in REFERENCES)

SEEN = (
    'create temp table "seen" ("client" text, "id" text, "type" text, "line" integer, '
    'primary key ("client", "id")) without rowid'
)
ASKED = 'create temp table "asked" ("type" text, "field" text, "client" text, "id" text, "target" text, "line" integer)'


class Taken(NamedTuple):
    """What became of a record: new, changed or the same as before; or what is in its way."""

    what: str
    problem: str = ""


class Dangling(NamedTuple):
    """A reference that leads nowhere, of a record that is new or that was corrected."""

    line: int
    kind: str
    field: str
    client: str
    id: str
    target: str
    corrected: bool = False


class Intake:
    """One import in progress; `finish` writes what is still held back."""

    def __init__(self, store: Store, change: Change) -> None:
        self._connection = store.connection
        self._change = change
        self._held: dict[str, list[Record]] = {}
        self._known: set[str] = set()
        self._before: dict[tuple[str, str], Record] = {}
        """Records as they were before a correction made them refer to something else."""
        self._connection.execute(f"pragma cache_size = -{MEMORY_KIB}")
        for name, statement in (("seen", SEEN), ("asked", ASKED)):
            self._connection.execute(f'drop table if exists temp."{name}"')
            self._connection.execute(statement)

    def take(self, line: int, record: Record, merged: Callable[[Record], Record], *, derived: bool) -> Taken:
        """Take one record; an id that is on record already is a correction, made by `merged`."""
        self._recall(record.client)
        if record.TYPE == "client":
            record = self._under_its_id(record)
        if record.TYPE == "invoice" and (clash := self._same_number(record)):
            return Taken("", clash)
        number = 1
        plain_id = record.id
        while not self._is_new(record, line):
            kind, seen_at = self._meeting(record)
            if derived and seen_at:
                number += 1
                record = _renamed(record, f"{plain_id}-{number}")
                continue
            if seen_at:
                return Taken("", f"stands in line {seen_at} too")
            if kind != record.TYPE:
                return Taken("", f"is the id of a {kind} of this client")
            return self._correct(record, line, merged)
        self._hold(record, line)
        return Taken("new")

    def _under_its_id(self, record: Record) -> Record:
        """Return a client under the id it has in the store: a client is known by its slug."""
        row = self._connection.execute(
            'select "id" from "client" where "slug" = :client', {"client": record.client}
        ).fetchone()
        return _renamed(record, row[0]) if row else record

    def _same_number(self, record: Any) -> str:
        """Return what is in the way of an invoice whose number another one of this client has."""
        self._write("invoice")
        row = self._connection.execute(
            'select "id" from "invoice" where "client" = :client and "number" = :number and "id" <> :id',
            {"client": record.client, "number": record.number, "id": record.id},
        ).fetchone()
        return f"{record.number!r} is the number of another invoice of this client ({row[0]})" if row else ""

    def _recall(self, client: str) -> None:
        """Learn the ids a client has in the store, once."""
        if client in self._known:
            return
        self._known.add(client)
        if client and not self._is_on_record(client):
            return
        for kind in TYPES:
            if (kind == "away") == (not client):
                column = '"slug"' if kind == "client" else '"client"' if client else "''"
                self._connection.execute(
                    f'insert into temp."seen" select {column}, "id", \'{kind}\', 0 '
                    f'from "{kind}" where {column} = :client',
                    {"client": client},
                )

    def _is_on_record(self, client: str) -> bool:
        found = self._connection.execute('select 1 from "client" where "slug" = :client', {"client": client})
        return found.fetchone() is not None

    def _is_new(self, record: Record, line: int) -> bool:
        done = self._connection.execute(
            'insert into temp."seen" values (:client, :id, :type, :line) on conflict do nothing',
            {"client": record.client, "id": record.id, "type": record.TYPE, "line": line},
        )
        return done.rowcount == 1

    def _meeting(self, record: Record) -> tuple[str, int]:
        """Return the type and line of the record that has this id already; line 0 is the store."""
        kind, line = self._connection.execute(
            'select "type", "line" from temp."seen" where "client" = :client and "id" = :id',
            {"client": record.client, "id": record.id},
        ).fetchone()
        return str(kind), int(line)

    def _correct(self, record: Record, line: int, merged: Callable[[Record], Record]) -> Taken:
        """Bring a record that is in the store up to what the line says; what the line lacks stays."""
        given = {"client": record.client, "id": record.id}
        self._connection.execute(
            f'update temp."seen" set "line" = {line} where "client" = :client and "id" = :id', given
        )
        kind = type(record)
        owner = {"client": '"slug" = :client and ', "away": ""}.get(kind.TYPE, '"client" = :client and ')
        row = self._connection.execute(f'{queries.selected(kind)} where {owner}"id" = :id', given).fetchone()
        before: Stored[Any] = of_row(kind, tuple(row))
        after = merged(before.record)
        if after == before.record:
            return Taken("same")
        self._ask(after, line)
        if _referring(after) != _referring(before.record):
            self._before.setdefault((record.client, record.id), before.record)
        self._change.replace(before, after)
        return Taken("changed")

    def _hold(self, record: Record, line: int) -> None:
        """Keep a new record until there are enough of its type to write at once."""
        self._ask(record, line)
        held = self._held.setdefault(record.TYPE, [])
        held.append(record)
        if len(held) >= BATCH:
            self._write(record.TYPE)

    def _ask(self, record: Record, line: int) -> None:
        for kind, field in REFERENCES:
            if kind == record.TYPE and (target := getattr(record, field)) is not None:
                self._connection.execute(
                    'insert into temp."asked" values (:type, :field, :client, :id, :target, :line)',
                    {
                        "type": kind,
                        "field": field,
                        "client": record.client,
                        "id": record.id,
                        "target": target,
                        "line": line,
                    },
                )

    def _write(self, kind: str) -> None:
        self._change.add_all(TYPES[kind], self._held.pop(kind, []))

    def finish(self) -> None:
        """Write all records that are still held back, clients first."""
        for kind in TYPES:
            self._write(kind)

    def dangling(self) -> list[Dangling]:
        """Return the references that lead nowhere, by line."""
        found: list[Dangling] = []
        for (kind, field), targets in REFERENCES.items():
            missing = " and ".join(
                f'not exists (select 1 from "{other}" as t where t."client" = a."client" and t."{key}" = a."target")'
                for other, key in targets
            )
            found += [
                Dangling(row[0], kind, field, row[1], row[2], row[3], (row[1], row[2]) in self._before)
                for row in self._connection.execute(
                    f'select a."line", a."client", a."id", a."target" from temp."asked" as a '
                    f'where a."type" = :type and a."field" = :field and {missing}',
                    {"type": kind, "field": field},
                )
            ]
        return sorted(found)

    def orphans(self) -> list[Dangling]:
        """Return the records whose client did not make it, by line."""
        found: list[Dangling] = []
        for kind in TYPES.keys() - {"client", "away"}:
            rows = self._connection.execute(
                'select s."line", t."client", t."id" from "' + kind + '" as t '
                'join temp."seen" as s on s."client" = t."client" and s."id" = t."id" '
                'where not exists (select 1 from "client" as c where c."slug" = t."client")'
            )
            found += [Dangling(row[0], kind, "client", row[1], row[2], row[1]) for row in rows]
        return sorted(found)

    def drop(self, unwanted: Iterable[Dangling]) -> None:
        """Take out again what refers to nothing; what was on record before stays as it was."""
        for each in unwanted:
            kind = TYPES[each.kind]
            given = {"client": each.client, "id": each.id}
            where = ' where "client" = :client and "id" = :id'
            row = self._connection.execute(f"{queries.selected(kind)}{where}", given).fetchone()
            held: Stored[Any] | None = of_row(kind, tuple(row)) if row else None
            if held and each.corrected:
                self._change.replace(held, self._before[each.client, each.id])
            elif held:
                self._change.remove(held)
            self._connection.execute('delete from temp."asked" where "client" = :client and "id" = :id', given)


def _referring(record: Record) -> dict[str, Any]:
    """Return what a record refers to, by field."""
    return {field: getattr(record, field) for kind, field in REFERENCES if kind == record.TYPE}


def _renamed(record: Record, name: str) -> Record:
    from clienthealth.core.frozen import replace

    return replace(record, id=name)
