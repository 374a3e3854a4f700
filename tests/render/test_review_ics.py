"""The calendar, read by a library that did not write it; what people wrote never acts in it."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from clienthealth.core.weekly.agenda import Entry, Sort
from clienthealth.core.weekly.due import What
from clienthealth.render.review_ics import calendar

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 12, tzinfo=ZONE)
DAY = date(2026, 11, 24)


def entry(**changed):
    plain = Entry(
        uid="0190-p1",
        client="acme",
        name="Acme",
        what=What.PROMISE,
        day=DAY,
        moment=None,
        text="send the draft",
        command="clienthealth promise keep p1",
        appointment=False,
        urgent=False,
        ours=True,
    )
    return plain._replace(**changed)


def read(text):
    found = Calendar.from_ical(text.encode())
    assert found.errors == []
    return found


def only(made, language="en"):
    (component,) = read(calendar([made], NOW, language)).subcomponents
    return component


def words(language):
    file = files("clienthealth.render") / "languages" / language / "calendar.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["summary"]


def test_the_calendar_says_who_made_it_and_in_which_version():
    found = read(calendar([], NOW, "de"))

    assert found["VERSION"] == "2.0"
    assert found["PRODID"].startswith("-//clienthealth//")
    assert found["X-WR-CALNAME"] == "Kunden: Fälliges"


def test_a_task_has_a_day_a_stamp_and_a_priority():
    task = only(entry())

    assert (task.name, task["UID"], task["SUMMARY"]) == (
        "VTODO",
        "0190-p1@clienthealth",
        "Acme: we promised: send the draft",
    )
    assert task.decoded("DUE") == DAY
    assert task.decoded("DTSTAMP") == NOW.astimezone(UTC)
    assert (task["CLASS"], task["STATUS"], task["PRIORITY"]) == ("PRIVATE", "NEEDS-ACTION", 5)


def test_what_the_client_waits_for_comes_first_and_what_is_theirs_last():
    priorities = [only(entry(urgent=urgent, ours=ours))["PRIORITY"] for urgent, ours in [(True, True), (False, False)]]

    assert priorities == [1, 9]


def test_an_hour_is_written_in_utc():
    assert only(entry(moment=datetime(2026, 11, 24, 17, 30, tzinfo=ZONE))).decoded("DUE") == datetime(
        2026, 11, 24, 16, 30, tzinfo=UTC
    )


def test_a_call_back_takes_a_quarter_of_an_hour():
    event = only(entry(what=What.CALLBACK, moment=datetime(2026, 11, 24, 10, tzinfo=ZONE), appointment=True))

    assert event.name == "VEVENT"
    assert event.decoded("DTSTART") == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert event.decoded("DURATION") == timedelta(minutes=15)


def test_a_day_is_marked_and_takes_no_time():
    event = only(entry(what=Sort.ENDING, appointment=True))

    assert (event.name, event.decoded("DTSTART"), event["TRANSP"]) == ("VEVENT", DAY, "TRANSPARENT")


@pytest.mark.parametrize("component", ["VALARM", "ATTENDEE", "ORGANIZER", "METHOD"])
def test_nothing_rings_and_nobody_is_invited(component):
    assert component not in calendar([entry()], NOW, "en")


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_sort_has_words_with_the_name_in_them(language):
    assert set(words(language)) == {*What, *Sort} - {What.SAFETY}
    assert [each for each in words(language).values() if "$name" not in str(each)] == []


HOSTILE = [
    "a, b; c\\d",
    "one\nBEGIN:VEVENT\nUID:x\nEND:VEVENT",
    "one\r\nEND:VTODO\r\nEND:VCALENDAR",
    "BEGIN:VEVENT",
    'quote " : ; =',
    "back\\nslash",
    "\x00\x07\x1b[31m\x7f",
    "\u2028\u2029\u0085",
    "\u202eabc",
    "Ελαία " * 40,
    "🧨" * 60,
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_one_summary_and_nothing_else(text):
    made = calendar([entry(name=text, text=text, uid=text, command=text), entry(uid="other")], NOW, "en")

    first, second = read(made).subcomponents
    assert (first.name, second.name) == ("VTODO", "VTODO")
    assert second["SUMMARY"] == "Acme: we promised: send the draft"
    assert set(first) == set(second)
    assert made.count("\r\nBEGIN:") == 2
    assert not set(made) & {chr(code) for code in (*range(10), 11, 12, *range(14, 32), 127, 0x85, 0x2028, 0x202E)}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_read_back_and_no_line_is_longer_than_75_bytes(text):
    made = calendar([entry(text=text)], NOW, "en")

    (task,) = read(made).subcomponents
    assert task["SUMMARY"].startswith("Acme: we promised: ")
    lines = made.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert lines[-1] == b""


def test_signs_that_mean_something_are_escaped_as_the_standard_wants_it():
    assert "SUMMARY:Acme: we promised: a\\, b\\; c\\\\d\r\n" in calendar([entry(text="a, b; c\\d")], NOW, "en")


def test_what_was_written_is_what_is_read():
    assert only(entry(text="a, b; c\\d")).get("SUMMARY") == "Acme: we promised: a, b; c\\d"
