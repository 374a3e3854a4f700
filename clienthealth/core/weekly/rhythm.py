"""How often a client and we are in contact, and since when we are not."""

from collections.abc import Sequence
from datetime import date, tzinfo
from itertools import pairwise
from typing import NamedTuple

from clienthealth.core.history import History, Week
from clienthealth.core.moments import day_of

USUAL, LONGEST = 30, 60
"""Days, where a client has no rhythm yet."""

GAPS = 6
"""Gaps between weeks with contact before they are called a rhythm."""

WITHIN = 365
"""Days that a rhythm is read from."""

OVER_USUAL, OVER_LONGEST = 2, 4
"""Times their median gap: half of all gaps are longer than the median, and nobody wants to be nagged by half."""


class Touch(NamedTuple):
    """Days of silence: more than is usual, and the longest; None is the client's own rhythm."""

    usual: int | None = None
    longest: int | None = None


def limits(history: History, today: date, touch: Touch) -> tuple[int, int]:
    """Return how many days of silence are usual with a client, and the longest: as set, by rhythm, or 30 and 60."""
    gap = _median_gap(history.weeks, today)
    usual = touch.usual or (OVER_USUAL * gap if gap else USUAL)
    return usual, max(usual, touch.longest or (OVER_LONGEST * gap if gap else LONGEST))


def last_contact(history: History, today: date, zone: tzinfo) -> date | None:
    """Return the day of the last contact; a complaint, an act or an effort is one as well."""
    told = (*history.complaints, *history.signals, *history.efforts)
    days = [day_of(each.at, zone) for each in told]
    days += [date.fromordinal(week.last_day) for week in history.weeks]
    return max((day for day in days if day <= today), default=None)


def last_noted(history: History, today: date, zone: tzinfo) -> date | None:
    """Return the last day of which anything is on record about a client, up to today."""
    days = [day_of(each.at, zone) for each in history.counted()]
    days += [date.fromordinal(week.last_day) for week in history.weeks]
    return max((day for day in days if day <= today), default=None)


def _median_gap(weeks: Sequence[Week], today: date) -> int:
    """Return the median days between weeks with contact, or 0 where there are too few to tell."""
    last = today.toordinal()
    days = [week.last_day for week in weeks if last - WITHIN <= week.last_day <= last]
    gaps = sorted(later - earlier for earlier, later in pairwise(sorted(days)))
    # The lower one of two in the middle: `statistics` costs more to load than all of this.
    return gaps[(len(gaps) - 1) // 2] if len(gaps) >= GAPS else 0
