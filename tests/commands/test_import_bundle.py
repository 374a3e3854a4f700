"""A zip or folder of several exports: what is known in it is read, the rest is named, and nothing leads out of it."""

import json
import zipfile

import pytest
from at_terminal import AtTerminal
from test_import_frame import MAIL, ME, imported, interactions

from clienthealth.importers import bundle

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Kim Lund\nEMAIL:kim@lund.example\nEND:VCARD\n"
MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:u1
DTSTAMP:20260101T000000Z
DTSTART:20260106T090000Z
DTEND:20260106T100000Z
SUMMARY:Logo
ORGANIZER:mailto:me@studio.example
ATTENDEE:mailto:anna@acme.example
END:VEVENT
END:VCALENDAR
"""
TAKEOUT = {
    "Takeout/Calendar/work.ics": MEETING,
    "Takeout/Contacts/All.vcf": CARD,
    "Takeout/Drive/prices.csv": "thing,price\nlogo,100\n",
    "Takeout/Mail/All mail.mbox": MAIL,
    "Takeout/archive_browser.html": "<!DOCTYPE html><p>Index",
}


@pytest.fixture
def acme(run):
    run.ok("add Acme")
    run.ok('contact add acme "Anna Berg" --email anna@acme.example')
    return run


@pytest.fixture
def packed(tmp_path):
    """Pack files into a zip of a name."""

    def pack(name, members):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return tmp_path / name

    return pack


@pytest.fixture
def laid(tmp_path):
    """Lay the files of a Takeout into a folder."""
    for name, content in TAKEOUT.items():
        path = tmp_path / "exports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "exports"


def test_what_is_known_in_a_zip_is_read_and_the_rest_is_named(acme, packed):
    told = imported(acme, f"{packed('takeout.zip', TAKEOUT)} {ME} --create-clients")

    assert told["records"] == {"client": 1, "interaction": 3}
    assert told["clients_made"] == ["kim-lund"]
    assert "not read in it: Takeout/Drive/prices.csv, Takeout/archive_browser.html;" in told["notes"][0]
    assert {each["channel"] for each in interactions(acme)} == {"email", "meeting"}


def test_unpacked_it_is_the_same_and_adds_nothing(acme, packed, laid):
    first = imported(acme, f"{packed('takeout.zip', TAKEOUT)} {ME} --create-clients")
    before = acme.ok("export").out

    again = imported(acme, f"{laid} --create-clients")

    assert (again["found"], again["new"], again["changed"]) == (first["found"], 0, 0)
    assert acme.ok("export").out == before


def test_what_is_wrong_in_one_file_of_it_names_the_file(acme, packed):
    undated = MAIL.replace("Date: Mon, 5 Jan 2026 11:00:00 +0100\n", "")

    ran = acme(f"import {packed('takeout.zip', {'a.mbox': undated, 'b.vcf': CARD})} {ME} --yes")

    assert (ran.code, "a.mbox in" in ran.err, acme.ok("imports").out.startswith("m1")) == (5, True, False)


def test_nothing_leads_out_and_a_zip_in_a_zip_stays_shut(acme, packed, tmp_path):
    inner = packed("inner.zip", {"chat.txt": "x"}).read_bytes()
    hostile = {"../../b.vcf": CARD, "/c.vcf": CARD, "whatsapp.zip": inner, "a.vcf": CARD}

    told = imported(acme, f"{packed('hostile.zip', hostile)} --create-clients")

    assert told["clients_made"] == ["kim-lund"]
    assert sum("leads out of the archive" in each for each in told["notes"]) == 2
    assert "not read in it: whatsapp.zip;" in told["notes"][-1]
    assert not list(tmp_path.parent.glob("b.vcf"))


def test_no_link_in_a_folder_is_followed(acme, tmp_path, laid):
    (tmp_path / "secret.vcf").write_text(CARD.replace("Kim Lund", "Secret"))
    (laid / "link.vcf").symlink_to(tmp_path / "secret.vcf")
    (laid / "round").symlink_to(laid)

    told = imported(acme, f"{laid} {ME} --create-clients")

    assert told["clients_made"] == ["kim-lund"]


def test_beside_loose_mails_nothing_else_is_read_and_that_is_said(acme, tmp_path):
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "one.eml").write_text(MAIL.split("\n", 1)[1].split("From x@y")[0])
    (folder / "card.vcf").write_text(CARD)
    (folder / "2025").mkdir()
    (folder / "2025" / "7").write_text((folder / "one.eml").read_text())

    told = imported(acme, f"{folder} {ME} --create-clients")

    assert (told["records"], told["clients_made"]) == ({"interaction": 1}, [])
    assert told["skipped_by"] == {"duplicate": 1}
    assert "not read in it: card.vcf;" in told["notes"][0]


def test_mailboxes_that_lie_beside_maildirs_are_named(acme, tmp_path):
    for name in ("work/cur/1:2,S", "work/new/2", "old/Archive", "work/7:2,S"):
        path = tmp_path / "Mail" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MAIL.split("\n", 1)[1].split("From x@y")[0])
    (tmp_path / "Mail" / "work" / "dovecot-uidlist").write_text("3 V1 N2\n")

    told = imported(acme, f"{tmp_path / 'Mail'} {ME}")

    assert (told["records"], told["skipped_by"]) == ({"interaction": 1}, {"duplicate": 1})
    assert "not read in it: old/Archive, work/7:2,S;" in told["notes"][0]


def test_there_may_be_any_number_of_loose_mails(acme, tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "MOST", 2)
    mails = tmp_path / "mails"
    mails.mkdir()
    for number in range(4):
        content = MAIL.split("\n", 1)[1].split("From x@y")[0].replace("<a1@", f"<a1{number}@")
        (mails / f"{number}.eml").write_text(content)

    assert imported(acme, f"{mails} {ME}")["records"] == {"interaction": 4}


@pytest.mark.parametrize("name", ["Trash.sbd/Old", "Mail/Papierkorb.mbox", "Drafts/one.mbox"])
def test_folders_that_hold_no_contact_are_left_out_wherever_they_lie(acme, packed, tmp_path, name):
    (tmp_path / "profile" / name).parent.mkdir(parents=True)
    (tmp_path / "profile" / name).write_text(MAIL)
    (tmp_path / "profile" / "Inbox.msf").write_text("// <!-- <mdb:mork:z -->")

    for source in (packed("profile.zip", {name: MAIL}), tmp_path / "profile"):
        told = imported(acme, f"{source} {ME}")
        assert (told["new"], told["skipped_by"]) == (0, {"folder": told["found"]})


@pytest.mark.parametrize(
    ("members", "said", "hint"),
    [
        ({"2026.csv": "thing,price\nlogo,100\n"}, "holds no file of a format", "unpack it"),
        ({}, "holds no file of a format", "--from"),
        ({"xl/workbook.xml": "<x/>", "a.vcf": CARD}, "a spreadsheet (Excel)", "CSV"),
        ({"mimetype": "x", "content.xml": "<x/>"}, "an office document", "CSV"),
        ({f"{n}.txt": "" for n in range(5_001)}, "more than 5,000 files", "name those"),
        (
            dict.fromkeys(("a.vcf", "b.vcf", "c.vcf"), CARD + "X-A:b\n" * 2_000_000),
            "more than 100 times",
            "export again",
        ),
    ],
)
def test_a_zip_of_nothing_known_says_what_to_do(acme, packed, members, said, hint):
    ran = acme(f"import {packed('some.zip', members)} --yes")

    assert ran.code == 5
    assert said in ran.err
    assert hint in ran.err


def test_how_far_it_is_is_shown_and_nothing_in_its_name_acts(acme, packed):
    notes = {f"{number}.txt": "some words of a note\n" * 200 for number in range(1_000)}

    with AtTerminal("--db", acme.db, "import", packed("{0.__class__}%s.zip", notes), "--dry-run") as terminal:
        terminal.sees("looking into '{0.__class__}%s.zip'", "holds no file of a format")
        assert terminal.ends() == 5


def test_the_answers_of_one_file_serve_the_others_of_its_format(acme, packed):
    second = MAIL.replace("a1@", "a3@").replace("a2@", "a4@").replace("b1@", "b2@")

    told = imported(acme, f"{packed('both.zip', {'a.mbox': MAIL, 'b.mbox': second})} {ME}")

    assert told["records"] == {"interaction": 4}
    assert json.loads(acme.ok("imports --json").lines[0])["files"] == ["both.zip"]
