"""What one command changes: records, and beside each the audit row that can take it back."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo
from itertools import islice
from typing import Any, TypeVar

from clienthealth.core.records.base import Record
from clienthealth.errors import Refused
from clienthealth.store import queries, search
from clienthealth.store.rows import Stored, image, letter, of_row, to_row

R = TypeVar("R", bound=Record)
BATCH = 500
MOST_NAMED = 8
"""Up to how many records in the way are named."""

CORRECTED = """
    select h."type", h."handle", sum(case when c."undoes" is null then 1 else -1 end)
    from "change" as h join "command" as c on c."seq" = h."command"
    where h."before" is not null and h."after" is not null
    group by h."type", h."handle"
"""
"""How many corrections of each record stand, which its version counts from 1."""


class Change:
    """The writes of one command, inside its transaction; made by `Store.writing` only."""

    def __init__(self, connection: sqlite3.Connection, command: dict[str, str | None], zone: tzinfo) -> None:
        self._connection = connection
        self._command = command
        self._zone = zone
        self._seq: int | None = None
        self._corrected: dict[tuple[str, int], int] | None = None
        self._position = 0

    @property
    def id(self) -> str:
        """Return the id of the command, which `undo` and `imports undo` know it by."""
        return str(self._command["id"])

    @property
    def empty(self) -> bool:
        """Whether nothing was changed."""
        return self._seq is None

    def add(self, record: R) -> Stored[R]:
        """Write a new record and return it with its handle."""
        number = self._numbers(type(record), 1)
        self._insert(record, number)
        self._note(record.TYPE, number, after=image(record))
        return Stored(record, number, 1)

    def add_all(self, kind: type[R], records: Sequence[R]) -> int:
        """Write many new records of one type; the audit keeps one line for all. Returns their number."""
        if not records:
            return 0
        last = self._numbers(kind, len(records))
        first = last - len(records) + 1
        numbered = enumerate(records, start=first)
        while rows := [self._row(record, number) for number, record in islice(numbered, BATCH)]:
            self._connection.executemany(queries.inserted(kind), rows)
        search.index(self._connection, kind.TYPE, first, last)
        self._note(kind.TYPE, first, last_handle=last)
        return len(records)

    def replace(self, before: Stored[R], after: R, *, step: int = 1) -> Stored[R]:
        """Correct a record; refused where somebody changed it since it was read.

        `step` is what the version moves by: undo moves it back, as if the correction had never been.
        """
        if after == before.record:
            return before
        row = to_row(after, self._zone) | {"handle": before.number, "version": before.version, "versions_on": step}
        search.forget(self._connection, after.TYPE, before.number)
        done = self._connection.execute(queries.updated(type(after)), row)
        if done.rowcount != 1:
            raise self._stale(before)
        search.index(self._connection, after.TYPE, before.number)
        self._note(after.TYPE, before.number, before=image(before.record), after=image(after))
        return Stored(after, before.number, before.version + step)

    def remove(self, held: Stored[Any]) -> None:
        """Take a record out; refused where somebody changed it since it was read."""
        kind = type(held.record).TYPE
        given = {"handle": held.number, "version": held.version}
        search.forget(self._connection, kind, held.number)
        if self._connection.execute(queries.deleted(kind), given).rowcount != 1:
            raise self._stale(held)
        self._note(kind, held.number, before=image(held.record))

    def remove_all(self, held: Iterable[Stored[Any]]) -> int:
        """Take several records out and return how many."""
        count = 0
        for count, each in enumerate(held, start=1):  # noqa: B007 - the count is what is returned
            self.remove(each)
        return count

    def remove_range(self, kind: str, first: int, last: int) -> None:
        """Take out records that were added together, as far as they are still there; refused where one was changed."""
        given = {"first": first, "last": last}
        search.forget(self._connection, kind, first, last)
        self._connection.execute(queries.deleted_range(kind), given)
        select = f'select "handle" from "{queries.known(kind)}" where "handle" between :first and :last'
        if left := [f"{letter(kind)}{row[0]}" for row in self._connection.execute(select, given)]:
            named = ", ".join(left[:MOST_NAMED]) + ", …" * (len(left) > MOST_NAMED)
            raise Refused(
                f"changed since it was written: {named}", "nothing was undone; `clienthealth show` tells more"
            )
        self._note(kind, first, last_handle=last)

    def erased(self, kind: str, number: int) -> None:
        """Note that a record, or a person in it, was erased: no image is kept, and nothing brings it back."""
        self._note(kind, number)

    def put_back(self, kind: str, number: int, text: str) -> None:
        """Write a record as its image says, under the number and the version it had."""
        import json

        from clienthealth.core.journal import record_of
        from clienthealth.core.records.held import HELD

        record = record_of(json.loads(text), UTC, HELD)
        self._insert(record, number, self._version(kind, number))
        self._note(kind, number, after=text)

    def _version(self, kind: str, number: int) -> int:
        """Return the version of a record that was removed, lest an older undo overlook its corrections."""
        if self._corrected is None:
            self._corrected = {(row[0], row[1]): row[2] for row in self._connection.execute(CORRECTED)}
        return 1 + self._corrected.get((kind, number), 0)

    def _insert(self, record: Record, number: int, version: int = 1) -> None:
        self._connection.execute(queries.inserted(type(record)), self._row(record, number, version))
        search.index(self._connection, record.TYPE, number)

    def _row(self, record: Record, number: int, version: int = 1) -> dict[str, Any]:
        return to_row(record, self._zone) | {"handle": number, "version": version}

    def _numbers(self, kind: type[Record], count: int) -> int:
        given = {"type": kind.TYPE, "n": count}
        return int(self._connection.execute(queries.NEXT_NUMBER, given).fetchone()[0])

    def _stale(self, held: Stored[Any]) -> Refused:
        """Return the refusal that shows what the other person made of it."""
        kind = type(held.record)
        row = self._connection.execute(
            f'{queries.selected(kind)} where "handle" = :handle', {"handle": held.number}
        ).fetchone()
        now = image(of_row(kind, tuple(row)).record) if row else "it was removed"
        return Refused(f"{held.handle} was changed by somebody else meanwhile: {now}", "look at it, then try again")

    def _note(
        self,
        kind: str,
        handle: int,
        *,
        last_handle: int | None = None,
        before: str | None = None,
        after: str | None = None,
    ) -> None:
        """Write the audit row of one change; the command's own row comes with its first change."""
        if self._seq is None:
            self._seq = self._begin()
        self._position += 1
        self._connection.execute(
            queries.NOTED,
            {
                "command": self._seq,
                "position": self._position,
                "type": kind,
                "handle": handle,
                "last_handle": last_handle,
                "before": before,
                "after": after,
            },
        )

    def _begin(self) -> int:
        row = self._connection.execute(queries.BEGUN, self._command).fetchone()
        return int(row[0])
