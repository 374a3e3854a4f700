"""What took place: contact with the client, time spent, looks taken, and time away."""

from dataclasses import dataclass
from typing import ClassVar

from clienthealth.core.kinds import Channel, Direction, InteractionStatus, PulseState
from clienthealth.core.moments import When
from clienthealth.core.records.base import Record, check_minutes, check_order, check_range
from clienthealth.errors import InvalidField

MOOD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction(Record):
    """A contact; tone is how the client came across, energy what it did to us (both -2 to 2)."""

    TYPE: ClassVar[str] = "interaction"

    channel: Channel
    direction: Direction
    text: str | None = None
    subject: str | None = None
    words: int | None = None
    thread: str | None = None
    attachments: int | None = None
    status: InteractionStatus | None = None
    minutes: float | None = None
    billable: bool | None = None
    tone: int | None = None
    energy: int | None = None
    project: str | None = None
    staff: str | None = None
    contact: str | None = None
    needs_reply: bool | None = None
    reply_to: str | None = None

    def check(self) -> None:
        """Refuse moods out of range and negative counts."""
        check_range("tone", self.tone, -MOOD, MOOD)
        check_range("energy", self.energy, -MOOD, MOOD)
        check_range("words", self.words, 0, 10_000_000)
        check_range("attachments", self.attachments, 0, 10_000)
        check_minutes(self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Record):
    """Effort that is no contact."""

    TYPE: ClassVar[str] = "time"

    minutes: float
    text: str | None = None
    project: str | None = None
    staff: str | None = None
    billable: bool | None = None

    def check(self) -> None:
        """Refuse negative time."""
        check_minutes(self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse(Record):
    """A look at a client without an event: the time was observed, nothing more."""

    TYPE: ClassVar[str] = "pulse"

    state: PulseState


@dataclass(frozen=True, slots=True, kw_only=True)
class Away(Record):
    """Nobody (or `staff`) works from `at` to `until`, both included; our clocks stand still."""

    TYPE: ClassVar[str] = "away"

    client: str = ""
    until: When | None = None
    staff: str | None = None

    def check(self) -> None:
        """Refuse an absence of one client, and one that ends before it begins."""
        if self.client:
            raise InvalidField("client", "an absence is nobody's in particular", "leave it out")
        check_order(self.at, "until", self.until, "its beginning")
