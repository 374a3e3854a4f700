"""Contacts one by one, as the mirror needs them: who spoke when, and whether it asks for a reply."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from clienthealth.core.kinds import LETTERS, Channel, Direction, InteractionStatus
from clienthealth.core.responses.message import Message
from clienthealth.store.store import Store

SELECTED = """
    select "client", "day", "at", "direction", "id", "handle", coalesce("text", "subject", ''), "needs_reply",
        "channel", coalesce("thread", ''), coalesce("reply_to", '')
    from "interaction"
"""

IN_YEAR = f"""
    {SELECTED}
    where "at" >= :since and "day" <= :day and ("status" is null or "status" = :held)
"""
"""All contacts that took place from a day on."""

OF_ONE = f'{IN_YEAR} and "client" = :client'
"""The same of one client, by the index over client and `at`."""


BY_STAFF = f"""
    select "staff", count(*) from ({IN_YEAR.replace('"needs_reply"', '"needs_reply", "staff"')})
    where "staff" <> ''
    group by "staff"
"""
"""How many of them were noted with which of us."""


def contacts_of_staff(store: Store, since: str, day: int) -> dict[str, int]:
    """Return how many contacts of the time were noted with each of us who is named."""
    return {str(name): int(count) for name, count in store.rows(BY_STAFF, _given(since, day))}


def messages(store: Store, since: str, day: int) -> list[Message]:
    """Return the contacts from `since` (a day as text, UTC) to the end of `day` (proleptic ordinal)."""
    return _messages(store.rows(IN_YEAR, _given(since, day)))


def messages_of(store: Store, client: str, since: str, day: int) -> list[Message]:
    """Return those of one client."""
    return _messages(store.rows(OF_ONE, {**_given(since, day), "client": client}))


def _given(since: str, day: int) -> dict[str, Any]:
    return {"since": since, "day": day, "held": InteractionStatus.HELD}


def _messages(rows: Iterable[Any]) -> list[Message]:
    letter = LETTERS["interaction"]
    directions, channels = {each.value: each for each in Direction}, {each.value: each for each in Channel}
    return [
        Message(
            client,
            day,
            datetime.fromisoformat(at) if "T" in at else None,
            directions[direction],
            record,
            f"{letter}{handle}",
            text,
            asks != 0,
            channels[channel],
            thread,
            reply_to,
            asks == 1,
        )
        for client, day, at, direction, record, handle, text, asks, channel, thread, reply_to in rows
    ]
