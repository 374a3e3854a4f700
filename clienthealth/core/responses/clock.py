"""How much worked time lies between two instants."""

from collections.abc import Collection
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from clienthealth.core.working_time import WorkingHours

SECONDS_AN_HOUR = 3600


class Worked(NamedTuple):
    """When work is done: the hours of which weekdays, in which zone, and on which days nobody works."""

    hours: WorkingHours
    zone: tzinfo
    free: Collection[date] = frozenset()


class WorkingClock:
    """Runs only while work is done; made once for the days it is asked about, so that each question costs the same.

    All arithmetic is on instants: a working day over a change of the clocks is as long as it was.
    """

    def __init__(self, worked: Worked, first: date, last: date) -> None:
        self._zone = worked.zone
        self._first = first.toordinal()
        self._days: list[tuple[float, float, float]] = []
        """Of each day: the seconds worked before it, and between which instants it was worked."""
        run = 0.0
        for day in (first + timedelta(days=place) for place in range((last - first).days + 1)):
            begin, end = _shift(worked, day)
            self._days.append((run, begin, end))
            run += end - begin

    def hours(self, begin: datetime, end: datetime) -> float:
        """Return the working hours from one instant to a later one."""
        return (self._until(end) - self._until(begin)) / SECONDS_AN_HOUR

    def _until(self, moment: datetime) -> float:
        place = moment.astimezone(self._zone).toordinal() - self._first
        before, begin, end = self._days[place]
        return before + min(max(moment.timestamp() - begin, 0.0), end - begin)


def elapsed(begin: datetime, end: datetime) -> float:
    """Return the clock hours from one instant to a later one: nights, weekends and holidays included."""
    # Not `end - begin`: within one zone Python subtracts what the clocks on the wall show.
    return (end.timestamp() - begin.timestamp()) / SECONDS_AN_HOUR


def _shift(worked: Worked, day: date) -> tuple[float, float]:
    """Return between which instants a day is worked; the same instant twice where it is not."""
    begin = datetime.combine(day, worked.hours.start, worked.zone).timestamp()
    if not worked.hours.works_on(day) or day in worked.free:
        return begin, begin
    return begin, datetime.combine(day, worked.hours.end, worked.zone).timestamp()
