"""From an older file to the present one: a copy first, all of it or nothing, whoever comes first."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from sqlite_utils import Database

from clienthealth.core.records.client import Client
from clienthealth.errors import StoreError
from clienthealth.store import migrating, migrations, opening
from clienthealth.store.opening import opened
from clienthealth.store.search import SEARCHED
from clienthealth.store.sqlite import connect
from clienthealth.store.store import Store

NEXT = "m9999_a_colour"
THEN = opening.SCHEMA + 1
KEPT = f"clients.before-schema-{THEN}.db"


@pytest.fixture
def older(tmp_path):
    """A database as the present version leaves it, with a client in it."""
    path = tmp_path / "clients.db"
    now = datetime(2026, 11, 23, tzinfo=UTC)
    with closing(Store(path, UTC, "robin", now)) as store, store.writing("add") as change:
        change.add(Client(client="acme", id="acme", at=date(2026, 1, 1), name="Acme"))
    return path


@pytest.fixture
def next_version(monkeypatch):
    """The program as it will be when one step more has been written; what that step does is the test's."""

    def steps(*statements):
        known = type(migrations.migrations)("clienthealth")
        for name in opening.STEPS:
            known(name=name)(getattr(migrations, name))
        known(name=NEXT)(lambda db: [db.execute(each) for each in statements])
        monkeypatch.setattr(migrating, "migrations", known)
        monkeypatch.setattr(migrating, "SCHEMA", THEN)
        monkeypatch.setattr(opening, "SCHEMA", THEN)
        monkeypatch.setattr(opening, "STEPS", (*opening.STEPS, NEXT))

    return steps


COLOUR = 'alter table "client" add column "colour" text'


def columns(path, table="client"):
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute(f'pragma table_info("{table}")')]


def clients(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute('select "slug" from "client"').fetchall()


def test_an_older_file_is_copied_first_then_brought_up_to_date(older, next_version):
    next_version(COLOUR)

    with closing(opened(older)) as connection:
        assert opening.version_of(connection) == THEN

    assert "colour" in columns(older)
    kept = older.with_name(KEPT)
    assert "colour" not in columns(kept)
    assert clients(older) == clients(kept) == [("acme",)]
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_step_that_fails_leaves_the_file_as_it_was(older, next_version):
    before = older.read_bytes()
    next_version(COLOUR, "create table half (x)", "insert into nowhere values (1)")

    with pytest.raises(StoreError, match="nowhere"):
        opened(older)

    assert older.read_bytes() == before


def test_who_comes_second_neither_migrates_nor_copies_again(older, next_version):
    """What was copied before is what an older program can still read; a second copy must not take its place."""
    with closing(connect(older)) as late:
        next_version(COLOUR)
        opened(older).close()
        kept = older.with_name(KEPT).read_bytes()

        migrating.migrate(late, older)

        assert opening.version_of(late) == THEN
    assert older.with_name(KEPT).read_bytes() == kept


def test_an_older_program_that_comes_second_leaves_the_newer_file_alone(older):
    """It looks again when it has the right to write: somebody newer may have come between."""
    with closing(connect(older)) as late:
        with closing(sqlite3.connect(older)) as newer:
            newer.execute(f"pragma user_version = {THEN}")
        before = older.read_bytes()

        with pytest.raises(StoreError, match="made by a newer clienthealth"):
            migrating.migrate(late, older)

    assert older.read_bytes() == before


def test_a_new_file_is_made_without_a_copy_of_nothing(tmp_path):
    opened(tmp_path / "clients.db").close()

    assert [each.name for each in tmp_path.iterdir()] == ["clients.db"]


def test_every_table_of_records_is_strict_and_the_searched_ones_have_their_index(older):
    database = Database(sqlite3.connect(older), execute_plugins=False)

    with closing(database.conn):
        assert {name for name in migrations.TABLES if not database.table(name).strict} == set()
        assert {name for name in SEARCHED if database.table(name).detect_fts() != f"{name}_fts"} == set()
        assert {name: tuple(columns) for name, columns in migrations.SEARCHED.items()} == SEARCHED
