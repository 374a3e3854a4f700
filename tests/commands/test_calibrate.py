"""`calibrate`: advice beside outcomes, in words and as JSON; few cases are said to be few, one by one."""

import json
from pathlib import Path

import pytest

from clienthealth.render.phrases import book

VIGNETTES = Path(__file__).parents[1] / "data" / "vignettes"
NAMES = ["nothing-ever-satisfies", "charming-never-pays", "bereavement"]


@pytest.fixture
def closed(run, later):
    run.ok("import " + " ".join(str(VIGNETTES / f"{each}.jsonl") for each in NAMES))
    later("2026-11-20")
    run.ok("decide nothing followed --when 2026-11-10")
    run.ok("outcome nothing ended-by-us --when 2026-11-18")
    run.ok("outcome charming renewed --when 2026-11-18")
    return run


def said(ran):
    return " ".join(ran.out.split())


def test_before_any_outcome_it_says_how_to_note_one(run):
    lines = run.ok("calibrate").lines

    assert lines[1].startswith("There is no closed case yet.")
    assert lines[-1].strip() == "clienthealth outcome CLIENT RESULT"


def test_too_few_to_tell_is_said_first_and_then_what_the_few_say(closed):
    ran = closed.ok("calibrate")

    assert ran.lines[1].startswith("Too few to tell: 2 closed cases; nothing is concluded below 30.")
    assert "advice and outcome agree: 2 of 2 (100 %, 95 % interval 34–100 %)" in said(ran)
    assert "end it quickly and professionally (1): 1 ended by us without regret" in said(ran)
    cases = ran.lines[ran.lines.index("Case by case") :]
    named = [each.split()[0] for each in cases if each.startswith("  ") and each[2] != " "]
    assert named[:2] == ["charming-never-pays", "nothing-ever-satisf…"]
    assert "you decided on Tue 10 Nov: followed" in said(ran)


def test_every_number_has_its_direction_and_none_is_called_accurate(closed):
    text = said(closed.ok("calibrate"))

    assert "higher = they went together more often" in text
    assert "higher = worse" in text
    assert "higher = followed more often" in text
    assert "accura" not in text.lower()
    assert "what agrees is no proof, and what disagrees no error" in text


def test_it_reads_as_kept(closed, golden):
    golden.matches("calibrate.txt", closed.ok("calibrate").out)


def test_it_reads_as_kept_in_german(closed, golden, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    golden.matches("calibrate-de.txt", closed.ok("calibrate").out)


def test_the_json_has_the_counts_the_intervals_and_the_cases(closed):
    found = json.loads(closed.ok("calibrate --json").out)

    assert {name: found[name] for name in ("schema", "closed", "needed", "enough")} == {
        "schema": 1,
        "closed": 2,
        "needed": 30,
        "enough": False,
    }
    assert [each["days_before"] for each in found["views"]] == [1, 90]
    assert found["views"][0]["agreement"] == {"hits": 2, "n": 2, "share": 1.0, "low": 0.3424, "high": 1.0}
    assert found["views"][0]["agrees"] + found["views"][0]["disagrees"] + found["views"][0]["neither"] == 2
    assert found["decisions"]["followed"]["hits"] == 1
    case = found["cases"][1]
    assert (case["client"], case["result"], case["decision"]) == ("nothing-ever-satisfies", "ended-by-us", "followed")
    assert case["looks"][0].items() >= {"recommendation": "offboard", "band": "very-likely", "fit": "agrees"}.items()


def test_the_policy_in_force_is_the_one_that_judges(closed, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text("[policy]\nbar_offboard = 0.99\n")

    assert json.loads(closed.ok(f"--config {config} calibrate --json").out)["model"].endswith("*")


def test_from_thirty_cases_on_it_concludes_and_lists_none(run):
    for number in range(30):
        run.ok(f"add Firm{number}")
        run.ok(f"outcome firm{number} left")

    ran = run.ok("calibrate")

    assert ran.lines[1] == "30 closed cases."
    assert "Case by case" not in ran.lines
    assert len(json.loads(run.ok("calibrate --json").out)["cases"]) == 30


def test_it_writes_nothing(closed):
    before = closed.ok("export").out

    closed.ok("calibrate")

    assert closed.ok("export").out == before


def leaves(table, place=""):
    for name, held in table.items():
        if isinstance(held, dict) and set(held) != {"one", "other"}:
            yield from leaves(held, f"{place}{name}.")
        else:
            yield place + name, held


def test_both_languages_say_the_same_things():
    english, german = (dict(leaves(book("calibrate", language))) for language in ("en", "de"))

    assert english.keys() == german.keys()
    assert {key for key in english if english[key] == german[key]} <= {"results"}
