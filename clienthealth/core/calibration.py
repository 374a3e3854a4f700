"""What was advised, what the user decided, and how it turned out: hits and misses with their n; no claim of accuracy.

A closed case is a client with an outcome on record, the latest one: no client counts twice. Each is judged again as
of a month before, under the policy in force, by what is on record now about then. Most outcomes are choices of the
user, so that a hit is no proof and a miss no error.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Judgement, Likelihood
from clienthealth.core.frozen import Frozen
from clienthealth.core.gather import latest
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import ENDINGS, Choice, Confidence, Recommendation, Result
from clienthealth.core.moments import day_of
from clienthealth.core.records.judged import Outcome

ENOUGH = 30
"""Closed cases below which nothing is concluded (scoring model, section 11)."""

LOOK = timedelta(days=30)
"""How long before its outcome a case is judged again: before the ending itself colours the record, and late
enough that what led to it has happened."""

Z = 1.959963984540054
"""Standard deviations of a 95 % interval."""

Past = Callable[[date], Judgement]
"""How the record is judged as of the end of an earlier day."""


class Advice(StrEnum):
    """What an advice comes down to; `safety` rests on an act alone, `unsaid` is too little on record."""

    ENDING = "ending"
    GOING_ON = "going-on"
    SAFETY = "safety"
    UNSAID = "unsaid"


class Fit(StrEnum):
    """Whether it turned out as advised; `apart` is an ending for reasons of one's own, neither hit nor miss."""

    HIT = "hit"
    MISS = "miss"
    APART = "apart"
    NEITHER = "neither"


WENT_ON = frozenset({Result.REPAIRED, Result.RENEWED, Result.ENDED_REGRETTED})
"""Outcomes that speak for going on: it did go on, or ending it was regretted."""

ENDED = frozenset({Result.LEFT, Result.ENDED_BY_US, Result.ENDED_REGRETTED})
"""Outcomes of a relationship that is over; a later one of them is a look back on the same ending."""

SAME = timedelta(days=365)
"""The longest between two looks at the same ending; who ended later than that had come back."""

FITS: Mapping[Advice, Mapping[Result, Fit]] = {
    Advice.ENDING: {Result.ENDED_BY_US: Fit.HIT, **dict.fromkeys(WENT_ON, Fit.MISS)},
    Advice.GOING_ON: {**dict.fromkeys(WENT_ON, Fit.HIT), Result.LEFT: Fit.MISS, Result.ENDED_BY_US: Fit.APART},
}
"""How advice and outcome fit; what is not here says nothing either way.

Both kinds of advice can miss, so that neither flatters the sum: who leaves where going on was advised counts
against it, whatever the reason was. One may end a contract for reasons of one's own: that is no miss.
"""


class Share(NamedTuple):
    """So many of n, as a share with its 95 % interval; without cases nothing is known."""

    hits: int
    n: int

    @property
    def share(self) -> float | None:
        """Hits / n, 0 to 1; None without cases."""
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The ends of Wilson's score interval: 0 <= low <= share <= high <= 1; None without cases.

        (p + z^2/2n -+ z sqrt(p(1 - p)/n + z^2/4n^2)) / (1 + z^2/n) with p = hits/n: E. B. Wilson 1927, J Am
        Stat Assoc 22:209; sound for few cases too (Brown, Cai and DasGupta 2001, Stat Sci 16:101).
        """
        if not self.n:
            return None
        part, square = self.hits / self.n, Z * Z / self.n
        centre = (part + square / 2) / (1 + square)
        half = Z * sqrt(part * (1 - part) / self.n + square / (4 * self.n)) / (1 + square)
        return max(0.0, min(part, centre - half)), min(1.0, max(part, centre + half))


class Look(Frozen):
    """What was said of a client as of a day."""

    day: date
    recommendation: Recommendation
    advice: Advice
    likelihood: Likelihood


class Taken(Frozen):
    """What the user decided on a day about what was advised then."""

    day: date
    choice: Choice
    recommendation: Recommendation
    reason: str | None


class Closed(Frozen, kw_only=True):
    """A client with an outcome: how it turned out, what was said before, and what was decided last before it."""

    client: str
    record: str
    handle: str
    day: date
    result: Result
    look: Look | None
    """None where the relationship had not begun."""
    taken: Taken | None

    @property
    def advice(self) -> Advice:
        """What was advised."""
        return self.look.advice if self.look else Advice.UNSAID

    @property
    def fit(self) -> Fit:
        """Whether it turned out as advised."""
        return fit(self.advice, self.result)


class Group(Frozen):
    """The cases with the same kind of advice, or all: how they turned out, and how that fits."""

    cases: tuple[Closed, ...]

    @property
    def results(self) -> Mapping[Result, int]:
        """How many turned out which way."""
        return Counter(each.result for each in self.cases)

    @property
    def fits(self) -> Mapping[Fit, int]:
        """How many are hits, misses, and neither."""
        return Counter(each.fit for each in self.cases)

    @property
    def share(self) -> Share:
        """Hits / (hits + misses); higher = it turned out as advised more often."""
        return Share(self.fits[Fit.HIT], self.fits[Fit.HIT] + self.fits[Fit.MISS])


class Choices(NamedTuple):
    """All decisions with the same choice on the same kind of advice, and how these clients turned out after."""

    advice: Advice
    choice: Choice
    results: Mapping[Result | None, int]
    """None counts those that have not turned out either way yet."""


class Calibration(Frozen, kw_only=True):
    """All closed cases judged again, and all decisions; below `ENOUGH` cases nothing is concluded."""

    as_of: date
    model: str
    together: Group
    groups: Mapping[Advice, Group]
    choices: tuple[Choices, ...]

    @property
    def enough(self) -> bool:
        """Whether there are enough closed cases to conclude anything."""
        return len(self.together.cases) >= ENOUGH


def calibrate(portfolio: Portfolio, day: date, zone: tzinfo, past: Past, model: str) -> Calibration:
    """Judge every closed case again as of a month before its outcome, and count what fits how it turned out."""
    cases = tuple(_closed(portfolio, day, zone, past))
    by_advice = {advice: Group(tuple(each for each in cases if each.advice is advice)) for advice in Advice}
    return Calibration(
        as_of=day,
        model=model,
        together=Group(cases),
        groups={advice: group for advice, group in by_advice.items() if group.cases},
        choices=tuple(_choices(portfolio, day, zone)),
    )


def days_to_judge(portfolio: Portfolio, day: date, zone: tzinfo) -> set[date]:
    """Return the days as of which the record is judged again: what takes time."""
    ends = [(history, latest(history.outcomes, day, zone)) for history in portfolio.histories]
    return {ended_on(history, each, zone) - LOOK for history, each in ends if each is not None}


def fit(advice: Advice, result: Result) -> Fit:
    """Return whether it turned out as advised."""
    return FITS.get(advice, {}).get(result, Fit.NEITHER)


def ended_on(history: History, outcome: Outcome, zone: tzinfo) -> date:
    """Return the day a case is judged by: of an ending that was looked back on, the day it ended, not the look back."""
    day = day_of(outcome.at, zone)
    if outcome.result not in ENDED:
        return day
    others = [(day_of(each.at, zone), each.result) for each in history.outcomes if each.id != outcome.id]
    for earlier, result in sorted((each for each in others if each[0] <= day), reverse=True):
        if result not in ENDED or day - earlier > SAME:
            break
        day = earlier
    return day


def advice_of(recommendation: Recommendation) -> Advice:
    """Return what a recommendation comes down to."""
    if recommendation is Recommendation.SAFETY:
        return Advice.SAFETY
    return Advice.ENDING if recommendation in ENDINGS else Advice.GOING_ON


def _closed(portfolio: Portfolio, day: date, zone: tzinfo, past: Past) -> Iterator[Closed]:
    for history in portfolio.histories:
        outcome = latest(history.outcomes, day, zone)
        if outcome is None:
            continue
        slug, end = history.client.client, ended_on(history, outcome, zone)
        yield Closed(
            client=slug,
            record=outcome.id,
            handle=portfolio.handle(slug, outcome.id),
            day=end,
            result=outcome.result,
            look=_look(past(end - LOOK).of(slug), end - LOOK),
            taken=_taken(history, end, zone),
        )


def _look(found: Assessment | None, day: date) -> Look | None:
    if found is None:
        return None
    unsaid = found.confidence is Confidence.INSUFFICIENT
    advice = Advice.UNSAID if unsaid else advice_of(found.recommendation)
    return Look(day, found.recommendation, advice, found.problem_client)


def _taken(history: History, day: date, zone: tzinfo) -> Taken | None:
    last = latest(history.decisions, day, zone)
    return Taken(day_of(last.at, zone), last.choice, last.recommendation, last.reason) if last else None


def _choices(portfolio: Portfolio, day: date, zone: tzinfo) -> Iterator[Choices]:
    """Yield the decisions on record, grouped, in the order of the kinds of advice and of choices."""
    turned: dict[tuple[Advice, Choice], Counter[Result | None]] = {}
    for history in portfolio.histories:
        outcome = latest(history.outcomes, day, zone)
        for each in history.decisions:
            taken = day_of(each.at, zone)
            if taken <= day:
                later = outcome is not None and taken <= day_of(outcome.at, zone)
                place = advice_of(each.recommendation), each.choice
                turned.setdefault(place, Counter())[outcome.result if outcome and later else None] += 1
    for advice in Advice:
        yield from (Choices(advice, each, turned[advice, each]) for each in Choice if (advice, each) in turned)
