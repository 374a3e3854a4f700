"""Slips of whoever imports: a wrong address of one's own, an answer that is none, an import undone in the middle."""

import json

import pytest
from test_import_frame import MAIL, ME, imported, interactions

CARD = """BEGIN:VCARD
VERSION:3.0
FN:{name}
ORG:{firm}
EMAIL:{mail}
EMAIL:books@acme.example
END:VCARD
"""


@pytest.fixture
def acme(run, tmp_path):
    run.ok("add Acme")
    run.ok('contact add acme "Anna Berg" --email anna@acme.example')
    run.ok('contact add acme "Bea Books" --email books@acme.example')
    (tmp_path / "mail").write_text(MAIL)
    return run


def test_a_later_import_that_only_answered_more_is_in_nobodys_way(acme, tmp_path):
    before = acme.ok("export").out
    imported(acme, f"{tmp_path}/mail --me nobody@studio.example --answer not-ours=yes")
    imported(acme, f"{tmp_path}/mail {ME}")

    acme.ok("imports undo m2")
    acme.ok("imports undo m1")
    imported(acme, f"{tmp_path}/mail --me nobody@studio.example --answer not-ours=yes")
    (tmp_path / "later").write_text(MAIL.replace("Message-ID: <", "Message-ID: <x"))
    imported(acme, f"{tmp_path}/later {ME}")
    acme.ok("imports undo m3")

    assert [json.loads(line)["handle"] for line in acme.ok("imports --json").lines] == ["m4"]
    assert acme.ok("doctor --json").out.count('"problem"') == 0
    acme.ok("imports undo m4")
    assert acme.ok("export").out == before


def test_a_later_import_that_is_in_the_way_is_named(acme, tmp_path):
    bills = tmp_path / "bills.csv"
    head = "Invoice Number,Client,Amount,Currency,Invoice Date,Due Date,Status,Paid Date"
    bills.write_text(f"{head}\nA-1,Acme,100.00,EUR,2026-01-05,2026-01-19,sent,\n")
    imported(acme, str(bills))
    bills.write_text(f"{head}\nA-1,Acme,100.00,EUR,2026-01-05,2026-01-19,paid,2026-01-18\n")
    imported(acme, str(bills))

    ran = acme("imports undo m1")

    assert ran.code == 4
    assert ran.err.splitlines() == [
        "clienthealth: m2 (bills.csv) came later, and changed what m1 had written",
        "`clienthealth imports undo m2` first; nothing was undone",
    ]


def test_a_slip_in_ones_own_address_is_asked_about_before_all_mails_are_theirs(acme, tmp_path):
    ran = acme(f"import {tmp_path}/mail --me me@atelier.example --yes")

    assert ran.code == 2
    assert "None of these mails is from or to you (me@atelier.example)" in ran.err
    assert "--answer not-ours=yes|no" in ran.err
    assert interactions(acme) == []
    again = acme(f"import {tmp_path}/mail --me me@atelier.example --answer not-ours=no --yes")
    assert "me@studio.example: 1 written, 2 received" in again.err
    listed = acme(f"import {tmp_path}/mail --me me@atelier.example --include-lists --dry-run")
    assert listed.code == 0
    told = imported(acme, f"{tmp_path}/mail --me me@atelier.example --answer not-ours=yes")
    assert told["found"] == 3


def test_several_own_addresses_may_stand_in_one_option(acme, tmp_path):
    told = imported(acme, f"{tmp_path}/mail --me 'old@studio.example, me@studio.example'")

    assert told["strangers"] == [{"address": "someone@else.example", "name": "", "phone": "", "often": 1}]
    assert [each["direction"] for each in interactions(acme)] == ["in", "out"]


def test_own_addresses_that_were_kept_are_shown_before_they_are_used(acme, tmp_path):
    imported(acme, f"{tmp_path}/mail {ME}")

    assert "we are, as was said before: me@studio.example" in acme.ok(f"import {tmp_path}/mail --dry-run").err


@pytest.mark.parametrize("second", ["new Some One", "Some One", "some-one"])
def test_a_client_that_is_made_may_be_given_a_second_address(acme, tmp_path, second):
    words = ["--client", "someone@else.example=new Some One", "--client", f"nora@nora.example={second}"]

    ran = acme(f"import {tmp_path}/mail {ME} --dry-run --json", *words)

    assert json.loads(ran.out)["clients_made"] == ["some-one"]


def test_an_answer_that_is_none_is_named(acme, tmp_path):
    ran = acme(f"import {tmp_path}/mail --me x@studio.example --answer not-ours=jein --dry-run")

    assert ran.code == 2
    assert "'jein' is no answer to: None of these mails" in ran.err


def test_a_card_of_another_firm_is_not_joined_by_an_address_that_both_have(acme, tmp_path):
    (tmp_path / "cards.vcf").write_text(
        CARD.format(name="Tom Taylor", firm="Taylor Rentals", mail="tom@taylor.example")
    )

    said = " ".join(acme.ok(f"import {tmp_path}/cards.vcf --create-clients --yes").out.split())

    assert "new clients: taylor-rentals" in said
    assert "Taylor Rentals shares an address or a number with acme, and what two clients share is neither's" in said
    assert "tom@taylor.example" not in acme.ok("show acme").out
    assert imported(acme, f"{tmp_path}/cards.vcf --create-clients")["known"] == 1


def test_that_clients_can_be_made_is_said_where_they_can(acme, tmp_path):
    (tmp_path / "cards.vcf").write_text(
        CARD.format(name="Tom", firm="Taylor", mail="t@t.example").replace("books@", "b@")
    )
    hint = "`--create-clients` makes a client of every card"

    assert hint in " ".join(acme.ok(f"import {tmp_path}/cards.vcf --dry-run").out.split())
    assert "--create-clients" not in acme.ok(f"import {tmp_path}/mail {ME} --dry-run").out


def test_of_a_project_no_client_is_made_and_what_names_nobody_is_told(acme, tmp_path):
    (tmp_path / "time.csv").write_text(
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,Duration,Tags\n"
        "Ida,i@studio.example,,Own site,,Blog,No,2026-01-08,09:00:00,01:00:00,\n"
        "Ida,i@studio.example,,,,Reading,No,2026-01-08,11:00:00,01:00:00,\n"
    )
    said = " ".join(acme.ok(f"import {tmp_path}/time.csv --dry-run").out.split())

    assert "2 items are with nobody we know one of them names nobody at all" in said
    assert "--create-clients" not in said
    assert imported(acme, f"{tmp_path}/time.csv --create-clients")["clients_made"] == []


def test_a_statement_of_a_bank_pays_the_invoices_its_purposes_name(acme, tmp_path):
    acme.ok("invoice add acme 2026-05 --amount 1190 --due 2026-01-15 --when 2026-01-01")
    (tmp_path / "bank.csv").write_text(
        "Buchungstag;Verwendungszweck;Zahlungspflichtiger;Betrag\n"
        "20.01.2026;Rechnung 2026-05 Danke;Acme;1.000,00\n"
        "21.01.2026;Miete;Vermieter;-900,00\n"
    )
    mapping = "Verwendungszweck=invoice,Buchungstag=at,Betrag=amount,Zahlungspflichtiger=client"

    told = imported(acme, f"{tmp_path}/bank.csv --from csv --as payment --map {mapping}")

    assert (told["new"], told["bad"], told["skipped_by"]) == (1, 0, {"outgoing": 1})
    [paid] = [each for each in map(json.loads, acme.ok("export --client acme").lines) if each["type"] == "payment"]
    assert (paid["invoice"], paid["amount"]) == ("2026-05", 1000)
    assert imported(acme, f"{tmp_path}/bank.csv --from csv --as payment --map {mapping}")["known"] == 1


def test_a_later_import_that_only_moved_a_beginning_is_in_nobodys_way(run, tmp_path):
    (tmp_path / "cards.vcf").write_text(CARD.format(name="Anna Berg", firm="Acme", mail="anna@acme.example"))
    (tmp_path / "mail").write_text(MAIL)
    (tmp_path / "earlier").write_text(MAIL.replace("Jan 2026", "Jan 2025").replace("Message-ID: <", "Message-ID: <x"))
    imported(run, f"{tmp_path}/cards.vcf --create-clients")
    imported(run, f"{tmp_path}/mail {ME}")
    imported(run, f"{tmp_path}/earlier {ME}")

    assert run("imports undo m1").code == 4
    run.ok("imports undo m2")

    assert [each["at"][:4] for each in interactions(run)] == ["2025", "2025"]
    assert json.loads(run.ok("show acme --json").lines[0])["at"].startswith("2025-01-05")
    assert run.ok("doctor --json").out.count('"problem"') == 0
    run.ok("imports undo m3")
    run.ok("imports undo m1")
    assert run.ok("export").out == ""
