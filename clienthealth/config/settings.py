"""The settings in force, each with what holds where nothing is said."""

from collections.abc import Mapping
from datetime import date, time, tzinfo
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from clienthealth.config.source import Source
from clienthealth.core.kinds import Language
from clienthealth.core.working_time import WorkingHours
from clienthealth.errors import UsageError, UserError

OFFICE_HOURS = WorkingHours(frozenset(range(5)), time(9), time(17))
NOTHING: Mapping[str, float] = MappingProxyType({})
USUAL_TOUCH, LONGEST_TOUCH = 30, 60
UNGIVEN: Mapping[str, str] = MappingProxyType({})


class Sender(NamedTuple):
    """Who the letters are from; what is empty was not said."""

    name: str = ""
    address: tuple[str, ...] = ()
    place: str = ""
    email: str = ""
    phone: str = ""
    signature: str = ""
    closing: str = ""
    voice: str = "i"
    country: str = ""
    own_up_to: int | None = None


class Targets(NamedTuple):
    """How fast we mean to be, in working days."""

    acknowledge: int = 1
    answer: int = 5
    follow_up: int = 5


class Touch(NamedTuple):
    """How often clients hear from us, in days; None is the client's own rhythm, else 30 and 60."""

    usual: int | None = None
    longest: int | None = None


class Backup(NamedTuple):
    """Where copies of the database go, and how many stay."""

    dir: Path | None = None
    keep: int = 10


class Retention(NamedTuple):
    """How long the record of an ended relationship is kept; None is for ever."""

    months_after_end: int | None = None


class Review(NamedTuple):
    """What the weekly review counts."""

    per_colleague: bool = False


class HonestLog(NamedTuple):
    """What `log` says to wording."""

    hints: bool = True


SECTIONS = {
    "sender": Sender,
    "targets": Targets,
    "touch": Touch,
    "backup": Backup,
    "retention": Retention,
    "review": Review,
    "honest_log": HonestLog,
}


class Values(NamedTuple):
    """Every key of the configuration, with what holds where nobody says anything."""

    database: Path
    me: str
    timezone: str
    language: Language = Language.EN
    hours: WorkingHours = OFFICE_HOURS
    holidays: frozenset[date] = frozenset()
    currency: str = "EUR"
    currency_rates: Mapping[str, float] = NOTHING
    topics: tuple[str, ...] = ()
    own_addresses: tuple[str, ...] = ()
    sender: Sender = Sender()
    targets: Targets = Targets()
    touch: Touch = Touch()
    backup: Backup = Backup()
    retention: Retention = Retention()
    review: Review = Review()
    honest_log: HonestLog = HonestLog()
    policy: Mapping[str, float] = NOTHING
    source: Source = Source()
    given: Mapping[str, str] = UNGIVEN


class Settings(Values):
    """What is in force, and why.

    `given` maps what came from the environment or an option to its origin; `source` is the file.
    """

    @cached_property
    def zone(self) -> tzinfo:
        """The zone of `timezone`, looked up when it is first asked for."""
        from zoneinfo import ZoneInfo

        try:
            if self.timezone.startswith("/"):
                return _zone_in(Path(self.timezone))
            return ZoneInfo(self.timezone)
        except (KeyError, ValueError, OSError):
            raise self.wrong("timezone", f'"{self.timezone}" is no time zone', _nearest(self.timezone)) from None

    def origin(self, key: str) -> str:
        """Say where the value of a key like `targets.answer` comes from."""
        if key in self.given:
            return self.given[key]
        line = self.source.line_of(key)
        return f"file {self.source.path}:{line}" if line else "default"

    def wrong(self, key: str, what: str, hint: str = "") -> UserError:
        """Make the error about a value that turns out impossible, with the place it comes from."""
        if key in self.given or not self.source.line_of(key):
            return UsageError(f"{key} ({self.origin(key)}): {what}", hint)
        return self.source.wrong(key, what, hint)


def _zone_in(file: Path) -> tzinfo:
    """Read a zone from a file of the system."""
    from zoneinfo import ZoneInfo

    with file.open("rb") as opened:
        return ZoneInfo.from_file(opened, key=str(file))


def _nearest(typed: str) -> str:
    """Name the zones that look like `typed`."""
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    near = get_close_matches(typed, available_timezones(), 3, 0.6)
    return "did you mean " + " or ".join(near) + "?" if near else 'an IANA name, as "Europe/Berlin"'
