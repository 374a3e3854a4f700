"""Time that was no contact: work, looks taken, and absences."""

from typing import ClassVar

from clienthealth.core.kinds import PulseState
from clienthealth.core.moments import When
from clienthealth.core.records.base import Record, check_order, check_range
from clienthealth.errors import InvalidField

LONGEST_STRETCH = 60 * 24 * 366
"""Minutes: time sheets hold sums as well, of months and of people."""


class Time(Record, kw_only=True):
    """Effort that is no contact."""

    TYPE: ClassVar[str] = "time"

    minutes: float
    text: str | None = None
    project: str | None = None
    staff: str | None = None
    billable: bool | None = None

    def check(self) -> None:
        """Refuse negative time, and more than a year of it."""
        check_range("minutes", self.minutes, 0, LONGEST_STRETCH)


class Pulse(Record, kw_only=True):
    """A look at a client without an event: the time was observed, nothing more."""

    TYPE: ClassVar[str] = "pulse"

    state: PulseState


class Away(Record, kw_only=True):
    """Nobody (or `staff`) works from `at` to `until`, both included; our clocks stand still."""

    TYPE: ClassVar[str] = "away"

    client: str = ""
    until: When | None = None
    staff: str | None = None

    def check(self) -> None:
        """Refuse an absence of one client, and one that ends before it begins."""
        if self.client:
            raise InvalidField("client", "an absence is nobody's in particular", "leave it out")
        check_order(self.at, "until", self.until, "its beginning")
