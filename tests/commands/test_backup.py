"""`backup` and `restore`: a copy is verified before it counts, and the file it replaces is never lost."""

import json
import sqlite3
import stat

import pytest


@pytest.fixture
def acme(run):
    run.ok("add Acme")
    run.ok('log acme Hello --complaint "Empty export"')
    return run


def flipped(path, inside):
    """Flip one bit of a text that stands in a file."""
    held = bytearray(path.read_bytes())
    held[held.index(inside) + 1] ^= 0x02
    path.write_bytes(held)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_copy_says_where_it_is_what_it_holds_and_what_was_verified(acme, tmp_path):
    target = tmp_path / "copies" / "mine.db"

    ran = acme.ok(f"backup {target}")

    assert ran.lines[0].startswith(f"copied to {target} (")
    assert ran.lines[1:] == [
        "  records: 3 (1 client, 1 interaction, 1 complaint)",
        "  verified: pages, references, row checksums, counts as in the original",
    ]


def test_a_copy_is_private_and_stands_alone(acme, tmp_path):
    target = tmp_path / "copies" / "mine.db"

    acme.ok(f"backup {target}")

    assert (mode(target), mode(target.parent)) == (0o600, 0o700)
    assert [path.name for path in target.parent.iterdir()] == ["mine.db"]


def test_a_copy_of_a_database_in_wal_mode_is_one_file(acme, tmp_path):
    with sqlite3.connect(acme.db) as connection:
        connection.execute("pragma journal_mode = wal")
    acme.ok("log acme Again")

    acme.ok(f"backup {tmp_path / 'copy.db'}")

    assert not list(tmp_path.glob("copy.db-*"))
    with sqlite3.connect(tmp_path / "copy.db") as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
        assert connection.execute("select count(*) from interaction").fetchone() == (2,)


def test_what_is_there_is_never_overwritten(acme, tmp_path):
    target = tmp_path / "mine.db"
    target.write_text("something else")

    ran = acme(f"backup {target}")

    assert ran.code == 4
    assert target.read_text() == "something else"


def test_a_link_is_not_followed(acme, tmp_path):
    (tmp_path / "mine.db").symlink_to(tmp_path / "elsewhere.db")

    assert acme(f"backup {tmp_path / 'mine.db'}").code == 4
    assert not (tmp_path / "elsewhere.db").exists()


def test_without_a_name_it_goes_beside_the_database_under_the_date(acme):
    acme.ok("backup")
    acme.ok("backup")

    names = sorted(path.name for path in (acme.db.parent / "backups").iterdir())
    assert names == ["clienthealth-20261123-120000-2.db", "clienthealth-20261123-120000.db"]


def test_a_folder_gets_a_name_with_the_date(acme, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()

    acme.ok(f"backup {folder}")

    assert [path.name for path in folder.iterdir()] == ["clienthealth-20261123-120000.db"]


def test_the_oldest_are_let_go_but_nothing_else(acme, tmp_path, later, nobody_home):
    folder = tmp_path / "copies"
    folder.mkdir()
    config = nobody_home / "config" / "clienthealth" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'[backup]\ndir = "{folder}"\nkeep = 2\n')
    (folder / "letter.db").write_text("mine")
    (folder / "clienthealth-20200101-120000.db").write_text("no copy of this store")
    for day in (24, 25, 26):
        later(f"2026-11-{day}")
        last = acme.ok("backup")

    assert "let go" in last.out
    assert sorted(path.name for path in folder.iterdir()) == [
        "clienthealth-20200101-120000.db",
        "clienthealth-20261125-120000.db",
        "clienthealth-20261126-120000.db",
        "letter.db",
    ]


def test_copies_of_another_store_are_left_alone(acme, tmp_path, later, nobody_home):
    folder = tmp_path / "copies"
    config = nobody_home / "config" / "clienthealth" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'[backup]\ndir = "{folder}"\nkeep = 1\n')
    acme.ok("backup")
    acme.db = tmp_path / "other.db"
    acme.ok("add Borg")

    later("2026-11-24")
    acme.ok("backup")

    assert len(list(folder.iterdir())) == 2


def test_before_there_is_a_database_there_is_nothing_to_copy(run):
    ran = run("backup")

    assert ran.code == 6
    assert not run.db.exists()


def test_a_damaged_database_makes_no_copy(acme, tmp_path):
    flipped(acme.db, b"Empty export")
    before = acme.db.read_bytes()

    ran = acme(f"backup {tmp_path / 'copy.db'}")

    assert ran.code == 6
    assert "c1" in ran.err
    assert not (tmp_path / "copy.db").exists()
    assert acme.db.read_bytes() == before


def test_json_tells_the_same(acme, tmp_path):
    made = json.loads(acme.ok(f"backup {tmp_path / 'copy.db'} --json").out)

    assert made["path"] == str(tmp_path / "copy.db")
    assert made["bytes"] == (tmp_path / "copy.db").stat().st_size
    assert made["counts"] == {"client": 1, "complaint": 1, "interaction": 1}
