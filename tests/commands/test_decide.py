"""`decide`: what was done with a recommendation."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def made(run, line):
    return json.loads(run.ok(f"{line} --json").out)


def test_a_decision_is_about_what_is_recommended_today(run):
    decided = made(run, "decide acme postponed --reason 'after the launch' --until 4w")

    expected = {"choice": "postponed", "reason": "after the launch", "until": "2026-12-21"}
    assert decided.items() >= expected.items()
    assert decided["recommendation"] == "set-expectations"


def test_a_decision_may_name_its_recommendation(run):
    assert made(run, "decide acme followed --recommendation appreciate")["recommendation"] == "appreciate"
    assert run("decide acme followed --when 2020-01-01").code == 3
    assert run("decide acme maybe").code == 2
