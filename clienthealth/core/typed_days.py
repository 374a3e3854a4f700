"""Which day the words for a day mean, seen from today, looking back or ahead.

Days come before months in every language of the product, so `4.3.` is one day; `4/3` is not.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from clienthealth.core.day_words import shift_of, weekday_of
from clienthealth.core.moments import WEEKDAYS
from clienthealth.errors import BadDate

# A year outside of these is a slip of the finger.
YEARS = range(1900, 2200)

_CENTURY = 2000
# 29 February may be eight years away (1896 to 1904, 2096 to 2104).
_LEAP_GAP = 8
_FRIDAY = 5

_YEAR_FIRST = r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"
_DAY_FIRST = r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4}|\d\d)"
_WITHOUT_YEAR = r"(\d{1,2})\. ?(\d{1,2})\.?"
_EITHER_FIRST = r"(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d\d))?"
_ISO_WEEK = r"k?w(\d{1,2})"
_COUNT = r"(in )?(\d{1,4}) ?([a-z]+)( ago)?"

_DAYS = {"d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7}


def full_date(text: str) -> date | None:
    """Read a date typed with its year. Raises BadDate for one that no calendar has."""
    for pattern in (_YEAR_FIRST, _DAY_FIRST):
        if found := re.fullmatch(pattern, text, re.ASCII):
            year = int(found["year"])
            year += _CENTURY if len(found["year"]) == len("26") else 0
            if (day := _calendar_day(year, int(found["month"]), int(found["day"]))) is None:
                raise impossible_day(text)
            return day
    return None


def relative_day(text: str, today: date, *, ahead: bool) -> date | None:
    """Read words for a day that are seen from today. Raises BadDate where there are two readings or none."""
    if (days := shift_of(text)) is not None:
        return today + timedelta(days=days)
    if (weekday := weekday_of(text)) is not None:
        return _on_weekday(weekday, today, ahead=ahead)
    if (days := count_of(text, _DAYS, ahead=ahead)) is not None:
        return today + timedelta(days=days)
    if found := re.fullmatch(_WITHOUT_YEAR, text, re.ASCII):
        return _in_nearest_year(text, int(found[1]), int(found[2]), today, ahead=ahead)
    if found := re.fullmatch(_EITHER_FIRST, text, re.ASCII):
        raise _either_first(found, today, ahead=ahead)
    return _end_of_period(text, today) if ahead else None


def count_of(text: str, units: dict[str, int], *, ahead: bool) -> int | None:
    """Read `3d`, `in 3 days`, `3 days ago` in the given units, negative when looking back."""
    found = re.fullmatch(_COUNT, text, re.ASCII)
    if found is None or found[3] not in units:
        return None
    if found[1] and (found[4] or not ahead):
        raise BadDate(f"{shown(text)} lies ahead, and what has happened cannot", "for example: 3 days ago, 3d")
    if found[4] and ahead:
        raise BadDate(f"{shown(text)} lies back, and what is due cannot", "for example: in 3 days, 3d")
    return int(found[2]) * units[found[3]] * (1 if ahead else -1)


def checked_weekday(day: date, weekday: int, text: str) -> None:
    """Refuse a date whose typed weekday is not its own."""
    if day.weekday() != weekday:
        raise BadDate(
            f"{shown(text)}: {day.isoformat()} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}",
            f"say {day.isoformat()} if the date is right",
        )


def could_be_day(day: int, month: int) -> bool:
    """Whether a calendar has such a day in some year."""
    return _calendar_day(_CENTURY, month, day) is not None


def impossible_day(text: str) -> BadDate:
    """Say that no calendar has such a day."""
    return BadDate(
        f"{shown(text)} is not in the calendar",
        f"days are written 2026-11-28, 28.11.2026 or 28.11., in the years {YEARS[0]} to {YEARS[-1]}",
    )


def shown(text: str) -> str:
    """Quote what was typed on one line, cut where it is long."""
    longest = 40
    return repr(text if len(text) <= longest else f"{text[:longest]}…")


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _on_weekday(weekday: int, today: date, *, ahead: bool) -> date:
    if ahead:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _in_nearest_year(text: str, day: int, month: int, today: date, *, ahead: bool) -> date:
    for found in _in_years_from(today, day, month, ahead=ahead):
        return found
    raise impossible_day(text)


def _in_years_from(today: date, day: int, month: int, *, ahead: bool) -> Iterator[date]:
    for years in range(_LEAP_GAP + 1):
        found = _calendar_day(today.year + (years if ahead else -years), month, day)
        if found is not None and (found >= today if ahead else found <= today):
            yield found


def _either_first(found: re.Match[str], today: date, *, ahead: bool) -> BadDate:
    first, second, year = int(found[1]), int(found[2]), found[3]
    readings = [
        reading
        for day, month in dict.fromkeys(((first, second), (second, first)))
        for reading in _readings(day, month, year, today, ahead=ahead)
    ]
    if not readings:
        return impossible_day(found[0])
    days = " or ".join(reading.isoformat() for reading in readings)
    if len(readings) == 1:
        return BadDate(f"{shown(found[0])} puts the day first for some, the month for others", f"say {days}")
    return BadDate(f"{shown(found[0])} can be read in two ways: {days}", f"say {days}")


def _readings(day: int, month: int, year: str | None, today: date, *, ahead: bool) -> list[date]:
    if year is None:
        return list(_in_years_from(today, day, month, ahead=ahead))[:1]
    found = _calendar_day(int(year) + (_CENTURY if len(year) == len("26") else 0), month, day)
    return [] if found is None else [found]


def _end_of_period(text: str, today: date) -> date | None:
    if text == "eom":
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    found = re.fullmatch(_ISO_WEEK, text, re.ASCII)
    return _friday_of(int(found[1]), text, today) if found else None


def _friday_of(week: int, text: str, today: date) -> date:
    this_year = today.isocalendar().year
    for year in (this_year, this_year + 1):
        try:
            friday = date.fromisocalendar(year, week, _FRIDAY)
        except ValueError:
            continue
        if friday >= today:
            return friday
    raise BadDate(
        f"{shown(text)} is no week of {this_year} or {this_year + 1} that is still to come",
        "weeks go from w1 to w52, in some years to w53",
    )
