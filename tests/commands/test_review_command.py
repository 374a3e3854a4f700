"""`review`: the report of the week, in three formats, with its exit codes."""

import json
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
AGENCY = DATA / "agency" / "agency.jsonl"
ENDING = DATA / "vignettes" / "nothing-ever-satisfies.jsonl"


@pytest.fixture
def agency(run):
    """Eight clients on a Monday noon; Elm and Fern have ended."""
    run.ok(f"import {AGENCY}")
    return run


@pytest.fixture
def ending(run, later):
    """A client of whom an ending has been advised for months."""
    run.ok(f"import {ENDING}")
    later("2026-11-20")
    return run


@pytest.fixture
def german(monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")


def calm(run):
    run.ok('add Acme --agreed "Fixed price"')
    run.ok("log acme A good call")


def found(run, *more):
    return json.loads(run.ok("review --json", *more).out)


def test_the_review_reads_as_kept(agency, golden):
    golden.matches("review.txt", agency.ok("review").out)


def test_the_review_reads_as_kept_in_german(agency, golden, german):
    golden.matches("review-de.txt", agency.ok("review").out)


def test_the_review_as_markdown_reads_as_kept(agency, golden):
    golden.matches("review.md", agency.ok("review --format md").out)


def test_the_review_as_json_reads_as_kept(agency, golden):
    pretty = json.dumps(json.loads(agency.ok("review --format json").out), indent=1, ensure_ascii=False)

    golden.matches("review.json", pretty)


def test_no_line_but_a_command_is_wider_than_eighty_columns(agency, german):
    lines = agency.ok("review").lines

    assert [each for each in lines if len(each) > 80 and "clienthealth " not in each] == []


def test_a_calm_week_fits_six_lines(run, golden):
    calm(run)

    ran = run.ok("review --exit-code")

    assert len(ran.lines) <= 6
    golden.matches("review-calm.txt", ran.out)


def test_before_any_client_the_review_says_so(run):
    assert run.ok("review").lines[-1] == "There is no client yet."


def test_something_that_needs_attention_ends_with_ten_only_when_asked_for(agency):
    assert agency("review").code == 0
    assert agency("review --exit-code").code == 10


def test_a_file_is_private_and_never_overwritten_unasked(agency, tmp_path):
    out = tmp_path / "review.md"
    agency.ok(f"review --format md --out {out}")
    first = out.read_text()

    refused = agency(f"review --format json --out {out}")

    assert refused.code == 4
    assert out.read_text() == first
    assert out.stat().st_mode & 0o777 == 0o600
    assert agency(f"review --format json --out {out} --force").code == 0
    assert json.loads(out.read_text())["schema"] == 1


def test_the_exit_code_holds_with_a_file_too(agency, tmp_path):
    assert agency(f"review --exit-code --out {tmp_path / 'review.txt'}").code == 10


def test_mine_leaves_out_what_is_others(agency):
    review = found(agency, "--mine")

    assert {each["client"] for each in review["act_now"]} == {"acme", "elm"}
    assert review["at_risk"] == []


def test_since_reaches_back_and_never_ahead(agency):
    assert found(agency, "--since", "2026-11-19")["good_news"] == []
    assert agency("review --since 2027-01-01").code == 2


def test_printing_moves_nothing(agency):
    assert agency.ok("review").out == agency.ok("review").out


def test_an_ending_says_since_when_it_is_put_off(ending):
    (put_off,) = found(ending)["endings"]

    assert (put_off["since"], put_off["or_longer"]) == ("2026-08-21", False)
    assert put_off["command"] == "clienthealth offboard nothing-ever-satisfies --situation conduct"


def test_an_ending_says_until_when_it_was_postponed(ending):
    ending.ok("decide nothing postponed --until 2026-12-01")

    assert "postponed Fri 20 Nov, until Tue 1 Dec" in " ".join(ending.ok("review").out.split())


def test_an_ending_that_is_overridden_is_not_put_off_until_that_is_over(ending, later):
    ending.ok("decide nothing overridden --reason family --until 2026-11-30")

    assert found(ending)["endings"] == []
    (risk,) = found(ending)["at_risk"]
    assert (risk["recommendation"], risk["decided"]["until"]) == ("offboard", "2026-11-30")
    later("2026-12-01")
    assert [each["client"] for each in found(ending)["endings"]] == ["nothing-ever-satisfies"]


def test_words_of_clients_are_never_markup(agency):
    markdown = agency.ok("review --format md").out

    assert r"\[red\]where\[/red\]" in markdown
    assert "[red]where[/red]" in agency.ok("review").out


def test_control_characters_act_on_no_terminal(run):
    run.ok('add Acme --agreed "Fixed price"')
    run.ok("promise add acme --due 2026-11-20", "Send \x1b[31m it")

    assert "\x1b" not in run.ok("review").out
