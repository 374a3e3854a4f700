"""A time zone by the rules that a calendar brings along: its changes of the clocks, computed once, then looked up."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from clienthealth.importers.calendars.rules import Unreadable, bounded, days_of_years

YEARS = range(1969, 2101)
"""Rules are carried out for these; before and after them the first and last change holds."""

MOST_CHANGES = 1_000
_LAST_START = 2999
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?Z?", re.ASCII)
_OFFSET = re.compile(r"([+-]?)(\d\d)(\d\d)(\d\d)?", re.ASCII)


class _Change(NamedTuple):
    """One change of the clocks: what they showed, and how far they were ahead of UTC before and after it."""

    wall: datetime
    before: timedelta
    after: timedelta

    @property
    def instant(self) -> datetime:
        """When it was, in UTC."""
        return self.wall - self.before

    def repeats(self, wall: datetime) -> bool:
        """Whether a time before it comes again after it, as the hour does when summer ends."""
        return self.wall - (self.before - self.after) <= wall < self.wall


class RuledZone(tzinfo):
    """A zone by its changes; times that come twice are the first unless `fold` says otherwise."""

    def __init__(self, name: str, changes: Iterable[_Change], first: timedelta) -> None:
        self._name = name
        self._first = first
        self._changes = sorted(changes, key=lambda change: change.instant)
        self._walls = [change.wall for change in self._changes]
        self._instants = [change.instant for change in self._changes]

    def utcoffset(self, dt: datetime | None) -> timedelta:
        """Return how far the clocks are ahead of UTC at a time that they show."""
        if dt is None:
            return self._first
        wall = dt.replace(tzinfo=None)
        place = bisect_right(self._walls, wall)
        if dt.fold and place < len(self._changes) and self._changes[place].repeats(wall):
            place += 1
        return self._changes[place - 1].after if place else self._first

    def dst(self, dt: datetime | None) -> timedelta:  # noqa: ARG002 tzinfo has it so
        """Return nothing: what part of an offset is summer time no calendar of ours asks."""
        return timedelta(0)

    def tzname(self, dt: datetime | None) -> str:  # noqa: ARG002 tzinfo has it so
        """Return the name that the calendar gives it."""
        return self._name

    def fromutc(self, dt: datetime) -> datetime:
        """Return what the clocks show at an instant."""
        instant = dt.replace(tzinfo=None)
        place = bisect_right(self._instants, instant)
        if not place:
            return dt + self._first
        change = self._changes[place - 1]
        again = instant - change.instant < change.before - change.after
        return (dt + change.after).replace(fold=int(again))


def zone_of(name: str, text: bytes) -> tzinfo | None:
    """Return the zone of the lines of a VTIMEZONE; None where they are not such as zones have."""
    changes: list[_Change] = []
    standard: timedelta | None = None
    for kind, block in re.findall(
        r"(?ms)^BEGIN:(STANDARD|DAYLIGHT)$(.*?)^END:\1$", text.decode("utf-8", "replace").replace("\r", "")
    ):
        try:
            found = _changes(block)
        except (Unreadable, ValueError, OverflowError):
            return None
        changes += found
        if kind == "STANDARD" and standard is None:
            standard = found[0].after
        if len(changes) > MOST_CHANGES:
            return None
    if not changes:
        return None
    return RuledZone(name, changes, changes[0].before if standard is None else standard)


def _changes(block: str) -> list[_Change]:
    lines = [(head.partition(";")[0].strip().upper(), value.strip()) for head, _, value in _heads(block)]
    one = dict(reversed(lines))
    start = _moment(one.get("DTSTART", ""))
    before, after = _offset(one.get("TZOFFSETFROM", "")), _offset(one.get("TZOFFSETTO", ""))
    walls = {start}
    for name, value in lines:
        if name == "RDATE":
            walls |= {_moment(each) for each in value.split(",")[:MOST_CHANGES]}
        elif name == "RRULE":
            walls |= set(_by_rule(value, start, before))
    return [_Change(wall, before, after) for wall in walls]


def _heads(block: str) -> Iterable[tuple[str, str, str]]:
    return (line.partition(":") for line in block.split("\n") if ":" in line)


def _by_rule(text: str, start: datetime, before: timedelta) -> Iterable[datetime]:
    """Yield when a rule changes the clocks; raises Unreadable where that is not once a year."""
    rule = bounded(text, start.date(), start.date(), date(YEARS[-1], 1, 1))
    if rule.freq != "YEARLY" or rule.interval != 1 or "COUNT" in rule.parts:
        raise Unreadable("the rule of a zone is none of once a year")
    last = _moment(rule.until or "29991231")
    if rule.until.endswith("Z"):
        last += before
    years = range(max(YEARS[0], start.year), YEARS[-1] + 1)
    walls = (datetime.combine(day, start.time()) for day in days_of_years(rule, start.date(), years))
    return (wall for wall in walls if start <= wall <= last)


def _moment(text: str) -> datetime:
    found = _STAMP.fullmatch(text.strip())
    if not found or int(found[1]) > _LAST_START:
        raise Unreadable(f"{text[:20]!r} is no time of a zone")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 clocks show no zone


def _offset(text: str) -> timedelta:
    found = _OFFSET.fullmatch(text)
    if not found or int(found[2]) > 23:  # noqa: PLR2004
        raise Unreadable(f"{text[:20]!r} is no offset")
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length
