"""What a store holds, said so that two runs can be compared, and whether it is in order."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from clienthealth.core.records.client import Client
from clienthealth.store import search
from clienthealth.store.store import Store

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
SHADOWS = ("_fts", "_fts_data", "_fts_idx", "_fts_docsize", "_fts_config")


def open_store(path):
    """Open a store as a command would: rolling back what a dead process left, making what is missing."""
    return Store(path, UTC, "robin", NOW)


def held(path):
    """Every row of every table, in words; ids that are drawn at random read `ID`, checksums go with them."""
    with closing(open_store(path)) as store:
        connection = store.connection
        return {
            name: [_row(row) for row in connection.execute(f'select * from "{name}" order by 1, 2')]
            for name in _tables(connection)
        }


def _tables(connection):
    found = connection.execute("select name from sqlite_master where type = 'table' order by name")
    names = [row[0] for row in found if not row[0].startswith(("sqlite_", "_sqlite"))]
    return [name for name in names if not name.endswith(SHADOWS)]


def _row(row):
    return {key: UUID.sub("ID", str(row[key])) for key in row.keys() if key != "checksum"}  # noqa: SIM118 - a Row


def flaws(path):
    """What is not in order: pages, references, the search index, numbers given twice, images without records."""
    with closing(open_store(path)) as store:
        return [*_pages(store.connection), *_index(store.connection), *_numbers(store.connection)]


def _pages(connection):
    found = [row[0] for row in connection.execute("pragma integrity_check")]
    broken = connection.execute("pragma foreign_key_check").fetchall()
    return [each for each in found if each != "ok"] + [f"reference {tuple(each)}" for each in broken]


def _index(connection):
    """Compare every word of each index with those of the same index made anew; nothing of it is kept."""
    connection.execute("begin")
    try:
        kept = {kind: _words(connection, kind) for kind in search.SEARCHED}
        search.rebuild(connection)
        yield from [f"the index of {kind}" for kind in kept if kept[kind] != _words(connection, kind)]
    except sqlite3.DatabaseError as error:
        yield f"the index: {error}"
    finally:
        connection.execute("rollback")


def _words(connection, kind):
    connection.execute('drop table if exists temp."words"')
    connection.execute(f"create virtual table temp.\"words\" using fts5vocab(main, '{kind}_fts', 'instance')")
    return [tuple(row) for row in connection.execute('select * from temp."words"')]


def _numbers(connection):
    """Every handle is one that was given, and every change belongs to a command."""
    given = dict(connection.execute('select "type", "last" from "counter"').fetchall())
    for name in [each for each in _tables(connection) if each not in {"command", "change", "counter", "setting"}]:
        last = connection.execute(f'select coalesce(max("handle"), 0) from "{name}"').fetchone()[0]
        if last > given.get(name, 0):
            yield f"{name} {last} was never given out"
    for row in connection.execute('select "command" from "change" except select "seq" from "command"'):
        yield f"a change of command {row[0]}, which is not there"
    for row in connection.execute('select "seq" from "command" except select "command" from "change"'):
        yield f"command {row[0]} changed nothing"


def takes_more(path):
    """Write one client more, as the next command would."""
    with closing(open_store(path)) as store, store.writing("add") as change:
        client = Client(client="next", id="next", at=NOW.date(), name="Next")
        return change.add(client).number
