"""How soon either side answers: medians with how many they stand on, by two clocks.

Never a mean: one answer of a month would outweigh a year of good ones.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clienthealth.core.median import median
from clienthealth.core.responses.clock import Worked, WorkingClock, elapsed
from clienthealth.core.responses.pairs import Pair

FEWEST = 3
"""Answers below which nothing is said of how long they took: a median of two is neither of them."""


class Answered(NamedTuple):
    """The answers of one side: how many, and the median hours (higher = slower), None below `FEWEST`.

    `clock` counts nights, weekends and holidays, `working` only our working hours, whoever answered.
    """

    n: int = 0
    clock: float | None = None
    working: float | None = None


class Answers(NamedTuple):
    """Both sides, and how many pairs were dropped because the answer is stamped before what it answers."""

    ours: Answered = Answered()
    theirs: Answered = Answered()
    dropped: int = 0


def answers(pairs: Iterable[Pair], dropped: int, worked: Worked) -> Answers:
    """Return how soon either side answered, of one client's pairs or of those of several."""
    held = tuple(pairs)
    ours = [each for each in held if each.ours]
    return Answers(answered(ours, worked), answered([each for each in held if not each.ours], worked), dropped)


def answered(pairs: Sequence[Pair], worked: Worked) -> Answered:
    """Return the medians of some pairs."""
    spans = [
        (each.asked.moment, each.answer.moment)
        for each in pairs
        if each.asked.moment is not None and each.answer.moment is not None
    ]
    if len(spans) < FEWEST:
        return Answered(len(spans))
    first, last = min(begin for begin, _ in spans), max(end for _, end in spans)
    clock = WorkingClock(worked, *(each.astimezone(worked.zone).date() for each in (first, last)))
    return Answered(
        len(spans),
        median(elapsed(begin, end) for begin, end in spans),
        median(clock.hours(begin, end) for begin, end in spans),
    )
