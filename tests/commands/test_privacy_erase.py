"""`privacy erase`: no byte of a client is left, no undo brings it back, and backups that hold it are named."""

import json
import sqlite3
from contextlib import closing

import pytest

SECRETS = (
    "Grünfink",
    "grünfink",
    "gruenfink",
    "Zwitscher",
    "zwitscher",
    "Vogelsang",
    "vogelsang",
    "Federkleid",
    "0151 555",
    "Nachtigallenweg",
    "Schnabelbruch",
    "GF-2026-1",
)
"""Everything by which the client, its person or a text of it would be known; small letters as the index keeps them."""

USE = [
    'add "Grünfink GmbH" --slug gruenfink --lang de --email ida@gruenfink.example --contact "Ida Vogelsang"',
    'contact edit gruenfink "Ida Vogelsang" --phone "+49 0151 555 0101" --role Leitung',
    'edit gruenfink --address "Nachtigallenweg 3" --alias Zwitscher',
    'log gruenfink "Kick-off mit Ida Vogelsang" --contact "Ida Vogelsang" --via call',
    'log gruenfink "Zwitscherstunde über das Federkleid" --promise "Das Federkleid" fri --complaint "Schnabelbruch"',
    'log gruenfink --amend "Zwitscherstunde, berichtigt, über das Federkleid"',
    "complaint answer c1",
    'effort add gruenfink fix --complaint c1 --note "Das Federkleid neu"',
    'signal add gruenfink praise --quote "Zwitscherfein"',
    "rm s1",
    "undo",
    'log gruenfink "Wieder weg: Federkleid"',
    "undo",
    "invoice add gruenfink GF-2026-1 --amount 1000 --due 2026-12-01 --when 20d",
    "invoice pay GF-2026-1 --amount 400 --when 3d",
    'next add gruenfink "Ida Vogelsang anrufen" --due mon',
    'edit gruenfink --slug zwitscher --name "Zwitscher & Töchter"',
    'log zwitscher "Mit neuem Namen: Federkleid"',
    "add Beta --slug beta",
    'log beta "Ein ganz anderer Text"',
    "review --done",
]


@pytest.fixture
def used(run, tmp_path):
    """A store that was used for long: corrected, removed, undone, renamed, reviewed, and backed up meanwhile."""
    for line in USE:
        run.ok(line)
    many = tmp_path / "many.jsonl"
    lines = [
        {"type": "interaction", "client": client, "id": f"{client}-{n}", "at": "2026-05-01", "channel": "email",
         "direction": "in", "text": text * 40}
        for n in range(300)
        for client, text in (("zwitscher", f"Federkleid Nummer {n} "), ("beta", f"Beta Nummer {n} "))
    ]  # fmt: skip
    many.write_text("".join(f"{json.dumps(each)}\n" for each in lines))
    run.ok(f"import {many} --yes")
    many.unlink()
    return run


def left_in(folder):
    """The files under a folder in which a secret stands, with what it is."""
    found = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        held = path.read_bytes()
        found[path.name] = [secret for secret in SECRETS if secret.encode() in held]
    return {name: secrets for name, secrets in found.items() if secrets}


def texts(path):
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


def test_after_heavy_use_no_byte_is_left_of_a_client(used, tmp_path):
    assert left_in(tmp_path)["clients.db"]

    ran = used.ok("privacy erase zwitscher --yes")

    assert left_in(tmp_path) == {}
    assert "Nothing was found" in " ".join(ran.out.split())
    assert used.ok("doctor")
    assert [json.loads(line)["client"] for line in used.ok("export").lines if '"client"' in line] == ["beta"] * 302


def test_a_log_beside_the_database_is_emptied_too(used, tmp_path):
    with closing(sqlite3.connect(used.db)) as connection:
        connection.execute("pragma journal_mode = wal")
    with closing(sqlite3.connect(used.db)) as reader:  # somebody who stays keeps the log from being tidied up
        reader.execute("select count(*) from client").fetchone()
        used.ok('log zwitscher "Im Protokoll neben der Datenbank: Federkleid"')
        assert left_in(tmp_path)["clients.db-wal"]

        used.ok("privacy erase zwitscher --yes")

        assert left_in(tmp_path) == {}


def test_what_another_program_left_in_free_pages_goes_too(used, tmp_path):
    used.ok("privacy erase zwitscher --yes")
    with closing(sqlite3.connect(used.db, isolation_level=None)) as connection:
        connection.execute("pragma secure_delete = off")
        connection.execute("insert into setting values ('x', :text)", {"text": "Federkleid " * 2000})
        connection.execute("delete from setting where key = 'x'")
    assert left_in(tmp_path)

    used.ok("privacy erase Zwitscher --verify")

    assert left_in(tmp_path) == {}


def test_the_certificate_holds_counts_and_hashes_and_nothing_of_the_content(used, tmp_path):
    many = sum('"interaction"' in line for line in used.ok("export --client zwitscher").lines)

    used.ok(f"privacy erase zwitscher --yes --out {tmp_path / 'certificate.txt'}")

    told = (tmp_path / "certificate.txt").read_text()
    assert not any(secret.casefold() in told.casefold() for secret in SECRETS)
    assert f"{many} interaction" in told
    assert len([word for word in told.split() if len(word) == 64]) == 3
    assert (tmp_path / "certificate.txt").stat().st_mode & 0o777 == 0o600


def test_a_dry_run_counts_and_changes_nothing(used):
    before = used.db.read_bytes()

    ran = used.ok("privacy erase zwitscher --dry-run")

    assert "303 interaction" in ran.out
    assert "`undo` brings none of it back" in ran.out
    assert used.db.read_bytes() == before
    assert json.loads(used.ok("privacy erase zwitscher --dry-run --json").out)["counts"]["interaction"] == 303


@pytest.mark.parametrize(("line", "code"), [("zwitscher", 2), ("Zwitscher --yes", 2), ("zwitsch --yes", 2), ("wit", 3)])
def test_without_the_slug_in_full_or_a_typed_name_nothing_is_erased(used, line, code):
    before = used.ok("export").out

    assert used(f"privacy erase {line}").code == code

    assert used.ok("export").out == before


def test_no_undo_brings_it_back_and_each_says_why(used):
    used.ok("privacy erase zwitscher --yes")

    ran = used("undo")

    assert ran.code == 4
    assert "erased" in ran.err
    assert "undo --before-erasure" in ran.err
    assert "zwitscher" not in used.ok("clients").out


def test_what_an_erasure_left_whole_can_still_be_taken_back(used):
    used.ok("privacy erase zwitscher --yes")

    ran = used.ok("undo --before-erasure")

    # The import and the review held something of the erased client as well: they are passed over.
    assert "log" in ran.out
    assert "anderer" not in used.ok("export --client beta").out


def test_an_import_of_several_clients_says_why_it_cannot_be_undone(used):
    before = used.ok("export --client beta").out
    used.ok("privacy erase zwitscher --yes")
    with closing(sqlite3.connect(used.db)) as connection:
        connection.execute("""delete from "change" where "command" = (select max("seq") from "command")""")
        connection.execute("""delete from "command" where "seq" = (select max("seq") from "command")""")
        connection.commit()

    ran = used("undo")

    assert ran.code == 4
    assert "erased" in ran.err
    assert used.ok("export --client beta").out == before


def test_a_client_that_was_merged_into_another_goes_with_it(run, tmp_path):
    run.ok("add 'Zwitscher KG' --slug zwitscher")
    run.ok("log zwitscher 'Das Federkleid'")
    run.ok("add Acme --slug acme")
    run.ok("merge zwitscher acme --yes")
    run.ok("add Beta --slug beta")

    run.ok("privacy erase acme --yes")

    assert left_in(tmp_path) == {}
    assert '"acme"' not in texts(run.db)


def test_what_was_removed_before_is_emptied_from_the_audit_too(run, tmp_path):
    run.ok("add Zwitscher --slug zwitscher")
    run.ok("log zwitscher 'Das Federkleid'")
    run.ok("rm i1")

    run.ok("privacy erase zwitscher --yes")

    assert left_in(tmp_path) == {}


def test_a_client_that_was_removed_can_still_be_erased_from_the_audit(run, tmp_path):
    run.ok('add "Zwitscher GmbH" --slug zwitscher')
    run.ok("log zwitscher 'Das Federkleid'")
    run.ok("rm zwitscher --yes")
    assert left_in(tmp_path)

    ran = run.ok("privacy erase zwitscher --yes")

    assert left_in(tmp_path) == {}
    assert "emptied: 4" in ran.out
    assert run("undo").code == 4
    assert run("privacy erase zwitscher --yes").code == 3


def test_a_record_that_was_moved_to_another_client_stays_with_it(run):
    run.ok("add Acme --slug acme")
    run.ok("add Beta --slug beta")
    run.ok("log acme 'It was really Beta'")
    run.ok("edit i1 --client beta")

    run.ok("privacy erase acme --yes")

    assert "It was really Beta" in run.ok("export --client beta").out


def test_backups_and_copies_that_still_hold_them_are_named(used, tmp_path):
    used.ok("backup")
    backup = next((tmp_path / "backups").glob("clienthealth-*.db"))
    copy = tmp_path / "clients.before-schema-9.db"
    copy.write_bytes(backup.read_bytes())
    letter = tmp_path / "letters" / "letter.txt"
    letter.parent.mkdir()
    letter.write_text("Sehr geehrte Frau Vogelsang, ida@gruenfink.example")

    ran = used.ok(f"privacy erase zwitscher --yes --look {letter.parent}")

    assert all(str(path) in ran.out for path in (backup, copy, letter))
    assert left_in(tmp_path).keys() == {backup.name, copy.name, letter.name}


def test_drafts_of_them_go_and_others_stay(used, nobody_home):
    folder = nobody_home / "data" / "clienthealth" / "drafts"
    with closing(sqlite3.connect(used.db, isolation_level=None)) as connection:
        connection.execute("pragma user_version = 99")
    used("log zwitscher 'Federkleid, nicht geschrieben'")
    used("log beta 'Beta, nicht geschrieben'")
    with closing(sqlite3.connect(used.db, isolation_level=None)) as connection:
        connection.execute("pragma user_version = 3")
    assert len(list(folder.iterdir())) == 2

    used.ok("privacy erase zwitscher --yes")

    (kept,) = folder.iterdir()
    assert "Beta" in kept.read_text()


def test_records_of_others_that_name_them_are_told_and_stay(used):
    used.ok("log beta 'Ida Vogelsang empfahl uns'")

    ran = used.ok("privacy erase zwitscher --yes")

    assert "1 record" in ran.out or "One record" in ran.out
    assert "Ida Vogelsang empfahl uns" in used.ok("export --client beta").out


def test_invoices_are_kept_under_no_name_where_a_law_asks_for_them(used, tmp_path):
    used.ok('invoice dispute GF-2026-1 --note "Federkleid bemängelt"')

    used.ok("privacy erase zwitscher --yes --keep-invoices")

    lines = [json.loads(line) for line in used.ok("export").lines]
    kept = [each for each in lines if each["client"] == "erased-1"]
    assert [each["type"] for each in kept] == ["invoice", "payment", "client"]
    assert kept[0]["number"] == "GF-2026-1"
    assert kept[0]["amount"] == 1000
    assert kept[2] == {
        "type": "client", "client": "erased-1", "id": kept[2]["id"], "name": "Erased client 1", "at": "2026-11-23",
        "status": "ended", "status_at": "2026-11-23",
    } | ({"currency": kept[2]["currency"]} if "currency" in kept[2] else {})  # fmt: skip
    assert {secret for secrets in left_in(tmp_path).values() for secret in secrets} == {"GF-2026-1"}
    assert not {"by", "note", "source", "ref", "owner"} & {field for each in kept for field in each}
    used.ok("doctor")


def test_verify_finds_what_is_left_later(used, tmp_path):
    used.ok("backup")
    used.ok("privacy erase zwitscher --yes")

    ran = used.ok("privacy erase Zwitscher --verify --term ida@gruenfink.example")

    assert "clienthealth-20261123-120000.db" in ran.out
    assert used("privacy erase beta --verify").code == 2


def test_verify_notices_what_lies_in_the_bytes_and_in_no_record(used):
    used.ok("privacy erase zwitscher --yes")
    with closing(sqlite3.connect(used.db, isolation_level=None)) as connection:
        connection.execute("pragma secure_delete = off")
        connection.execute("""insert into "setting" values ('x', 'Vogelsang & Federkleid')""")
    draft = used.db.parent / "clients.db-journal"
    draft.write_text("Vogelsang & Federkleid")

    ran = used("privacy erase Zwitscher --verify --term 'Vogelsang & Federkleid'")

    assert ran.code == 0  # it stands in a row: that is no trace, but a record
    with closing(sqlite3.connect(used.db, isolation_level=None)) as connection:
        connection.execute("""insert into interaction_fts (rowid, text) values (99999, 'Federkleid')""")
    assert used("privacy erase Zwitscher --verify").code == 6


def test_what_imports_keep_is_scrubbed_of_them_and_keeps_the_rest(run, tmp_path):
    mail = (
        "From: Ida Vogelsang <ida@gruenfink.example>\nTo: me@own.example\nSubject: Federkleid\n"
        "Date: Mon, 2 Nov 2026 10:00:00 +0100\nMessage-ID: <1@gruenfink.example>\n\nHallo\n"
    )
    path = tmp_path / "in" / "Zwitscher & Vogelsang.eml"
    path.parent.mkdir()
    path.write_text(mail)
    run.ok('add Zwitscher --slug zwitscher --contact "Ida Vogelsang" --email ida@gruenfink.example')
    run.ok("add Beta --slug beta")
    run.ok(f"import '{path}' --yes --me me@own.example")
    path.unlink()
    assert left_in(tmp_path)

    run.ok("privacy erase zwitscher --yes")

    assert left_in(tmp_path) == {}
    assert "me@own.example" in texts(run.db)
    run.ok("doctor")
