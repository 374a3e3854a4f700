"""`survey`: questions, answers, and whom to ask next."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def made(run, line):
    return json.loads(run.ok(f"{line} --json").out)


def test_an_answer_completes_the_question_that_waits_for_it(run, later):
    asked = made(run, "survey add acme nps")
    later("2026-11-25")

    answered = made(run, "survey add acme nps 9 Great work")

    assert answered["id"] == asked["id"]
    expected = {"score": 9, "text": "Great work", "at": asked["at"], "answered_at": "2026-11-25T11:00:00Z"}
    assert answered.items() >= expected.items()
    assert made(run, "survey add acme nps 3")["handle"] == "q2"
    assert made(run, "survey add acme csat 80 --scale-max 100")["scale_max"] == 100


def test_a_score_stays_on_its_scale(run):
    assert run("survey add acme csat 9").code == 2
    assert run("survey add acme happiness 9").code == 2


def test_who_was_not_asked_for_a_quarter_is_due(run):
    run.ok("add Beta")
    run.ok("add Gone --status ended")
    run.ok("add Delta")
    run.ok("survey add beta nps 9 --when 2026-08-20")
    run.ok("survey add delta nps 9 --when 2026-09-20")

    lines = run.ok("survey due").lines

    assert [line.split()[0] for line in lines] == ["acme", "beta"]
    assert "never asked" in lines[0]
    assert "95 days ago" in lines[1]
    assert len(run.ok("survey due --json").lines) == 2
