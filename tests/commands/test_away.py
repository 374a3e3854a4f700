"""`away`: days on which our clocks stand still, ahead or back."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def made(run, line):
    return json.loads(run.ok(f"{line} --json").out)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("23.12. 6.1.", "2026-12-23", "2027-01-06"),
        ("yesterday fri", "2026-11-22", "2026-11-27"),
        ("fri mon", "2026-11-27", "2026-11-30"),
        ("mon wed", "2026-11-23", "2026-11-25"),
        ("9.11. 13.11.", "2026-11-09", "2026-11-13"),
        ("2026-08-01 2026-08-20", "2026-08-01", "2026-08-20"),
        ("today today", "2026-11-23", "2026-11-23"),
    ],
)
def test_away_lies_ahead_or_back(run, typed, first, last):
    away = made(run, f"away {typed}")

    assert (away["at"], away["until"]) == (first, last)
    assert "client" not in away


def test_away_ends_after_it_begins(run):
    assert run("away 2026-12-24 2026-12-01").code == 2
    assert run("away soon later").code == 2
