"""What moved a judgement: where it changed most from one look to the next, and what was written down in between."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo
from itertools import pairwise
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Axis
from clienthealth.core.history import History
from clienthealth.core.kinds import Confidence
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.base import Record
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.as_of import HAPPENED
from clienthealth.core.score.decay import decibans, logit

CONDUCT = 3.0
"""Decibans by which a likelihood has to move to be worth a line: it doubles or halves the odds."""

SEEN = 0.02
"""By how much it has to move as well: from 98 to 99 % the odds double too, and nobody would act otherwise."""

MOOD = 5.0
"""Points by which the mood has to move."""

MOST = 9
"""Lines: as many as have a number of one digit below the drawing."""


ENDINGS = frozenset({"confirmed_at", "outcome_at", "closed_at", "reopened", "disputed_at"})
"""The days of a record that tell how it went on, before the one on which it was made."""


class Point(NamedTuple):
    """A client at the end of a day, by today's model, with all contacts until then and the sum of their tones."""

    day: date
    found: Assessment
    contacts: int = 0
    tone: int = 0

    @property
    def told(self) -> bool:
        """Whether there was enough on record for people to be shown a likelihood."""
        return self.found.confidence is not Confidence.INSUFFICIENT


class Happening(NamedTuple):
    """Something that happened to a record on a day: it was made (`at`), or the field that has that day."""

    day: date
    record: Record
    what: str
    weighs: bool
    """Whether the judgement after it rests on the record."""


class Moved(NamedTuple):
    """A change from one look to the next.

    `conduct` is in decibans (> 0 = worse), None where too little was on record to say; `mood` in points (< 0 = worse).
    """

    before: Point
    after: Point
    conduct: float | None
    mood: float
    happened: tuple[Happening, ...]
    contacts: int
    tone: int

    @property
    def size(self) -> float:
        """How large it is, 1 being just worth a line; that a likelihood can be told at last always is."""
        sizes = [abs(self.mood) / MOOD]
        if self.began:
            sizes.append(1.0)
        elif self.conduct is not None and abs(_likelihood(self.after) - _likelihood(self.before)) >= SEEN:
            sizes.append(abs(self.conduct) / CONDUCT)
        return max(sizes)

    @property
    def began(self) -> bool:
        """Whether there was enough on record to tell a likelihood from here on, and not before."""
        return self.after.told and not self.before.told


def moves(points: Sequence[Point], history: History, zone: tzinfo) -> tuple[Moved, ...]:
    """Return the largest changes between points, in the order of time."""
    found = [moved(before, after, history, zone) for before, after in pairwise(points)]
    largest = sorted((each for each in found if each.size >= 1), key=lambda each: -each.size)[:MOST]
    return tuple(sorted(largest, key=lambda each: each.after.day))


def moved(before: Point, after: Point, history: History, zone: tzinfo) -> Moved:
    """Return the change between two points, with what happened in between."""
    conduct = _decibans(after) - _decibans(before) if before.told and after.told else None
    mood = after.found.health.score - before.found.health.score
    found = tuple(happened(before, after, history, zone))
    contacts, tone = after.contacts - before.contacts, after.tone - before.tone
    return Moved(before, after, conduct, mood, found, contacts, tone)


def looked(day: date, found: Assessment, history: History) -> Point:
    """Return a client at the end of a day, its history being known up to that day."""
    contacts, tone = (sum(getattr(week, name) for week in history.weeks) for name in ("count", "tone_sum"))
    return Point(day, found, contacts, tone)


def happened(before: Point, after: Point, history: History, zone: tzinfo) -> list[Happening]:
    """Return what happened after one point and up to another, one entry a record, in the order of time.

    What happened earlier and began to weigh only now, such as an invoice that became long overdue, is there as well.
    """
    weighing, new = _behind(after), _behind(after) - _behind(before)
    found: list[Happening] = []
    for record in history.counted():
        within = [each for each in _days(record, zone) if before.day < each[0] <= after.day]
        if within:
            day, what = max(within, key=_telling)
            found.append(Happening(day, record, what, record.id in weighing))
        elif record.id in new:
            found.append(Happening(day_of(record.at, zone), record, "weighs", weighs=True))
    return sorted(found, key=lambda each: (each.day, each.record.id))


def _likelihood(point: Point) -> float:
    return point.found.problem_client.probability


def _decibans(point: Point) -> float:
    return decibans(logit(_likelihood(point)))


def _behind(point: Point) -> set[str]:
    """Return the records that the likelihood of a point rests on."""
    found = point.found.evidence
    return {record for each in found if each.axis is Axis.PROBLEM_CLIENT for record in each.records}


def _days(record: Record, zone: tzinfo) -> Iterator[tuple[date, str]]:
    """Yield every day on which something happened to a record, and what."""
    yield day_of(record.at, zone), "at"
    for name in HAPPENED.get(type(record), ()):
        when: When | None = getattr(record, name)
        if when is not None:
            yield day_of(when, zone), name
    if isinstance(record, Complaint):
        yield from ((day_of(each, zone), "reopened") for each in record.reopened)
        yield from ((day_of(each.at, zone), "closing") for each in record.closings)


def _telling(happened: tuple[date, str]) -> tuple[int, date]:
    """Return what sorts the days of a record by what tells most: how it ended, then that it was made, then the rest."""
    day, what = happened
    return (2 if what in ENDINGS else 1 if what == "at" else 0), day


def told_first(found: Iterable[Happening], most: int) -> list[Happening]:
    """Return at most so many of what happened: what the judgement rests on before all else, in the order of time."""
    chosen = sorted(found, key=lambda each: (not each.weighs, -each.day.toordinal()))[:most]
    return sorted(chosen, key=lambda each: (each.day, each.record.id))
