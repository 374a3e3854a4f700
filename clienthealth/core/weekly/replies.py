"""Which clients wait for our answer for longer than we mean to let them: one line a client, by our working days.

A message waits from the first word of theirs after which nobody of us said anything in its conversation. Whether it
needs an answer only its reader knows, so it is named and nothing is made of it, unless it was noted to need one.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from clienthealth.core.commitments.clocks import clocks
from clienthealth.core.history import History, Portfolio
from clienthealth.core.responses.message import Message, words_on
from clienthealth.core.weekly.desk import Desk

REACH = timedelta(days=60)
"""How far back the review looks: after that a message was answered otherwise, or never will be."""


class Reply(NamedTuple):
    """A client that waits for our answer past our target, for so many working days since the first message.

    `messages` in `conversations` are past it; `record`, `handle` and `text` are of the first one.
    """

    client: str
    owner: str | None
    record: str
    handle: str
    text: str
    since: date
    working_days: int
    target: int
    messages: int
    conversations: int
    needs_reply: bool
    command: str


def replies(shown: Sequence[History], unanswered: Iterable[Message], portfolio: Portfolio, desk: Desk) -> list[Reply]:
    """Return who waits past our target, the longest first; `unanswered` are messages without a word of ours."""
    held = {client: list(group) for client, group in groupby(unanswered, key=lambda each: each.client)}
    known, found = clocks(portfolio.aways, desk), []
    for history in shown:
        client = history.client
        if client.client in held:
            own = known.of(client.owner).desk
            waiting = list(_waiting(held[client.client], history, own))
            if waiting:
                found.append(_reply(waiting, client.owner, own))
    return sorted(found, key=lambda each: (not each.needs_reply, -each.working_days, each.client))


def _waiting(messages: Iterable[Message], history: History, desk: Desk) -> Iterator[list[Message]]:
    """Yield the conversations that wait past the target; a word on a complaint may have answered any of them."""
    said = [_instant(each, desk, last=True) for each in words_on(history.complaints, history.efforts, desk.zone)]
    since = max((each for each in said if each <= desk.now), default=None)
    open_ = [each for each in messages if since is None or _instant(each, desk) > since]
    for _, group in groupby(sorted(open_, key=lambda each: each.thread), key=lambda each: each.thread):
        talk = list(group)
        if desk.by(date.fromordinal(talk[0].day), desk.targets.answer) < desk.today:
            yield talk


def _reply(waiting: Sequence[Sequence[Message]], owner: str | None, desk: Desk) -> Reply:
    first = min((talk[0] for talk in waiting), key=lambda each: (each.day, _instant(each, desk)))
    since = date.fromordinal(first.day)
    return Reply(
        client=first.client,
        owner=owner,
        record=first.record,
        handle=first.handle,
        text=first.text,
        since=since,
        working_days=_worked(since, desk),
        target=desk.targets.answer,
        messages=sum(len(talk) for talk in waiting),
        conversations=len(waiting),
        needs_reply=any(each.asked for talk in waiting for each in talk),
        command=f'clienthealth log {first.client} "…" --out',
    )


def _worked(since: date, desk: Desk) -> int:
    """Return how many days were worked after a day, today included."""
    days = (since + timedelta(days=n) for n in range(1, (desk.today - since).days + 1))
    return sum(desk.hours.works_on(each) and each not in desk.free for each in days)


def _instant(message: Message, desk: Desk, *, last: bool = False) -> datetime:
    """Return when a message was written; of a bare day its first moment, or its last second."""
    if message.moment is not None:
        return message.moment
    day = date.fromordinal(message.day) + timedelta(days=1 if last else 0)
    return datetime.combine(day, datetime.min.time(), desk.zone) - timedelta(seconds=1 if last else 0)
