"""`privacy request` and `privacy due`: a month to answer, seen from the first day on, and an end to what is kept."""

import json

import pytest

WIDE = 80
"""Columns of a terminal."""


@pytest.fixture
def acme(run):
    run.ok('add Acme --slug acme --contact "Ida Vogelsang"')
    return run


def retention(home, months):
    (home / "config" / "clienthealth").mkdir(parents=True, exist_ok=True)
    (home / "config" / "clienthealth" / "config.toml").write_text(f"[retention]\nmonths_after_end = {months}\n")


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("2026-11-23", "2026-12-23"),
        ("2026-01-31", "2026-02-28"),
        ("2024-01-31", "2024-02-29"),
        ("2026-10-31", "2026-11-30"),
    ],
)
def test_an_answer_is_due_within_a_calendar_month(acme, when, due):
    made = json.loads(acme.ok(f"privacy request acme --when {when} --json").out)

    assert made["due"] == due
    assert made["ref"] == "privacy:access"
    assert made["handle"] == "n1"


def test_it_is_seen_from_the_first_day_on_by_today_review_and_due(acme):
    acme.ok("privacy request acme --contact ida --kind access")

    assert "asked about their data" in acme.ok("today").out
    assert acme.ok("today --count").out == "1\n"
    assert "asked about their data" in " ".join(acme.ok("review").out.split())
    assert "30 days left, until Wed 23 Dec" in acme.ok("privacy due").out
    assert max(map(len, acme.ok("privacy due").lines)) <= WIDE
    assert "clienthealth privacy export acme --contact 'Ida Vogelsang'" in acme.ok("privacy due").out


def test_it_is_gone_once_it_is_answered(acme):
    acme.ok("privacy request acme --kind erasure")
    assert "privacy erase acme --dry-run" in acme.ok("privacy due").out

    acme.ok("next done n1")

    assert "asked about" not in acme.ok("today").out
    assert "Nobody waits" in acme.ok("privacy due").out


def test_an_ending_does_not_end_a_request(acme):
    acme.ok("privacy request acme")
    acme.ok("edit acme --status ended")

    assert "asked about their data" in acme.ok("today").out


def test_past_its_month_it_is_overdue_and_the_review_says_so_first(acme, later):
    acme.ok("privacy request acme")
    later("2026-12-28")

    assert "5 days overdue" in acme.ok("privacy due").out
    (found,) = json.loads(acme.ok("review --format json").out)["act_now"]
    assert (found["what"], found["days_overdue"]) == ("request", 5)


def test_a_calendar_names_no_person(acme):
    acme.ok("privacy request acme --contact ida")

    calendar = acme.ok("review --format ics").out

    assert "Acme: answer what they asked about their data" in calendar
    assert "Vogelsang" not in calendar.replace("\r\n ", "").partition("DESCRIPTION")[0]


def test_json_tells_the_days_left(acme):
    acme.ok("privacy request acme --kind rectification --when 3d")

    plain = json.loads(acme.ok("privacy due --json").out)

    assert plain["requests"][0]["days_left"] == 27
    assert plain["requests"][0]["command"] == "clienthealth next done n1"
    assert plain["months_after_end"] is None


def test_mine_are_mine_and_nobodys(acme):
    acme.ok("privacy request acme --owner anna")

    assert "Nobody waits" in acme.ok("privacy due --mine").out
    assert "anna" in acme.ok("privacy due --json").out


@pytest.mark.parametrize("line", ["acme --kind nonsense", "acme --contact nobody", "nobody"])
def test_what_is_not_clear_is_refused(acme, line):
    assert acme(f"privacy request {line}").code in {2, 3}
    assert "Nobody waits" in acme.ok("privacy due").out


@pytest.mark.parametrize(("today", "over"), [("2027-05-23", 0), ("2027-05-24", 1)])
def test_a_record_is_kept_for_as_long_as_was_said_and_then_named(acme, later, nobody_home, today, over):
    acme.ok("edit acme --status ended --status-at 2026-11-23")
    retention(nobody_home, 6)
    later(today)

    assert len(json.loads(acme.ok("privacy due --json").out)["over"]) == over
    assert ("erase the record of: Acme" in acme.ok("today").out) is bool(over)


def test_without_a_word_on_how_long_it_is_said_that_none_is_set(acme):
    acme.ok("edit acme --status ended")

    told = " ".join(acme.ok("privacy due").out.split())

    assert "is not set ([retention] months_after_end); one client has ended" in told
    assert "erase" not in acme.ok("today").out


def test_a_reminder_like_any_other_is_no_request(acme):
    acme.ok("next add acme 'Privacy: tidy up' --due 2026-12-23")

    assert "Nobody waits" in acme.ok("privacy due").out
    assert "asked about" not in acme.ok("today").out
