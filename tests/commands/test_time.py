"""`time`: effort that is no contact."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def made(run, line):
    return json.loads(run.ok(f"{line} --json").out)


def test_time_is_a_length_and_words(run):
    spent = made(run, "time add acme 1h30 Looked for the reason --project export --staff kim --unbilled --when 3d")

    expected = {"minutes": 90, "text": "Looked for the reason", "project": "export", "staff": "kim", "billable": False}
    assert spent.items() >= expected.items()
    assert "text" not in made(run, "time add acme 25")
    assert run("time add acme long").code == 2
