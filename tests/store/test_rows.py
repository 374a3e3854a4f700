"""Between a record and its row nothing is lost, for every type and whatever it holds."""

import sqlite3
from contextlib import closing
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from anything import records
from hypothesis import given, settings
from hypothesis import strategies as st

from clienthealth.core.journal import record_of
from clienthealth.core.records.held import HELD
from clienthealth.core.records.types import TYPES
from clienthealth.errors import StoreError
from clienthealth.store import queries
from clienthealth.store.opening import opened
from clienthealth.store.rows import checked, checksum, columns, image, of_row, to_row

ATHENS = ZoneInfo("Europe/Athens")
FEW = 15
"""Examples of each type: there are twenty types."""


@pytest.fixture(scope="module")
def connection():
    """A database where references may lead nowhere, since only rows are at stake."""
    with TemporaryDirectory() as folder, closing(opened(Path(folder) / "clients.db")) as connection:
        connection.execute("pragma foreign_keys = off")
        yield connection


@pytest.mark.parametrize("name", HELD)
@settings(max_examples=FEW)
@given(data=st.data())
def test_a_record_comes_back_from_its_row_as_it_was(connection, name, data):
    record = data.draw(records(name))
    kind = HELD[name]

    connection.execute("begin")
    try:
        connection.execute(queries.inserted(kind), to_row(record, ATHENS) | {"handle": 7, "version": 3})
        row = tuple(connection.execute(f'{queries.selected(kind)} where "handle" = 7').fetchone())
        sums = connection.execute(f'select "checksum" from "{name}"').fetchone()[0]
    finally:
        connection.execute("rollback")

    held = of_row(kind, row)
    assert held == (record, 7, 3)
    assert image(held.record) == image(record)
    assert sums == checksum([value for key, value in zip(columns(kind), row[2:], strict=True) if key in checked(kind)])


@pytest.mark.parametrize("name", HELD)
@settings(max_examples=FEW)
@given(data=st.data())
def test_an_image_makes_the_same_record(name, data):
    import json

    record = data.draw(records(name))

    assert record_of(json.loads(image(record)), UTC, HELD) == record


@pytest.mark.parametrize(
    ("column", "value"),
    [("paused", "[not json"), ("party", "nobody"), ("due", "tomorrow"), ("status", "gone"), ("paused", '{"a": 1}')],
)
def test_a_row_that_makes_no_record_is_said_to_be_damaged(column, value):
    record = record_of({"type": "promise", "client": "acme", "id": "p", "at": "2026-01-01", "text": "x"}, UTC)
    row = to_row(record, UTC) | {column: value}

    with pytest.raises(StoreError, match="promise 4 on record is damaged"):
        of_row(TYPES["promise"], (4, 1, *(row[each] for each in columns(TYPES["promise"]))))


def test_the_database_itself_refuses_what_no_record_can_hold(connection):
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(
            'insert into "pulse" ("handle", "client", "id", "at", "state") values (1, \'a\', \'b\', 3, 4)'
        )
