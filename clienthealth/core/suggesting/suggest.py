"""What the record of one client gives reason to ask: from dates, counts and the user's own words, never from a mood.

Each reason can be checked by looking: two messages without an answer, three letters in a night, an invoice a month
late, a meeting moved three times, no agreement on record, a word of a list. None is a judgement, and none is scored.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise

from clienthealth.core.history import History
from clienthealth.core.kinds import ClientStatus, Direction, InteractionStatus
from clienthealth.core.moments import day_of, text_of
from clienthealth.core.records.contact import Interaction
from clienthealth.core.responses.message import Message
from clienthealth.core.responses.off_hours import Hours, hours_of
from clienthealth.core.responses.pairs import heard
from clienthealth.core.suggesting.invoices import late_invoices
from clienthealth.core.suggesting.suggestion import Suggestion
from clienthealth.core.suggesting.words import with_words
from clienthealth.core.weekly.desk import Desk

RECENT = 90
"""Days after which nothing is asked any more: an import of years is no reason for a hundred questions.

What is unpaid stays a question.
"""

WAITING = 30
"""Days after which who wrote twice waits no more: a month's silence is an answer as well."""

NIGHT, MORNING = 22, 6
"""Hours of the client's own day between which a message came at night."""

NIGHTS, MOVES, TWICE = 3, 3, 2
"""How many messages at night in a month, moves of a meeting, messages without an answer are worth asking about."""

APART = timedelta(days=60)
"""Moved meetings of no known series belong together up to so far apart."""


def suggest(
    history: History, interactions: Iterable[Interaction], desk: Desk, words: Sequence[str] = ()
) -> list[Suggestion]:
    """Return what the record of a client up to now gives reason to ask, by day, reason and key.

    `interactions` are all of the client, whatever became of them: with some of them left out a key might change, and
    what was dismissed would come back. `words` are the user's own.
    """
    if history.client.stands is ClientStatus.ENDED:
        return []
    known = [each for each in interactions if desk.day(each.at) <= desk.today]
    held = [each for each in known if each.status in {None, InteractionStatus.HELD}]
    by = hours_of(history.client, desk.hours, desk.zone)
    found = [
        *_wrote_twice(held, desk),
        *_at_night(held, by),
        *_moved(known),
        *_nothing_agreed(history, held, desk),
        *with_words(held, words),
    ]
    since = (desk.today - timedelta(days=RECENT)).isoformat()
    recent = [each for each in found if each.at >= since]
    return sorted((*recent, *late_invoices(history, desk)), key=lambda each: (each.at, each.reason, each.key))


def _wrote_twice(held: Iterable[Interaction], desk: Desk) -> Iterator[Suggestion]:
    """Yield conversations in which they wrote again on a later day, and nobody has answered yet."""
    since = desk.today.toordinal() - WAITING
    for loop in heard((_message(each, desk) for each in held), desk.zone).loops:
        again = loop.ours and not loop.over and loop.messages >= TWICE and loop.last.day > loop.first.day
        if again and loop.last.day >= since:
            values = {"n": str(loop.messages), "subject": loop.first.text, "day": _day(loop.first)}
            yield Suggestion("wrote-twice", loop.first.record, _at(loop.last), values)


def _at_night(held: Iterable[Interaction], by: Hours) -> Iterator[Suggestion]:
    """Yield the months in which several of their messages came at night, where they are.

    Where hours are agreed it may be an act against them, which the user may log; else there is nothing to log yet.
    """
    nights: dict[str, list[datetime]] = {}
    for each in held:
        if isinstance(each.at, datetime) and each.direction is Direction.IN:
            local = each.at.astimezone(by.zone)
            if not MORNING <= local.hour < NIGHT:
                nights.setdefault(local.strftime("%Y-%m"), []).append(each.at)
    for month, moments in nights.items():
        if len(moments) >= NIGHTS:
            third, last = sorted(moments)[NIGHTS - 1], max(moments)
            values = {"n": str(len(moments)), "month": month, "zone": str(by.zone), "hour": f"{NIGHT}:00"}
            act = {"type": "signal", "kind": "time-disrespect", "severity": 1, "at": text_of(last)}
            yield Suggestion("at-night", month, text_of(third), values, act if by.agreed else None)


def _moved(known: Iterable[Interaction]) -> Iterator[Suggestion]:
    """Yield meetings that were moved several times: of one series, else one soon after the other."""
    moved = [each for each in known if each.status is InteractionStatus.MOVED]
    series = sorted(moved, key=lambda each: (each.thread or "", text_of(each.at), each.id))
    for thread, group in groupby(series, key=lambda each: each.thread or ""):
        for run in [list(group)] if thread else _runs(list(group)):
            if len(run) >= MOVES:
                third, last = run[MOVES - 1], run[-1]
                values = {"n": str(len(run)), "subject": run[0].subject or run[0].text or ""}
                act = {"type": "signal", "kind": "time-disrespect", "severity": 1, "at": text_of(last.at)}
                yield Suggestion("meeting-moved", thread or run[0].id, text_of(third.at), values, act)


def _runs(moved: Sequence[Interaction]) -> Iterator[list[Interaction]]:
    """Yield those that lie near one another, in order."""
    run = list(moved[:1])
    for earlier, later in pairwise(moved):
        if date.fromisoformat(text_of(later.at)[:10]) - date.fromisoformat(text_of(earlier.at)[:10]) > APART:
            yield run
            run = []
        run.append(later)
    yield run


def _nothing_agreed(history: History, held: Sequence[Interaction], desk: Desk) -> Iterator[Suggestion]:
    """Yield a client with whom there is contact, and nothing on record that was made clear in advance."""
    if held and not history.expectations:
        last = max(held, key=lambda each: (desk.day(each.at), text_of(each.at)))
        yield Suggestion("nothing-agreed", "", text_of(last.at), {"n": str(len(held))})


def _message(contact: Interaction, desk: Desk) -> Message:
    return Message(
        client=contact.client,
        day=day_of(contact.at, desk.zone).toordinal(),
        moment=contact.at if isinstance(contact.at, datetime) else None,
        direction=contact.direction,
        record=contact.id,
        handle="",
        text=contact.subject or contact.text or "",
        asks=contact.needs_reply is not False,
        channel=contact.channel,
        thread=contact.thread or "",
        reply_to=contact.reply_to or "",
        asked=contact.needs_reply is True,
    )


def _day(message: Message) -> str:
    return date.fromordinal(message.day).isoformat()


def _at(message: Message) -> str:
    return text_of(message.moment) if message.moment is not None else _day(message)
