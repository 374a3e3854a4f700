"""`score --mirror` and its section in the review: what the clients' own reports would say of us."""

import json
from pathlib import Path

import pytest

AGENCY = Path(__file__).parents[1] / "data" / "agency" / "agency.jsonl"

REFLECTION_KEYS = ["since", "answers", "promises", "complaints", "remedies", "only_bad", "recurring"]


@pytest.fixture
def trouble(run):
    """Three clients who complained about deadlines, one who waits, one of whom only bad things were noted."""
    for name in ("Acme", "Birch", "Cedar", "Dune"):
        run.ok(f"add {name} --since 2026-01-01")
    run.ok('log acme --in --via email --when 2026-11-02T09:00 "When does the draft come?"')
    run.ok('log acme --out --via email --when 2026-11-02T14:00 "On Friday"')
    run.ok('log acme --in --via email --when 2026-11-09T09:00 "It is Monday: where is the draft?"')
    run.ok('promise add acme "The draft" --due 2026-11-06 --when 2026-11-02')
    for number, name in enumerate(("acme", "birch", "cedar"), start=3):
        run.ok(f'complaint add {name} "Late again" --topic deadline --cause ours --when 2026-1{number % 2}-0{number}')
    run.ok("effort add birch fix --complaint c2 --outcome unsatisfied --when 2026-11-10")
    for day in range(10, 16):
        run.ok(f"signal add dune rude --when 2026-11-{day}")
    return run


def mirrored(run, *more):
    return json.loads(run.ok("score --mirror --json", *more).out)


def said(run, line):
    return " ".join(run.ok(line).out.split())


def test_the_mirror_reads_as_kept(trouble, golden):
    ran = trouble.ok("score --mirror")

    golden.matches("mirror.txt", ran.out)
    assert [each for each in ran.lines if len(each) > 80 and "clienthealth " not in each] == []


def test_the_mirror_of_one_client_reads_as_kept_in_german(trouble, golden, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    ran = trouble.ok("score acme --mirror")

    golden.matches("mirror-client-de.txt", ran.out)
    assert [each for each in ran.lines if len(each) > 80 and "clienthealth " not in each] == []


def test_the_mirror_of_all_as_json_has_the_keys_of_its_contract(trouble):
    found = mirrored(trouble)

    assert list(found) == ["schema", "as_of", "model", "portfolio", "reflection"]
    assert list(found["reflection"]) == REFLECTION_KEYS
    assert list(found["reflection"]["answers"]) == ["ours", "theirs", "unanswered", "waiting"]
    assert found["reflection"]["answers"]["ours"] == {"median_hours": 5.0, "n": 1, "with_time_of_day": 1}
    (waiting,) = found["reflection"]["answers"]["waiting"]
    assert (waiting["client"], waiting["handle"], waiting["messages"], waiting["days"]) == ("acme", "i3", 1, 14)
    assert [each["handle"] for each in found["reflection"]["promises"]["ours"]["late"]] == ["p1"]
    assert [each["handle"] for each in found["reflection"]["remedies"]["failed"]] == ["e1"]
    assert [each["client"] for each in found["reflection"]["only_bad"]] == ["dune"]
    (cause,) = found["reflection"]["recurring"]
    assert (cause["topic"], cause["clients"], cause["is_ours"]) == ("deadline", ["acme", "birch", "cedar"], True)


def test_the_mirrors_of_some_clients_as_json(trouble):
    found = mirrored(trouble, "birch", "acme")

    assert list(found) == ["schema", "as_of", "model", "portfolio", "clients"]
    assert [each["client"] for each in found["clients"]] == ["birch", "acme"]
    assert [list(each["reflection"]) for each in found["clients"]] == [REFLECTION_KEYS] * 2
    assert found["clients"][0]["reflection"]["answers"]["waiting"] == []
    assert found["clients"][0]["reflection"]["complaints"]["n"] == 1


def test_the_mirror_is_as_of_any_day(trouble):
    assert mirrored(trouble, "--as-of", "2026-11-10")["reflection"]["answers"]["waiting"] == []
    (waiting,) = mirrored(trouble, "--as-of", "2026-11-12")["reflection"]["answers"]["waiting"]
    assert waiting["days"] == 3


def test_a_client_that_had_not_begun_has_no_mirror(trouble):
    assert "had not begun" in trouble.ok("score acme --mirror --as-of 2020-01-01").out
    assert mirrored(trouble, "acme", "--as-of", "2020-01-01")["clients"] == []


def test_an_unknown_client_is_not_found(trouble):
    assert trouble("score nobody --mirror").code == 3


def test_the_commands_it_names_do_what_they_say(trouble):
    commands = [each.strip() for each in trouble.ok("score --mirror").lines if each.strip().startswith("clienthealth ")]

    assert commands == [
        'clienthealth log acme "…" --out',
        "clienthealth edit i3 --needs-reply no",
        'clienthealth log dune "…" --tone 1',
    ]
    trouble.ok(commands[1].removeprefix("clienthealth "))
    trouble.ok(commands[2].removeprefix("clienthealth "))
    after = mirrored(trouble)["reflection"]
    assert (after["answers"]["waiting"], after["only_bad"]) == ([], [])
    trouble.ok("undo")
    trouble.ok("undo")
    trouble.ok(commands[0].removeprefix("clienthealth "))
    assert mirrored(trouble)["reflection"]["answers"]["waiting"] == []


def test_a_clean_record_says_that_nothing_speaks_against_us(run):
    run.ok('add Acme --agreed "Fixed price"')

    assert "Nothing on record speaks against us" in said(run, "score --mirror")
    assert "speaks against us" in said(run, "score acme --mirror")


def test_words_of_clients_act_on_no_terminal(run):
    run.ok("add Acme --since 2026-01-01")
    run.ok("log acme --in --when 2026-11-02", "Is \x1b[31mred\x1b[0m ${HOME} late?")

    out = run.ok("score --mirror").out

    assert "\x1b" not in out
    assert "${HOME}" in out


def test_the_review_says_it_shortly_and_leads_to_the_rest(trouble):
    review = said(trouble, "review")

    assert "What their own reports would say of us" in review
    assert "1 of 1 promises of ours was late; 1 of 1 remedies did not satisfy" in review
    assert "They wait for our answer acme one message, for 10 working days" in review
    assert "had the last word" not in review
    assert "that is ours" in review
    assert "dune: 6 bad entries since Tue 10 Nov" in review
    assert "clienthealth score --mirror" in review


def test_who_waits_within_our_target_is_named_by_the_mirror_alone(trouble, later):
    later("2026-11-13")

    review = said(trouble, "review")

    assert "One client had the last word: acme (4 days)" in review
    assert "They wait for our answer" not in review


def test_the_review_as_json_has_the_same_without_answer_times(trouble):
    found = json.loads(trouble.ok("review --json").out)["reflection"]
    whole = mirrored(trouble)["reflection"]

    assert [key for key in found if not key.endswith("_left_out")] == REFLECTION_KEYS
    assert found["answers"] == {"waiting": whole["answers"]["waiting"], "waiting_left_out": 0}
    assert [each["topic"] for each in found["recurring"]] == [each["topic"] for each in whole["recurring"]]


def test_what_was_long_ago_stands_in_the_mirror_and_not_in_the_review(trouble, later):
    later("2027-03-01")

    assert "promises of ours" not in said(trouble, "review")
    assert mirrored(trouble)["reflection"]["promises"]["ours"]["due"] == 1


def test_my_review_asks_me_only_of_my_clients(trouble):
    trouble.ok("edit acme --owner kim")

    mine, all_of_us = (json.loads(trouble.ok(f"review {asked} --json").out) for asked in ("--mine", "--since 7d"))
    assert (mine["reflection"]["answers"]["waiting"], mine["replies"]) == ([], [])
    assert [each["client"] for each in all_of_us["replies"]] == ["acme"]


def test_ended_clients_count_and_wait_for_nothing(run):
    run.ok(f"import {AGENCY}")

    found = mirrored(run)["reflection"]

    assert {"fern", "elm"}.isdisjoint(each["client"] for each in found["answers"]["waiting"])
