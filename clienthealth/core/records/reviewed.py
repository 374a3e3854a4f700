"""What is kept of a review that was closed; inside the store only, never part of a journal or of the score."""

from typing import ClassVar

from clienthealth.core.kinds import AlarmKind, Confidence, Recommendation, Verdict
from clienthealth.core.records.base import Record, check_range
from clienthealth.errors import InvalidField


class Reviewed(Record, kw_only=True):
    """A review that somebody (`by`) closed: what changed from its moment on is new to them.

    `mine` says that they looked only at what is theirs.
    """

    TYPE: ClassVar[str] = "review"

    client: str = ""
    mine: bool | None = None

    def check(self) -> None:
        """Refuse a review of one client: it is of all that its reader was shown."""
        if self.client:
            raise InvalidField("client", "a review is nobody's in particular", "leave it out")


class Said(Record, kw_only=True):
    """What was said of a client when a review was closed, under which model.

    `policy` holds the numbers that were changed of it (`name=value`, apart by spaces), None for the published ones.
    `conduct` and `problem` are the two likelihoods (0 to 1, with their 80 % intervals; higher = worse, higher = more),
    `health` is the mood (0 to 100, higher = better), `alarms` are those that were raised and had not been left.
    """

    TYPE: ClassVar[str] = "said"

    model: str
    policy: str | None = None
    verdict: Verdict
    recommendation: Recommendation
    confidence: Confidence
    conduct: float
    conduct_low: float
    conduct_high: float
    problem: float
    problem_low: float
    problem_high: float
    health: float
    health_low: float
    health_high: float
    alarms: tuple[AlarmKind, ...] = ()

    def check(self) -> None:
        """Refuse numbers out of their range."""
        for name in ("conduct", "conduct_low", "conduct_high", "problem", "problem_low", "problem_high"):
            check_range(name, getattr(self, name), 0, 1)
        for name in ("health", "health_low", "health_high"):
            check_range(name, getattr(self, name), 0, 100)

    @property
    def rules(self) -> tuple[str, str | None]:
        """The model and what was changed of it: what is said under other rules cannot be compared."""
        return self.model, self.policy
