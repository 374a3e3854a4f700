"""A store made by what was released with schema 1: it opens, is kept as it was, and gives the same export."""

import gzip
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from clienthealth.errors import StoreError
from clienthealth.store import migrations
from clienthealth.store.opening import SCHEMA, examined, opened
from clienthealth.store.sqlite import connect
from clienthealth.store.verifying import verify

RELEASED = Path(__file__).parents[1] / "data" / "schema-1"
KEPT = f"clients.before-schema-{SCHEMA}.db"


def unpacked(name):
    return gzip.decompress((RELEASED / name).read_bytes())


@pytest.fixture
def old(run):
    """The database of a demo, with three commands of two people after it."""
    run.db.write_bytes(unpacked("clients.db.gz"))
    run.db.chmod(0o600)
    return run


def schema_of(path):
    with closing(connect(path)) as connection:
        return examined(connection, path)


def flipped(path, inside):
    held = bytearray(path.read_bytes())
    held[held.index(inside) + 1] ^= 0x02
    path.write_bytes(held)


def test_it_opens_gives_the_same_export_and_says_where_it_is_kept_as_it_was(old):
    before = old.db.read_bytes()

    ran = old.ok("export")

    copy = old.db.with_name(KEPT)
    assert ran.out.encode() == unpacked("export.jsonl.gz")
    assert ran.err == f"the store was brought up to date; as it was it is kept, verified, in {copy}\n"
    assert (schema_of(old.db), schema_of(copy)) == (SCHEMA, 1)
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as kept, closing(sqlite3.connect(":memory:")) as was:
        was.deserialize(before)
        assert list(kept.iterdump()) == list(was.iterdump())
    assert old.ok("export").err == ""


def test_what_was_written_before_can_still_be_taken_back(old):
    assert old.ok("undo --list").lines[0].startswith("edit")

    old.ok("undo")

    assert "Prefers calls before noon" not in old.ok("export").out
    assert old.ok("doctor --json").out.count('"problem"') == 0


def test_the_copy_can_be_put_back_and_migrates_again(old):
    old.ok("log brightwater After it")

    old.ok(f"restore {old.db.with_name(KEPT)} --yes")

    assert old.ok("export").out.encode() == unpacked("export.jsonl.gz")
    assert schema_of(old.db) == SCHEMA


def test_it_is_not_touched_where_the_copy_would_not_be_sound(old):
    """A row that is not as it was written is found by its checksum, in a file of the older schema too."""
    flipped(old.db, b"They liked the new page")
    before = old.db.read_bytes()

    ran = old("export")

    assert ran.code == 6
    assert "not as they were written" in ran.err
    assert old.db.read_bytes() == before
    assert not old.db.with_name(KEPT).exists()


@pytest.mark.parametrize("turn", range(1, 6))
def test_an_interrupted_migration_leaves_it_as_it_was(old, monkeypatch, turn):
    before = old.db.read_bytes()
    statements = [each for each in migrations.REVIEWS.split(";") if each.strip()]
    broken = [*statements[: turn - 1], "select 1 from nowhere", *statements[turn - 1 :]]
    monkeypatch.setattr(migrations, "REVIEWS", ";".join(broken))

    with pytest.raises(StoreError, match="nowhere"):
        opened(old.db)

    assert old.db.read_bytes() == before
    assert verify(old.db.with_name(KEPT)).schema == 1
    monkeypatch.undo()
    assert verify(old.db).schema == 1


def test_a_store_of_this_schema_is_newer_to_the_program_before_it(old, monkeypatch):
    old.ok("export")
    before = old.db.read_bytes()
    monkeypatch.setattr("clienthealth.store.opening.SCHEMA", 1)
    monkeypatch.setattr("clienthealth.store.opening.STEPS", ("m0001_the_record",))

    ran = old("log brightwater Called")

    assert ran.code == 6
    assert f"was made by a newer clienthealth (schema {SCHEMA}, this one knows 1" in ran.err
    assert old.db.read_bytes() == before


def test_two_that_open_it_at_once_migrate_it_once(old):
    """Whoever comes second waits, looks again, and has nothing left to do."""
    command = [sys.executable, "-m", "clienthealth", "--db", str(old.db), "log", "brightwater", "Called"]

    together = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)
        for _ in range(4)
    ]
    said = [each.communicate()[1] for each in together]

    assert [each.returncode for each in together] == [0, 0, 0, 0], said
    assert sum("brought up to date" in each for each in said) == 1
    assert verify(old.db.with_name(KEPT)).schema == 1
    assert verify(old.db).counts["interaction"] == verify(old.db.with_name(KEPT)).counts["interaction"] + 4
