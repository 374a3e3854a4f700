"""The zones that a calendar names: of the tz database, as Windows calls them, or by rules in the file."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from zoneinfo import ZoneInfo

from clienthealth.errors import UsageError
from clienthealth.importers.calendars.ruled import zone_of

_OF_THE_MACHINE = {"localtime", "posixrules", "Factory"}
"""Names in some tz databases which mean something else on every machine."""

_UTC = {"tzone://Microsoft/Utc", "Z", "(UTC) Coordinated Universal Time"}
_LONGEST_NAME = 200


class UnknownZone(Exception):
    """A zone whose name nobody knows and whose rules the file does not bring."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Zones:
    """Finds zones by the names that a file gives them; the user's own answers go before everything."""

    def __init__(self, rules: Iterable[bytes], given: Mapping[str, str]) -> None:
        self._rules = {name: text for text in rules if (name := _plain(_property(text, "TZID")))}
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
        text = self._rules.get(_plain(name), b"")
        tries: tuple[Callable[[], tzinfo | None], ...] = (
            lambda: _by_name(name),
            lambda: _by_windows(name),
            lambda: _by_tail(name),
            lambda: _by_name(_property(text, "X-LIC-LOCATION")),
            lambda: zone_of(name, text),
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


def _plain(name: str) -> str:
    """Return a name without the backslashes that a comma has where a zone is laid down, and seldom where it is used."""
    return name.replace("\\,", ",").replace("\\;", ";")


def _property(text: bytes, name: str) -> str:
    found = re.search(rb"(?mi)^" + name.encode() + rb"(?:;[^:\n]*)?:(.*)$", text)
    return found[1].decode("utf-8", "replace").strip() if found else ""
