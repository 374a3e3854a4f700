"""One contact as answer times need it: when, who spoke, in which conversation, and whether it waits for a word."""

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from typing import NamedTuple

from clienthealth.core.kinds import Channel, Direction
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.trouble import Complaint, Effort

TALKS = frozenset({Channel.CALL, Channel.MEETING, Channel.VISIT})
"""Channels on which both speak, whoever began: nothing waits afterwards, and nothing tells how long it had waited."""

CHATS = frozenset({Channel.CHAT, Channel.SMS, Channel.SOCIAL})
"""Channels on which a conversation has no subject and ends in silence."""


class Message(NamedTuple):
    """One contact: its day (proleptic ordinal), its moment where the time of day is known, and who spoke.

    `asks` is false of one that needs no reply, `asked` true of one that was noted to need one. `thread` and
    `reply_to` (the id of a record) are empty where nothing says to which conversation it belongs.
    """

    client: str
    day: int
    moment: datetime | None
    direction: Direction
    record: str
    handle: str
    text: str = ""
    asks: bool = True
    channel: Channel = Channel.OTHER
    thread: str = ""
    reply_to: str = ""
    asked: bool = False

    @property
    def side(self) -> Direction:
        """Whose message it is; a talk is of both, unless it was noted to wait for a word (they asked to be called)."""
        return Direction.BOTH if self.channel in TALKS and not self.asked else self.direction


def words_on(complaints: Iterable[Complaint], efforts: Iterable[Effort], zone: tzinfo) -> Iterator[Message]:
    """Yield our words on complaints, which nobody has to log a second time."""
    for told in complaints:
        for when in (told.acknowledged_at, told.answered_at, told.resolved_at):
            if when is not None:
                yield _word(told, when, zone)
    for effort in efforts:
        if effort.complaint is not None:
            yield _word(effort, effort.at, zone)


def _word(record: Complaint | Effort, when: When, zone: tzinfo) -> Message:
    moment = when if isinstance(when, datetime) else None
    day = day_of(when, zone).toordinal()
    return Message(record.client, day, moment, Direction.OUT, record.id, "", asks=False)
