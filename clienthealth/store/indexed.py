"""Whether the full-text index agrees with what was written, and how it is made anew."""

import sqlite3
from itertools import zip_longest
from typing import Any

from clienthealth.store import search
from clienthealth.store.search import SEARCHED
from clienthealth.store.sqlite import code_of
from clienthealth.store.verifying import Step

CHUNK = 20_000
"""Rows that are indexed at once, so that long work can be seen to move."""


def wrong(connection: sqlite3.Connection, step: Step | None = None) -> list[str]:
    """Return the types whose index is damaged, or has other words than the records."""
    suspected = [kind for kind in SEARCHED if not _agrees(connection, kind, step)]
    # Somebody may have written between two looks: whatever differs is looked at again in one moment.
    return [kind for kind in suspected if not _agrees_now(connection, kind, step)]


def _agrees_now(connection: sqlite3.Connection, kind: str, step: Step | None) -> bool:
    connection.execute("begin immediate")
    try:
        return _agrees(connection, kind, step)
    finally:
        connection.execute("rollback")


def _agrees(connection: sqlite3.Connection, kind: str, step: Step | None) -> bool:
    try:
        connection.execute(f'insert into "{kind}_fts" ("{kind}_fts", rank) values (\'integrity-check\', 0)')
    except sqlite3.DatabaseError as error:
        if code_of(error) != sqlite3.SQLITE_CORRUPT:
            raise
        return False
    return _same_rows(connection, kind) and _same_words(connection, kind, step)


def _same_rows(connection: sqlite3.Connection, kind: str) -> bool:
    """Whether just those rows are in the index in which something was written."""
    written = search.written(kind)
    missing = connection.execute(
        f'select 1 from "{kind}" where {written} and "handle" not in (select id from "{kind}_fts_docsize") '
        f'union all select 1 from "{kind}_fts_docsize" as d '
        f'where not exists (select 1 from "{kind}" where "handle" = d.id and {written}) limit 1'
    )
    return missing.fetchone() is None


def _same_words(connection: sqlite3.Connection, kind: str, step: Step | None) -> bool:
    """Whether every word stands in as many rows, and as often, as in an index made afresh for comparison."""
    columns = ", ".join(f'"{name}"' for name in SEARCHED[kind])
    probe, mine, theirs = (f'temp."{kind}_{name}"' for name in ("probe", "mine", "theirs"))
    for made in (probe, mine, theirs):
        connection.execute(f"drop table if exists {made}")
    connection.execute(
        f"create virtual table {probe} using fts5({columns}, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    _fill(connection, kind, columns, step)
    connection.execute(f"create virtual table {mine} using fts5vocab('main', '{kind}_fts', 'col')")
    connection.execute(f"create virtual table {theirs} using fts5vocab('temp', '{kind}_probe', 'col')")
    try:
        return all(a == b for a, b in zip_longest(_words(connection, mine), _words(connection, theirs)))
    finally:
        for made in (mine, theirs, probe):
            connection.execute(f"drop table {made}")


def _fill(connection: sqlite3.Connection, kind: str, columns: str, step: Step | None) -> None:
    last = int(connection.execute(f'select coalesce(max("handle"), 0) from "{kind}"').fetchone()[0])
    for first in range(0, last + 1, CHUNK):
        connection.execute(
            f'insert into temp."{kind}_probe" (rowid, {columns}) select "handle", {columns} from "{kind}" '
            f'where "handle" between {first} and {first + CHUNK - 1} and {search.written(kind)}'
        )
        if step:
            step(min(first + CHUNK, last))


def _words(connection: sqlite3.Connection, vocabulary: str) -> Any:
    return (tuple(row) for row in connection.execute(f"select term, col, doc, cnt from {vocabulary}"))
