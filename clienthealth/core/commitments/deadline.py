"""When something is due: by the day, and by the hour where it has one."""

from datetime import date, datetime
from typing import NamedTuple, Protocol

from clienthealth.core.moments import When
from clienthealth.core.weekly.desk import Desk

SECONDS_A_MINUTE = 60


class Timed(Protocol):
    """What is due: `days` overdue, less than nothing ahead; `minutes` until its moment, less than nothing after it."""

    @property
    def day(self) -> date:
        """The day it is due."""

    @property
    def days(self) -> int:
        """How many days it is overdue."""

    @property
    def past(self) -> bool:
        """Whether it is overdue, by the hour where it has one."""

    @property
    def moment(self) -> datetime | None:
        """The moment, where the time of day is known."""

    @property
    def minutes(self) -> int | None:
        """How many minutes are left, where the time of day is known."""


class Deadline(NamedTuple):
    """A due day, and the moment in the desk's zone where the time of day is known; as `Timed` says."""

    day: date
    days: int
    past: bool
    moment: datetime | None = None
    minutes: int | None = None


def deadline(when: When, desk: Desk) -> Deadline:
    """Return when something is due as seen from the desk."""
    day, today = desk.day(when), desk.today
    if not isinstance(when, datetime):
        return Deadline(day, (today - day).days, past=day < today)
    seconds = (when - desk.now).total_seconds()
    return Deadline(day, (today - day).days, seconds < 0, when.astimezone(desk.zone), round(seconds / SECONDS_A_MINUTE))
