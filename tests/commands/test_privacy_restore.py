"""A backup from before an erasure is erased again before it is used, wherever the list of erasures is still found."""

import json
import sqlite3
from contextlib import closing
from shutil import copyfile

import pytest

WORDS = ("Zwitscher", "zwitscher", "Federkleid", "federkleid")


@pytest.fixture
def backed_up(run, tmp_path):
    """A store with two clients, and its backup from before anything was erased."""
    run.ok('add "Zwitscher GmbH" --slug zwitscher --contact "Ida Vogelsang" --email ida@zwitscher.example')
    run.ok('log zwitscher "Das Federkleid, sagt Ida Vogelsang" --contact "Ida Vogelsang"')
    run.ok("invoice add zwitscher 2026-1 --amount 100 --due 2026-12-01 --when 20d")
    run.ok("add Beta --slug beta")
    run.ok("log beta 'Ganz anders'")
    run.backup = tmp_path / "backups" / "before.db"
    run.ok(f"backup {run.backup}")
    return run


def left(run, words=WORDS):
    held = run.db.read_bytes()
    return [word for word in words if word.encode() in held]


def test_a_restored_backup_is_erased_again_before_it_is_used(backed_up):
    backed_up.ok("privacy erase zwitscher --yes")
    backed_up.ok("log beta 'Seither'")

    ran = backed_up.ok(f"restore {backed_up.backup} --yes")

    assert "erased again" in ran.out
    assert left(backed_up) == []
    assert "Ganz anders" in backed_up.ok("export").out
    assert "Seither" not in backed_up.ok("export").out
    backed_up.ok("doctor")
    assert b"Federkleid" in backed_up.backup.read_bytes()


@pytest.mark.parametrize("gone", ["database", "beside", "backups"])
def test_the_list_outlives_the_loss_of_any_two_of_its_places(backed_up, gone):
    backed_up.ok("privacy erase zwitscher --yes")
    lists = {"beside": backed_up.db.parent / "clienthealth-erased.json",
             "backups": backed_up.backup.parent / "clienthealth-erased.json"}  # fmt: skip
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in lists.values())
    assert "witscher" not in lists["beside"].read_text()
    for name, path in lists.items():
        if name != gone:
            path.unlink()
    if gone != "database":
        backed_up.db.unlink()

    ran = backed_up.ok(f"restore {backed_up.backup} --yes --json")

    assert json.loads(ran.out)["erased_again"] == 1
    assert left(backed_up) == []


def test_invoices_that_were_kept_are_kept_again(backed_up):
    backed_up.ok("privacy erase zwitscher --yes --keep-invoices")

    backed_up.ok(f"restore {backed_up.backup} --yes")

    assert left(backed_up) == []
    assert "2026-1" in backed_up.ok("export --client erased-1").out


@pytest.mark.parametrize("keep", ["", "--keep-texts"])
def test_a_person_is_erased_again_as_they_were(backed_up, keep):
    backed_up.ok(f"privacy erase zwitscher --contact ida {keep} --yes")
    after = backed_up.ok("export").out

    backed_up.ok(f"restore {backed_up.backup} --yes")

    assert backed_up.ok("export").out == after
    assert bool(left(backed_up, ["Ida Vogelsang"])) is bool(keep)


def test_whoever_came_back_after_it_stays_in_a_later_backup(backed_up, tmp_path):
    backed_up.ok("privacy erase zwitscher --yes")
    backed_up.ok('add "Zwitscher GmbH" --slug zwitscher')
    later = tmp_path / "later.db"
    backed_up.ok(f"backup {later}")

    ran = backed_up.ok(f"restore {later} --yes")

    assert "erased again" not in ran.out
    assert "Zwitscher GmbH" in backed_up.ok("clients").out


def test_a_backup_of_an_older_schema_is_brought_up_to_date_for_it(backed_up, tmp_path):
    old = tmp_path / "old.db"
    copyfile(backed_up.backup, old)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        for table in ("batch", "profile", "rule", "given", "suggestion"):
            connection.execute(f'drop table "{table}"')
        connection.execute("""delete from "_sqlite_migrations" where name = 'm0003_imports'""")
        connection.execute("pragma user_version = 2")
    backed_up.ok("privacy erase zwitscher --yes")

    backed_up.ok(f"restore {old} --yes")

    assert left(backed_up) == []
    kept = {path.name for path in backed_up.db.parent.iterdir()}
    assert not any("restored" in name for name in kept)


def test_a_list_that_is_none_is_passed_over(backed_up):
    (backed_up.db.parent / "clienthealth-erased.json").write_text('{"what": ["ever"]} \x00')

    backed_up.ok(f"restore {backed_up.backup} --yes")

    assert left(backed_up)
