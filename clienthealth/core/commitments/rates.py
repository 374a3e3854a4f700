"""How many promises were kept in time, ours and theirs: of those that came due within the last year.

Kept, late and due are what `score.lateness` says of them: what was released is neither kept nor late, what was moved
in time is judged by its new day, and what is overdue is late though it is still open.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from clienthealth.core.reflection.numbers import YEAR
from clienthealth.core.score.lateness import Fate

FEWEST = 10
"""Promises below which no share is given: one more or less would move it by more than ten points."""


class Kept(NamedTuple):
    """How many promises came due, and how many of them were kept in time."""

    kept: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """The share that was kept in time, 0 to 1, higher = better; None where there are too few to tell."""
        return self.kept / self.of if self.of >= FEWEST else None


class Rates(NamedTuple):
    """Both sides, and since which day."""

    since: date
    ours: Kept
    theirs: Kept


def first_day(day: date) -> date:
    """Return the first day of the year that is looked at as of a day."""
    return date.fromordinal(day.toordinal() - YEAR + 1)


def came_due(fates: Iterable[Fate], today: int, *, ours: bool) -> Iterator[Fate]:
    """Yield the promises of one side that came due within the year and were kept in time or late."""
    for fate in fates:
        is_meant = fate.promise.ours is ours and (fate.in_time or fate.late)
        if is_meant and fate.due is not None and today - YEAR < fate.due <= today:
            yield fate


def rates(fates: Iterable[Fate], today: date) -> Rates:
    """Return how many were kept on either side, as of a day."""
    held, day = tuple(fates), today.toordinal()
    sides = (kept(came_due(held, day, ours=ours)) for ours in (True, False))
    return Rates(first_day(today), *sides)


def kept(due: Iterable[Fate]) -> Kept:
    """Count those that came due, and those kept in time."""
    held = tuple(due)
    return Kept(sum(each.in_time for each in held), len(held))
