"""Full text: the index beside each table, kept by us because a trusted schema is not assumed."""

import sqlite3
from collections.abc import Iterable

SEARCHED = {
    "interaction": ("text", "subject", "note"),
    "time": ("text", "note"),
    "expectation": ("text", "note"),
    "promise": ("text", "note"),
    "complaint": ("text", "remedy_sought", "heard", "summary", "offered", "note"),
    "effort": ("note",),
    "signal": ("quote", "note"),
    "boundary": ("text", "note"),
    "hardship": ("text", "note"),
    "invoice": ("number", "note"),
    "survey": ("text", "note"),
    "next": ("text", "note"),
    "decision": ("reason", "note"),
}
"""The columns of each type that hold what people wrote."""


def index(connection: sqlite3.Connection, kind: str, first: int, last: int | None = None) -> None:
    """Put one row, or a range of them, into the index of its type."""
    if kind in SEARCHED:
        columns = _quoted(kind)
        connection.execute(
            f'insert into "{kind}_fts" (rowid, {columns}) '
            f'select "handle", {columns} from "{kind}" where "handle" between :first and :last and {written(kind)}',
            {"first": first, "last": last or first},
        )


def forget(connection: sqlite3.Connection, kind: str, first: int, last: int | None = None) -> None:
    """Take one row, or a range of them, out of the index, while the table still has what was indexed."""
    if kind in SEARCHED:
        columns = _quoted(kind)
        connection.execute(
            f'insert into "{kind}_fts" ("{kind}_fts", rowid, {columns}) '
            f"select 'delete', \"handle\", {columns} "
            f'from "{kind}" where "handle" between :first and :last and {written(kind)}',
            {"first": first, "last": last or first},
        )


def phrase(text: str) -> str:
    """Return words as FTS5 strings, the last one as a beginning."""
    words = [word.replace('"', '""') for word in text.split() if any(each.isalnum() for each in word)]
    return " ".join(f'"{word}"' for word in words) + ("*" if words else "")


def rebuild(connection: sqlite3.Connection, kinds: Iterable[str] = tuple(SEARCHED)) -> None:
    """Make the index of some types, or of all, anew from their tables."""
    for kind in kinds:
        connection.execute(f'insert into "{kind}_fts" ("{kind}_fts") values (\'delete-all\')')
        last = connection.execute(f'select coalesce(max("handle"), 0) from "{kind}"').fetchone()[0]
        index(connection, kind, 0, last)


def _quoted(kind: str) -> str:
    return ", ".join(f'"{name}"' for name in SEARCHED[kind])


def written(kind: str) -> str:
    """Return the condition that something was written at all: a row without words needs no entry."""
    return "coalesce(" + ", ".join(f'"{name}"' for name in SEARCHED[kind]) + ", null) is not null"
