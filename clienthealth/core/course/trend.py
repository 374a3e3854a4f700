"""Two days of a relationship compared: what weighs more, what weighs less, and how much was written down between."""

from collections import Counter
from collections.abc import Iterator
from datetime import tzinfo
from typing import NamedTuple

from clienthealth.core.assessment import Axis, Evidence
from clienthealth.core.course.moved import Moved, Point, moved
from clienthealth.core.history import History
from clienthealth.core.moments import day_of

LEAST = 1.0
"""Decibans by which an item has to differ to be named: less is called slight in `why`."""

MOST = 6
"""Items that are named, the largest differences first."""


class Shift(NamedTuple):
    """An item of the evidence that differs: by how many decibans (> 0: it speaks more for its axis), and as it was.

    `evidence` is the item as it is on the second day; as it was on the first, where it is `gone`.
    """

    evidence: Evidence
    decibans: float
    new: bool
    gone: bool

    @property
    def heavier(self) -> bool:
        """Whether it weighs more on the second day than on the first, whichever way it speaks."""
        now = self.evidence.decibans
        return abs(now) >= abs(now - self.decibans)


class Trend(NamedTuple):
    """The difference between two days."""

    between: Moved
    shifts: tuple[Shift, ...]
    counts: dict[str, int]
    """By type, how many records were made in between."""

    @property
    def before(self) -> Point:
        """The first of the two days."""
        return self.between.before

    @property
    def after(self) -> Point:
        """The second of the two days."""
        return self.between.after


def trend(before: Point, after: Point, history: History, zone: tzinfo) -> Trend:
    """Compare two days of a client, of which the first comes first."""
    between = moved(before, after, history, zone)
    counts = Counter(type(each).TYPE for each in history.counted() if before.day < day_of(each.at, zone) <= after.day)
    contacts = {"interaction": between.contacts} if between.contacts else {}
    return Trend(between, shifts(before, after), {**contacts, **dict(counts.most_common())})


def shifts(before: Point, after: Point) -> tuple[Shift, ...]:
    """Return the items that differ most, the largest difference first."""
    ordered = sorted(_shifts(before, after), key=lambda each: (-abs(each.decibans), each.evidence.item))
    return tuple(each for each in ordered if abs(each.decibans) >= LEAST)[:MOST]


def _shifts(before: Point, after: Point) -> Iterator[Shift]:
    was, now = _items(before), _items(after)
    for key in was.keys() | now.keys():
        old, new = was.get(key), now.get(key)
        difference = (new.decibans if new else 0.0) - (old.decibans if old else 0.0)
        shown = new or old
        if shown is not None:
            yield Shift(shown, difference, new=old is None, gone=new is None)


def _items(point: Point) -> dict[tuple[Axis, str], Evidence]:
    return {(each.axis, each.item): each for each in point.found.evidence}
