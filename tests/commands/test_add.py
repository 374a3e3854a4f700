"""`add`: a client comes into the record once, with values that can be true."""

import json

import pytest


@pytest.mark.parametrize("name", ["Acme", "ACME", "acme"])
def test_a_name_that_is_taken_makes_no_second_client(run, name):
    run.ok("add Acme")
    before = run.ok("export").out

    ran = run(f"add {name}")

    assert ran.code == 4
    assert "--slug" in ran.err
    assert run.ok("export").out == before


def test_a_second_client_of_that_name_takes_a_slug_of_its_own(run):
    run.ok("add Acme")

    run.ok("add Acme --slug acme-berlin")

    assert [json.loads(each)["client"] for each in run.ok("export").lines] == ["acme", "acme-berlin"]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--timezone", "Mars/X"),
        ("--timezone", "../etc"),
        ("--email", "notmail"),
        ("--email", "'kim acme@example.org'"),
        ("--email", "kim@a@b"),
        ("--since", "2027-01-01"),
    ],
)
def test_what_cannot_be_true_of_a_client_is_refused(run, option, value):
    ran = run(f"add Acme {option} {value}")

    assert ran.code == 2
    assert value.strip("'") in ran.err
    assert run.ok("export").out == ""


def test_a_known_zone_is_kept(run):
    run.ok("add Acme --timezone Europe/Oslo")

    assert json.loads(run.ok("export").out)["timezone"] == "Europe/Oslo"


def test_an_edit_is_checked_as_well_and_what_stands_already_is_not(run, tmp_path):
    journal = tmp_path / "older.jsonl"
    older = {"name": "Acme", "timezone": "Mars/X", "contacts": [{"name": "Kim", "email": ["kim"]}]}
    journal.write_text(json.dumps({"type": "client", "client": "acme", "at": "2026-01-01", **older}) + "\n")

    run.ok(f"import {journal}")

    run.ok("clients")
    run.ok("edit acme --terms 14")
    assert run("edit acme --timezone Venus/Y").code == 2
    assert run("contact add acme Jo --email nowhere").code == 2
    assert json.loads(run.ok("export").out)["timezone"] == "Mars/X"
