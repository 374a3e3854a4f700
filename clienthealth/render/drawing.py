"""Small drawings of one line: a course, and a likelihood between its poles with its interval.

Shape carries the meaning and colour adds nothing, so they read the same without it; every character has one of ASCII
that takes its place where the terminal has no other (`words.carried`).
"""

from collections.abc import Sequence

from clienthealth.core.assessment import Health, Likelihood

BLOCKS = "▁▂▃▄▅▆▇█"
UNKNOWN = "·"
"""A stretch of which nothing is known: no lowest block, which would be a bad mood."""

OUTSIDE, INSIDE, HERE = "·", "─", "●"
BAR = 20
"""Columns of a bar."""


def sparkline(values: Sequence[float | None]) -> str:
    """Return one block a value, 0 to 100, on a scale that is always the whole of it; None is a gap."""
    return "".join(UNKNOWN if each is None else BLOCKS[place(each / 100, len(BLOCKS))] for each in values)


def likelihood_bar(found: Likelihood, width: int = BAR) -> str:
    """Return where a likelihood lies between 0 (left) and 1 (right), and its 80 % interval."""
    return bar(found.low, found.probability, found.high, width)


def mood_bar(found: Health, width: int = BAR) -> str:
    """Return where a mood lies between 0 (left) and 100 (right), and its band."""
    return bar(found.low / 100, found.score / 100, found.high / 100, width)


def bar(low: float, here: float, high: float, width: int = BAR) -> str:
    """Return a line of `width` columns from 0 to 1 with an interval and a value in it."""
    first, point, last = (place(each, width) for each in (low, here, high))
    inside = INSIDE * (point - first) + HERE + INSIDE * (last - point)
    return OUTSIDE * first + inside + OUTSIDE * (width - last - 1)


def place(share: float, places: int) -> int:
    """Return on which of so many places a share of 0 to 1 lies."""
    return max(0, min(places - 1, int(share * places)))
