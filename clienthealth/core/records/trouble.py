"""What went wrong and what was done about it: complaints, efforts, observed acts, hard times."""

from decimal import Decimal
from typing import ClassVar

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import (
    GOODWILL,
    Apology,
    Cause,
    Channel,
    Conduct,
    Confirmed,
    EffortKind,
    EffortOutcome,
    Response,
    SignalKind,
    Topic,
)
from clienthealth.core.moments import When
from clienthealth.core.records.agreed import Pause
from clienthealth.core.records.base import (
    Record,
    check_minutes,
    check_money,
    check_order,
    check_range,
    check_together,
)
from clienthealth.errors import InvalidField

MILDEST, GRAVEST, USUAL = 1, 3, 2

USUAL_LEVEL = {
    EffortKind.APOLOGY: 1,
    EffortKind.EXPLANATION: 1,
    EffortKind.FIX: 2,
    EffortKind.REDO: 2,
    EffortKind.REFUND: 2,
    EffortKind.CREDIT: 2,
    EffortKind.DISCOUNT: 2,
    EffortKind.ESCALATION: 2,
    EffortKind.EXTRA: 3,
    EffortKind.VISIT: 3,
}
"""1 words, 2 a real remedy, 3 more than they expected, where no level was recorded."""

WORDS = 1
"""The level of an effort that is words."""

THANKS = "thanks"
"""What is typed, and read, for a thank-you where a kind of effort stands."""


class Closing(Frozen, kw_only=True):
    """How a complaint had ended before it was reopened."""

    at: When
    confirmed: Confirmed


class Complaint(Record, kw_only=True):
    """A complaint with its whole life in it; its stages are those of ISO 10002, received at `at`."""

    TYPE: ClassVar[str] = "complaint"

    text: str | None = None
    topic: str | None = None
    severity: int | None = None
    cause: Cause | None = None
    conduct: Conduct | None = None
    channel: Channel | None = None
    public: bool | None = None
    project: str | None = None
    staff: str | None = None
    contact: str | None = None
    against: str | None = None
    remedy_sought: str | None = None
    heard: str | None = None
    summary: str | None = None
    summary_agreed: bool | None = None
    apology: Apology | None = None
    offered: str | None = None
    response: tuple[Response, ...] = ()
    acknowledged_at: When | None = None
    answered_at: When | None = None
    resolved_at: When | None = None
    confirmed: Confirmed | None = None
    confirmed_at: When | None = None
    closings: tuple[Closing, ...] = ()
    reopened: tuple[When, ...] = ()
    paused: tuple[Pause, ...] = ()
    repeat_of: str | None = None
    incident: str | None = None

    def check(self) -> None:
        """Refuse a severity out of range, a life that runs backwards, and a complaint that repeats itself."""
        check_range("severity", self.severity, MILDEST, GRAVEST)
        for name in ("acknowledged_at", "answered_at", "resolved_at", "confirmed_at"):
            check_order(self.at, name, getattr(self, name), "it was received")
        check_together("confirmed_at", self.confirmed_at, "confirmed", self.confirmed)
        if self.repeat_of == self.id:
            raise InvalidField("repeat_of", "a complaint cannot repeat itself", "name the earlier one")

    @property
    def about(self) -> str:
        """Its topic; `other` unless it was named."""
        return self.topic or Topic.OTHER

    @property
    def gravity(self) -> int:
        """Its severity: 1 trifle, 2 real (unless said otherwise), 3 grave."""
        return self.severity or USUAL

    @property
    def caused_by(self) -> Cause:
        """Whose cause it was, as recorded; unknown unless it was said."""
        return self.cause or Cause.UNKNOWN

    @property
    def voiced(self) -> Conduct:
        """How it was voiced; civil unless it was said otherwise."""
        return self.conduct or Conduct.CIVIL


class Effort(Record, kw_only=True):
    """What we did to put a complaint right, or (without a complaint) a plain extra."""

    TYPE: ClassVar[str] = "effort"

    kind: EffortKind
    complaint: str | None = None
    level: int | None = None
    response_hours: float | None = None
    outcome: EffortOutcome | None = None
    outcome_at: When | None = None
    minutes: float | None = None
    cost: Decimal | None = None

    def check(self) -> None:
        """Refuse a level out of range, negative numbers, and an outcome before the effort."""
        check_range("level", self.level, 1, 3)
        check_range("response_hours", self.response_hours, 0, 24 * 3660)
        check_minutes(self.minutes)
        check_money("cost", self.cost)
        check_order(self.at, "outcome_at", self.outcome_at, "the effort")

    @property
    def reach(self) -> int:
        """Its level: 1 words, 2 a real remedy, 3 more than they expected; by its kind unless recorded."""
        return self.level or USUAL_LEVEL[self.kind]

    @property
    def is_thanks(self) -> bool:
        """Whether it is a thank-you: an extra that is words and on no complaint."""
        return self.kind is EffortKind.EXTRA and self.complaint is None and self.reach == WORDS

    @property
    def taken(self) -> EffortOutcome:
        """How the client took it; unknown unless it was recorded."""
        return self.outcome or EffortOutcome.UNKNOWN


class Signal(Record, kw_only=True):
    """An observed act of the client, quoted where possible."""

    TYPE: ClassVar[str] = "signal"

    kind: SignalKind
    quote: str | None = None
    severity: int | None = None
    staff: str | None = None
    contact: str | None = None
    project: str | None = None
    topic: str | None = None
    complaint: str | None = None
    against: str | None = None
    public: bool | None = None

    def check(self) -> None:
        """Refuse a severity out of range."""
        check_range("severity", self.severity, MILDEST, GRAVEST)

    @property
    def gravity(self) -> int:
        """Its severity, 1 to 3; 2 unless said otherwise."""
        return self.severity or USUAL

    @property
    def goodwill(self) -> bool:
        """Whether it speaks for the client."""
        return self.kind in GOODWILL


class Hardship(Record, kw_only=True):
    """The client is going through something hard, from `at` to `until`; coarse on purpose."""

    TYPE: ClassVar[str] = "hardship"

    until: When | None = None
    text: str | None = None

    def check(self) -> None:
        """Refuse an end before the beginning."""
        check_order(self.at, "until", self.until, "its beginning")
