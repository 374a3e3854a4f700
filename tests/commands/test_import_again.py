"""Imports after imports: nothing twice, nothing lost, whatever was renamed, merged, said again or taken back."""

import contextlib
import json
import sqlite3

import pytest

ME = "--me me@studio.example"
INVOICES = "Number,Customer,Invoice date,Due date,Amount\n"


def mail(name, sender="anna@acme.example", subject="Logo", hour=9):
    return (
        f"From x@y Mon Jan  5 09:00:00 2026\nFrom: {sender}\nTo: me@studio.example\n"
        f"Date: Mon, 5 Jan 2026 {hour:02}:00:00 +0100\nMessage-ID: <{name}>\nSubject: {subject}\n\nText of {name}\n\n"
    )


@pytest.fixture
def acme(run):
    run.ok("add Acme --since 2025-06-01")
    run.ok('contact add acme "Anna Berg" --email anna@acme.example')
    run.ok("add Nora --since 2025-06-01")
    return run


@pytest.fixture
def take(run, tmp_path):
    """Import a text and return the report: `take("a.mbox", mail("a1"), ME)`."""

    def imported(name, text, line=""):
        (tmp_path / name).write_text(text)
        return json.loads(run.ok(f"import {tmp_path / name} --yes --json {line}").out)

    return imported


def records(run, kind="interaction", client="acme"):
    lines = [json.loads(line) for line in run.ok(f"export --client {client}").lines]
    return [each for each in lines if each["type"] == kind]


def test_answers_that_a_later_import_added_are_in_no_ones_way(acme, take):
    take("a", mail("a1"), ME)
    take("b", mail("b1"), "--me robin@studio.example --no-subjects")

    acme.ok("imports undo m1")

    assert len(records(acme)) == 1
    assert take("c", mail("c1", "robin@studio.example"))["skipped_by"] == {"own": 1}


def test_what_is_said_anew_of_somebody_takes_the_place_of_what_was_said(acme, take):
    take("a", mail("a1", "kim@else.example"), f"{ME} --client kim@else.example=nora")
    take("b", mail("b1", "kim@else.example"), "--client kim@else.example=acme")
    take("c", mail("c1", "kim@else.example"))

    assert (len(records(acme, client="nora")), len(records(acme))) == (1, 2)

    acme.ok("imports undo m3")
    acme.ok("imports undo m2")
    take("c", mail("c1", "kim@else.example"))

    assert (len(records(acme, client="nora")), len(records(acme))) == (2, 0), "and comes back with it"


def test_a_name_that_several_share_means_none_of_them_and_nobody_new(acme, take):
    acme.ok('contact add nora "Anna Berg" --email anna@nora.example')
    rows = (
        "1,Anna Berg,2026-01-05,2026-02-05,100\n2,Anna Berg,2026-01-06,2026-02-06,100\n3,Kim,2026-01-06,2026-02-06,9\n"
    )

    told = take("t.csv", INVOICES + rows, "--create-clients --answer unpaid=yes --answer currency=EUR")

    assert (told["clients_made"], told["undecided"]) == (["kim"], 2)


def test_one_client_is_made_of_a_new_name_however_often_it_is_said(acme, take):
    acme.ok('contact add nora "Anna Berg" --email anna@nora.example')
    both = mail("a1", "x@else.example") + mail("a2", "y@else.example")

    told = take("a", both, f"{ME} --client 'x@else.example=new Anna Berg' --client 'y@else.example=new Anna Berg'")

    assert (told["clients_made"], told["records"]) == (["anna-berg"], {"interaction": 2})


EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:u1
DTSTAMP:20260101T000000Z
SEQUENCE:%d
DTSTART:20260105T%02d0000Z
DTEND:20260105T180000Z
SUMMARY:Logo
ORGANIZER:mailto:me@studio.example
ATTENDEE:mailto:anna@acme.example
END:VEVENT
END:VCALENDAR
"""


def test_a_later_version_takes_the_place_of_an_earlier_one_and_both_are_counted(acme, take, tmp_path):
    (tmp_path / "second.ics").write_text(EVENT % (1, 10))

    told = take("first.ics", EVENT % (0, 9), f"{tmp_path / 'second.ics'} {ME}")
    back = take("first.ics", EVENT % (0, 9), f"{tmp_path / 'second.ics'}")

    assert (told["found"], told["new"], told["skipped_by"]) == (2, 1, {"duplicate": 1})
    assert (back["found"], back["known"], back["skipped_by"]) == (2, 1, {"duplicate": 1})
    assert [each["at"] for each in records(acme)] == ["2026-01-05T10:00:00Z"]


def test_an_older_export_turns_nothing_back_and_says_so(acme, take):
    take("new.ics", EVENT % (1, 10), ME)

    older, later = take("old.ics", EVENT % (0, 9)), take("newest.ics", EVENT % (2, 12))

    assert (older["known"], older["changed"], later["changed"]) == (1, 0, 1)
    assert ["older version of what stands with acme" in note for note in older["notes"]] == [True]
    assert [each["at"] for each in records(acme)] == ["2026-01-05T12:00:00Z"]


def test_a_client_that_is_made_by_an_answer_is_as_new_as_any(acme, take):
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:%s\nEMAIL:%s\nEND:VCARD\n"
    cards = card % ("Kim Lund", "kim@lund.example") + card % ("Bo Lund", "bo@lund.example")

    told = take("a.vcf", cards, "--client 'kim@lund.example=new Lund' --client 'bo@lund.example=new Lund'")

    assert (told["new"], told["changed"], told["clients_made"]) == (1, 1, ["lund"])


def test_people_who_share_the_telephone_of_their_firm_are_several(acme, take):
    people = ["Bo Lund,Lund,bo@lund.example,+45 12345678", "Eva Lund,Lund,eva@lund.example,+45 12345678"]
    table = "\n".join(["Name,Company,Email,Phone", *people, ""])

    take("people.csv", table, "--create-clients")

    assert [each["name"] for each in records(acme, "client", "lund")[0]["contacts"]] == ["Bo Lund", "Eva Lund"]


@pytest.mark.parametrize("change", ["edit nora --slug lind", "merge nora acme --yes"])
def test_what_was_dismissed_stays_so_under_another_name(acme, take, change):
    acme.ok("invoice add nora 7 --amount 100 --when 2026-01-05 --due 2026-02-05")
    take("a", mail("a1", "kim@else.example"), f"{ME} --client kim@else.example=nora")
    listed = acme.ok("inbox --json").lines
    assert listed
    for each in listed:
        acme.ok(f"inbox dismiss {json.loads(each)['handle']}")
    acme.ok(change)

    assert take("b", mail("b1", "kim@else.example"))["suggestions"] == 0


def test_after_a_journal_the_same_source_adds_nothing_even_to_clients_that_were_merged(acme, take, tmp_path):
    both = mail("a1") + mail("a2", "kim@else.example")
    take("a", both, f"{ME} --client @else.example=nora")
    acme.ok("merge nora acme --yes")
    before = acme.ok("export").out
    (tmp_path / "journal").write_text(before)
    acme.db = tmp_path / "other.db"
    acme.ok(f"import {tmp_path / 'journal'}")

    told = take("a", both, f"{ME} --client @else.example=acme")

    assert (told["new"], told["known"], acme.ok("export").out == before) == (0, 2, True)


def test_a_payment_stays_where_it_is_if_its_source_moves_it_to_an_invoice_that_nobody_knows(acme, take):
    invoice = {"type": "invoice", "client": "acme", "id": "v1", "number": "1", "amount": "100", "at": "2026-01-05"}
    rows, line = "pay,who,day,of,sum\nx1,acme,2026-01-06,%s,50\n", "--as payment --skip-bad --client acme=acme"
    take("journal", json.dumps(invoice))
    mapped = "--map pay=id,who=client,day=at,of=invoice,sum=amount"
    take("pay.csv", rows % "1", f"{line} {mapped}")
    before = acme.ok("export").out

    told = take("pay.csv", rows % "2", f"{line} {mapped}")

    assert (told["new"], told["changed"], told["bad"]) == (0, 0, 1)
    assert acme.ok("export").out == before

    take("journal", json.dumps(invoice | {"id": "v2", "number": "2"}))
    told = take("pay.csv", rows % "2", f"{line} {mapped}")

    assert (told["changed"], records(acme, "payment")[0]["invoice"]) == (1, "2")


@pytest.mark.parametrize("answers", ["{", "[]", '{"order": 1}'])
def test_answers_that_somebody_damaged_are_no_bug_of_ours(acme, take, tmp_path, answers):
    take("a", mail("a1"), ME)
    with contextlib.closing(sqlite3.connect(acme.db, isolation_level=None)) as connection:
        connection.execute('update "profile" set "answers" = ?', [answers])

    ran = acme(f"import {tmp_path / 'a'} --yes")

    assert (ran.code, "damaged" in ran.err) == (6, True)


def test_what_a_later_import_was_built_on_is_taken_back_after_it(acme, take):
    take("a", mail("a1"), ME)
    take("a", mail("a1", subject="Colours"))

    refused = acme("imports undo m1")
    assert (refused.code, "m2 (a) came later" in refused.err) == (4, True)

    acme.ok("imports undo m2")
    acme.ok("imports undo m1")
    assert records(acme) == []


def test_what_was_logged_with_a_client_of_an_import_is_named(acme, take):
    take("a", mail("a1", "kim@else.example"), f"{ME} --client 'kim@else.example=new Kim'")
    acme.ok("log kim Called")

    refused = acme("imports undo m1")
    assert (refused.code, "what m1 brought is needed by what came later: i2" in refused.err) == (4, True)

    acme.ok("rm i2 --yes")
    acme.ok("imports undo m1")


def test_a_payment_by_hand_of_an_imported_invoice_is_named(acme, take):
    rows = "7,Acme,2026-01-05,2026-02-05,100\n"
    take("t.csv", INVOICES + rows, "--answer unpaid=yes --answer currency=EUR")
    acme.ok("invoice pay 7 --amount 40 --when 2026-01-30")

    refused = acme("imports undo m1")
    assert (refused.code, "what m1 brought is needed by what came later: y1" in refused.err) == (4, True), refused.err


def test_an_import_of_payments_is_to_be_taken_back_before_that_of_their_invoice(acme, take):
    rows = "7,Acme,2026-01-05,2026-02-05,100\n"
    take("t.csv", INVOICES + rows, "--answer unpaid=yes --answer currency=EUR")
    take(
        "p.csv", "who,day,of,sum\nacme,2026-01-06,7,50\n", "--as payment --map who=client,day=at,of=invoice,sum=amount"
    )

    refused = acme("imports undo m1")
    assert (refused.code, "y1\n`clienthealth imports undo m2` first" in refused.err) == (4, True)

    acme.ok("imports undo m2")
    acme.ok("imports undo m1")


@pytest.mark.parametrize("name", ["m0", "m99999999999999999999", "i1", "m\u0661", "-1", ""])
def test_what_is_no_import_is_not_taken_back(acme, take, name):
    take("a", mail("a1"), ME)

    assert acme("imports undo --", name).code == 3
    assert len(records(acme)) == 1


def test_two_imports_taken_back_one_after_the_other_leave_the_client_as_it_was(acme, take):
    take("a", mail("a1", "kim@else.example", hour=12), f"{ME} --client 'kim@else.example=new Kim'")
    before = acme.ok("export").out
    take("b", mail("b1", "kim@else.example", hour=9).replace("5 Jan", "2 Jan"))
    take("c", mail("c1", "kim@else.example", hour=9).replace("5 Jan", "1 Jan"))

    acme.ok("imports undo m3")
    acme.ok("imports undo m2")

    assert acme.ok("export").out == before
