"""`next`: a reminder is noted and done."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def made(run, line):
    return json.loads(run.ok(f"{line} --json").out)


def test_a_reminder_is_noted_and_done(run):
    complaint = made(run, "complaint add acme Empty")

    noted = made(run, "next add acme Ask how it went --due mon --complaint c1 --owner kim")
    done = made(run, "next done acme")

    expected = {"text": "Ask how it went", "due": "2026-11-30", "complaint": complaint["id"], "owner": "kim"}
    assert noted.items() >= expected.items()
    assert done["closed_at"] == "2026-11-23T11:00:00Z"
    assert run("next done n1").code == 4
    assert run("next add acme Ask").code == 2
