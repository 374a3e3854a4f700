"""Days on which nobody works, as stretches to tell a client."""

from collections.abc import Iterable
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def stretches(
    holidays: Iterable[date], aways: Iterable[tuple[date, date]], first: date, last: date
) -> tuple[tuple[date, date], ...]:
    """Return the days off from `first` to `last`, both included, as first and last day of each stretch."""
    days = {day for day in holidays if first <= day <= last}
    for begin, end in aways:
        day = max(begin, first)
        while day <= min(end, last):
            days.add(day)
            day += ONE_DAY
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and found[-1][1] + ONE_DAY == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)
