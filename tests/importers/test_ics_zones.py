"""Zones by the rules in a calendar tell the time of zones that are known, through every change of the clocks."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.importers.calendars.ruled import zone_of
from clienthealth.importers.calendars.zones import Zones

NAMES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Africa/Cairo",
]
OWN = Path(__file__).parents[1] / "data" / "import" / "calendars"


def body(text: bytes) -> bytes:
    return (
        text.replace(b"\r\n ", b"")
        .replace(b"\r\n", b"\n")
        .partition(b"BEGIN:VTIMEZONE\n")[2]
        .partition(b"\nEND:VTIMEZONE")[0]
    )


WRITTEN = {name: zone_of(name, body(icalendar.Timezone.from_tzid(name).to_ical())) for name in NAMES}
BY_RULE = zone_of("own", body((OWN / "zones.ics").read_bytes()))


@given(st.sampled_from(NAMES), st.datetimes(datetime(1971, 1, 1), datetime(2037, 1, 1)), st.integers(0, 1))
def test_a_zone_written_out_is_the_zone(name, wall, fold):
    known, read = wall.replace(tzinfo=ZoneInfo(name), fold=fold), wall.replace(tzinfo=WRITTEN[name], fold=fold)

    skipped = known.astimezone(UTC).astimezone(ZoneInfo(name)).replace(tzinfo=None) != wall
    assert skipped or read.utcoffset() == known.utcoffset()
    instant = wall.replace(tzinfo=UTC)
    there, known_there = instant.astimezone(WRITTEN[name]), instant.astimezone(ZoneInfo(name))
    assert (there.replace(tzinfo=None), there.fold) == (known_there.replace(tzinfo=None), known_there.fold)


@given(st.datetimes(datetime(1997, 1, 1), datetime(2099, 1, 1)))
def test_a_zone_by_two_rules_without_end_is_central_europe(instant):
    there = instant.replace(tzinfo=UTC).astimezone(BY_RULE)

    assert there.replace(tzinfo=None) == instant.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin")).replace(
        tzinfo=None
    )


@pytest.mark.parametrize(
    ("wall", "fold", "offset"),
    [
        ("2026-10-25T01:59", 0, 2),
        ("2026-10-25T02:30", 0, 2),
        ("2026-10-25T02:30", 1, 1),
        ("2026-10-25T03:00", 0, 1),
        ("2026-03-29T01:59", 0, 1),
        ("2026-03-29T03:00", 0, 2),
    ],
)
def test_the_hour_that_comes_twice(wall, fold, offset):
    assert datetime.fromisoformat(wall).replace(tzinfo=BY_RULE, fold=fold).utcoffset() == timedelta(hours=offset)


ONE = "BEGIN:STANDARD\nDTSTART:20000101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:STANDARD"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("STANDARD\nD", "STANDARD\nRRULE:FREQ=SECONDLY\nD"),
        ("STANDARD\nD", "STANDARD\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nD"),
        ("STANDARD\nD", "STANDARD\nRRULE:FREQ=YEARLY;INTERVAL=2\nD"),
        ("STANDARD\nD", "STANDARD\nRRULE:FREQ=YEARLY;BYDAY=SU;BYSETPOS=1\nD"),
        ("+0100", "+9900"),
        ("+0200", "soon"),
        ("20000101T000000", "99991231T000000"),
        ("20000101T000000", "20001301T000000"),
        ("STANDARD", "SOMETIMES"),
    ],
)
def test_rules_that_no_zone_has(old, new):
    assert zone_of("one", ONE.encode()) is not None
    assert zone_of("one", ONE.replace(old, new).encode()) is None


def test_commas_are_written_one_way_where_a_zone_is_laid_down_and_another_where_it_is_used():
    name = "(UTC+07:00) Bangkok, Hanoi, Jakarta"
    rules = f"TZID:{name}\n{ONE}".replace(",", "\\,").replace("+0200", "+0700").encode()

    for written in (name, name.replace(",", "\\,")):
        assert Zones([rules], {}).named(written).utcoffset(datetime(2026, 1, 1)) == timedelta(hours=7)
