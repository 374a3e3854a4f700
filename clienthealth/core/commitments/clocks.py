"""Whose clock stands still when: everybody's while nobody works, one colleague's while that one is away.

The score knows only the days on which nobody works: a client who waits for a colleague waits all the same. What
that one takes care of is not due meanwhile, and every list says so, so that somebody else can step in.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.spent import Away
from clienthealth.core.score.away import away_days
from clienthealth.core.score.spans import Cover
from clienthealth.core.weekly.desk import Desk

AHEAD = timedelta(days=7)
"""How long before it begins an absence is spoken of: as far as the review looks ahead."""


class Clock(NamedTuple):
    """The days on which a clock stood still, and the desk with the days that are not worked."""

    away: Cover
    desk: Desk


class Clocks(NamedTuple):
    """Everybody's clock, and those of colleagues who were away by themselves."""

    everybody: Clock
    own: Mapping[str, Clock]

    def of(self, owner: str | None) -> Clock:
        """Return the clock of what somebody takes care of; nobody's runs as everybody's does."""
        return self.own.get(owner or "", self.everybody)

    def of_promise(self, promise: Promise, owner: str | None) -> Clock:
        """Return the clock of a promise: what they owe us waits for no colleague of ours."""
        return self.of(owner) if promise.ours else self.everybody


class Absent(NamedTuple):
    """A stretch of days on which somebody is away, both included; `who` is None where nobody works."""

    who: str | None
    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether it is under way on a day."""
        return self.first <= day <= self.last


def clocks(aways: Iterable[Away], desk: Desk) -> Clocks:
    """Return whose clocks stood still when; of what lies ahead only working days are taken out."""
    known = tuple(aways)
    begun = [each for each in known if desk.day(each.at) <= desk.today]

    def clock(who: str | None) -> Clock:
        return Clock(away_days(begun, desk.zone, who), desk.closed_for(known, who))

    return Clocks(clock(None), {each.staff: clock(each.staff) for each in known if each.staff})


def absences(aways: Iterable[Away], desk: Desk) -> tuple[Absent, ...]:
    """Return who is away today or within a week, stretches that overlap as one: everybody first, then by name."""
    known = tuple(aways)
    found = []
    for who in (None, *sorted({each.staff for each in known if each.staff})):
        own = [each for each in known if (each.staff or None) == who]
        for first, last in away_days(own, desk.zone, who).spans():
            absent = Absent(who, date.fromordinal(first), date.fromordinal(last))
            if absent.last >= desk.today and absent.first <= desk.today + AHEAD:
                found.append(absent)
    return tuple(found)
