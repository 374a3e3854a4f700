"""Contact with the client: the record that `log` makes, alone in its module because it makes nothing else."""

from typing import ClassVar

from clienthealth.core.kinds import Channel, Direction, InteractionStatus
from clienthealth.core.records.base import Record, check_minutes, check_range

MOOD = 2


class Interaction(Record, kw_only=True):
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
