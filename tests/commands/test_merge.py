"""`merge`: two clients that are one become one, and undo takes them apart again."""

import json

import pytest


@pytest.fixture
def two(run):
    run.ok("add 'Acme Berlin' --contact Anna --email anna@acme.example --notice 30 --since 2025-01-01 --note Berlin")
    run.ok("add Acme --contact anna --email a@acme.example --terms 14 --since 2026-01-01 --note Main")
    run.ok('log acme-berlin Hello --complaint Broken -s rude --promise "send it" fri')
    run.ok("log acme Hi")
    return run


def journal(run, tmp_path, *lines):
    path = tmp_path / "more.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    run.ok(f"import {path}")


def test_all_records_become_those_of_the_client_that_stays(two):
    two.ok("merge acme-berlin acme --yes")

    lines = [json.loads(line) for line in two.ok("export").lines]

    assert {line["client"] for line in lines} == {"acme"}
    assert sorted(line["type"] for line in lines) == [
        "client",
        "complaint",
        "interaction",
        "interaction",
        "promise",
        "signal",
    ]


def test_name_and_slug_become_aliases_and_still_find_the_client(two):
    two.ok("merge acme-berlin acme --yes")

    card = json.loads(two.ok("show k2 --json").out)

    assert card["aliases"] == ["Acme Berlin", "acme-berlin"]
    assert two.ok("show acme-berlin").lines[0] == "Acme · acme · k2"
    assert two.ok("show 'acme berlin'").lines[0] == "Acme · acme · k2"


def test_people_are_joined_without_doubles_and_gaps_are_filled(two):
    two.ok("merge acme-berlin acme --yes")

    card = json.loads(two.ok("show k2 --json").out)

    assert card["contacts"] == [{"name": "anna", "email": ["a@acme.example", "anna@acme.example"]}]
    assert (card["notice_days"], card["payment_terms_days"]) == (30, 14)
    assert (card["at"], card["note"]) == ("2025-01-01", "Main\nBerlin")


def test_undo_takes_them_apart_again(two):
    before = two.ok("export").out

    two.ok("merge acme-berlin acme --yes")
    two.ok("undo")

    assert two.ok("export").out == before
    assert two.ok("doctor").code == 0


def test_without_a_yes_it_only_shows_what_it_would_do(two):
    before = two.db.read_bytes()

    ran = two("merge acme-berlin acme")

    assert ran.code == 2
    assert "records: 1 interaction, 1 promise, 1 complaint, 1 signal" in ran.err
    assert two.db.read_bytes() == before


def test_ids_that_both_have_are_told_apart_and_references_follow(two, tmp_path):
    for slug in ("acme", "acme-berlin"):
        journal(
            two,
            tmp_path,
            {"type": "complaint", "client": slug, "at": "2026-11-01", "id": "c-1", "text": f"of {slug}"},
            {"type": "effort", "client": slug, "at": "2026-11-02", "id": "e-1", "kind": "fix", "complaint": "c-1"},
            {"type": "expectation", "client": slug, "at": "2026-10-01", "id": "x-1", "text": f"told {slug}"},
            {"type": "signal", "client": slug, "at": "2026-11-03", "id": "s-1", "kind": "breach", "against": "x-1"},
        )
    before = two.ok("export").out

    two.ok("merge acme-berlin acme --yes")

    lines = {line["id"]: line for line in map(json.loads, two.ok("export").lines)}
    assert lines["c-1"]["text"] == "of acme"
    assert lines["c-1-acme-berlin"]["text"] == "of acme-berlin"
    assert lines["e-1-acme-berlin"]["complaint"] == "c-1-acme-berlin"
    assert lines["s-1-acme-berlin"]["against"] == "x-1-acme-berlin"
    assert two.ok("doctor").code == 0
    two.ok("undo")
    assert two.ok("export").out == before


def test_an_invoice_number_on_both_sides_is_refused_and_named(two, tmp_path):
    for slug in ("acme", "acme-berlin"):
        journal(two, tmp_path, {"type": "invoice", "client": slug, "at": "2026-11-01", "number": "R-7", "amount": 10})
    before = two.db.read_bytes()

    ran = two("merge acme-berlin acme --yes")

    assert ran.code == 4
    assert "R-7" in ran.err
    assert two.db.read_bytes() == before


def test_amounts_keep_the_currency_they_were_in(two, tmp_path):
    two.ok("edit acme-berlin --currency DKK")
    journal(
        two, tmp_path, {"type": "invoice", "client": "acme-berlin", "at": "2026-11-01", "number": "R-7", "amount": 9}
    )

    ran = two.ok("merge acme-berlin acme --yes")

    assert json.loads(two.ok("show v1 --json").out)["currency"] == "DKK"
    assert "currency stays unset; acme-berlin had DKK" in ran.out


def test_a_client_is_not_merged_into_itself(two):
    assert two("merge acme acme --yes").code == 2


def test_a_near_miss_merges_nothing(two):
    assert two("merge acme-berlin acne --yes").code == 3
