"""Which days were observed at all: long stretches that nobody logged are not good years."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from math import log

from clienthealth.core.frozen import Frozen
from clienthealth.core.score.dated import Case
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.spans import Cover, Span, cover

MONTH = 30
"""Days of a month of observed time (scoring model, section 2)."""


class Observed(Frozen):
    """The observed stretches up to a day, each with the days and decayed months from its start on."""

    stretches: Cover
    days_from: tuple[int, ...]
    months_from: tuple[float, ...]
    today: int
    half_life: float

    def days_since(self, first: int) -> int:
        """Return T, the observed days in (first, today]."""
        place, start = self._stretch(first)
        if place == len(self.stretches.ends):
            return 0
        return self.stretches.ends[place] - start + 1 + self.days_from[place + 1]

    def months_since(self, first: int) -> float:
        """Return E, the observed time in (first, today] in months, decayed."""
        place, start = self._stretch(first)
        if place == len(self.stretches.ends):
            return 0.0
        partial = _months((start, self.stretches.ends[place]), self.today, self.half_life)
        return partial + self.months_from[place + 1]

    def _stretch(self, first: int) -> tuple[int, int]:
        place = bisect_left(self.stretches.ends, first + 1)
        start = self.stretches.starts[place] if place < len(self.stretches.starts) else 0
        return place, max(start, first + 1)


def observe(cases: Iterable[Case], away: Cover, today: int, policy: Policy, also: Iterable[int] = ()) -> Observed:
    """Find the observed days of a portfolio; `away` are the days on which nobody worked, `also` busy ones."""
    busy = sorted({*also, *(day for case in cases for day in case.busy())})
    unseen = cover((*_empty_runs(busy, today, policy.window.empty_run), *away.spans()))
    stretches = cover(_between(unseen, busy[0] if busy else today, today))
    half_life = policy.halflife.conduct
    days, months = [0], [0.0]
    for span in reversed(list(stretches.spans())):
        days.append(days[-1] + span[1] - span[0] + 1)
        months.append(months[-1] + _months(span, today, half_life))
    return Observed(stretches, tuple(reversed(days)), tuple(reversed(months)), today, half_life)


def _empty_runs(busy: list[int], today: int, shortest: int) -> Iterable[Span]:
    for before, after in pairwise((*busy, today + 1)):
        if after - before - 1 >= shortest:
            yield before + 1, after - 1


def _between(unseen: Cover, first: int, today: int) -> Iterable[Span]:
    """Yield the stretches of (first, today] outside a cover."""
    start = first + 1
    for begin, end in unseen.spans():
        yield start, min(begin - 1, today)
        start = max(start, end + 1)
    yield start, today


def _months(span: Span, today: int, half_life: float) -> float:
    """Integrate 2^(-age/half_life)/30 over a stretch; day x covers the ages today - x to today - x + 1."""
    oldest, newest = today - span[0] + 1, today - span[1]
    scale = half_life / (MONTH * log(2))
    months: float = scale * (2.0 ** (-newest / half_life) - 2.0 ** (-oldest / half_life))
    return months
