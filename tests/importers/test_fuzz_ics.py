"""Calendars as nobody should write them: any bytes, and properties that are right by themselves and wrong together."""

from datetime import datetime
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import BERLIN, ME

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.formats import reader
from clienthealth.importers.items import Draft, Problem, Question, Skipped
from clienthealth.importers.source import Source

FREQUENCIES = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY", "NEVER"]
FILTERS = ["BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYHOUR", "BYMINUTE", "BYSECOND", "X-ODD"]
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=BERLIN)

moments = st.one_of(
    st.datetimes(datetime(2024, 10, 1), datetime(2027, 2, 1)).map(lambda at: f"{at:%Y%m%dT%H%M%S}"),
    st.sampled_from(["20260329T023000", "20261025T023000", "20260101", "20240229", "99991231T235959", "16040101", ""]),
    st.sampled_from(["19700101T000000Z", "20260101T240000", "2026-01-01", "20260230", "20260101T000060Z", "x"]),
)
zones = st.sampled_from(
    [
        "",
        "",
        "",
        "Z",
        ";TZID=Europe/Berlin",
        ";TZID=W. Europe Standard Time",
        ";TZID=Own",
        ";TZID=Nowhere",
        ";VALUE=DATE",
    ]
)
weeks = st.sampled_from(["MO", "TU", "-1FR", "5MO", "53SU", "MO,TU,WE", "0MO", "XX", "1", "-6SA"])
numbers = st.sampled_from(["1", "2", "31", "-1", "0", "366", "53", "1,2,3", "99999999999", "-32", "x", ""])


@st.composite
def rules(draw):
    parts = [f"FREQ={draw(st.sampled_from(FREQUENCIES))}"]
    for name in draw(st.lists(st.sampled_from(["INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"]), max_size=2)):
        value = {"UNTIL": moments, "WKST": weeks, "BYDAY": weeks}.get(name, numbers)
        parts.append(f"{name}={draw(value)}")
    parts += [f"{name}={draw(numbers)}" for name in draw(st.lists(st.sampled_from(FILTERS), max_size=2, unique=True))]
    return ";".join(parts)


@st.composite
def events(draw):
    lines = [f"UID:{draw(st.sampled_from('aabc'))}"] if draw(st.booleans()) else []
    for name in draw(
        st.lists(st.sampled_from(["DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID"]), min_size=1, max_size=6)
    ):
        zone, values = draw(zones), draw(st.lists(moments, min_size=1, max_size=3))
        many = ",".join(values if name in {"EXDATE", "RDATE"} else values[:1])
        lines.append(f"{name}{zone}:{many}" if zone != "Z" else f"{name}:{many}Z")
    if draw(st.booleans()):
        lines.append(f"RRULE:{draw(rules())}")
    other = [
        "RDATE;VALUE=PERIOD:20260101T000000Z/PT1H,20260102T000000Z/20260102T010000Z,20260103T000000Z/x",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260105T080000Z",
        "DURATION:PT1H",
        "DURATION:-P1D",
        "DURATION:P",
        "SEQUENCE:-1",
        "SEQUENCE:٣",
        "STATUS:CANCELLED",
        "LAST-MODIFIED:20260101T000000Z",
        "LAST-MODIFIED:20269999T000000Z",
        'ATTENDEE;CN="x:mailto:olga@lighthouse.example',
        "ATTENDEE;PARTSTAT=DECLINED:mailto:me@studio.example",
        "ORGANIZER:MAILTO:%FF%00@x.example",
        "SUMMARY:\\",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "END:VALARM",
        "END:VEVENT",
        "junk",
    ]
    lines += draw(st.lists(st.sampled_from(other), max_size=4))
    return "\n".join(["BEGIN:VEVENT", *lines, "ATTENDEE:mailto:olga@lighthouse.example", "END:VEVENT"])


@st.composite
def calendars(draw):
    zone = [
        "BEGIN:VTIMEZONE",
        "TZID:Own",
        "BEGIN:STANDARD",
        f"DTSTART:{draw(moments)}",
        f"TZOFFSETFROM:{draw(st.sampled_from(['+0100', '-1200', '+9900', 'x', '']))}",
        "TZOFFSETTO:+0200",
        f"RRULE:{draw(rules())}",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]
    head = ["BEGIN:VCALENDAR", *(zone if draw(st.booleans()) else []), *draw(st.lists(events(), max_size=4))]
    return "\r\n".join([*head, *draw(st.sampled_from([["END:VCALENDAR"], []]))]).encode()


def survives(path, content):
    path.write_bytes(content)
    source, module, began = Source(path), reader("ics"), perf_counter()
    given = {"zone:Nowhere": "Europe/Athens", "titles": "yes", "floating": "yes", "since": "1990-01-01"}
    module.recognises(source)
    try:
        first = list(module.read(source, Answers(ME, BERLIN, NOW, given)))
        second = list(module.read(source, Answers(ME, BERLIN, NOW, given)))
    except BadData:
        return None
    assert first == second
    assert perf_counter() - began < 10
    return first


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "calendar.ics"


def adds_up(content, items):
    """Each event ends as something, and no two drafts are one."""
    if items is None or any(isinstance(item, Question) for item in items):
        return
    ended = [item for item in items if isinstance(item, Draft | Problem | Skipped)]
    lines = content.decode().split("\r\n")
    begins = {f"line {n}" for n, line in enumerate("\n".join(lines).split("\n"), 1) if line == "BEGIN:VEVENT"}
    told = {item.spot for item in ended}
    assert begins <= told, sorted(begins - told)
    keys = [item.key for item in items if isinstance(item, Draft)]
    assert len(keys) == len(set(keys))


@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(path, content):
    survives(path, content)


@given(content=calendars())
def test_any_calendar_is_read_and_adds_up(path, content):
    adds_up(content, survives(path, content))


@pytest.mark.slow
@settings(max_examples=600)
@given(content=calendars())
def test_many_calendars_are_read_and_add_up(path, content):
    adds_up(content, survives(path, content))
