"""Which messages of one client belong to one conversation, and when a conversation is over.

A conversation is a thread, as the source knows it, else what refers to one another (`reply_to`). What was written down
without either is loose: nothing says that one of them answers another. In chats, and among what is loose, a silence of
more than 48 hours ends a conversation: what comes after it is a new one, not a slow answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from clienthealth.core.responses.message import CHATS, Message

SILENCE = 48 * 3600
"""Seconds without a message of either side that end a conversation without a subject."""


class Conversation(NamedTuple):
    """The messages of one conversation, in no order; `known` where a source said that they belong together."""

    known: bool
    messages: tuple[Message, ...]


THREAD, REPLIES, LOOSE = range(3)
"""What a conversation is called after: its thread, the message that began it, or the channel of what is loose."""

Key = tuple[int, str]


def conversations(messages: Iterable[Message]) -> list[Conversation]:
    """Return the conversations of one client, those that are known first, by their names."""
    held = tuple(messages)
    keys = _keys(held)
    found: dict[Key, list[Message]] = {}
    for each in held:
        alone = (THREAD, each.thread) if each.thread else (LOOSE, each.channel)
        found.setdefault(keys.get(each.record, alone), []).append(each)
    return [Conversation(key[0] != LOOSE, tuple(group)) for key, group in sorted(found.items())]


def ends(earlier: float, later: float, message: Message, *, known: bool) -> bool:
    """Whether a conversation was over before a message: `earlier` and `later` are seconds since the epoch."""
    return later - earlier > SILENCE and (not known or message.channel in CHATS)


def _keys(held: Sequence[Message]) -> Mapping[str, Key]:
    """Return the conversations of messages without a thread that refer to one another; most records have none."""
    answers = [each for each in held if each.reply_to and not each.thread]
    if not answers:
        return {}
    known = {each.record: each for each in held}
    keys: dict[str, Key] = {}
    for each in answers:
        _name(each, known, keys)
    return keys


def _name(message: Message, known: Mapping[str, Message], keys: dict[str, Key]) -> None:
    """Name the conversation of a message after the root of what it refers to, and of all that lies between.

    References may form a loop, as broken mail does: it is named after the least of its ids.
    """
    path: dict[str, None] = {}
    here: Message | None = message
    name = message.record
    while here is not None:
        if here.record in keys or here.thread:
            key = keys.get(here.record, (THREAD, here.thread))
            break
        if here.record in path:
            ring = list(path)
            key = (REPLIES, min(ring[ring.index(here.record) :]))
            break
        path[here.record] = None
        name = here.reply_to or here.record
        here = known.get(here.reply_to) if here.reply_to else None
    else:
        key = (REPLIES, name)
    keys.update(dict.fromkeys(path, key))
