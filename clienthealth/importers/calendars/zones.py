"""The zones that a calendar names: of the tz database, as Windows calls them, or by rules in the file."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import cast
from zoneinfo import ZoneInfo

from clienthealth.errors import UsageError
from clienthealth.importers.calendars.rules import Unreadable, bounded

_OF_THE_MACHINE = {"localtime", "posixrules", "Factory"}
"""Names in some tz databases which mean something else on every machine."""

_UTC = {"tzone://Microsoft/Utc", "Z", "(UTC) Coordinated Universal Time"}
_LONGEST_NAME = 200
_MOST_CHANGES = 500
_LAST_CHANGE = 2999
_CUSTOM_ERRORS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


class UnknownZone(Exception):
    """A zone whose name nobody knows and whose rules the file does not bring."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Zones:
    """Finds zones by the names that a file gives them; the user's own answers go before everything."""

    def __init__(self, rules: Iterable[bytes], given: Mapping[str, str]) -> None:
        self._rules = {name: text for text in rules if (name := _property(text, "TZID"))}
        self._given = given
        self._found: dict[str, tzinfo | None] = {}

    def named(self, name: str) -> tzinfo:
        """Return the zone of a name; raises UnknownZone."""
        if name not in self._found:
            self._found[name] = self._find(name)
        found = self._found[name]
        if found is None:
            raise UnknownZone(name)
        return found

    def refused(self, name: str) -> bool:
        """Whether the user does not know the zone either, and leaves out what is in it."""
        return self._given.get(f"zone:{name}") == "none"

    def _find(self, name: str) -> tzinfo | None:
        answer = self._given.get(f"zone:{name}", "")
        if answer:
            return None if answer == "none" else _answered(name, answer)
        text = self._rules.get(name, b"")
        tries: tuple[Callable[[], tzinfo | None], ...] = (
            lambda: _by_name(name),
            lambda: _by_windows(name),
            lambda: _by_tail(name),
            lambda: _by_name(_property(text, "X-LIC-LOCATION")),
            lambda: _by_rules(text),
        )
        return next((zone for each in tries if (zone := each()) is not None), None)


def _answered(name: str, answer: str) -> tzinfo:
    zone = _by_name(answer)
    if zone is None:
        raise UsageError(
            f"{answer!r} is no zone, and cannot be what {name!r} means",
            "zones are named as Europe/Berlin; none leaves it out",
        )
    return zone


def _by_name(name: str) -> tzinfo | None:
    if not name or len(name) > _LONGEST_NAME or name in _OF_THE_MACHINE:
        return None
    try:
        return ZoneInfo("UTC" if name in _UTC else name)
    except (KeyError, ValueError, OSError):  # no such zone; no name at all; a folder of zones
        return None


def _by_windows(name: str) -> tzinfo | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return _by_name(WINDOWS_TO_OLSON.get(name, ""))


def _by_tail(name: str) -> tzinfo | None:
    """Find a zone at the end of a path, as in /mozilla.org/20050126_1/Europe/Berlin."""
    if not name.startswith("/") or len(name) > _LONGEST_NAME:
        return None
    steps = name.split("/")
    tails = ("/".join(steps[at:]) for at in range(1, len(steps)))
    return next((zone for tail in tails if (zone := _by_name(tail)) is not None), None)


def _by_rules(text: bytes) -> tzinfo | None:
    """Make a zone of the rules in a file, if they are such as zones have: a change of clocks once a year."""
    if not text or not _tame(text):
        return None
    from icalendar import Timezone

    whole = b"BEGIN:VTIMEZONE\r\n" + text.replace(b"\n", b"\r\n") + b"\r\nEND:VTIMEZONE\r\n"
    try:
        zone = Timezone.from_ical(whole)
        made: tzinfo = cast("Timezone", zone).to_tz(lookup_tzid=False)
    except _CUSTOM_ERRORS:
        return None
    return made if _tells_time(made) else None


def _tells_time(zone: tzinfo) -> bool:
    try:
        return all(datetime(2024, month, 1, tzinfo=zone).utcoffset() is not None for month in (1, 7))
    except _CUSTOM_ERRORS:
        return False


def _tame(text: bytes) -> bool:
    lines = text.decode("utf-8", "replace").split("\n")
    if sum(line.upper().startswith("RDATE") and line.count(",") + 1 for line in lines) > _MOST_CHANGES:
        return False
    start: date | None = None
    for line in lines:
        name, _, value = line.partition(":")
        if name.upper().startswith("DTSTART") and (found := re.match(r"(\d{4})(\d\d)(\d\d)", value.strip())):
            try:
                start = date(*(int(each) for each in found.groups()))
            except ValueError:
                return False
            if start.year > _LAST_CHANGE:
                return False
    for line in lines:
        name, _, value = line.partition(":")
        if name.upper().startswith("RRULE") and not (start and _once_a_year(value, start)):
            return False
    return True


def _once_a_year(rule: str, start: date) -> bool:
    try:
        found = bounded(rule.strip(), start, start, date(2100, 1, 1))
    except Unreadable:
        return False
    return found.freq == "YEARLY" and found.interval == 1


def _property(text: bytes, name: str) -> str:
    found = re.search(rb"(?mi)^" + name.encode() + rb"(?:;[^:\n]*)?:(.*)$", text)
    return found[1].decode("utf-8", "replace").strip() if found else ""
