"""`effort`: what we did, on which complaint, and how it was taken."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def made(run, line):
    return json.loads(run.ok(f"{line} --json").out)


def test_a_remedy_is_on_the_only_open_complaint_and_knows_how_long_it_took(run, later):
    complaint = made(run, "complaint add acme Empty")
    later("2026-11-24T09:30")

    effort = made(run, "effort add acme redo --min 1h30 --cost 12,50 --outcome satisfied")

    expected = {"complaint": complaint["id"], "response_hours": 21.5, "minutes": 90, "cost": 12.5}
    assert effort.items() >= expected.items()
    assert (effort["outcome"], effort["outcome_at"]) == ("satisfied", effort["at"])


def test_without_a_time_of_day_no_hours_are_made_up(run):
    run.ok("complaint add acme Empty --when 3d")

    effort = made(run, "effort add acme fix --complaint acme --level 3")

    assert "response_hours" not in effort
    assert effort["level"] == 3


@pytest.mark.parametrize("kind", ["extra", "visit", "fix --plain"])
def test_an_extra_is_on_no_complaint_unless_it_is_said(run, kind):
    run.ok("complaint add acme Empty")

    assert "complaint" not in made(run, f"effort add acme {kind}")


def test_of_two_complaints_one_must_be_named(run):
    run.ok("complaint add acme One")
    run.ok("complaint add acme Two")

    ran = run("effort add acme apology")

    assert ran.code == 3
    assert "c1, c2" in ran.err
    run.ok("effort add acme apology --complaint c2")


def test_without_a_complaint_it_is_a_plain_one(run):
    assert "complaint" not in made(run, "effort add acme apology")


def test_it_is_no_remedy_before_the_complaint_or_of_another_client(run):
    run.ok("add Beta")
    run.ok("complaint add beta Empty")
    run.ok("complaint add acme Empty")

    assert run("effort add acme fix --when 2026-11-10").code == 2
    assert run("effort add acme fix --complaint c1").code == 2
    assert run("effort add acme fix --complaint c2 --plain").code == 2
    assert run("effort add acme flowers").code == 2
    assert run("effort add acme").code == 2


def test_how_it_was_taken_may_be_told_later_and_again(run):
    run.ok("effort add acme extra --when 3d")

    first = made(run, "effort outcome acme partly --when yesterday")
    second = made(run, "effort outcome e1 satisfied")

    assert (first["outcome"], first["outcome_at"]) == ("partly", "2026-11-22")
    assert second["outcome"] == "satisfied"
    assert run("effort outcome e1 satisfied").code == 4
    assert run("effort outcome e1 glad").code == 2
