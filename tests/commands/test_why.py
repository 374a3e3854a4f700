"""`why`: our share first, then what weighs, with the records behind it."""

import json
from pathlib import Path

import pytest

VIGNETTES = Path(__file__).parents[1] / "data" / "vignettes"
OWN_REASONS = "You may end a contract for reasons of your own"


@pytest.fixture
def harsh(run, later):
    run.ok(f"import {VIGNETTES / 'nothing-ever-satisfies.jsonl'}")
    later("2026-11-20")
    return run


@pytest.fixture
def let_down(run, later):
    run.ok(f"import {VIGNETTES / 'good-client-we-let-down-twice.jsonl'}")
    later("2026-11-20")
    return run


def section(ran, title):
    lines = ran.lines[ran.lines.index(title) + 1 :]
    return lines[: lines.index("")] if "" in lines else lines


def test_why_reads_as_kept(harsh, golden):
    golden.matches("why-harsh.txt", harsh.ok("why nothing").out)


def test_why_reads_as_kept_in_german(let_down, golden, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    golden.matches("why-let-down-de.txt", let_down.ok("why good").out)


def test_our_share_stands_before_their_conduct(let_down):
    lines = let_down.ok("why good").lines

    assert lines.index("Our side and their situation") < lines.index("What weighs: their conduct")


def test_decibans_are_for_those_who_ask(harsh):
    assert "dB" not in harsh.ok("why nothing").out
    assert "dB" in harsh.ok("why nothing --verbose").out


def test_verbose_names_every_record(harsh):
    assert "and 12 more" in harsh.ok("why nothing").out
    assert " more\n" not in harsh.ok("why nothing --verbose").out


def test_gates_are_shown_from_the_watch_level_on_and_not_before(harsh, let_down):
    assert "Before an ending" in harsh.ok("why nothing").lines
    assert "Before an ending" not in let_down.ok("why good").lines


def test_a_closed_gate_says_what_opens_it(run, later):
    run.ok(f"import {VIGNETTES / 'nothing-satisfies-but-we-owe.jsonl'}")
    later("2026-11-20")

    gates = section(run.ok("why nothing"), "Before an ending")

    shut = next(place for place, line in enumerate(gates) if line.split()[0] == "✗")
    assert gates[shut].split() == ["✗", "we", "still", "owe", "one", "thing"]
    assert "clienthealth promise keep p" in gates[shut + 1]
    assert gates[shut + 2].split()[0] == "✓"


def test_a_harsh_result_ends_with_the_users_own_freedom(harsh):
    lines = harsh.ok("why nothing").lines

    assert lines[-2].startswith(OWN_REASONS)
    assert lines[-1].strip() == "clienthealth offboard nothing-ever-satisfies --situation fit"


def test_a_clear_and_kind_result_leaves_it_out(let_down):
    assert OWN_REASONS not in let_down.ok("why good").out


def test_an_act_that_did_not_count_is_shown_with_its_reason(run):
    run.ok("add Acme")
    run.ok("signal add acme unpaid-change", "--quote", "just one more page")

    shown = " ".join(" ".join(section(run.ok("why acme"), "Not counted, or counted for less, and why")).split())

    assert "s1 Mon 23 Nov unpaid-change “just one more page”" in shown
    assert "had not been made clear before it" in shown


def test_too_little_evidence_says_what_to_log_and_no_likelihood(run):
    run.ok("add Acme")

    said = run.ok("why acme").out

    assert "%" not in said
    assert "There is too little on record to judge" in said
    assert "clienthealth log acme" in said


def test_one_person_who_carries_most_of_it_is_named(run, later):
    later("2026-01-05T12:00")
    run.ok('add Acme --agreed "Fixed price" --contact "Jane Roe" --contact "Max Sample"')
    for month in ("02", "03", "04", "05"):
        later(f"2026-{month}-10T12:00")
        run.ok('signal add acme false-claim --contact "Jane Roe"')
    later("2026-06-01T12:00")

    assert "4 of the 4 records behind it name one person: Jane Roe." in " ".join(run.ok("why acme").out.split())


def test_why_as_json_is_the_score_of_that_client(harsh):
    why, score = json.loads(harsh.ok("why nothing --json").out), json.loads(harsh.ok("score nothing --json").out)

    moved = why["clients"][0].pop("would_move")
    less = why["clients"][0].pop("discounted")

    assert why == score
    assert all(each["because"] for each in less)
    assert all(each["command"].startswith("clienthealth ") for each in moved)


def test_an_earlier_day_shows_the_record_as_it_stood(harsh):
    lines = harsh.ok("why nothing --as-of 2026-02-20").lines

    assert lines[0].endswith("as of Fri 20 Feb 2026")
    assert lines[1].strip() == "too little to say"


def test_what_was_not_known_yet_is_not_shown(run, later):
    later("2026-10-01T12:00")
    run.ok('add Acme --agreed "Fixed price"')
    run.ok("complaint add acme Empty --cause shared")
    run.ok("effort add acme fix --complaint c1")
    later("2026-11-20T12:00")
    run.ok("effort outcome e1 unsatisfied")

    assert "(they were not satisfied)" in run.ok("why acme").out
    assert "(they were not satisfied)" not in run.ok("why acme --as-of 2026-11-01").out


def test_before_its_beginning_there_is_nothing_to_explain(run):
    run.ok("add Acme")

    assert run.ok("why acme --as-of 2020-01-01").lines == ["acme had not begun by Wed 1 Jan 2020."]


def test_an_unknown_client_is_not_found(run):
    assert run("why nobody").code == 3
