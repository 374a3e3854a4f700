"""The mood of some relationships over half a year, a look a week: what health over time is drawn from."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from clienthealth.core.assessment import Health
from clienthealth.core.course.days import EFFORT
from clienthealth.core.score.health import health
from clienthealth.core.score.judge import Panel

WEEKS = 26
"""How far back: long enough to see a season, short enough to be about now."""

FEWEST = 7
"""Looks however large the record is: one every four weeks."""

MOST = 12
"""Clients that are drawn, the first that the review names."""

Look = Callable[[date, Collection[str]], Mapping[str, Health]]
"""The moods of some clients at the end of a day; without those that had not begun."""


class Mood(NamedTuple):
    """The mood at the end of a day."""

    day: date
    health: Health


class Course(NamedTuple):
    """One client's mood over time, the oldest first; not empty."""

    client: str
    moods: tuple[Mood, ...]


class Moods(NamedTuple):
    """Some clients' moods from one day to another, and how many others are named and not drawn."""

    since: date
    until: date
    apart: int
    """Days between one look and the next."""
    courses: tuple[Course, ...]
    left_out: int


def looks(today: date, records: int) -> list[date]:
    """Return on which days to look, where each look reads so many records: every week, else every other one, …"""
    most = max(FEWEST, EFFORT // max(records, 1))
    apart = -(-WEEKS // min(WEEKS, most))
    return [today - timedelta(weeks=back) for back in range(WEEKS // apart * apart, -1, -apart)]


def moods(named: Sequence[str], days: Sequence[date], look: Look) -> Moods:
    """Look at the first of the named clients on some days, the oldest first."""
    chosen = named[:MOST]
    seen = [(day, look(day, chosen)) for day in days] if chosen else []
    courses = (
        Course(client, tuple(Mood(day, found[client]) for day, found in seen if client in found)) for client in chosen
    )
    drawn = tuple(each for each in courses if each.moods)
    apart = (days[1] - days[0]).days if len(days) > 1 else 0
    return Moods(days[0], days[-1], apart, drawn, len(named) - len(drawn))


def moods_of(together: Panel, named: Collection[str]) -> dict[str, Health]:
    """Return the moods of some clients on the day of a panel, without judging anybody."""
    readings = (each for each in together.readings if each.case.client in named)
    return {each.case.client: health(each, together.policy) for each in readings}
