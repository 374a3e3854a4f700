"""`score`: the contract of its JSON, and the table people read."""

import json
from math import log10
from pathlib import Path

import pytest

VIGNETTES = sorted((Path(__file__).parents[1] / "data" / "vignettes").glob("*.jsonl"))
AGENCY = Path(__file__).parents[1] / "data" / "agency" / "agency.jsonl"

CLIENT_KEYS = [
    "client",
    "verdict",
    "recommendation",
    "because",
    "confidence",
    "problem_client",
    "client_problem",
    "health",
    "own_fault_share",
    "counts",
    "evidence",
    "not_counted",
    "gates",
    "next_steps",
    "decided",
    "economy",
]


@pytest.fixture
def vignettes(run):
    run.ok(f"import {' '.join(str(each) for each in VIGNETTES)}")
    return run


def scored(run, *more):
    return json.loads(run.ok("score --as-of 2026-11-20 --json", *more).out)


def off(client, axis):
    """By how much the printed numbers miss the law, in decibans."""
    likelihood = client[axis]
    summed = sum(each["decibans"] for each in client["evidence"] if each["axis"] == axis)
    probability = likelihood["probability"]
    odds = 10 * log10(probability / (1 - probability))
    return abs(odds - likelihood["prior_decibans"] - likelihood["discount"] * summed)


def test_the_keys_are_those_of_the_contract(vignettes):
    said = scored(vignettes)

    assert list(said) == ["schema", "as_of", "model", "portfolio", "clients"]
    assert list(said["clients"][0]) == CLIENT_KEYS
    assert list(said["clients"][0]["problem_client"]) == ["probability", "low", "high", "prior_decibans", "discount"]
    assert list(said["clients"][0]["counts"]) == [
        "complaints",
        "open_complaints",
        "expectations",
        "records",
        "from_memory",
    ]


def test_the_law_holds_on_the_printed_numbers(vignettes):
    clients = scored(vignettes)["clients"]

    assert max(off(each, axis) for each in clients for axis in ("problem_client", "client_problem")) < 1e-6


def test_every_record_of_the_evidence_has_its_handle_beside_it(vignettes):
    evidence = [each for client in scored(vignettes)["clients"] for each in client["evidence"] if each["records"]]

    assert all(len(each["records"]) == len(each["handles"]) for each in evidence)
    assert {each["handles"][0][0] for each in evidence} <= set("cesvpxhq")


def test_reasons_are_sentences_and_never_keys(vignettes):
    clients = scored(vignettes)["clients"]

    said = [each["because"] for client in clients for part in ("evidence", "gates") for each in client[part]]

    assert not [each for each in said if "." in each and " " not in each]


def test_an_empty_store_gives_no_clients(run):
    said = json.loads(run.ok("score --json").out)

    assert said["clients"] == []
    assert said["portfolio"]["median_own_fault"] is None


def test_a_client_that_begins_later_is_left_out(run):
    run.ok("add Acme")

    assert json.loads(run.ok("score acme --as-of 2020-01-01 --json").out)["clients"] == []
    assert "had not begun" in run.ok("score acme --as-of 2020-01-01").out


def test_any_day_may_be_asked_for(vignettes):
    assert json.loads(vignettes.ok("score --as-of 1990-01-01 --json").out)["clients"] == []
    assert len(json.loads(vignettes.ok("score --as-of 2031-01-01 --json").out)["clients"]) == 14


def test_only_the_clients_named_are_shown(vignettes):
    said = scored(vignettes, "bereavement", "charming")

    assert [each["client"] for each in said["clients"]] == ["bereavement", "charming-never-pays"]
    assert said["portfolio"]["clients"] == 14


def test_an_unknown_client_is_not_found(vignettes):
    assert vignettes("score nobody").code == 3


def test_the_table_reads_as_kept(vignettes, golden):
    ran = vignettes.ok("score --as-of 2026-11-20")

    golden.matches("score.txt", ran.out)
    assert max(map(len, ran.lines)) <= 80


def test_the_table_reads_as_kept_in_german(vignettes, golden, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    ran = vignettes.ok("score --as-of 2026-11-20")

    golden.matches("score-de.txt", ran.out)
    assert max(map(len, ran.lines)) <= 80


def test_too_little_evidence_shows_no_likelihood_but_what_to_log(run):
    run.ok("add Acme")

    said = run.ok("score").out

    assert "%" not in said
    assert "clienthealth log acme" in said


def test_ended_clients_are_left_out_of_the_table_and_counted(run):
    run.ok(f"import {AGENCY}")

    said = run.ok("score").out

    assert "2 ended clients are left out" in said
    assert "fern" not in said
    assert "fern" in run.ok("score fern").out


def test_a_client_that_ended_later_had_not_ended_before(run):
    run.ok(f"import {AGENCY}")

    assert "ended" not in run.ok("score --as-of 2026-05-31").out


def test_the_mirror_alone(vignettes):
    said = vignettes.ok("score --mirror --as-of 2026-11-20").out

    assert "14 clients, 3 on watch" in said
    assert "0 % = none of it ours" in " ".join(said.split())


def test_the_mirror_as_json_has_no_clients(vignettes):
    said = json.loads(vignettes.ok("score --mirror --json").out)

    assert "clients" not in said
    assert said["portfolio"]["clients"] == 14
