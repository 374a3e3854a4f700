"""What was agreed: expectations, promises, boundaries, and our own reminders."""

from typing import ClassVar

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import BoundaryStep, Party, PromiseKind, PromiseStatus, Topic
from clienthealth.core.moments import When
from clienthealth.core.records.base import Record, check_order, check_text
from clienthealth.errors import InvalidField


class Pause(Frozen, kw_only=True):
    """A stretch in which a clock stands still, both days included."""

    from_: When
    until: When | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        """Refuse a pause that ends before it begins."""
        check_order(self.from_, "paused.until", self.until, "from")


class Move(Frozen, kw_only=True):
    """An earlier due date, and when it was given up."""

    at: When
    due: When


class Expectation(Record, kw_only=True):
    """What was made clear in advance; `party` is whose conduct it governs."""

    TYPE: ClassVar[str] = "expectation"

    text: str
    topic: str | None = None
    party: Party | None = None
    due: When | None = None
    via: str | None = None
    acknowledged_at: When | None = None
    until: When | None = None
    supersedes: str | None = None

    def check(self) -> None:
        """Refuse an empty text and an end before the beginning."""
        check_text("text", self.text)
        check_order(self.at, "acknowledged_at", self.acknowledged_at, "it was told")
        check_order(self.at, "until", self.until, "it was told")

    @property
    def about(self) -> str:
        """Its topic; `other` unless it was named."""
        return self.topic or Topic.OTHER


class Promise(Record, kw_only=True):
    """What either side committed to; `due` is the present due date, `moved` the earlier ones."""

    TYPE: ClassVar[str] = "promise"

    text: str
    party: Party | None = None
    kind: PromiseKind | None = None
    topic: str | None = None
    due: When | None = None
    accepted_at: When | None = None
    paused: tuple[Pause, ...] = ()
    moved: tuple[Move, ...] = ()
    status: PromiseStatus | None = None
    closed_at: When | None = None

    def check(self) -> None:
        """Refuse an empty text, a promise of both sides at once, and an end before the beginning."""
        check_text("text", self.text)
        if self.party is Party.BOTH:
            raise InvalidField("party", "a promise is ours or theirs", "use us or them")
        check_order(self.at, "closed_at", self.closed_at, "it was made")
        check_order(self.at, "accepted_at", self.accepted_at, "it was made")
        if self.closed_at is not None and self.state is PromiseStatus.OPEN:
            hint = "set its status, or take closed_at out"
            raise InvalidField("closed_at", "an open promise has no closing date", hint)

    @property
    def ours(self) -> bool:
        """Whether we made it; we did unless it was said otherwise."""
        return self.party is not Party.THEM

    @property
    def state(self) -> PromiseStatus:
        """How it stands; open unless it was said otherwise."""
        return self.status or PromiseStatus.OPEN


class Boundary(Record, kw_only=True):
    """A limit we set or a warning we gave; it holds until `until`."""

    TYPE: ClassVar[str] = "boundary"

    step: BoundaryStep
    text: str | None = None
    until: When | None = None

    def check(self) -> None:
        """Refuse an end before the beginning."""
        check_order(self.at, "until", self.until, "it was set")

    @property
    def firm(self) -> bool:
        """Whether it is a reset talk or stronger, not only a reminder."""
        return self.step is not BoundaryStep.REMINDER


OF_PRIVACY = "privacy:"
"""With what the `ref` of a reminder begins that is the deadline of a person's request; what was asked for follows."""

OF_ENDING = "offboard:"
"""With what the `ref` of a reminder begins that belongs to an ending."""


class Next(Record, kw_only=True):
    """Our own reminder or follow-up; never scored."""

    TYPE: ClassVar[str] = "next"

    text: str
    due: When | None = None
    complaint: str | None = None
    closed_at: When | None = None

    def check(self) -> None:
        """Refuse an empty text and an end before the beginning."""
        check_text("text", self.text)
        check_order(self.at, "closed_at", self.closed_at, "it was noted")

    @property
    def of_ending(self) -> bool:
        """Whether it is a step of an ending that was begun."""
        return (self.ref or "").startswith(OF_ENDING)

    @property
    def of_privacy(self) -> bool:
        """Whether it is the deadline of what a person asked about their data."""
        return (self.ref or "").startswith(OF_PRIVACY)
