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


OURS = """
    case when "direction" <> 'in'
            or ("channel" in ('call', 'meeting', 'visit') and coalesce("needs_reply", 0) = 0)
        then "at" || case when length("at") = 10 then 'Z' else '' end
    end
"""
"""When we spoke, or both did; a bare day ends after every moment of it, for a letter sorts after the T of a moment."""

UNANSWERED = f"""
    select "client", "day", "at", "direction", "id", "handle", "said", "needs_reply", "channel", "thread", ''
    from (
        select "client", "day", "at", "direction", "id", "handle", coalesce("text", "subject", '') as "said",
            "needs_reply", "channel", coalesce("thread", '') as "thread", {OURS} as "ours",
            max({OURS}) over (partition by "client", coalesce("thread", '')) as "in_thread",
            max(case when coalesce("thread", '') = '' then {OURS} end) over (partition by "client") as "outside",
            max({OURS}) over (partition by "client") as "ever"
        from "interaction"
        where "at" >= :since and "day" <= :day and ("status" is null or "status" = :held)
    )
    where "ours" is null and coalesce("needs_reply", 1) = 1
        and "at" > coalesce(case when "thread" = '' then "ever" else "in_thread" end, '')
        and "at" > coalesce("outside", '')
    order by "client", "at", "id"
"""
"""Their messages of the time after which nobody of us said a word: in the thread, or outside of any thread.

Of what belongs to no thread any word of ours is one. Only these rows leave the database, however many contacts
there were.
"""


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


def unanswered(store: Store, since: str, day: int) -> list[Message]:
    """Return their messages from `since` to the end of `day` that have no answer, as far as contacts tell."""
    return _messages(store.rows(UNANSWERED, _given(since, day)))


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
