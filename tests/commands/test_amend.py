"""`log --amend`: the last entry corrected, with what came out of it where its time was wrong."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def made(ran):
    return [json.loads(line) for line in ran.lines]


def test_a_corrected_time_moves_what_came_out_of_the_entry_and_says_so(run, later):
    run.ok("log acme Called --promise one fri --complaint two -s rude")
    before = run.ok("export").out
    later("2026-11-24T09:00")

    ran = run.ok("log acme --amend --when 'sun 16:30'")

    assert [line.split()[0] for line in ran.lines[:4]] == ["i1", "p1", "c1", "s1"]
    assert all("Sun 2026-11-22 16:30" in line for line in ran.lines[:4])
    assert "acknowledge it by" in ran.lines[4]
    run.ok("undo")
    assert run.ok("export").out == before


def test_an_entry_moved_in_time_knows_when_it_was_written_down(run, later):
    run.ok("log acme Called --promise one fri")
    later("2026-11-25T09:00")

    contact, promise = made(run.ok("log acme --amend --when sun --json"))

    assert (contact["at"], contact["recorded_at"]) == ("2026-11-22", "2026-11-23T11:00:00Z")
    assert (promise["at"], promise["recorded_at"]) == ("2026-11-22", "2026-11-23T11:00:00Z")


def test_an_entry_moved_behind_its_writing_was_written_down_now(run, later):
    run.ok("log acme Called")
    later("2026-11-25T09:00")

    (contact,) = made(run.ok("log acme --amend --when '2026-11-25 08:00' --json"))

    assert contact["recorded_at"] == "2026-11-25T08:00:00Z"


def test_what_other_commands_made_or_moved_stays_where_it_is(run):
    run.ok("log acme Called --promise one fri --promise two fri")
    run.ok("edit p2 --when sat")
    run.ok("promise add acme three --due fri")

    moved = made(run.ok("log acme --amend --when sun --json"))

    assert [each["handle"] for each in moved] == ["i1", "p1"]


def test_what_was_removed_since_is_not_missed(run):
    run.ok("log acme Called --promise one fri -s rude")
    run.ok("rm p1 --yes")

    assert [each["handle"] for each in made(run.ok("log acme --amend --when sun --json"))] == ["i1", "s1"]


def test_other_corrections_leave_what_came_out_of_the_entry_alone(run):
    run.ok("log acme Called --promise one fri")

    (contact,) = made(run.ok("log acme --amend -m 30 --json"))

    assert "recorded_at" not in contact


def test_a_direction_and_unbilled_time_can_be_taken_back(run):
    run.ok("log acme Called --in -m 25 --unbilled")

    (contact,) = made(run.ok("log acme --amend --both --billed --json"))

    assert (contact["direction"], contact["billable"]) == ("both", True)


@pytest.mark.parametrize(
    ("option", "way"),
    [
        ("-s rude", "signal add"),
        ("--quote useless", "edit ID --quote"),
        ("--promise one fri", "promise add"),
        ("--asked one fri", "--theirs"),
        ("--complaint one", "complaint add"),
    ],
)
def test_what_has_a_record_of_its_own_is_sent_to_its_command(run, option, way):
    run.ok("log acme Called")

    ran = run(f"log acme --amend {option}")

    assert ran.code == 2
    assert way in ran.err.splitlines()[1]


@pytest.mark.parametrize("words", ["", "'  '"])
def test_nothing_to_amend_names_the_options(run, words):
    run.ok("log acme Called")

    ran = run(f"log acme --amend {words}")

    assert ran.code == 2
    assert "--billed" in ran.err.splitlines()[1]
