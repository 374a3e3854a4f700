"""From where things are due: the present moment, our targets for complaints, and which days are worked."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from clienthealth.core.moments import When, day_of
from clienthealth.core.records.agreed import Pause
from clienthealth.core.records.spent import Away
from clienthealth.core.score.away import away_days
from clienthealth.core.working_time import WorkingHours

FAR = timedelta(days=400)
"""As far back and ahead as any clock of a complaint runs."""


class Targets(NamedTuple):
    """How fast we mean to be with complaints, in working days."""

    acknowledge: int = 1
    answer: int = 5
    follow_up: int = 5


class Desk(NamedTuple):
    """The present moment in its zone, our targets, and which days are worked."""

    now: datetime
    hours: WorkingHours
    targets: Targets = Targets()
    free: Collection[date] = frozenset()
    retention: int | None = None
    """Months for which the record of a client that has ended is kept; None where nobody said so."""

    @property
    def today(self) -> date:
        """The present day."""
        return self.now.date()

    @property
    def zone(self) -> tzinfo:
        """The zone of the present moment."""
        if self.now.tzinfo is None:
            message = "the present moment has no zone"
            raise ValueError(message)
        return self.now.tzinfo

    def closed_for(self, aways: Iterable[Away], staff: str | None = None) -> "Desk":
        """Return the desk with the days on which everybody is away taken out; with `staff` those of one as well."""
        first, last = (self.today - FAR).toordinal(), (self.today + FAR).toordinal()
        away = {
            date.fromordinal(day)
            for begun, ended in away_days(aways, self.zone, staff).spans()
            for day in range(max(begun, first), min(ended, last) + 1)
        }
        return self._replace(free=frozenset(self.free) | away)

    def day(self, when: When) -> date:
        """Return the day of a moment in the desk's zone."""
        return day_of(when, self.zone)

    def by(self, day: date, working_days: int, paused: Collection[date] = ()) -> date:
        """Return the last day on which so many working days after `day` are kept."""
        return self.hours.working_days_after(day, working_days, {*self.free, *paused})

    def paused(self, pauses: Iterable[Pause]) -> bool:
        """Whether a clock stands still today."""
        return any(self.day(each.from_) <= self.today <= self._end(each) for each in pauses)

    def paused_days(self, pauses: Iterable[Pause]) -> frozenset[date]:
        """Return the days on which a clock stood still; a pause without an end lasts until today."""
        return frozenset(
            date.fromordinal(day)
            for each in pauses
            for day in range(self.day(each.from_).toordinal(), min(self._end(each), self.today + FAR).toordinal() + 1)
        )

    def _end(self, pause: Pause) -> date:
        return self.day(pause.until) if pause.until is not None else self.today
