"""`decide`: what was done with a recommendation."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def said(ran):
    return " ".join(ran.out.split())


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

    beside = "you decided otherwise on Mon 23 Nov, until Thu 31 Dec: “they are family”"
    assert beside in said(run.ok("score"))
    assert beside in said(run.ok("why acme"))
    card = "decided overridden on 2026-11-23, until 2026-12-31 (advised: set-expectations) · they are family"
    assert card in said(run.ok("show acme"))
    assert "→ say how the work runs" in run.ok("score").out
    assert "→ say how the work runs" in run.ok("why acme").out


def test_an_override_is_in_the_json_as_well(run):
    run.ok("decide acme overridden --reason 'they are family'")
    expected = {"choice": "overridden", "reason": "they are family", "until": "2027-02-21", "handle": "d1"}
    (scored,) = json.loads(run.ok("score --json").out)["clients"]

    assert scored["decided"].items() >= expected.items()
    assert scored["recommendation"] == "set-expectations"


def test_an_override_expires(run, later):
    run.ok("decide acme overridden --reason 'they are family' --until 2026-11-30")

    later("2026-11-30")
    shown = ["score", "why acme", "show acme --limit 1"]
    assert all("they are family" in run.ok(each).out for each in shown)
    later("2026-12-01")
    assert not any("they are family" in run.ok(each).out for each in shown[:2])
    assert "decided" not in run.ok("show acme --limit 1").out
    assert json.loads(run.ok("score --json").out)["clients"][0]["decided"] is None
    assert "they are family" in run.ok("score --as-of 2026-11-30").out


def test_the_end_of_what_is_decided_is_echoed(run):
    typed = "decide acme overridden --reason family"

    assert "overridden · until Thu 2026-12-31 · family" in run.ok(f"{typed} --until 2026-12-31").out
    assert "overridden · until Sun 2027-02-21 · family" in run.ok(typed).out


def test_what_ends_before_it_was_taken_is_refused(run):
    assert run("decide acme overridden --reason family --until 2026-11-01").code == 2


def test_the_whole_reason_is_read_where_a_client_is_explained(run):
    reason = "They are family, and we look at it together when the shop has opened and everybody has slept"
    run.ok("decide acme overridden --reason", reason)

    assert reason in said(run.ok("why acme"))
    assert reason in said(run.ok("show acme"))


def test_what_was_decided_of_other_advice_says_which(run):
    run.ok("decide acme overridden --reason family --recommendation offboard")

    assert "(advised then: end it quickly and professionally)" in said(run.ok("score"))


def test_the_review_tells_an_override_of_who_needs_attention(run):
    run.ok("complaint add acme Late again --cause ours")
    run.ok("decide acme overridden --reason 'they are family' --until 2026-12-31")

    (risk,) = json.loads(run.ok("review --json").out)["at_risk"]
    assert risk["decided"]["reason"] == "they are family"
    assert "you decided otherwise on Mon 23 Nov, until Thu 31 Dec: “they are family”" in said(run.ok("review"))


def test_an_override_is_told_in_german(run, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    run.ok("decide acme overridden --reason Familie --until 2026-12-31")

    assert "von Ihnen am Mo 23. Nov. anders entschieden, bis Do 31. Dez.: „Familie“" in said(run.ok("score"))
