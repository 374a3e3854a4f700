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


def test_what_is_overridden_needs_a_reason(run):
    refused = run("decide acme overridden")

    assert refused.code == 2
    assert refused.err.splitlines() == [
        "clienthealth: overridden needs a reason",
        'say why with --reason "…"; it stands beside the advice',
    ]
    assert run("decide acme overridden --reason ' '").code == 2


def test_what_is_postponed_without_a_day_is_postponed_four_weeks(run):
    assert made(run, "decide acme postponed")["until"] == "2026-12-21"
    assert made(run, "decide acme postponed --when 2026-11-23 --until 2w")["until"] == "2026-12-07"


def test_an_override_stands_beside_the_advice_wherever_it_is_shown(run):
    run.ok("decide acme overridden --reason 'they are family' --until 2026-12-31")

    beside = "you decided on Mon 23 Nov: overridden, “they are family”, until Thu 31 Dec"
    assert beside in run.ok("score").out
    assert beside in run.ok("why acme").out
    assert f"acme: say how the work runs; {beside}" in run.ok("clients").out
    assert "→ say how the work runs" in run.ok("score").out


def test_an_override_is_in_the_json_as_well(run):
    run.ok("decide acme overridden --reason 'they are family'")
    expected = {"choice": "overridden", "reason": "they are family", "until": "2027-02-21", "handle": "d1"}

    (scored,) = json.loads(run.ok("score --json").out)["clients"]
    listed = json.loads(run.ok("clients --json").out)

    assert scored["decided"].items() >= expected.items()
    assert listed["decided"] == scored["decided"]
    assert listed["recommendation"] == scored["recommendation"] == "set-expectations"


def test_an_override_expires(run, later):
    run.ok("decide acme overridden --reason 'they are family' --until 2026-11-30")

    later("2026-11-30")
    assert "overridden" in run.ok("score").out
    later("2026-12-01")
    assert "overridden" not in run.ok("score").out
    assert "overridden" in run.ok("score --as-of 2026-11-30").out


def test_what_was_decided_of_other_advice_says_which(run):
    run.ok("decide acme overridden --reason family --recommendation offboard")

    assert "(it was advised then: end it quickly and professionally)" in " ".join(run.ok("score").out.split())


def test_the_review_tells_an_override_of_who_needs_attention(run):
    run.ok("complaint add acme Late again --cause ours")
    run.ok("decide acme overridden --reason 'they are family' --until 2026-12-31")

    (risk,) = json.loads(run.ok("review --json").out)["at_risk"]
    assert risk["decided"]["reason"] == "they are family"
    assert "you decided on Mon 23 Nov: overridden, “they are family”" in " ".join(run.ok("review").out.split())


def test_an_override_is_told_in_german(run, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    run.ok("decide acme overridden --reason Familie --until 2026-12-31")

    said = " ".join(run.ok("score").out.split())
    assert "Ihre Entscheidung vom Mo 23. Nov.: anders" in said
    assert "empfohlen, „Familie“, bis Do 31. Dez." in said
