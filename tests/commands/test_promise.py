"""`promise`: commitments both ways, from the making to the end."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def test_words_need_no_quotes_and_it_is_ours_unless_said(run):
    made = json.loads(run.ok("promise add acme Send the new quote --due fri --json").out)

    assert made["handle"] == "p1"
    assert (made["text"], made["party"], made["due"]) == ("Send the new quote", "us", "2026-11-27")
    assert (made["source"], made["by"]) == ("cli", "robin")
    assert "recorded_at" not in made


def test_theirs_made_earlier_knows_when_it_was_written(run):
    line = "promise add acme Send texts --theirs --due 2026-12-01 --when 3d --topic scope --owner kim --json"
    made = json.loads(run.ok(line).out)

    assert (made["party"], made["topic"], made["owner"]) == ("them", "scope", "kim")
    assert (made["at"], made["recorded_at"]) == ("2026-11-20", "2026-11-23T11:00:00Z")


def test_a_promise_without_a_due_date_is_refused_naming_the_option(run):
    ran = run("promise add acme Send the quote")

    assert ran.code == 2
    assert "--due" in ran.err


def test_a_call_back_has_a_time_of_day(run):
    assert run("promise add acme Call --kind callback --due fri").code == 2

    made = json.loads(run.ok('promise add acme Call --kind callback --due "fri 11:00" --json').out)

    assert made["due"] == "2026-11-27T10:00:00Z"
    assert run("promise move p1 --due mon").code == 2


def test_several_are_kept_at_once_and_undone_at_once(run):
    run.ok("promise add acme One --due fri")
    run.ok("promise add acme Two --due fri")

    ran = run.ok("promise keep p1 p2 p1 --when today --note done")

    assert [line.split()[0] for line in ran.lines] == ["p1", "p2"]
    assert "kept Mon 2026-11-23" in ran.lines[0]
    run.ok("undo")
    assert len(run.ok("promise list").lines) == 2


def test_one_that_cannot_be_kept_leaves_the_others_open(run):
    run.ok("promise add acme One --due fri")

    assert run("promise keep p1 p9").code == 3
    assert "open" in run.ok("promise list").out


def test_what_is_closed_is_not_closed_again(run):
    run.ok("promise add acme One --due fri")
    run.ok("promise keep p1")

    ran = run("promise break p1")

    assert ran.code == 4
    assert "p1 is kept already" in ran.err
    assert "undo" in ran.err


def test_it_cannot_be_closed_before_it_was_made(run):
    run.ok("promise add acme One --due fri")

    ran = run("promise keep p1 --when 2026-11-01")

    assert ran.code == 2
    assert len(ran.err.splitlines()) == 2


@pytest.mark.parametrize(("verb", "status"), [("keep", "kept"), ("break", "broken"), ("release", "released")])
def test_it_ends_as_it_is_said_to(run, verb, status):
    run.ok("promise add acme One --due fri --when 3d")

    made = json.loads(run.ok(f"promise {verb} acme --when 'yesterday 16:30' --json").out)

    assert (made["status"], made["closed_at"]) == (status, "2026-11-22T15:30:00Z")


def test_accept_is_the_clients_release_of_ours(run):
    run.ok("promise add acme One --due fri")
    run.ok("promise add acme Two --theirs --due fri")

    made = json.loads(run.ok("promise accept p1 --json").out)

    assert (made["status"], made["accepted_at"]) == ("released", "2026-11-23T11:00:00Z")
    assert run("promise accept p2").code == 2


def test_a_moved_promise_remembers_its_earlier_dates(run):
    run.ok("promise add acme One --due 2026-11-20 --when 2026-11-02")
    run.ok("promise move p1 --due 2026-11-25 --when 2026-11-19")

    made = json.loads(run.ok("promise move p1 --due fri --json").out)

    assert made["due"] == "2026-11-27"
    assert made["moved"] == [
        {"at": "2026-11-19", "due": "2026-11-20"},
        {"at": "2026-11-23T11:00:00Z", "due": "2026-11-25"},
    ]
    assert run("promise move p1 --due fri").code == 2
    assert run("promise move p1 --due mon --when 2026-11-10").code == 2


def test_a_pause_says_until_when_and_why(run):
    run.ok("promise add acme One --due fri")

    ran = run.ok("promise pause p1 --until 2w --reason 'waiting for texts'")

    assert "paused until Mon 2026-12-07" in ran.out
    assert "paused until 2026-12-07" in run.ok("promise list").out
    made = json.loads(run.ok("promise list --json").out)
    assert made["paused"] == [{"from": "2026-11-23T11:00:00Z", "reason": "waiting for texts", "until": "2026-12-07"}]


def test_the_list_has_the_most_urgent_first_and_says_what_is_overdue(run):
    run.ok("promise add acme Later --due fri")
    run.ok("promise add acme Late --due 2026-11-20 --when 2026-11-02")
    run.ok("promise add acme Call --due '2026-11-23 10:00' --when 2026-11-02")

    lines = run.ok("promise list").lines

    assert [line.split()[0] for line in lines] == ["p2", "p3", "p1"]
    assert "3 days overdue" in lines[0]
    assert "overdue since today" in lines[1]
    assert [line.split()[0] for line in run.ok("promise list --overdue").lines] == ["p2", "p3"]


def test_a_day_away_is_no_day_late(run):
    run.ok("promise add acme Late --due 2026-11-20 --when 2026-11-02")
    run.ok("away 2026-11-19 2026-11-20")

    assert "1 day overdue" in run.ok("promise list").out


def test_the_list_can_be_of_one_client_of_theirs_and_mine(run):
    run.ok("add Beta")
    run.ok("promise add acme One --due fri --owner kim")
    run.ok("promise add beta Two --due fri --theirs")

    assert [line.split()[0] for line in run.ok("promise list beta").lines] == ["p2"]
    assert [line.split()[0] for line in run.ok("promise list --theirs").lines] == ["p2"]
    assert [line.split()[0] for line in run.ok("promise list --mine").lines] == ["p2"]
    assert [line.split()[0] for line in run.ok("promise list acme --all").lines] == ["p1"]


def test_a_client_with_two_open_is_asked_which(run):
    run.ok("promise add acme One --due fri")
    run.ok("promise add acme Two --due fri")

    ran = run("promise keep acme")

    assert ran.code == 3
    assert "p1" in ran.err
    assert "p2" in ran.err


def test_what_is_typed_never_acts_on_the_terminal(run):
    run.ok("promise add acme --due fri", "\x1b[31mred")

    assert "\x1b" not in run.ok("promise list").out
