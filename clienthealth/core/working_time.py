"""Which days and hours are worked, and how working days are counted."""

from collections.abc import Container
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS, MINUTES = 24, 60
ONE_DAY = timedelta(days=1)


class WorkingHours(NamedTuple):
    """The weekdays that are worked (0 is Monday) and the hours of each, start included, end not."""

    weekdays: frozenset[int]
    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> "WorkingHours":
        """Read `mon-fri 09:00-17:00` or `mon,wed-thu 08:30-12:00`. Raises ValueError."""
        days, _, hours = text.strip().lower().partition(" ")
        start, _, end = hours.strip().partition("-")
        found = cls(_weekdays(days), _clock(start), _clock(end))
        if found.start >= found.end:
            message = f"{start} is not before {end}"
            raise ValueError(message)
        return found

    def __str__(self) -> str:
        """Write what `parse` reads."""
        return f"{_spans(self.weekdays)} {self.start:%H:%M}-{self.end:%H:%M}"

    def works_on(self, day: date) -> bool:
        """Whether `day` is one of the weekdays that are worked."""
        return day.weekday() in self.weekdays

    def covers(self, moment: datetime) -> bool:
        """Whether `moment`, in the zone it carries, lies within the hours of a worked weekday."""
        return self.works_on(moment.date()) and self.start <= moment.time() < self.end

    def working_days_after(self, day: date, n: int, free_days: Container[date] = ()) -> date:
        """Return the day `n` working days after `day`; with 0 `day` itself, or the next that is worked."""
        if n < 0:
            message = f"{n} working days lie in the past"
            raise ValueError(message)
        left = n
        while left > 0 or not self._worked(day, free_days):
            day += ONE_DAY
            left -= self._worked(day, free_days)
        return day

    def _worked(self, day: date, free_days: Container[date]) -> bool:
        return self.works_on(day) and day not in free_days


def _weekdays(text: str) -> frozenset[int]:
    """Read `mon`, `mon-fri`, `sat-wed` (over the end of the week) and lists of these with commas."""
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        begin, end = _weekday(first), _weekday(last if dash else first)
        found.update((begin + step) % 7 for step in range((end - begin) % 7 + 1))
    return frozenset(found)


def _weekday(text: str) -> int:
    if text not in WEEKDAYS:
        message = f"{text!r} is no weekday"
        raise ValueError(message)
    return WEEKDAYS.index(text)


def _clock(text: str) -> time:
    hour, _, minute = text.strip().partition(":")
    if hour.isdecimal() and minute.isdecimal() and int(hour) < HOURS and int(minute) < MINUTES:
        return time(int(hour), int(minute))
    message = f"{text.strip()!r} is no time of day"
    raise ValueError(message)


def _spans(weekdays: frozenset[int]) -> str:
    """Write weekdays as runs: `mon-wed,fri`."""
    runs: list[list[int]] = []
    for day in sorted(weekdays):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}" for run in runs)
