"""Days and moments: a record knows the day it happened, and sometimes the time of day.

A `When` is a `date` (a day without a time of day) or an aware `datetime` in UTC (a moment, whole
seconds). Days of moments are days in a zone that the caller names.
"""

from datetime import UTC, date, datetime, timedelta, tzinfo

When = date | datetime

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def parse(text: str, zone: tzinfo) -> When:
    """Read `YYYY-MM-DD` or RFC 3339; a moment without offset is one of `zone`. Raises ValueError."""
    if len(text) == 10:  # noqa: PLR2004 - the length of YYYY-MM-DD
        return date.fromisoformat(text)
    if len(text) < 16 or text[10] not in "Tt ":  # noqa: PLR2004 - YYYY-MM-DDTHH:MM
        message = f"{text!r} is no date or moment"
        raise ValueError(message)
    moment = datetime.fromisoformat(text)
    return instant(moment if moment.tzinfo else moment.replace(tzinfo=zone))


def instant(moment: datetime) -> datetime:
    """Bring an aware moment to UTC and whole seconds."""
    return moment.astimezone(UTC).replace(microsecond=0)


def is_moment(when: When) -> bool:
    """Whether the time of day is known."""
    return isinstance(when, datetime)


def text_of(when: When) -> str:
    """Write a day as `YYYY-MM-DD`, a moment in UTC with `Z`.

    The texts sort by UTC date, a bare day before the moments of its date, then by moment.
    """
    if isinstance(when, datetime):
        utc = when if when.tzinfo is UTC else when.astimezone(UTC)
        return utc.isoformat(timespec="seconds")[:19] + "Z"
    return when.isoformat()


def day_of(when: When, zone: tzinfo) -> date:
    """Return the calendar day of `when` in `zone`."""
    return when.astimezone(zone).date() if isinstance(when, datetime) else when


def utc_day(when: When) -> date:
    """Return the day a journal sorts by: a moment's in UTC, a bare day itself."""
    return when.astimezone(UTC).date() if isinstance(when, datetime) else when


def surely_before(a: When, b: When) -> bool:
    """Whether `a` lies before `b` in every zone; a bare day and a moment overlap by a day either way."""
    if isinstance(a, datetime) and isinstance(b, datetime):
        return a < b
    if isinstance(a, datetime) or isinstance(b, datetime):
        return utc_day(a) + timedelta(days=1) < utc_day(b)
    return a < b


def undoes(again: When, end: When, zone: tzinfo) -> bool:
    """Whether a reopening is later than an end; on one day, unless both have their hour, it is."""
    if isinstance(again, datetime) and isinstance(end, datetime):
        return again > end
    return day_of(again, zone) >= day_of(end, zone)


def end_of(day: date, zone: tzinfo) -> datetime:
    """Return the last whole second of `day` in `zone`, as a moment."""
    tomorrow = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
    return instant(tomorrow) - timedelta(seconds=1)


def months_after(day: date, months: int) -> date:
    """Return the day so many months after another one; the last of a shorter month."""
    whole = day.year * 12 + day.month - 1 + months
    first = date(whole // 12, whole % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(last, first + timedelta(days=day.day - 1))


def said(when: When, now: datetime) -> str:
    """Write what was understood, in the zone of `now`: `Mon 2026-11-16` or `Mon 2026-11-16 16:30`."""
    zone = now.tzinfo
    if zone is None:
        message = "the present moment needs a zone"
        raise ValueError(message)
    day = day_of(when, zone)
    text = f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"
    return f"{text} {clock_of(when, now)}" if isinstance(when, datetime) else text


def clock_of(moment: datetime, now: datetime) -> str:
    """Write the time of day of a moment in the zone of `now`."""
    return moment.astimezone(now.tzinfo).strftime("%H:%M")


def ago(day: date, today: date) -> str:
    """Write how far away a day is: `today`, `yesterday`, `5 days ago`, `in 3 days`."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"
