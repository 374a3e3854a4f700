"""`review`: the report of the week, in three formats, with its exit codes."""

import json
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
ENDING = DATA / "vignettes" / "nothing-ever-satisfies.jsonl"


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


def test_the_review_reads_as_kept_in_danish(agency, golden, monkeypatch):
    monkeypatch.setenv("LANG", "da_DK.UTF-8")

    golden.matches("review-da.txt", agency.ok("review").out)


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


def test_a_week_without_news_fits_six_lines(run):
    run.ok("add Acme --since 2026-01-05 --agreed 'All in writing'")
    run.ok("add Bolt --since 2026-11-20")
    run.ok("log acme Called")

    lines = run.ok("review").lines

    assert len(lines) == 6
    assert lines[1] == "A calm week: nothing needs attention."
    assert lines[2] == "Missing, and not pressing: nothing made clear in advance (bolt)."


def test_after_weeks_without_a_record_that_is_said_first_and_silence_is_one_line(run, later):
    for name in ("Acme", "Bolt", "Cedar", "Dune", "Elm"):
        run.ok(f"add {name} --since 2026-01-05 --agreed 'All in writing'")
        run.ok(f"log {name} Called")
    run.ok("signal add acme threat --severity 3")
    later("2027-01-04")

    out = run.ok("review").out

    assert out.splitlines()[1].startswith("Nothing has been written down since Mon 23 Nov 2026 (42 days)")
    told = " ".join(out.split())
    assert "Write down first what happened, with one key a client: clienthealth catchup" in told
    assert "of 5 clients nothing is noted for longer than usual: acme, bolt, cedar, dune, elm" in told
    assert "without contact" not in out


def test_a_large_portfolio_stays_short_and_says_what_is_left_out(run):
    for number in range(30):
        run.ok(f"add Client{number:02d} --since 2026-01-05 --agreed 'All in writing'")
        run.ok(f"promise add client{number:02d} The draft --due 2026-11-10 --when 30d")
        run.ok(f"complaint add client{number:02d} Late --cause ours --when 20d")

    lines = run.ok("review").lines

    assert len(lines) < 100
    told = " ".join(" ".join(lines).split())
    assert "and 52 more: client04, client05, client06, client07, client08, client09, 20 others" in told
    assert "clienthealth today" in told
    assert len(json.loads(run.ok("review --json").out)["act_now"]) == 60


def test_a_decision_stands_in_the_next_review_with_whether_it_was_done(run, later):
    run.ok("add Acme --since 2026-01-05 --agreed 'All in writing'")
    for days in (10, 9, 8):
        run.ok(f"signal add acme unpaid-change --when {days}d")
    run.ok("review --done")
    run.ok("decide acme followed")
    later("2026-11-30")

    assert "acme  decided on Mon 23 Nov" in (before := run.ok("review").out)
    assert "not on record yet" in before
    run.ok("boundary add acme reset-talk 'Changes are quoted first'")
    assert "· done" in " ".join(run.ok("review").out.split())


def test_the_review_makes_one_copy_a_day_and_says_where_it_lies(run, tmp_path, later):
    folder = tmp_path / "copies"
    config = tmp_path / "with-copies.toml"
    config.write_text(f'[backup]\ndir = "{folder}"\n', encoding="utf-8")
    run.ok("add Acme --since 2026-01-05 --agreed 'All in writing'")

    first = run.ok("--config", str(config), "review").lines
    run.ok("--config", str(config), "review")

    assert first[1].startswith("The newest copy of the record is of today, on the same disk")
    assert len(list(folder.iterdir())) == 1
    later("2026-11-24")
    run.ok("--config", str(config), "review")
    assert len(list(folder.iterdir())) == 2
    assert json.loads(run.ok("--config", str(config), "review", "--json").out)["copy"]["other_disk"] is False


def test_a_folder_that_takes_no_copy_stops_no_review(run, tmp_path):
    blocked = tmp_path / "a file, no folder"
    blocked.write_text("x", encoding="utf-8")
    config = tmp_path / "blocked.toml"
    config.write_text(f'[backup]\ndir = "{blocked}"\n', encoding="utf-8")
    run.ok("add Acme --since 2026-01-05 --agreed 'All in writing'")

    out = run.ok("--config", str(config), "review").out

    assert "There is no copy of the record yet. No copy could be made now:" in " ".join(out.split())
    assert "A calm week" in out


def test_the_copy_of_another_store_is_not_taken_for_one_of_this(run, tmp_path):
    folder, config = tmp_path / "copies", tmp_path / "with-copies.toml"
    config.write_text(f'[backup]\ndir = "{folder}"\n', encoding="utf-8")
    run.ok("add Acme")
    run.ok("--config", str(config), "review")
    run.db = tmp_path / "another.db"
    run.ok("add Bolt")

    run.ok("--config", str(config), "review")

    assert len(list(folder.iterdir())) == 2
