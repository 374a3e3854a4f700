"""What the client answered when we asked: the latest survey on one scale."""

from typing import NamedTuple

from clienthealth.core.records.judged import SCALES, Survey
from clienthealth.core.score.dated import Case, Dated


class Answer(NamedTuple):
    """The latest answer: its day, from -1 (worst) to 1 (best), and its record."""

    day: int
    score: float
    record: str


def latest_answer(case: Case) -> Answer | None:
    """Return the survey answered last, if any was."""
    answers = [_answer(each, case) for each in case.surveys if each.record.score is not None]
    return max(reversed(answers), key=lambda each: each.day, default=None)


def _answer(dated: Dated[Survey], case: Case) -> Answer:
    survey = dated.record
    low, usual = SCALES[survey.instrument]
    high = survey.scale_max or usual
    day = dated.day if survey.answered_at is None else case.day(survey.answered_at)
    return Answer(day, 2 * ((survey.score or 0) - low) / (high - low) - 1, survey.id)
