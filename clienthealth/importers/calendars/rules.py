"""Rules of recurrence, weighed before they are carried out: no rule may run for ever, come never, or come too often.

What computes occurrences walks from the first one on, and walks to the year 9999 for one that never comes. So a
rule without a count is moved near the days that are asked for, and a rule that may never come round is refused.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

MOST = 5_000
"""Occurrences of one event that are taken; daily for 13 years."""

_SELDOM = 5_000
"""Steps that a rule may take to its next occurrence where it is only sure that there is one."""

_STEPS = 40_000
"""Steps from the first occurrence to the last day that are walked for one event; daily for a century."""

_MARGIN = timedelta(days=400)
"""A rule is moved no nearer than this, so that occurrences which were moved about are still found."""

_STEP = {
    "YEARLY": 365.0,
    "MONTHLY": 30.0,
    "WEEKLY": 7.0,
    "DAILY": 1.0,
    "HOURLY": 1 / 24,
    "MINUTELY": 1 / 1440,
    "SECONDLY": 1 / 86400,
}
_FILTERS = ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
_READ = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", *_FILTERS, *_TIMES}
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_ALWAYS_THERE = 28
"""Every month has so many days."""
_WEEKS_ALWAYS = 4
"""Every month has each weekday so often."""
_SOON = {"MONTHLY": 12, "YEARLY": 2}
"""So many periods after its start are looked through for a day of a rule."""
_LONGEST_RULE = 1_000
_LARGEST_INTERVAL = 1_000


_Filters = Mapping[str, list[tuple[int, str]]]


class Unreadable(Exception):
    """A value of a calendar that cannot be read, or will not be carried out; the text says what is wrong with it."""


class Rule(NamedTuple):
    """A rule: its parts without the last moment, that moment, how far its start may be moved, the steps it costs."""

    freq: str
    interval: int
    parts: Mapping[str, str]
    until: str
    ahead: timedelta
    steps: int


def bounded(text: str, start: date, since: date, end: date) -> Rule:
    """Read a rule and weigh it between two days; raises Unreadable."""
    parts = _parts(text)
    freq, interval, count = parts["FREQ"], _number(parts, "INTERVAL", 1), _count(parts)
    if interval > _LARGEST_INTERVAL:
        raise Unreadable(f"INTERVAL={interval} is too large")
    filters = {name: _values(name, parts[name]) for name in _FILTERS if name in parts}
    start = date(start.year, start.month, start.day)
    always = _every_period_has(freq, interval, _places_aside(freq, filters))
    if not always and not _obeyed(freq, filters, start) and not _comes_soon(freq, interval, filters, start):
        raise Unreadable("the rule does not name the day on which it starts, and may never come round")
    if count and "UNTIL" in parts:
        raise Unreadable("the rule has both a count and a last day")
    end = min(end, _last_day(parts.get("UNTIL", ""), end))
    wanted = since - _MARGIN
    ahead = timedelta(0) if count else _ahead(freq, interval, start, wanted)
    each = _a_time(parts) / (_STEP[freq] * interval)
    most = count if count and not filters else _STEPS
    often = min(max(0, (end - max(start, wanted)).days + 1) * each, most)
    steps = min(max(0, (end - start - ahead).days + 1) * each, most + 1)
    if often > MOST or steps > _STEPS or (filters and _STEP[freq] < 1):
        raise Unreadable(f"it repeats more than {MOST:,} times")
    kept = {name: value for name, value in parts.items() if name not in {"UNTIL", "COUNT"}}
    if count:
        kept["COUNT"] = str(count)
    return Rule(freq, interval, kept, parts.get("UNTIL", ""), ahead, int(steps) + (0 if always else _SELDOM))


def days_of_years(rule: Rule, start: date, years: range) -> Iterator[date]:
    """Yield the days of a yearly rule that come in some years; raises Unreadable where it picks by BYSETPOS."""
    filters = {name: _values(name, rule.parts[name]) for name in _FILTERS if name in rule.parts}
    if "BYSETPOS" in filters or any(name in rule.parts for name in _TIMES):
        raise Unreadable("the rule of a zone is more than days")
    if not filters.keys() & {"BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO"}:
        filters["BYMONTHDAY"] = [(start.day, "")]
        filters.setdefault("BYMONTH", [(start.month, "")])
    months = {month for month, _ in filters.get("BYMONTH", [])} or set(range(1, 13))
    for year in years:
        for month in sorted(months):
            first = date(year, month, 1)
            for ahead in range(_month_end(first).day):
                day = first + timedelta(days=ahead)
                if all(_obeys(name, values, "YEARLY", "BYMONTH" in filters, day) for name, values in filters.items()):
                    yield day


def _parts(text: str) -> dict[str, str]:
    if len(text) > _LONGEST_RULE:
        raise Unreadable("the rule is too long")
    parts: dict[str, str] = {}
    for each in text.upper().replace(" ", "").strip(";").split(";"):
        name, _, value = each.partition("=")
        if name in {"RSCALE", "SKIP"} and value in {"GREGORIAN", "OMIT"}:
            continue
        if name not in _READ or not value or parts.get(name, value) != value:
            raise Unreadable(f"{each[:40]!r} is no part of a rule that this version reads")
        parts[name] = value
    if parts.get("FREQ") not in _STEP:
        raise Unreadable("the rule does not say how often")
    if "WKST" in parts and parts["WKST"] not in _DAYS:
        raise Unreadable(f"{parts['WKST']!r} is no day of the week")
    return parts


def _number(parts: Mapping[str, str], name: str, default: int) -> int:
    value = parts.get(name, str(default))
    if not re.fullmatch(r"\+?\d{1,9}", value, re.ASCII) or int(value) < 1:
        raise Unreadable(f"{name}={value[:20]} is no count")
    return int(value)


def _last_day(until: str, default: date) -> date:
    """Return the day of an end; the default where it is none, which is found out by whoever reads its time as well."""
    try:
        return date(int(until[:4]), int(until[4:6]), int(until[6:8]))
    except ValueError:
        return default


def _count(parts: dict[str, str]) -> int:
    """Return how many times; 0 without a limit, which some programs write as -1."""
    if parts.get("COUNT", "").startswith("-"):
        return 0
    return _number(parts, "COUNT", 1) if "COUNT" in parts else 0


def _values(name: str, text: str) -> list[tuple[int, str]]:
    """Return numbers and weekdays: (2, "TU") is the second Tuesday, (0, "TU") every one, (15, "") a number."""
    found = []
    for each in text.split(","):
        match = re.fullmatch(r"([+-]?\d{1,3})?(MO|TU|WE|TH|FR|SA|SU)?", each, re.ASCII)
        if not match or bool(match[2]) != (name == "BYDAY") or (match[1] and not int(match[1])):
            raise Unreadable(f"{each[:20]!r} is neither a day nor a number")
        found.append((int(match[1] or 0), match[2] or ""))
    return found


def _a_time(parts: Mapping[str, str]) -> int:
    """Return how many times of day a rule names; raises Unreadable where one is none."""
    times = 1
    for name in _TIMES:
        values = parts[name].split(",") if name in parts else ["0"]
        largest = 23 if name == "BYHOUR" else 59
        if any(not re.fullmatch(r"\d{1,2}", each, re.ASCII) or int(each) > largest for each in values):
            raise Unreadable(f"{name} names no time of day")
        times *= len(set(values))
        if name in parts and _STEP[parts["FREQ"]] < 1:
            raise Unreadable(f"it repeats more than {MOST:,} times")
    return times


def _places_aside(freq: str, filters: _Filters) -> _Filters:
    """Return what a rule asks for but for BYSETPOS, if that takes one of the first or last that every month has."""
    places = [abs(place) for place, _ in filters.get("BYSETPOS", [])]
    days = filters.get("BYDAY", [])
    safe = (
        freq in {"MONTHLY", "YEARLY"}
        and days
        and filters.keys() <= {"BYDAY", "BYMONTH", "BYSETPOS"}
        and max(places, default=0) <= _WEEKS_ALWAYS
        and not any(nth for nth, _ in days)
    )
    return {name: values for name, values in filters.items() if name != "BYSETPOS" or not safe}


def _obeyed(freq: str, filters: _Filters, start: date) -> bool:
    """Whether a start is what its rule asks for, so that it comes round again."""
    left = _places_aside(freq, filters)
    return "BYSETPOS" not in left and all(
        _obeys(name, values, freq, "BYMONTH" in filters, start) for name, values in left.items()
    )


def _comes_soon(freq: str, interval: int, filters: _Filters, start: date) -> bool:
    """Whether a rule of months or years comes in one of the first after its start, so that it comes round again."""
    wanted = {name: values for name, values in filters.items() if name != "BYSETPOS"}
    if not wanted.keys() & {"BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO"}:
        wanted["BYMONTHDAY"] = [(start.day, "")]
        if freq == "YEARLY":
            wanted.setdefault("BYMONTH", [(start.month, "")])
    fewest = min((abs(place) for place, _ in filters.get("BYSETPOS", [])), default=1)
    return any(
        sum(_is_wanted(wanted, freq, day) for day in _days_of(freq, start, period * interval)) >= fewest
        for period in range(1, _SOON.get(freq, 0) + 1)
    )


def _days_of(freq: str, start: date, later: int) -> Iterator[date]:
    """Yield the days of the month, or of the year, that comes so many after that of the start."""
    year, month = divmod(start.year * 12 + start.month - 1 + later, 12)
    first = date(start.year + later, 1, 1) if freq == "YEARLY" else date(year, month + 1, 1)
    length = (366 if _leap(first.year) else 365) if freq == "YEARLY" else _month_end(first).day
    return (first + timedelta(days=ahead) for ahead in range(length))


def _is_wanted(filters: _Filters, freq: str, day: date) -> bool:
    return all(_obeys(name, values, freq, "BYMONTH" in filters, day) for name, values in filters.items())


def _every_period_has(freq: str, interval: int, filters: _Filters) -> bool:
    months = [month for month, _ in filters.get("BYMONTH", [])]
    in_month = [abs(day) for day, _ in filters.get("BYMONTHDAY", [])]
    nth = [abs(nth) for nth, _ in filters.get("BYDAY", [])]
    common = (
        filters.keys() <= {"BYMONTH", "BYMONTHDAY", "BYDAY"}
        and all(1 <= month <= 12 for month in months)  # noqa: PLR2004
        and max(in_month, default=1) <= _ALWAYS_THERE
        and max(nth, default=0) <= (0 if in_month else _WEEKS_ALWAYS)
    )
    free = {
        "YEARLY": True,
        "MONTHLY": interval == 1 or not months,
        "WEEKLY": interval == 1 or not (months or in_month),
        "DAILY": interval == 1,
    }
    return common and free.get(freq, not filters)


def _obeys(name: str, values: list[tuple[int, str]], freq: str, in_month: bool, start: date) -> bool:
    if name == "BYDAY":
        yearly = freq == "YEARLY" and not in_month
        return any(_DAYS[day] == start.weekday() and (not nth or nth in _nths(start, yearly)) for nth, day in values)
    ordinal = start.timetuple().tm_yday
    days = 366 if _leap(start.year) else 365
    last = _month_end(start).day
    mine = {
        "BYMONTH": {start.month},
        "BYMONTHDAY": {start.day, start.day - last - 1},
        "BYYEARDAY": {ordinal, ordinal - days - 1},
        "BYWEEKNO": {start.isocalendar().week},
    }[name]
    return any(value in mine for value, _ in values)


def _nths(day: date, of_year: bool) -> set[int]:
    """Return which one of its weekday a day is, from the front and from the back."""
    first = day.replace(month=1, day=1) if of_year else day.replace(day=1)
    last = day.replace(month=12, day=31) if of_year else _month_end(day)
    return {(day - first).days // 7 + 1, -((last - day).days // 7) - 1}


def _month_end(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _ahead(freq: str, interval: int, start: date, wanted: date) -> timedelta:
    """Return by how much a start may be moved towards a day without another occurrence coming of it."""
    if start >= wanted or _STEP[freq] < 1:
        return timedelta(0)
    if freq in {"DAILY", "WEEKLY"}:
        step = interval * int(_STEP[freq])
        return timedelta(days=(wanted - start).days // step * step)
    years = (wanted.year - start.year) // (4 * interval) * 4 * interval
    try:
        moved = start.replace(year=start.year + years)
    except ValueError:
        return timedelta(0)
    return max(timedelta(0), moved - start) if moved <= wanted else timedelta(0)
