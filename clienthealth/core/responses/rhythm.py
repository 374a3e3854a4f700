"""How often there is contact with a client, and whether that has changed."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from clienthealth.core.median import median

FEWEST = 3
"""Gaps below which no usual one is named."""

RECENT = 91
"""Days that are compared with those before them: a quarter, so that a holiday makes no change."""

LEAST = 91
"""Days before them that must be on record, or nothing is compared."""

FOUR_WEEKS = 28


class Rhythm(NamedTuple):
    """On how many days there was contact, and the median days from one to the next (higher = rarer, None below 3).

    `recent` and `before` are days with contact in four weeks: of the last quarter, and of the year before it as far
    as it is on record; None where that is too short.
    """

    contacts: int = 0
    days: int = 0
    gap: float | None = None
    recent: float | None = None
    before: float | None = None


def rhythm(contacts: Iterable[int], first: int, last: int) -> Rhythm:
    """Return the rhythm of contacts, each by its day (proleptic ordinal), of the days from `first` to `last`."""
    held = [each for each in contacts if first <= each <= last]
    days = sorted(set(held))
    gaps = [later - earlier for earlier, later in pairwise(days)]
    turn = last - RECENT
    span = turn - max(first, days[0]) + 1 if days else 0
    told = span >= LEAST
    return Rhythm(
        contacts=len(held),
        days=len(days),
        gap=median(gaps) if len(gaps) >= FEWEST else None,
        recent=_rate(sum(each > turn for each in days), RECENT) if told else None,
        before=_rate(sum(each <= turn for each in days), span) if told else None,
    )


def _rate(days: int, span: int) -> float:
    return FOUR_WEEKS * days / span
