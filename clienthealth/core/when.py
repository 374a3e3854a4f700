"""What people type about time: WHEN looks back, DUE looks ahead, a span is a length in minutes.

Nothing is guessed: what can be read in two ways, or lies on the wrong side of now, is refused with
words that work. Only a date typed with its year may be due in the past.
"""

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from clienthealth.core.day_words import FILLERS, is_now, weekday_of
from clienthealth.core.moments import When, clock_of, day_of, instant, parse, said
from clienthealth.core.typed_days import (
    YEARS,
    checked_weekday,
    could_be_day,
    count_of,
    full_date,
    impossible_day,
    relative_day,
    shown,
)
from clienthealth.errors import BadDate, UsageError

SPAN_HINT = "for example: 25, 90m, 1h30, 1:30, 1.5h"

WEEK_IN_MINUTES = 7 * 24 * 60

_HALF_DAY = 12
_SIXTY = 60

_ISO_MOMENT = r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?"
_CLOCK = r"(\d{1,2})(?:([:.])(\d\d)(?::(\d\d))?)?(am|pm)?"
_HOURS_AND_MINUTES = r"(\d{1,6})(?:h ?|:)(\d\d)(?:m|min)?"
_ONE_UNIT = r"(\d{1,6}(?:[.,]\d{1,2})?) ?(m|min|mins|minutes?|h|hours?)"

_MINUTES = {"min": 1, "mins": 1, "minute": 1, "minutes": 1, "h": 60, "hour": 60, "hours": 60}


class _Typed(NamedTuple):
    """What was typed, taken apart: the words for the day, the time of day, and which way to look."""

    day: str
    clock: time | None
    now: datetime
    ahead: bool


class _Reading(NamedTuple):
    """What the words mean, and whether they named the year."""

    when: When
    is_full: bool = False


def parse_past(text: str, now: datetime) -> When:
    """Read when something happened: a day, or a moment where a time of day was typed. Raises BadDate."""
    when = _read(text, now, ahead=False).when
    if instant(now) < when if isinstance(when, datetime) else now.date() < when:
        raise _still_to_come(text, when, now)
    return when


def parse_due(text: str, now: datetime) -> When:
    """Read when something is due; only a date with its year may lie in the past. Raises BadDate."""
    when, is_full = _read(text, now, ahead=True)
    if not is_full and (when < instant(now) if isinstance(when, datetime) else when < now.date()):
        raise _already_past(text, when, now)
    return when


def parse_day(text: str, now: datetime) -> date:
    """Read a day as WHEN is read, except that it may lie ahead; a time of day is refused. Raises BadDate."""
    when = _read(text, now, ahead=False).when
    if isinstance(when, datetime):
        day = day_of(when, _zone(now)).isoformat()
        raise BadDate(f"{text!r} names a time of day, and a whole day is meant", f"name the day alone: {day}")
    return when


def parse_span(text: str) -> float:
    """Read a length of time as minutes; a bare number is minutes. Raises UsageError."""
    minutes = _minutes(text.casefold().strip())
    if minutes is None:
        raise UsageError(f"{shown(text)} is no length of time", SPAN_HINT)
    if not 0 < minutes <= WEEK_IN_MINUTES:
        raise UsageError(f"{shown(text)} is nothing, or more than a week", SPAN_HINT)
    return minutes


def when_hint(now: datetime) -> str:
    """Show ways to say when something happened, each of which works at `now`."""
    day = (now.date() - timedelta(days=3)).isoformat()
    return f"for example: yesterday, yesterday 16:30, fri, 3d, 28.11., {day}, {day} 16:30"


def due_hint(now: datetime) -> str:
    """Show ways to say when something is due, each of which works at `now`."""
    day = (now.date() + timedelta(days=10)).isoformat()
    return f"for example: fri, mon 10:00, 3d, 2h, 28.11., w48, eom, {day}, {day} 16:30"


def _read(text: str, now: datetime, *, ahead: bool) -> _Reading:
    words = [word for word in text.casefold().replace(",", " ").split() if word.rstrip(".") not in FILLERS]
    line = " ".join(words)
    if not line:
        raise _unreadable(text, now, ahead=ahead)
    if re.fullmatch(_ISO_MOMENT, line, re.ASCII):
        return _Reading(_iso_moment(line, _zone(now)), is_full=True)
    clock, rest = _split_clock(words)
    return _resolve(_Typed(" ".join(rest), clock, now, ahead))


def _iso_moment(text: str, zone: tzinfo) -> datetime:
    try:
        when = parse(text.upper(), zone)
    except (ValueError, OverflowError):
        raise BadDate(
            f"{shown(text)} is no moment of the calendar",
            "for example: 2026-11-20 16:30, 2026-11-20T16:30+01:00",
        ) from None
    if not isinstance(when, datetime) or when.year not in YEARS:
        raise impossible_day(text)
    return when


def _split_clock(words: list[str]) -> tuple[time | None, list[str]]:
    if len(words) > 1 and words[-1] in {"am", "pm"}:
        words = [*words[:-2], words[-2] + words[-1]]
    found = re.fullmatch(_CLOCK, words[-1], re.ASCII)
    if found is None or not (found[2] or found[5]) or (len(words) == 1 and _is_day(found)):
        return None, words
    return _clock(found), words[:-1]


def _is_day(found: re.Match[str]) -> bool:
    # Alone, 28.11 can only be a day and 16.30 only a time of day, but 10.11 is either.
    if found[2] != "." or found[4] or found[5]:
        return False
    first, second = int(found[1]), int(found[3])
    is_day, is_clock = could_be_day(first, second), first < 2 * _HALF_DAY and second < _SIXTY
    if is_day and is_clock:
        raise BadDate(
            f"{shown(found[0])} can be read in two ways: a day or a time of day",
            f"say {found[0]}. for the day, {found[1]}:{found[3]} for the time",
        )
    return not is_clock


def _clock(found: re.Match[str]) -> time:
    hour, minute, second = int(found[1]), int(found[3] or 0), int(found[4] or 0)
    if found[5]:
        # 12am is midnight and 12pm noon; there is no 0am and no 13pm.
        hour = hour % _HALF_DAY + _HALF_DAY * (found[5] == "pm") if 1 <= hour <= _HALF_DAY else -1
    try:
        return time(hour, minute, second)
    except ValueError:
        raise BadDate(
            f"{shown(found[0])} is no time of day", "times go from 0:00 to 23:59, for example 16:30 or 4:30pm"
        ) from None


def _resolve(typed: _Typed) -> _Reading:
    name, _, rest = typed.day.partition(" ")
    if rest[:1].isdigit() and (weekday := weekday_of(name)) is not None:
        reading = _resolve(typed._replace(day=rest))
        checked_weekday(day_of(reading.when, _zone(typed.now)), weekday, typed.day)
        return reading
    if (minutes := _minutes_from_now(typed)) is not None:
        # In UTC, where an hour is an hour on the night the clocks change.
        return _Reading(instant(typed.now) + timedelta(minutes=minutes))
    if (day := full_date(typed.day)) is not None:
        return _Reading(_at_clock(day, typed), is_full=True)
    return _Reading(_at_clock(_relative_day(typed), typed))


def _minutes_from_now(typed: _Typed) -> int | None:
    if typed.clock is not None:
        return None
    if is_now(typed.day):
        return 0
    if typed.day.endswith("m") and typed.day[:-1].isdecimal():
        raise BadDate(
            f"{shown(typed.day)} can be read in two ways: minutes or months",
            f"say {typed.day}in for minutes, a date for months",
        )
    return count_of(typed.day, _MINUTES, ahead=typed.ahead)


def _relative_day(typed: _Typed) -> date:
    today = typed.now.date()
    if not typed.day:
        return today
    day = relative_day(typed.day, today, ahead=typed.ahead)
    if day is None:
        raise _unreadable(typed.day, typed.now, ahead=typed.ahead)
    return day


def _at_clock(day: date, typed: _Typed) -> When:
    if typed.clock is None:
        return day
    return instant(datetime.combine(day, typed.clock, _zone(typed.now)))


def _zone(now: datetime) -> tzinfo:
    if now.tzinfo is None:
        message = "`now` must carry the configured zone"
        raise ValueError(message)
    return now.tzinfo


def _unreadable(text: str, now: datetime, *, ahead: bool) -> BadDate:
    return BadDate(f"{shown(text)} is no date or time known here", due_hint(now) if ahead else when_hint(now))


def _still_to_come(text: str, when: When, now: datetime) -> BadDate:
    message = f"{shown(text)} is {said(when, now)}, which is still to come"
    if isinstance(when, datetime) and day_of(when, _zone(now)) == now.date():
        clock, last_week = clock_of(when, now), now.date() - timedelta(days=7)
        return BadDate(message, f"say yesterday {clock}, or name the day: {last_week.isoformat()} {clock}")
    return BadDate(message, f"what has happened lies back, {when_hint(now)}")


def _already_past(text: str, when: When, now: datetime) -> BadDate:
    message = f"{shown(text)} is {said(when, now)}, which is past"
    really = f"what was due then takes the whole date: {said(when, now)[4:]}"
    if isinstance(when, datetime) and day_of(when, _zone(now)) == now.date():
        return BadDate(message, f"say tomorrow {clock_of(when, now)}; {really}")
    return BadDate(message, really)


def _minutes(text: str) -> float | None:
    if text.isascii() and text.isdecimal():
        return float(text)
    if found := re.fullmatch(_HOURS_AND_MINUTES, text, re.ASCII):
        hours, minutes = int(found[1]), int(found[2])
        return float(hours * _SIXTY + minutes) if minutes < _SIXTY else None
    if found := re.fullmatch(_ONE_UNIT, text, re.ASCII):
        return float(found[1].replace(",", ".")) * (_SIXTY if found[2].startswith("h") else 1)
    return None
