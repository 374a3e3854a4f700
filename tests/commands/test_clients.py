"""`clients`: a line a client, worded like the score, numbers with their direction."""

import json

import pytest


@pytest.fixture
def two(run):
    run.ok("add 'Acme GmbH' --slug acme --owner robin")
    run.ok("add Borg --owner sam --status paused")
    run.ok('log acme Called --when yesterday --promise "send it" fri --asked "the logo" fri')
    return run


def test_a_line_a_client_says_who_how_when_and_what_is_open(two):
    ran = two.ok("clients")

    acme, borg = ran.lines[1:3]
    assert acme.split()[:4] == ["acme", "Acme", "GmbH", "active"]
    assert "too little to say" in acme
    assert acme.endswith("yesterday     with us 1, with them 1")
    assert "paused" in borg
    assert borg.endswith("never         nothing")


def test_the_health_has_its_direction(two):
    assert "0 to 100, higher = better" in two.ok("clients").out


def test_only_those_that_stand_so(two):
    assert [line.split()[0] for line in two.ok("clients --status paused").lines[1:2]] == ["borg"]


def test_only_mine(two):
    assert [json.loads(line)["client"] for line in two.ok("clients --mine --json").lines] == ["acme"]


def test_a_client_that_has_not_begun_has_no_verdict(two):
    two.ok("add Later --since 2027-01-01 --status prospect")

    assert "not begun" in two.ok("clients --status prospect").out


def test_before_the_first_client_it_says_how_to_begin(run):
    ran = run.ok("clients")

    assert ran.out == ""
    assert "clienthealth add" in ran.err


def test_a_name_is_never_markup(two, monkeypatch):
    two.ok("add", "[red]Evil[/oops] \x1b[31m", "--slug", "evil")
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    shown = two.ok("clients").out

    assert "[red]Evil[/oops] \\x1b[3" in shown
    assert "\x1b[31m" not in shown


def test_json_is_an_object_a_client(two):
    acme = json.loads(two.ok("clients --json").lines[0])

    assert (acme["client"], acme["verdict"], acme["last_contact"]) == ("acme", "not-enough-evidence", "2026-11-22")
    assert (acme["we_owe"], acme["they_owe"]) == (1, 1)
