"""What clients answered: how low an answer is, what it leads to, how it went from answer to answer."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from clienthealth.core.appreciation.asking import ASK_EVERY_DAYS
from clienthealth.core.changes.commitments import is_open, zone_of
from clienthealth.core.kinds import Instrument
from clienthealth.core.moments import day_of
from clienthealth.core.records.agreed import Next
from clienthealth.core.records.judged import SCALES, Survey
from clienthealth.core.weekly.desk import Desk

DETRACTOR, PROMOTER = 0.6, 0.9
"""Up to which part of its scale an answer to `nps` is a detractor's (6 of 10), and from which a promoter's (9 of 10).
F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003."""

MIDDLE = 0.5
"""Below the middle of their scale answers to `csat` and `ces` are low: 1 or 2 of 5, where "satisfied" is 4 and 5, and 1
to 3 of 7, where more is easier (the usual two boxes at either end, which leave the middle as neither)."""

OF_ANSWER = "survey:"
"""How the `ref` of a follow-up begins; the id of the answer comes after it."""

LATELY_DAYS = 365
"""How old an answer may be to be counted beside the others: a year ago is another relationship."""


class Answer(NamedTuple):
    """One answer on its scale: higher is better, from `lowest` to `highest`; its day and record."""

    client: str
    instrument: Instrument
    score: float
    lowest: float
    highest: float
    day: date
    record: str

    @property
    def part(self) -> float:
        """Where it lies on its scale, from 0 (worst) to 1 (best)."""
        return (self.score - self.lowest) / (self.highest - self.lowest)

    @property
    def low(self) -> bool:
        """Whether somebody should ask what went wrong."""
        return self.part <= DETRACTOR if self.instrument is Instrument.NPS else self.part < MIDDLE

    @property
    def high(self) -> bool:
        """Whether it is a promoter's; of the other scales, above the middle."""
        return self.part >= PROMOTER if self.instrument is Instrument.NPS else self.part > MIDDLE

    def is_like(self, other: "Answer") -> bool:
        """Whether two answers are on one scale and can be compared."""
        return (self.instrument, self.highest) == (other.instrument, other.highest)


class Tally(NamedTuple):
    """How many clients answered high, low and in between on one instrument; the latest answer of each counts."""

    instrument: Instrument
    high: int
    middle: int
    low: int

    @property
    def n(self) -> int:
        """How many clients answered."""
        return self.high + self.middle + self.low


def answer_of(survey: Survey, now: datetime) -> Answer | None:
    """Return what was answered, if it was."""
    if survey.score is None:
        return None
    lowest, usual = SCALES[survey.instrument]
    day = day_of(survey.answered_at or survey.at, zone_of(now))
    return Answer(
        survey.client or "", survey.instrument, survey.score, lowest, survey.scale_max or usual, day, survey.id
    )


def answered(surveys: Iterable[Survey], now: datetime) -> tuple[Answer, ...]:
    """Return the answers in the order of their days."""
    found = (answer_of(each, now) for each in surveys)
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.day))


def comparable(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Return the answers before the last one that are on the same scale."""
    return tuple(each for each in answers[:-1] if each.is_like(answers[-1]))


def tallies(answers: Iterable[Answer], today: date) -> tuple[Tally, ...]:
    """Count the latest answer of each client to each instrument within a year.

    Counts and nothing else: a percentage, or a score of promoters less detractors, of a dozen answers would move by
    eight for each of them and says nothing that the counts do not.
    """
    since = today - timedelta(days=LATELY_DAYS)
    latest = {(each.client, each.instrument): each for each in answers if each.day > since}
    found = []
    for instrument in Instrument:
        of = [each for each in latest.values() if each.instrument is instrument]
        high, low = sum(1 for each in of if each.high), sum(1 for each in of if each.low)
        if of:
            found.append(Tally(instrument, high, len(of) - high - low, low))
    return tuple(found)


def follow_up_by(survey: Survey, desk: Desk) -> date | None:
    """Return by which day to ask about an answer, if it is low; one of long ago says nothing about now."""
    answer = answer_of(survey, desk.now)
    if answer is None or not answer.low or answer.day <= desk.today - timedelta(days=ASK_EVERY_DAYS):
        return None
    return desk.by(desk.today, desk.targets.follow_up)


def open_follow_up(nexts: Iterable[Next], now: datetime) -> Next | None:
    """Return the follow-up to a low answer that is still open, if there is one."""
    return next((each for each in nexts if (each.ref or "").startswith(OF_ANSWER) and is_open(each, now)), None)
