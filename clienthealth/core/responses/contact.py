"""What the contacts of one client say beside the score: answers, last words, hours, rhythm. Nothing of it is scored."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from clienthealth.core.history import History
from clienthealth.core.kinds import Direction
from clienthealth.core.reflection.numbers import YEAR
from clienthealth.core.responses.answers import Answers, answers
from clienthealth.core.responses.clock import Worked
from clienthealth.core.responses.message import Message, words_on
from clienthealth.core.responses.off_hours import OffHours, hours_of, off_hours
from clienthealth.core.responses.pairs import Loop, heard
from clienthealth.core.responses.rhythm import Rhythm, rhythm

BEFORE = 31
"""Days before the year that are read as well: an answer counts on its own day, and what it answers may be older."""


class Contact(NamedTuple):
    """One client's contacts of a year up to a day: both included, `since` and `until`.

    `waiting` are conversations in which they had the last word, `awaited` those in which we had it; the oldest first.
    """

    client: str
    since: date
    until: date
    answers: Answers
    waiting: tuple[Loop, ...]
    awaited: tuple[Loop, ...]
    off_hours: OffHours
    rhythm: Rhythm


def read_from(until: date) -> date:
    """Return the first day of which contacts are to be read; one earlier, as days of UTC are not ours."""
    return date.fromordinal(until.toordinal() - YEAR - BEFORE)


def contact(history: History, messages: Iterable[Message], until: date, worked: Worked) -> Contact:
    """Return what the contacts up to the end of a day say; of `worked` the free days are those of everybody.

    `messages` are all of the client from `read_from` on.
    """
    last = until.toordinal()
    first = last - YEAR + 1
    held = [each for each in messages if first - BEFORE <= each.day <= last]
    # A word on a complaint ends a wait, but of which message nobody knows: it is no answer that could be timed.
    spoken = words_on(history.complaints, history.efforts, worked.zone)
    ends = [each._replace(direction=Direction.BOTH) for each in spoken if each.day <= last]
    found = heard([*held, *ends], worked.zone)
    of_year = [each for each in held if each.day >= first]
    loops = [each for each in found.loops if each.first.day >= first]
    return Contact(
        client=history.client.client,
        since=date.fromordinal(first),
        until=until,
        answers=answers((each for each in found.pairs if each.answer.day >= first), found.dropped, worked),
        waiting=tuple(each for each in loops if each.ours),
        awaited=tuple(each for each in loops if not each.ours),
        off_hours=off_hours(of_year, hours_of(history.client, worked.hours, worked.zone)),
        rhythm=rhythm((each.day for each in of_year), first, last),
    )
