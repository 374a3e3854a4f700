"""`outcome`: how a relationship turned out."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def made(run, line):
    return json.loads(run.ok(f"{line} --json").out)


def test_how_it_turned_out(run):
    assert made(run, "outcome acme ended-by-us --when 3d")["result"] == "ended-by-us"
    assert "repaired" in run("outcome acme").err
    assert run("outcome acme fired").code == 2
