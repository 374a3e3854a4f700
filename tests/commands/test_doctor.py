"""`doctor`: each finding is a line with its way out, and mending never guesses."""

import json
import os
import sqlite3
import stat

import pytest


@pytest.fixture
def acme(run):
    run.ok("add Acme --agreed 'A change is quoted first'")
    run.ok('log acme Hello --complaint "Empty export" --promise "send it" fri -s rude --when "yesterday 23:30"')
    run.ok("backup")
    return run


def states(ran):
    return {line.split()[1]: line.split()[0] for line in ran.lines}


def sql(path, *statements):
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def flipped(path, inside):
    held = bytearray(path.read_bytes())
    held[held.index(inside) + 1] ^= 0x02
    path.write_bytes(held)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_store_in_order_says_so_and_is_left_as_it_is(acme):
    before = acme.db.read_bytes()

    ran = acme.ok("doctor")

    assert set(states(ran).values()) == {"ok"} | {states(ran)["folder"]}
    assert acme.db.read_bytes() == before


def test_before_there_is_a_database_that_is_only_a_note(run):
    ran = run.ok("doctor")

    assert ran.out.startswith("note ")
    assert not run.db.exists()


def test_a_changed_bit_in_a_text_is_noticed_and_the_record_named(acme):
    flipped(acme.db, b"Empty export")
    before = acme.db.read_bytes()

    ran = acme("doctor")

    assert ran.code == 6
    assert states(ran)["rows"] == "problem"
    assert "c1" in ran.out
    assert "clienthealth restore FILE" in ran.out
    assert acme.db.read_bytes() == before


def test_bytes_that_are_no_text_any_more_are_damage_and_no_crash(acme):
    held = bytearray(acme.db.read_bytes())
    held[held.index(b"Empty export")] = 0xFF
    acme.db.write_bytes(held)

    ran = acme("doctor")

    assert (ran.code, states(ran)["rows"]) == (6, "problem")


def test_damage_is_never_mended_by_guessing(acme):
    flipped(acme.db, b"Empty export")

    ran = acme("doctor --fix")

    assert ran.code == 6
    assert states(ran)["rows"] == "problem"


def test_a_zeroed_page_is_noticed(acme):
    size = acme.db.stat().st_size
    held = bytearray(acme.db.read_bytes())
    held[size // 8192 * 4096 : size // 8192 * 4096 + 4096] = bytes(4096)
    held[4096 * 2 : 4096 * 3] = bytes(4096)
    acme.db.write_bytes(held)

    assert acme("doctor").code == 6


def test_a_file_cut_short_is_noticed(acme):
    os.truncate(acme.db, 30_000)

    assert acme("doctor").code == 6


def test_a_file_that_is_no_database_is_said_to_be_none(acme):
    acme.db.write_bytes(b"something else" * 100)
    before = acme.db.read_bytes()

    ran = acme("doctor --fix")

    assert ran.code == 6
    assert "does not begin as a database does" in ran.out
    assert acme.db.read_bytes() == before


def test_a_newer_file_is_left_alone(acme):
    sql(acme.db, "pragma user_version = 99")
    before = acme.db.read_bytes()

    ran = acme("doctor --fix")

    assert ran.code == 6
    assert "newer" in ran.out
    assert acme.db.read_bytes() == before


def test_counters_that_are_behind_are_put_right(acme):
    sql(acme.db, 'update "counter" set "last" = 0')

    found, mended = acme("doctor"), acme.ok("doctor --fix")
    acme.ok("log acme Again")

    assert (found.code, states(found)["counters"], states(mended)["counters"]) == (6, "problem", "mended")
    assert acme.ok("show i2").lines[0].startswith("i2 ")


def test_a_number_that_was_taken_out_is_not_given_again_after_mending(acme):
    acme.ok("rm p1")
    sql(acme.db, 'delete from "counter"')

    acme.ok("doctor --fix")

    assert acme.ok("log acme Again --promise 'once more' fri").lines[1].startswith("p2 ")


def test_another_zone_files_interactions_under_other_days(acme, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")

    found, mended = acme("doctor"), acme.ok("doctor --fix")

    assert (found.code, states(found)["days"], states(mended)["days"]) == (6, "problem", "mended")
    assert states(acme.ok("doctor"))["days"] == "ok"


def test_an_index_that_lacks_a_record_is_made_anew(acme):
    sql(
        acme.db,
        'insert into "complaint_fts" ("complaint_fts", rowid, "text", "remedy_sought", "heard", "summary", "offered", '
        '"note") select \'delete\', "handle", "text", "remedy_sought", "heard", "summary", "offered", "note" '
        'from "complaint"',
    )
    lost = acme.ok("search empty").out

    found, mended = acme("doctor"), acme.ok("doctor --fix")

    assert (lost, states(found)["search"], states(mended)["search"]) == ("", "problem", "mended")
    assert "c1" in acme.ok("search empty").out


def test_an_index_with_other_words_than_the_records_is_made_anew(acme):
    sql(acme.db, 'update "interaction" set "text" = \'Another text\' where "handle" = 1')

    found = acme("doctor")
    acme("doctor --fix")

    assert states(found)["search"] == "problem"
    assert "i1" in acme.ok("search another").out


def test_a_reference_that_leads_nowhere_is_named_with_the_way_out(acme):
    acme.ok("edit c1 --against x1")
    sql(acme.db, 'delete from "expectation"')

    ran = acme("doctor")

    assert ran.code == 6
    assert "clienthealth edit c1 --against ''" in ran.out
    acme.ok("edit", "c1", "--against", "")
    assert states(acme("doctor"))["against"] == "ok"


def test_a_file_that_others_may_read_is_made_private(acme):
    acme.db.chmod(0o644)

    found, mended = acme("doctor"), acme.ok("doctor --fix")

    assert (found.code, states(found)["file"], states(mended)["file"]) == (6, "problem", "mended")
    assert mode(acme.db) == 0o600


def test_our_own_folder_is_made_private_and_a_shared_one_is_left_alone(run, tmp_path):
    run.db = tmp_path / "clienthealth" / "clients.db"
    run.ok("add Acme")
    run.db.parent.chmod(0o755)
    tmp_path.chmod(0o755)

    found, mended = run("doctor"), run.ok("doctor --fix")

    assert (states(found)["folder"], states(mended)["folder"]) == ("problem", "mended")
    assert (mode(run.db.parent), mode(tmp_path)) == (0o700, 0o755)


def test_a_folder_of_the_users_that_others_may_enter_is_a_note(acme, tmp_path):
    tmp_path.chmod(0o755)

    assert states(acme.ok("doctor"))["folder"] == "note"


def test_a_copy_that_others_may_read_is_made_private(acme):
    copy = next((acme.db.parent / "backups").iterdir())
    copy.chmod(0o644)

    acme.ok("doctor --fix")

    assert mode(copy) == 0o600


def test_a_link_is_worth_a_word(acme, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(acme.db)
    acme.db = link

    assert "note     link" in acme.ok("doctor").out


@pytest.mark.parametrize("mark", [".dropbox", ".stfolder", ".sync"])
def test_a_folder_that_is_copied_elsewhere_is_a_problem(acme, mark):
    (acme.db.parent / mark).mkdir()

    ran = acme("doctor")

    assert (ran.code, states(ran)["synchronised"]) == (6, "problem")


def test_two_versions_beside_each_other_are_a_problem(acme):
    (acme.db.parent / "clients.sync-conflict-20261101-1200-ABC.db").write_text("")

    ran = acme("doctor")

    assert ran.code == 6
    assert "sync-conflict" in ran.out


def test_an_old_copy_and_none_are_worth_a_word(acme, later):
    later("2026-12-24")
    old = acme.ok("doctor")
    next((acme.db.parent / "backups").iterdir()).unlink()

    assert "31 days old" in old.out
    assert "clienthealth backup" in acme.ok("doctor").out


@pytest.mark.skipif(sqlite3.sqlite_version_info >= (3, 51, 3), reason="this release is safe in WAL mode")
def test_wal_with_a_release_that_can_damage_it_is_a_problem(acme):
    sql(acme.db, "pragma journal_mode = wal")

    ran = acme("doctor")

    assert (ran.code, states(ran)["engine"]) == (6, "problem")


def test_the_schema_can_be_read(run):
    ran = run.ok("doctor --schema")

    assert 'CREATE TABLE "complaint" (\n    "handle" integer primary key,' in ran.out
    assert "_fts_" not in ran.out
    assert not run.db.exists()


def test_json_is_an_object_a_finding(acme):
    acme.db.chmod(0o644)

    found = [json.loads(line) for line in acme("doctor --json").lines]

    wrong = [each for each in found if each["state"] == "problem"]
    assert [(each["check"], each["hint"]) for each in wrong] == [("file", f"chmod 600 {acme.db}")]


def test_all_that_the_demo_writes_is_in_order(run, tmp_path):
    run.ok(f"demo {tmp_path / 'demo'}")
    run.db = next((tmp_path / "demo").glob("*.db"))

    assert "problem" not in states(run.ok("doctor")).values()
