"""The inbox: what an import suggests is recorded only by its user, and never comes back once dismissed."""

import json

import pytest
from at_terminal import AtTerminal

EVENT = """BEGIN:VEVENT
UID:{uid}@acme.example
DTSTART:{start}
DTEND:{end}
SUMMARY:{title}
ATTENDEE:mailto:anna@acme.example
END:VEVENT
"""


HELLO = """From: anna@acme.example
To: me@studio.example
Date: Thu, 12 Nov 2026 09:00:00 +0000
Message-ID: <1@acme.example>
Subject: Hello

Hi
"""


def calendar(*events):
    made = [
        EVENT.format(uid=number, start=f"202602{day:02d}T100000", end=f"202602{day:02d}T110000", title=title)
        for number, (day, title) in enumerate(events)
    ]
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\n" + "".join(made) + "END:VCALENDAR\n"


@pytest.fixture
def acme(run, tmp_path):
    """A client with two suggestions: meetings whose time zone the calendar does not say."""
    run.ok("add Acme")
    run.ok('contact add acme "Anna Berg" --email anna@acme.example')
    (tmp_path / "c.ics").write_text(calendar((3, "Kickoff"), (4, "[bold]Lunch")))
    run.calendar = f"{tmp_path}/c.ics"
    run.ok(f"import {run.calendar} --me me@studio.example --yes")
    return run


def records(run):
    lines = [json.loads(line) for line in run.ok("export").lines]
    return [each for each in lines if each["type"] != "client"]


def waiting(run):
    return [json.loads(line) for line in run.ok("inbox --json").lines]


def test_what_waits_says_why_from_where_and_what_would_be_recorded(acme):
    said = acme.ok("inbox").out

    assert "2 suggestions wait" in said
    assert "in the calendar without a time zone:" in said
    assert "[bold]Lunch" in said
    assert "would record: interaction · meeting" in said
    assert records(acme) == []


def test_one_that_is_accepted_becomes_a_record_of_the_user(acme):
    acme.ok("inbox accept f1")
    [made] = records(acme)

    assert (made["type"], made["channel"], made["subject"], made["source"]) == (
        "interaction",
        "meeting",
        "Kickoff",
        "inbox",
    )
    assert [each["handle"] for each in waiting(acme)] == ["f2"]


def test_one_may_be_changed_while_it_is_accepted(acme):
    acme.ok("inbox accept f1 minutes=30 They came late")
    [made] = records(acme)

    assert (made["minutes"], made["text"]) == (30, "They came late")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("accept f9", 3, "no suggestion 'f9'"),
        ("accept f1 colour=red", 2, "'colour' is no field of a interaction"),
        ("accept f1 tone=7", 2, "tone"),
        ("accept f1 client=nora", 2, "'client' is no field"),
        ("dismiss x", 3, "no suggestion 'x'"),
    ],
)
def test_what_cannot_be_changes_nothing(acme, line, code, said):
    ran = acme(f"inbox {line}")

    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert len(waiting(acme)) == 2


def test_one_that_is_dismissed_never_comes_back(acme):
    acme.ok("inbox dismiss f1 f2")

    told = json.loads(acme.ok(f"import {acme.calendar} --yes --json").out)

    assert told["suggestions"] == 0
    assert acme.ok("inbox").out == "Nothing waits in the inbox.\n"
    assert acme("inbox accept f1").code == 4


def test_it_stays_dismissed_when_its_import_is_taken_back_and_made_again(acme):
    acme.ok("inbox dismiss f1")
    acme.ok("imports undo m1")
    acme.ok(f"import {acme.calendar} --me me@studio.example --yes")

    assert [each["values"]["title"] for each in waiting(acme)] == ["[bold]Lunch"]


def test_undo_takes_a_decision_back_with_its_record(acme):
    acme.ok("inbox accept f1")
    acme.ok("undo")

    assert records(acme) == []
    assert len(waiting(acme)) == 2


def test_only_one_clients(acme):
    acme.ok("add Beta")

    assert acme.ok("inbox --client beta").out == "Nothing waits in the inbox.\n"


def test_a_key_each(acme):
    with AtTerminal("--db", acme.db, "inbox") as terminal:
        terminal.sees("1 of 2", "Kickoff", "[a]ccept")
        terminal.press("?")
        terminal.sees("it never comes back")
        terminal.press("c")
        terminal.sees("What is to be recorded?")
        terminal.press("minutes=20 Short\n")
        terminal.sees("2 of 2", "recorded as i1")
        terminal.press("d")
        terminal.sees("All 2 suggestions were seen.")
        assert terminal.ends() == 0

    assert [each["minutes"] for each in records(acme)] == [20]
    assert waiting(acme) == []


def test_what_was_left_waits(acme):
    with AtTerminal("--db", acme.db, "inbox") as terminal:
        terminal.sees("1 of 2")
        terminal.press("l")
        terminal.sees("2 of 2")
        terminal.press("q")
        terminal.sees("Left: 1 of 2")
        assert terminal.ends() == 0

    assert len(waiting(acme)) == 2


def test_an_appointment_ahead_is_listed_and_may_be_noted_as_a_reminder(acme, tmp_path):
    ahead = EVENT.format(uid="ahead", start="20991105T100000Z", end="20991105T110000Z", title="Workshop")
    (tmp_path / "ahead.ics").write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\n{ahead}END:VCALENDAR\n")
    acme.ok(f"import {tmp_path}/ahead.ics --yes")
    [found] = [each for each in waiting(acme) if each["reason"] == "future-appointment"]

    assert "would record: next" in acme.ok("inbox").out
    acme.ok(f"inbox accept {found['handle']}")

    [made] = records(acme)
    assert (made["type"], made["text"], made["due"][:10]) == ("next", "Workshop", "2099-11-05")
    assert made["at"] < made["due"]


@pytest.fixture
def planned(run, tmp_path, later):
    """A client, an appointment that was ahead when it was imported, and the day after it."""
    run.ok("add Acme")
    run.ok('contact add acme "Anna Berg" --email anna@acme.example')
    ahead = EVENT.format(uid="ahead", start="20261202T100000Z", end="20261202T110000Z", title="Workshop")
    run.calendar = tmp_path / "ahead.ics"
    run.calendar.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\n{ahead}END:VCALENDAR\n")
    run.ok(f"import {run.calendar} --me me@studio.example --yes")
    later("2026-12-03")
    return run


def test_an_appointment_whose_time_has_come_is_a_meeting_which_its_calendar_does_not_tell_twice(planned):
    assert "would record: interaction · meeting" in planned.ok("inbox").out
    planned.ok("inbox accept f1 minutes=90")

    told = json.loads(planned.ok(f"import {planned.calendar} --yes --json").out)

    [made] = records(planned)
    assert (made["type"], made["channel"], made["subject"], made["at"]) == (
        *("interaction", "meeting", "Workshop"),
        "2026-12-02T10:00:00Z",
    )
    assert (made["minutes"], made["source"], told["records"]) == (90, "inbox", {})


def test_an_appointment_that_its_calendar_tells_was_held_is_asked_about_no_more(planned):
    planned.ok(f"import {planned.calendar} --yes")

    assert "future-appointment" not in [each["reason"] for each in waiting(planned)]
    planned.ok("imports undo m2")
    assert "future-appointment" in [each["reason"] for each in waiting(planned)]


def test_a_reminder_of_an_appointment_is_nothing_that_is_owed(planned, later):
    later("2026-11-24")
    planned.ok("inbox accept f1")

    card = planned.ok("show acme").out
    assert "we owe    nothing" in card
    assert "next      n1    reminder · Workshop · due Wed 2026-12-02" in card


def test_dismissing_says_what_it_did(acme):
    assert acme.ok("inbox dismiss f1").out == "f1  acme: dismissed; it will not come back\n"
    assert json.loads(acme.ok("inbox dismiss f2 --json").out)["handle"] == "f2"


def test_where_something_is_the_users_to_decide_it_is_said_where_to_see_it(acme):
    assert "what is yours to decide, and how, is listed with --dry-run" in acme.ok(f"import {acme.calendar} --yes").out
    assert "--answer floating=yes takes such" in " ".join(acme.ok(f"import {acme.calendar} --dry-run").out.split())


@pytest.fixture
def unagreed(run, tmp_path):
    """A client with one suggestion that proposes nothing: nothing is on record that was made clear."""
    run.ok("add Acme")
    run.ok('contact add acme "Anna Berg" --email anna@acme.example')
    mail = tmp_path / "hello.eml"
    mail.write_text(HELLO)
    run.ok(f"import {mail} --me me@studio.example --yes")
    return run


def test_what_proposes_nothing_is_not_said_to_be_recorded_and_names_the_way_on(unagreed):
    assert "inbox accept" not in unagreed.ok("inbox").out

    refused = unagreed("inbox accept f1")
    assert (refused.code, "proposes nothing to record" in refused.err) == (4, True)
    assert "clienthealth expect sheet acme" in refused.err


def test_what_proposes_nothing_has_no_key_that_records_and_one_undo_brings_it_back(unagreed):
    before = records(unagreed)
    with AtTerminal("--db", unagreed.db, "inbox") as terminal:
        screen = terminal.sees("there is nothing to record of it", "clienthealth expect sheet acme", "[d]ismiss")
        assert "[a]ccept" not in screen
        terminal.press("a")
        terminal.press("c")
        terminal.press("d")
        terminal.sees("The one suggestion was seen.")
        assert terminal.ends() == 0

    assert records(unagreed) == before
    unagreed.ok("undo")
    assert len(waiting(unagreed)) == 1
