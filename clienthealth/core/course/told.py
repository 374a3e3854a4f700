"""What was said of a client when reviews were closed, beside what today's model makes of the same day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, tzinfo
from typing import NamedTuple

from clienthealth.core.course.moved import Point
from clienthealth.core.moments import day_of
from clienthealth.core.records.reviewed import Said
from clienthealth.core.weekly.since import Rules

MOST = 8
"""Closed reviews that are shown, the newest."""

NOTICEABLE = 0.05
"""By how much a likelihood recomputed (0 to 1), or the mood as a part of its 100, has to differ to be worth a word."""


class Told(NamedTuple):
    """What was said on a day, and how the client is judged for that day today."""

    day: date
    said: Said
    today: Point

    @property
    def differs(self) -> bool:
        """Whether today's answer for that day is another one, or a likelihood or the mood noticeably so."""
        found, said = self.today.found, self.said
        likelihoods = (
            abs(found.problem_client.probability - said.conduct),
            abs(found.client_problem.probability - said.problem),
        )
        mood = abs(found.health.score - said.health) / 100
        return found.verdict is not said.verdict or max(*likelihoods, mood) >= NOTICEABLE


class Mark(NamedTuple):
    """A change of the model or its numbers, seen on a day: not the client's."""

    day: date
    before: Rules
    now: Rules


def days_told(said: Iterable[Said], first: date, last: date, zone: tzinfo) -> dict[date, Said]:
    """Return the last thing said on each of the newest days on which something was, within two days."""
    found = {day_of(each.at, zone): each for each in said}
    return {day: found[day] for day in sorted(found) if first <= day <= last}


def told(by_day: Mapping[date, Said], points: Mapping[date, Point]) -> tuple[Told, ...]:
    """Put what was said beside what is found today, for days of which both are known."""
    return tuple(Told(day, said, points[day]) for day, said in by_day.items() if day in points)


def newest(by_day: Mapping[date, Said]) -> dict[date, Said]:
    """Return the newest days."""
    return dict(list(by_day.items())[-MOST:])


def marks(said: Iterable[Said], zone: tzinfo) -> Iterator[Mark]:
    """Yield where the rules changed from one closed review to the next of the same person."""
    last: dict[str | None, Rules] = {}
    for each in said:
        was = last.get(each.by)
        if was is not None and was != each.rules:
            yield Mark(day_of(each.at, zone), was, each.rules)
        last[each.by] = each.rules


def mark_of_today(said: Sequence[Said], me: str, rules: Rules, today: date) -> Iterator[Mark]:
    """Yield a mark where the rules of today are others than those of my last closed review."""
    mine = [each.rules for each in said if each.by == me]
    if mine and mine[-1] != rules:
        yield Mark(today, mine[-1], rules)
