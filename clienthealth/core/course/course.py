"""The course of one relationship, put together from the days on which it was looked at."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from itertools import pairwise
from typing import NamedTuple

from clienthealth.core.course import told as telling
from clienthealth.core.course.days import days
from clienthealth.core.course.moved import Moved, Point, moves
from clienthealth.core.course.told import Mark, Told
from clienthealth.core.course.trend import Trend, trend
from clienthealth.core.history import History
from clienthealth.core.records.reviewed import Said
from clienthealth.core.score.policy import Policy
from clienthealth.core.weekly.alarms import Alarm, judged, walk
from clienthealth.core.weekly.since import rules_of

Look = Callable[[date], Point | None]
"""The client at the end of a day; None before it had begun."""


class Asked(NamedTuple):
    """What is asked, by whom and when: a client, from its first or another day to a last one.

    `compared` puts both ends side by side; `most` is on how many days the client may be looked at.
    """

    me: str
    today: date
    history: History
    first: date
    last: date
    zone: tzinfo
    policy: Policy
    most: int
    compared: bool = False


class Course(NamedTuple):
    """How a client was judged over time, by today's model; what moved it; what was said of it at the time."""

    asked: Asked
    points: tuple[Point, ...]
    moved: tuple[Moved, ...]
    alarms: tuple[Alarm, ...]
    told: tuple[Told, ...]
    was_reviewed: bool
    """Whether a review that said something of the client was ever closed."""
    marks: tuple[Mark, ...]
    trend: Trend | None

    @property
    def client(self) -> str:
        """The slug of the client."""
        return self.asked.history.client.client

    @property
    def apart(self) -> int:
        """How many days at most lie between one look and the next."""
        return max(((after.day - before.day).days for before, after in pairwise(self.points)), default=0)

    @property
    def blind(self) -> bool:
        """Whether the looks are too far apart to see every rise and fall that would be an alarm."""
        return self.apart > min(self.asked.policy.alarm.rise_days, self.asked.policy.alarm.fall_days)


def course(asked: Asked, said: Sequence[Said], look: Look) -> Course:
    """Look at a client on as many days as will do."""
    by_day = telling.days_told(said, asked.first, asked.last, asked.zone)
    newest = telling.newest(by_day)
    regular = days(asked.first, asked.last, asked.most)
    every = tuple(_points(sorted({*regular, *newest}), look))
    points = tuple(each for each in every if each.day in set(regular))
    client = asked.history.client.client
    steps = walk(client, [judged(each.found, each.day) for each in every], asked.policy)
    return Course(
        asked=asked,
        points=points,
        moved=moves(points, asked.history, asked.zone),
        alarms=tuple(alarm for step in steps for alarm in step.raised),
        told=telling.told(newest, {each.day: each for each in every}),
        was_reviewed=bool(said),
        marks=tuple(_marks(asked, said)),
        trend=trend(points[0], points[-1], asked.history, asked.zone) if asked.compared and len(points) > 1 else None,
    )


def _marks(asked: Asked, said: Sequence[Said]) -> Iterator[Mark]:
    """Yield the changes of the rules within what is asked for."""
    now = telling.mark_of_today(said, asked.me, rules_of(asked.policy), asked.today)
    for each in (*telling.marks(said, asked.zone), *now):
        if asked.first <= each.day <= asked.last:
            yield each


def _points(every: Sequence[date], look: Look) -> Iterator[Point]:
    for day in every:
        point = look(day)
        if point is not None:
            yield point
