"""Who answered whom after how long, and which of their messages wait for a word from us.

An answer is the other side's next word, whoever it is from: a side that spoke twice in a row has waited since its
first word. A contact of both sides (a call, a meeting) answers either and asks nothing. What nobody answered within
a month was never answered: it stands apart from the medians, which would flatter or blame without it.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from clienthealth.core.kinds import Direction
from clienthealth.core.median import median
from clienthealth.core.reflection.numbers import LAPSED, SILENT
from clienthealth.core.responses.message import Message

SECONDS_AN_HOUR = 3600
HOURS_A_DAY = 24


class Times(NamedTuple):
    """How long something took, in clock hours, nights and weekends included: the median and of how many.

    `exact` is of how many of them the time of day is known; the others are whole days.
    """

    median: float | None = None
    n: int = 0
    exact: int = 0


class Point(NamedTuple):
    """A record that tells against us: whose, which, of which day, what it says, and of which kind it is."""

    client: str
    record: str
    handle: str
    day: date
    text: str = ""
    kind: str = ""


class Waiting(NamedTuple):
    """A client that had the last word some days ago: its first message without an answer, and how many there are."""

    first: Point
    messages: int
    days: int


class Words(NamedTuple):
    """How soon we answered and they did, which of their messages we never did, and who waits for a word from us."""

    ours: Times = Times()
    theirs: Times = Times()
    unanswered: tuple[Point, ...] = ()
    waiting: tuple[Waiting, ...] = ()


class Spell(NamedTuple):
    """How long one wait took: clock hours, and whether the time of day is known of both ends."""

    hours: float
    exact: bool


def times(spells: Iterable[Spell]) -> Times:
    """Return the median of some waits."""
    held = list(spells)
    return Times(median(each.hours for each in held), len(held), sum(each.exact for each in held))


def spell(begin: Message, end: Message) -> Spell:
    """Return how long one message waited for another."""
    if begin.moment is None or end.moment is None:
        return Spell(float(HOURS_A_DAY * (end.day - begin.day)), exact=False)
    return Spell((end.moment - begin.moment).total_seconds() / SECONDS_AN_HOUR, exact=True)


def words(messages: Iterable[Message], today: int, *, ended: frozenset[str] = frozenset()) -> Words:
    """Return what the messages up to `today` say; of clients that ended nobody waits any more."""
    ours: list[Spell] = []
    theirs: list[Spell] = []
    lost: list[Message] = []
    waiting: list[Waiting] = []
    for client, held in groupby(sorted(messages, key=_order), key=lambda each: each.client):
        talk = _Talk()
        for _, day in groupby(held, key=lambda each: each.day):
            talk.hear(list(day))
        ours += talk.ours
        theirs += talk.theirs
        lost += talk.lost
        if talk.asked and client not in ended and today - talk.asked[0].day >= SILENT:
            waiting.append(_waiting(talk.asked, today))
    return Words(
        times(ours),
        times(theirs),
        newest_first(map(_point, lost)),
        tuple(sorted(waiting, key=lambda each: (-each.days, each.first.client))),
    )


def newest_first(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return points, the newest first."""
    return tuple(sorted(points, key=lambda each: (-each.day.toordinal(), each.client, each.record)))


class _Talk:
    """One client's messages, heard in order: who waits for whom."""

    def __init__(self) -> None:
        self.ours: list[Spell] = []
        self.theirs: list[Spell] = []
        self.asked: list[Message] = []
        """Their messages without an answer of ours."""
        self.lost: list[Message] = []
        """Those that we never answered."""
        self._told: list[Message] = []

    def hear(self, day: list[Message]) -> None:
        """Hear the messages of one day, in order; where the order is not known and both spoke, both have answered."""
        spoke = {each.direction for each in day}
        if len(spoke) > 1 and any(each.moment is None for each in day):
            self._answer(day[0])
            self._answered_by_them(day[0])
            return
        for each in day:
            if each.direction is not Direction.IN:
                self._answer(each)
            if each.direction is not Direction.OUT:
                self._answered_by_them(each)
            if each.asks and each.direction is Direction.IN:
                self.asked.append(each)
            if each.asks and each.direction is Direction.OUT:
                self._told.append(each)

    def _answer(self, word: Message) -> None:
        if self.asked and word.day - self.asked[0].day > LAPSED:
            self.lost += self.asked
        elif self.asked:
            self.ours.append(spell(self.asked[0], word))
        self.asked = []

    def _answered_by_them(self, word: Message) -> None:
        if self._told and word.day - self._told[0].day <= LAPSED:
            self.theirs.append(spell(self._told[0], word))
        self._told = []


def _order(message: Message) -> tuple[str, int, float, str]:
    return message.client, message.day, message.moment.timestamp() if message.moment else 0.0, message.record


def _point(message: Message) -> Point:
    return Point(message.client, message.record, message.handle, date.fromordinal(message.day), message.text)


def _waiting(asked: list[Message], today: int) -> Waiting:
    return Waiting(_point(asked[0]), len(asked), today - asked[0].day)
