"""On which days a course is looked at: ends of weeks, evenly apart, and both ends of what is asked for."""

from datetime import date, timedelta

MOST = 60
"""Days looked at: more columns than that do not fit beside their scale."""

FEWEST = 13
"""Days looked at however large the record is: a quarter a week, three years a quarter."""

EFFORT = 120_000
"""Records that are read anew in all, every record once a day looked at: a second or two of work."""

SUNDAY = 6


def most_days(records: int) -> int:
    """Return how many days to look at where so many records (of all clients) have to be judged for each."""
    return max(FEWEST, min(MOST, EFFORT // max(records, 1)))


def days(first: date, last: date, most: int = MOST) -> list[date]:
    """Return the first day, ends of weeks as far apart as they have to be, and the last day.

    The weeks are counted from a fixed one, so that a course looked at a week later is looked at on the same days.
    """
    weeks = (last - first).days // 7 + 1
    apart = -(-weeks // max(most - 2, 1))
    sunday = first + timedelta(days=SUNDAY - first.weekday())
    regular = []
    while sunday < last:
        if sunday.toordinal() // 7 % apart == 0:
            regular.append(sunday)
        sunday += timedelta(weeks=1)
    return sorted({first, *regular, last})
