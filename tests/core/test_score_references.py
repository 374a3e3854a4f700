"""The vignettes: axis B, health and our share as in the reference, axis A as docs/model.md says; advice sensible."""

import json
import sys
from datetime import date
from pathlib import Path

import pytest
from build import ZONE, closed, items

from clienthealth.core.gather import portfolio
from clienthealth.core.journal import record_of
from clienthealth.core.score.judge import judge
from clienthealth.core.score.policy import MODEL

ROOT = Path(__file__).parents[2]
VIGNETTES = ROOT / "tests" / "data" / "vignettes"
LAB = ROOT.parent / "shared" / "lab"
FIGURES = json.loads((VIGNETTES / "reference.json").read_text(encoding="utf-8"))["cases"]
OURS = json.loads((VIGNETTES / "model.json").read_text(encoding="utf-8"))
EXPECTED = json.loads((VIGNETTES / "expected.json").read_text(encoding="utf-8"))
SHARE, DECIBAN, HEALTH = 0.001, 0.05, 0.1


def records_in(path):
    return [record_of(json.loads(line), ZONE) for line in path.read_text(encoding="utf-8").splitlines()]


def assessment(name):
    day = date.fromisoformat(FIGURES[name]["as_of"])
    held = judge(portfolio(records_in(VIGNETTES / f"{name}.jsonl"), ZONE), day, ZONE)
    return held.of(FIGURES[name]["client"])


def figures(likelihood):
    return {name: getattr(likelihood, name) for name in ("probability", "low", "high")}


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_vignette_has_the_figures_of_the_reference(name):
    wanted = FIGURES[name]

    found = assessment(name)

    assert figures(found.problem_client) == pytest.approx(OURS["cases"][name]["problem_client"], abs=SHARE)
    assert figures(found.client_problem) == pytest.approx(wanted["client_problem"], abs=SHARE)
    assert found.own_fault_share == pytest.approx(wanted["own_fault_share"], abs=SHARE)
    assert {
        "score": found.health.score,
        "low": found.health.low,
        "high": found.health.high,
    } == pytest.approx(wanted["health"], abs=HEALTH)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_vignette_has_the_items_of_the_model(name):
    found = assessment(name)

    assert items(found, "client_problem") == pytest.approx(FIGURES[name]["decibans"]["client_problem"], abs=DECIBAN)
    assert items(found, "problem_client") == pytest.approx(OURS["cases"][name]["decibans"], abs=DECIBAN)


def test_the_figures_of_axis_a_are_those_of_this_model():
    assert OURS["model"] == MODEL


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_vignette_has_the_words_of_the_reference(name):
    wanted = FIGURES[name]

    found = assessment(name)

    assert (found.verdict, found.recommendation, found.confidence) == (
        wanted["verdict"],
        wanted["recommendation"],
        wanted["confidence"],
    )
    assert closed(found) == set(wanted["gates_failed"])
    assert {each.record for each in found.not_counted} == set(wanted["not_counted"])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_vignette_gets_sensible_advice(name):
    found = assessment(name).recommendation

    assert found in EXPECTED[name]["acceptable"]
    assert found not in EXPECTED[name]["must_not"]


@pytest.mark.slow
@pytest.mark.parametrize("world", ["base", "biased_logger"])
def test_every_simulated_client_has_a_problem_as_likely_as_in_the_reference(world):
    if not (LAB / "compare.py").is_file():
        pytest.skip("the lab with the simulator is not beside this repository")
    pytest.importorskip("numpy")
    reference = json.loads((LAB / "reference" / f"{world}.json").read_text(encoding="utf-8"))

    differences, left_out = compared(reference)

    assert left_out == 0
    problems = [each for each in differences if each[1] == "client_problem"]
    assert len(problems) == 450
    assert max(problems)[0] < 0.01


def compared(reference):
    sys.path.insert(0, str(LAB))
    try:
        import compare

        return compare.differences(reference, scored)
    finally:
        sys.path.remove(str(LAB))


def scored(path, days):
    held = portfolio(records_in(Path(path)), ZONE)
    return {day: probabilities(judge(held, date.fromisoformat(day), ZONE)) for day in days}


def probabilities(judgement):
    return {
        each.client: {
            "problem_client": {"probability": each.problem_client.probability},
            "client_problem": {"probability": each.client_problem.probability},
        }
        for each in judgement.assessments
    }
