"""What was asked and decided: surveys, the user's decisions, and how it turned out."""

from typing import ClassVar

from clienthealth.core.kinds import Choice, Instrument, Recommendation, Result
from clienthealth.core.moments import When
from clienthealth.core.records.base import Record, check_order, check_range

SCALES = {Instrument.NPS: (0, 10), Instrument.CSAT: (1, 5), Instrument.CES: (1, 7)}
"""Lowest and usual highest score of each instrument."""


class Survey(Record, kw_only=True):
    """A question to the client; without a score it was asked and not answered."""

    TYPE: ClassVar[str] = "survey"

    instrument: Instrument
    score: float | None = None
    scale_max: float | None = None
    asked_at: When | None = None
    answered_at: When | None = None
    text: str | None = None

    def check(self) -> None:
        """Refuse a score off its scale."""
        low, usual = SCALES[self.instrument]
        check_range("scale_max", self.scale_max, low + 1, 1000)
        check_range("score", self.score, low, self.scale_max or usual)


class Decision(Record, kw_only=True):
    """What the user did with a recommendation."""

    TYPE: ClassVar[str] = "decision"

    recommendation: Recommendation
    choice: Choice
    reason: str | None = None
    until: When | None = None

    def check(self) -> None:
        """Refuse a decision that ends before it was taken."""
        check_order(self.at, "until", self.until, "it was taken")


class Outcome(Record, kw_only=True):
    """How a relationship turned out."""

    TYPE: ClassVar[str] = "outcome"

    result: Result
