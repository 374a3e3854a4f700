"""`calibrate`: advice beside outcomes, in words and as JSON; few cases are said to be few, one by one."""

import json
from pathlib import Path

import pytest

VIGNETTES = Path(__file__).parents[1] / "data" / "vignettes"
NAMES = ["nothing-ever-satisfies", "charming-never-pays", "bereavement"]


@pytest.fixture
def closed(run, later):
    run.ok("import " + " ".join(str(VIGNETTES / f"{each}.jsonl") for each in NAMES))
    later("2026-11-20")
    run.ok("decide nothing followed --when 2026-11-10")
    run.ok("outcome nothing ended-by-us --when 2026-11-18")
    run.ok("outcome charming renewed --when 2026-11-18")
    run.ok("outcome bereavement ended-by-us --when 2026-11-18")
    return run


def said(ran):
    return " ".join(ran.out.split())


def test_before_any_outcome_it_says_how_to_note_one(run):
    lines = run.ok("calibrate").lines

    assert lines[1].startswith("There is no closed case yet.")
    assert lines[-1].strip() == "clienthealth outcome CLIENT RESULT"


def test_too_few_to_tell_is_said_first_and_then_what_the_few_say(closed):
    ran = closed.ok("calibrate")

    assert ran.lines[2].startswith("Too few to tell: 3 closed cases, and below 30 nothing is concluded.")
    assert "an ending 1 ended by you, no regret hits: 1 of 1, 100 % (21–100 %)" in said(ran)
    assert "together hits: 2 of 2, 100 % (34–100 %)" in said(ran)
    assert "nothing-ever-satisf… ended by you, no regret, Wed 18 Nov (o1): a hit" in said(ran)
    assert "you on Tue 10 Nov: followed (advised then: end it quickly and professionally)" in said(ran)


def test_an_ending_of_ones_own_is_told_apart_and_is_no_miss(closed):
    text = said(closed.ok("calibrate"))

    assert "bereavement ended by you, no regret, Wed 18 Nov (o3): reasons of your own, apart" in text
    assert "going on 1 renewed, 1 ended by you, no regret hits: 1 of 1" in text
    assert "one ended for reasons of your own, counted apart" in text
    assert "a miss" not in text[: text.index("How this is counted")].replace("a miss no error", "")


def test_every_number_has_its_direction_and_none_is_called_accurate(closed):
    text = said(closed.ok("calibrate"))

    assert "higher = it turned out as advised more often" in text
    assert "higher = worse" in text
    assert "95 % interval (Wilson 1927)" in text
    assert "accura" not in text.lower()
    assert "a hit is no proof, and a miss no error" in text


def test_it_reads_as_kept(closed, golden):
    golden.matches("calibrate.txt", closed.ok("calibrate").out)


def test_it_reads_as_kept_in_german(closed, golden, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    golden.matches("calibrate-de.txt", closed.ok("calibrate").out)


def test_the_json_has_the_counts_the_intervals_and_the_cases(closed):
    found = json.loads(closed.ok("calibrate --json").out)

    expected = {"schema": 1, "days_before": 30, "closed": 3, "needed": 30, "enough": False}
    assert found.items() >= expected.items()
    assert found["together"]["hits"] == {"hits": 2, "n": 2, "share": 1.0, "low": 0.3424, "high": 1.0}
    assert [found["together"][each] for each in ("n", "hit", "miss", "apart", "neither")] == [3, 2, 0, 1, 0]
    assert set(found["advice"]) == {"ending", "going-on"}
    (decision,) = found["decisions"]
    assert (decision["advice"], decision["choice"], decision["n"], decision["open"]) == ("ending", "followed", 1, 0)
    case = next(each for each in found["cases"] if each["client"] == "nothing-ever-satisfies")
    assert (case["result"], case["fit"], case["decided"]["choice"]) == ("ended-by-us", "hit", "followed")
    assert case["advised"].items() >= {"day": "2026-10-19", "recommendation": "offboard"}.items()


def test_the_policy_in_force_is_the_one_that_judges(closed, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text("[policy]\nbar_offboard = 0.99\n")

    assert json.loads(closed.ok(f"--config {config} calibrate --json").out)["model"].endswith("*")


def test_decisions_are_told_before_any_case_is_closed(run):
    run.ok("add Acme")
    run.ok("decide acme overridden --reason family")

    text = said(run.ok("calibrate"))
    assert "There is no closed case yet." in text
    assert "overridden going on: 1 not closed yet" in text


def test_from_thirty_cases_on_only_the_misses_are_listed(closed):
    for number in range(27):
        closed.ok(f"add Firm{number}")
        closed.ok(f"outcome firm{number} left")
    closed.ok("outcome charming left")

    text = said(closed.ok("calibrate"))

    assert "30 closed cases." in text
    assert "hits: 1 of 2, 50 % (9–91 %): too few to tell" in text
    assert "The misses, one by one charming-never-pays they left" in text
    assert "Case by case" not in text
    assert "firm3" not in text
    assert len(json.loads(closed.ok("calibrate --json").out)["cases"]) == 30


def test_it_writes_nothing(closed):
    before = closed.ok("export").out

    closed.ok("calibrate")

    assert closed.ok("export").out == before
