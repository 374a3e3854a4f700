"""Time, CRM and help desk from file to record: whose it is, again adds nothing, nothing makes a client of a project."""

import json
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data" / "import"


@pytest.fixture
def bakery(run):
    run.ok("add Bakery")
    run.ok("add Brewery")
    run.ok('contact add bakery "Olga Brandt" --email olga@bakery.example')
    run.ok('contact add bakery "Piet Brandt" --email piet@bakery.example')
    return run


def imported(run, path, *more):
    """Import and return the report."""
    return json.loads(run.ok("import --json --yes", str(DATA / path), *more).out)


def confirmed(run, path, *more):
    """Import with the columns that were offered, and return the report."""
    return imported(run, path, "--answer", "columns=guess", *more)


def waiting(run):
    """Return the inbox without its line breaks."""
    return " ".join(run.ok("inbox").out.split())


def records(run, kind):
    return [each for each in map(json.loads, run.ok("export").lines) if each["type"] == kind]


@pytest.mark.parametrize(
    ("path", "minutes", "undecided"),
    [
        ("time/toggl.csv", 90 + 75 + 5 + 5, 1),
        ("time/harvest.csv", 90 + 23 * 60 + 60, 0),
        ("time/timewarrior/2026-01.data", 90 + 45, 1),
        ("time/timewarrior", 90 + 45 + 30, 1),
        ("time/timewarrior-export.json", 90 + 45 + 30, 1),
        ("time/watson-frames", 0, 3),
        ("time/solidtime", 90, 1),
    ],
)
def test_time_becomes_work_of_the_client_it_names_and_again_adds_nothing(bakery, path, minutes, undecided):
    told = imported(bakery, path, "--skip-bad")
    again = imported(bakery, path, "--skip-bad")

    assert sum(each["minutes"] for each in records(bakery, "time")) == minutes
    assert told["undecided"] == undecided
    assert (again["new"], again["changed"], again["known"]) == (0, 0, told["new"])


def test_the_same_interval_from_both_files_of_timewarrior_is_one(bakery):
    imported(bakery, "time/timewarrior")

    assert imported(bakery, "time/timewarrior-export.json")["new"] == 0


@pytest.mark.parametrize("path", ["time/timewarrior", "time/watson-frames"])
def test_tags_and_projects_never_become_clients(run, path):
    imported(run, path, "--create-clients")

    assert records(run, "client") == []


def test_a_day_of_more_than_24_hours_is_kept_and_waits_in_the_inbox(bakery):
    imported(bakery, "time/harvest.csv")

    assert "more than 24 hours on 2026-02-02: 24.5" in waiting(bakery)


def test_time_is_no_contact(bakery):
    imported(bakery, "time/toggl.csv")

    assert records(bakery, "interaction") == []


def test_activities_become_contact_and_what_was_not_held_waits_in_the_inbox(bakery):
    told = confirmed(bakery, "crm/hubspot.csv")
    again = imported(bakery, "crm/hubspot.csv")

    assert told["records"] == {"interaction": 7}
    assert {each["client"] for each in records(bakery, "interaction")} == {"bakery"}
    assert sorted(each["status"] for each in records(bakery, "interaction") if "status" in each) == [
        "cancelled",
        "moved",
        "no-show",
    ]
    assert "nobody came on 2026-02-05: Sketches again. Log it?" in waiting(bakery)
    assert (again["new"], again["changed"]) == (0, 0)
    assert records(bakery, "complaint") == records(bakery, "signal") == []


def test_a_firm_is_known_by_its_name_in_a_crm(bakery):
    assert confirmed(bakery, "crm/pipedrive.csv")["records"] == {"interaction": 3}


def test_comments_become_contact_and_tickets_are_asked_about(bakery):
    told = confirmed(bakery, "helpdesk/comments.csv", "--skip-bad")
    confirmed(bakery, "helpdesk/tickets.csv")
    confirmed(bakery, "helpdesk/history.csv")
    shown = waiting(bakery)

    assert told["records"] == {"interaction": 5}
    assert "ticket 72 was problem: The page is gone. A complaint?" in shown
    assert "ticket 72 was opened again after it was solved: The page is gone" in shown
    assert "ticket 71: asked how it went, they said good" in shown
    assert records(bakery, "complaint") == []
