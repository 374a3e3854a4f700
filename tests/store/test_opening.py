"""From a path to a store: made once, by whoever is first; private; strangers and newer files refused untouched."""

import hashlib
import os
import socket
import sqlite3
import sys
from contextlib import closing, suppress

import pytest
from sqlite_utils import Database

from clienthealth.errors import StoreError
from clienthealth.store import opening
from clienthealth.store.migrations import migrations
from clienthealth.store.opening import opened


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(path):
    """Open a file that must be refused and left as it is; return what was said."""
    before = digest(path)
    with pytest.raises(StoreError) as said:
        opened(path)
    assert digest(path) == before
    assert not path.with_name(path.name + "-journal").exists()
    return said.value.message


@pytest.fixture
def made(tmp_path):
    """A database of ours with nothing in it."""
    path = tmp_path / "made.db"
    opened(path).close()
    return path


def changed(path, *statements):
    """Change a database behind our back."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def test_file_and_folder_are_made_private_whatever_the_umask(tmp_path):
    path = tmp_path / "deep" / "clients.db"
    usual = os.umask(0)

    try:
        opened(path).close()
    finally:
        os.umask(usual)

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_every_connection_of_ours_waits_syncs_checks_and_wipes(made):
    with closing(opened(made)) as connection:
        names = ("foreign_keys", "synchronous", "secure_delete", "trusted_schema", "mmap_size", "busy_timeout")
        kept = {name: connection.execute(f"pragma {name}").fetchone() for name in names}

    assert {name: row[0] for name, row in kept.items() if row} == {
        "foreign_keys": 1,
        "synchronous": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "mmap_size": 0,
        "busy_timeout": 30_000,
    }


def test_the_names_of_the_steps_are_those_of_the_migrations():
    known = [step.name for step in migrations.pending(Database(memory=True))]

    assert tuple(known) == opening.STEPS


@pytest.mark.parametrize("turn", range(1, 15))
def test_a_file_that_another_command_makes_meanwhile_is_as_good(tmp_path, turn):
    path = tmp_path / "clients.db"
    statements = 0

    def another(_, event, called):
        """Make the file, as another process would, before one of our statements."""
        nonlocal statements
        if event == "c_call" and getattr(called, "__qualname__", "") == "Connection.execute":
            statements += 1
            if statements == turn:
                make(path)

    sys.setprofile(another)
    try:
        connection = opened(path)
    finally:
        sys.setprofile(None)

    with closing(connection):
        assert turn <= statements
        assert opening.version_of(connection) == opening.SCHEMA
        assert connection.execute('select count(*) from "client"').fetchone()[0] == 0


def make(path):
    """Make the database at once, unless somebody holds a lock on it."""
    with (
        closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection,
        suppress(sqlite3.OperationalError),
    ):
        connection.execute("begin exclusive")
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute(f"pragma user_version = {opening.SCHEMA}")
        connection.execute("commit")


def test_a_stranger_is_refused_whatever_it_calls_itself(made, tmp_path):
    """By its application id, by what it holds, by a version without a record of ours."""
    named = changed(tmp_path / "named.db", "pragma application_id = 42")
    full = changed(tmp_path / "full.db", "create table mine (x)")
    numbered = changed(tmp_path / "numbered.db", "pragma user_version = 1")

    said = [refused(path) for path in (named, full, numbered)]

    assert said == [f"{path} is another program's database" for path in (named, full, numbered)]


@pytest.mark.parametrize(
    "statement",
    [
        f"pragma user_version = {opening.SCHEMA + 1}",
        "insert into \"_sqlite_migrations\" values (99, 'clienthealth', 'm9999_later', '2030-01-01')",
    ],
)
def test_a_newer_file_is_refused_and_left_as_it_is(made, statement):
    changed(made, statement)

    assert "was made by a newer clienthealth" in refused(made)


@pytest.mark.parametrize(
    "content",
    [b"SQLite format 3\0", b"SQLite format 3\0" + bytes(200), b"Dear diary", b"\0" * 4096, b"\x89PNG\r\n"],
)
def test_what_is_no_database_is_refused_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "clients.db"
    path.write_bytes(content)

    assert "is damaged or no database" in refused(path)


@pytest.mark.parametrize("size", [100, 511, 4096, 8192, 40_000])
def test_a_truncated_file_is_refused_and_left_as_it_is(made, size):
    os.truncate(made, size)

    assert "is damaged or no database" in refused(made)


def test_what_is_no_file_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.db")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.db"))

        for path in (tmp_path, tmp_path / "pipe.db", tmp_path / "socket.db"):
            with pytest.raises(StoreError, match="no regular file"):
                opened(path)


def test_an_empty_file_becomes_a_database(tmp_path):
    path = tmp_path / "clients.db"
    path.touch()

    with closing(opened(path)) as connection:
        assert opening.version_of(connection) == opening.SCHEMA


def test_a_link_to_a_database_leads_to_it_and_one_to_nothing_is_refused(made, tmp_path):
    """What others may have put there is followed to what exists, and never made by us."""
    (tmp_path / "link.db").symlink_to(made)
    (tmp_path / "astray.db").symlink_to(tmp_path / "nothing.db")

    opened(tmp_path / "link.db").close()

    with pytest.raises(StoreError):
        opened(tmp_path / "astray.db")

    assert not (tmp_path / "nothing.db").exists()
