"""`restore`: verified first, asked before, and the file that was there is kept."""

import json
import os
import sqlite3
from datetime import UTC, datetime

import pytest

from clienthealth.store.store import Store


@pytest.fixture
def copy(run, tmp_path):
    """A store with one entry after its copy was made."""
    run.ok("add Acme")
    run.ok('log acme First --complaint "Empty export"')
    path = tmp_path / "copies" / "mine.db"
    run.ok(f"backup {path}")
    run.ok("log acme Second")
    return path


def flipped(path, inside):
    held = bytearray(path.read_bytes())
    held[held.index(inside) + 1] ^= 0x02
    path.write_bytes(held)


def kept(run):
    return [path for path in run.db.parent.iterdir() if path.name.startswith("clients.before-restore-")]


def entries(path):
    with sqlite3.connect(path) as connection:
        return [row[0] for row in connection.execute("select text from interaction order by handle")]


def test_the_copy_takes_the_place_and_the_present_file_is_kept(run, copy):
    before = run.ok("export").out

    ran = run.ok(f"restore {copy} --yes")

    assert entries(run.db) == ["First"]
    assert "before-restore-20261123-120000.db" in ran.out
    assert entries(kept(run)[0]) == ["First", "Second"]
    run.ok(f"restore {kept(run)[0]} --yes")
    assert run.ok("export").out == before


def test_the_copy_itself_is_only_read(run, copy):
    before = copy.read_bytes()

    run.ok(f"restore {copy} --yes")

    assert copy.read_bytes() == before
    assert [path.name for path in copy.parent.iterdir()] == ["mine.db"]


def test_without_a_yes_nothing_is_done(run, copy):
    before = run.db.read_bytes()

    ran = run(f"restore {copy}")

    assert ran.code == 2
    assert "--yes" in ran.err
    assert run.db.read_bytes() == before
    assert not kept(run)


def test_a_missing_database_is_put_back(run, copy):
    run.db.unlink()

    ran = run.ok(f"restore {copy} --yes")

    assert "no file before" in ran.out
    assert entries(run.db) == ["First"]


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 500])
def test_a_file_that_is_no_database_any_more_is_replaced_and_kept_as_it_is(run, copy, damage):
    run.db.write_bytes(run.db.read_bytes()[:100] + damage if damage == b"" else damage)
    before = run.db.read_bytes()

    run.ok(f"restore {copy} --yes")

    assert entries(run.db) == ["First"]
    assert kept(run)[0].read_bytes() == before


def test_a_database_cut_short_is_replaced_and_kept_as_it_is(run, copy):
    os.truncate(run.db, 40_000)
    before = run.db.read_bytes()

    run.ok(f"restore {copy} --yes")

    assert entries(run.db) == ["First"]
    assert kept(run)[0].read_bytes() == before


def test_what_belongs_to_a_damaged_file_stays_with_it(run, copy):
    run.db.write_bytes(b"damaged" * 1000)
    journal = run.db.with_name("clients.db-journal")
    journal.write_bytes(b"of the damaged file")

    run.ok(f"restore {copy} --yes")

    assert not journal.exists()
    assert any(path.read_bytes() == b"of the damaged file" for path in kept(run))
    assert entries(run.db) == ["First"]


def test_a_damaged_copy_is_refused_and_nothing_touched(run, copy):
    flipped(copy, b"Empty export")
    before = run.db.read_bytes()

    ran = run(f"restore {copy} --yes")

    assert ran.code == 6
    assert "c1" in ran.err
    assert run.db.read_bytes() == before
    assert not kept(run)


def test_a_copy_cut_short_is_refused_and_nothing_touched(run, copy):
    os.truncate(copy, copy.stat().st_size // 2)
    before = run.db.read_bytes()

    assert run(f"restore {copy} --yes").code == 6
    assert run.db.read_bytes() == before


def test_a_newer_copy_is_refused_and_nothing_touched(run, copy):
    with sqlite3.connect(copy) as connection:
        connection.execute("pragma user_version = 99")
    before, held = run.db.read_bytes(), copy.read_bytes()

    ran = run(f"restore {copy} --yes")

    assert ran.code == 6
    assert "newer" in ran.err
    assert (run.db.read_bytes(), copy.read_bytes()) == (before, held)


def test_another_programs_database_is_refused(run, copy, tmp_path):
    stranger = tmp_path / "stranger.db"
    with sqlite3.connect(stranger) as connection:
        connection.execute("create table bookmarks (url text)")
    before = run.db.read_bytes()

    assert run(f"restore {stranger} --yes").code == 6
    assert run(f"restore {tmp_path / 'nothing.db'} --yes").code == 4
    assert run(f"restore {run.db} --yes").code == 4
    assert run.db.read_bytes() == before


def test_another_programs_database_is_never_replaced(run, copy, tmp_path):
    run.db = tmp_path / "stranger.db"
    with sqlite3.connect(run.db) as connection:
        connection.execute("create table bookmarks (url text)")
    before = run.db.read_bytes()

    assert run(f"restore {copy} --yes").code == 6
    assert run.db.read_bytes() == before


def test_nothing_but_the_database_and_the_kept_file_is_left(run, copy):
    run.ok(f"restore {copy} --yes")

    assert sorted(path.name for path in run.db.parent.iterdir() if path.is_file()) == [
        "clients.before-restore-20261123-120000.db",
        "clients.db",
    ]


def test_a_program_that_had_the_database_open_goes_on_in_the_restored_one(run, copy):
    other = Store(run.db, UTC, "sam", datetime(2026, 11, 23, tzinfo=UTC))
    client = other.client("acme")

    run.ok(f"restore {copy} --yes")
    with other.writing("edit") as change:
        change.add(type(client.record)(client="borg", at=client.record.at, id="b", name="Borg"))
    other.close()

    assert entries(run.db) == ["First"]
    assert run.ok("show borg").code == 0


def test_a_link_to_the_database_stays_a_link(run, copy, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(run.db)
    real, run.db = run.db, link

    run.ok(f"restore {copy} --yes")

    assert link.is_symlink()
    assert entries(real) == ["First"]


def test_a_copy_in_wal_mode_is_taken_with_all_that_belongs_to_it(run, copy, tmp_path):
    connection = sqlite3.connect(copy)
    connection.execute("pragma journal_mode = wal")
    connection.execute("update client set version = version")
    connection.commit()
    elsewhere = tmp_path / "live"
    elsewhere.mkdir()
    for path in copy.parent.iterdir():
        (elsewhere / path.name).write_bytes(path.read_bytes())
    connection.close()

    run.ok(f"restore {elsewhere / 'mine.db'} --yes")

    assert entries(run.db) == ["First"]
    assert not list(run.db.parent.glob("clients.db-*"))


def test_json_tells_where_the_present_file_is_kept(run, copy):
    made = json.loads(run.ok(f"restore {copy} --yes --json").out)

    assert (made["path"], made["kept"]) == (str(run.db), str(kept(run)[0]))
    assert made["records"] == 3
