"""`expect`: what was made clear, confirmed, and let go."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def test_what_was_made_clear_keeps_topic_party_and_way(run):
    line = "expect add acme A change is quoted first --topic scope --party both --due fri --via contract --json"
    made = json.loads(run.ok(line).out)

    expected = {
        "text": "A change is quoted first",
        "topic": "scope",
        "party": "both",
        "due": "2026-11-27",
        "via": "contract",
    }
    assert made.items() >= expected.items()
    assert "acknowledged_at" not in made


def test_confirmed_at_once_or_later(run):
    at_once = json.loads(run.ok("expect add acme One --topic all --confirmed --when 3d --json").out)
    run.ok("expect add acme Two")

    later = json.loads(run.ok("expect confirm acme --json").out)

    assert at_once["acknowledged_at"] == at_once["at"] == "2026-11-20"
    assert (later["handle"], later["acknowledged_at"]) == ("x2", "2026-11-23T11:00:00Z")
    assert run("expect confirm x1").code == 4


def test_a_retired_one_is_listed_only_with_all(run):
    run.ok("expect add acme One --when 3d")
    run.ok("expect add acme Two")
    run.ok("expect retire x1 --when yesterday")

    assert [line.split()[0] for line in run.ok("expect list acme").lines] == ["x2"]
    assert "retired 2026-11-22" in run.ok("expect list --all").out
    assert run("expect retire x1").code == 4


def test_one_replaces_another_of_the_same_client(run):
    run.ok("add Beta")
    run.ok("expect add acme One")
    run.ok("expect add beta Two")
    old = json.loads(run.ok("expect list acme --json").out)

    made = json.loads(run.ok("expect add acme Three --supersedes x1 --json").out)

    assert made["supersedes"] == old["id"]
    assert run("expect add acme Four --supersedes x2").code == 2
    assert run("expect add acme Four --supersedes k1").code == 2
    assert run("expect add acme Four --party they").code == 2


def test_an_empty_text_is_refused(run):
    assert run("expect add acme ''").code == 2


def test_what_was_said_in_one_moment_is_listed_in_the_order_it_was_written(run):
    for number in range(8):
        run.ok(f"expect add acme Number {number} --topic scope")

    assert [line.split()[0] for line in run.ok("expect list acme").lines] == [f"x{each}" for each in range(1, 9)]
