"""Whether a database holds what was written into it: pages, references, and a checksum of every row."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from clienthealth.core.records.held import HELD
from clienthealth.core.records.types import TYPES
from clienthealth.errors import StoreError
from clienthealth.store.opening import examined
from clienthealth.store.rows import checked, checksum, letter
from clienthealth.store.sqlite import connect, damaged, meaning

Step = Callable[[int], None]
"""Told now and then how many rows were read."""

Tally = dict[str, tuple[int, int]]
"""By type: how many rows there are, and the sum of their checksums."""

OFTEN = 5_000


class Verified(NamedTuple):
    """What was found in order: the schema, and how much of each type there is."""

    schema: int
    tally: Tally

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each type, types without any left out; what is kept beside the record is none."""
        return {kind: rows for kind, (rows, _) in self.tally.items() if rows and kind in TYPES}

    @property
    def records(self) -> int:
        """How many records in all."""
        return sum(self.counts.values())


def verify(path: Path, *, called: Path | None = None, step: Step | None = None) -> Verified:
    """Refuse a file that is damaged, not ours or newer; `called` is what the user calls it."""
    name = called or path
    with meaning(name):
        connection = connect(path)
        try:
            schema = examined(connection, name)
            _check_pages(connection, name)
            if schema:
                _check_rows(connection, name, step)
            return Verified(schema, tally(connection) if schema else {})
        finally:
            connection.close()


def tally(connection: sqlite3.Connection) -> Tally:
    """Return number and sum of the checksums of every table of records that the file has."""
    found = {}
    for kind in HELD:
        if _columns(connection, kind):
            row = connection.execute(f'select count(*), coalesce(sum("checksum"), 0) from "{kind}"').fetchone()
            found[kind] = (int(row[0]), int(row[1]))
    return found


def pages_wrong(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite itself finds wrong with the pages of the file."""
    found = [str(row[0]) for row in connection.execute("pragma integrity_check(10)")]
    return [] if found == ["ok"] else found


def references_wrong(connection: sqlite3.Connection) -> int:
    """Return how many references lead nowhere."""
    return sum(1 for _ in connection.execute("pragma foreign_key_check"))


def rows_wrong(connection: sqlite3.Connection, step: Step | None = None) -> Iterator[str]:
    """Yield the handle of each row that no longer has the checksum it was written with.

    In a file of an older schema, what it has no column for yet is passed over.
    """
    read = 0
    for kind in (each for each in HELD.values() if {*checked(each)} <= _columns(connection, each.TYPE)):
        for row in _raw(connection, kind):
            read += 1
            if step and read % OFTEN == 0:
                step(read)
            if checksum(row[2:]) != row[1]:
                yield f"{letter(kind.TYPE)}{row[0]}"


def _columns(connection: sqlite3.Connection, kind: str) -> set[str]:
    """Return the columns of a type's table; none where the file has no such table."""
    return {str(row[1]) for row in connection.execute(f'pragma table_info("{kind}")')}


def _raw(connection: sqlite3.Connection, kind: Any) -> Iterator[tuple[Any, ...]]:
    """Yield handle, checksum and the values under it as they lie in the file, be they text or not."""
    cursor = connection.cursor()
    cursor.row_factory = None
    # Damaged bytes need not be text any more; a checksum must come out of them all the same.
    before, connection.text_factory = connection.text_factory, _text
    try:
        names = ", ".join(f'"{name}"' for name in checked(kind))
        yield from cursor.execute(f'select "handle", "checksum", {names} from "{kind.TYPE}"')
    finally:
        connection.text_factory = before


def _text(raw: bytes) -> str:
    return raw.decode(errors="surrogateescape")


def _check_pages(connection: sqlite3.Connection, name: Path) -> None:
    if wrong := pages_wrong(connection):
        raise damaged(name, wrong[0])
    if broken := references_wrong(connection):
        raise damaged(name, f"{broken} references lead nowhere")


def _check_rows(connection: sqlite3.Connection, name: Path, step: Step | None) -> None:
    wrong = list(rows_wrong(connection, step))
    if wrong:
        raise damaged(name, f"{len(wrong)} records are not as they were written: {', '.join(wrong[:8])}")


def check_same(before: Tally, after: Tally, name: Path) -> None:
    """Refuse a copy that does not hold what the original held."""
    if before != after:
        raise StoreError(f"{name} is not what was copied", "try again; if it stays so, check the disk")
