"""What was advised, and how it turned out: agreement of the two, with n and an interval; no claim of accuracy.

A closed case is a client with an outcome on record, the latest one: no client counts twice. Each is judged
again as of the day before the outcome and 90 days before it, under the policy in force, by what is on record now
about then. Most outcomes are choices of the user, so that what agrees is no proof, and what disagrees no error.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from math import sqrt
from typing import NamedTuple, TypeVar

from clienthealth.core.assessment import Assessment, Judgement, Likelihood
from clienthealth.core.frozen import Frozen
from clienthealth.core.gather import in_order
from clienthealth.core.history import Portfolio
from clienthealth.core.kinds import ENDINGS, Choice, Confidence, Recommendation, Result
from clienthealth.core.moments import day_of
from clienthealth.core.records.base import Record
from clienthealth.core.score.policy import Policy

R = TypeVar("R", bound=Record)

ENOUGH = 30
"""Closed cases below which nothing is concluded (scoring model, section 11)."""

LOOKS = (1, 90)
"""Days before the outcome as of which a case is judged again."""

Z = 1.959963984540054
"""Standard deviations of a 95 % interval."""

Past = Callable[[date], Judgement]
"""How the record is judged as of the end of an earlier day."""


class Fit(StrEnum):
    """Whether advice and outcome went together."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    NEITHER = "neither"


class Band(StrEnum):
    """How likely it was called that the record points at their conduct; `unsaid` where too little was on record."""

    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    LIKELY = "likely"
    VERY_LIKELY = "very-likely"
    UNSAID = "unsaid"


MENDED = frozenset({Result.REPAIRED, Result.RENEWED})
KEPT = MENDED | {Result.ENDED_REGRETTED}
"""Outcomes that speak for going on: it went on, or ending it was regretted."""

MENDING = frozenset(
    {
        Recommendation.EXTRA_EFFORT,
        Recommendation.ESCALATE,
        Recommendation.SET_EXPECTATIONS,
        Recommendation.SET_BOUNDARIES,
    }
)

FITS: Mapping[str, Mapping[Fit, frozenset[Result]]] = {
    "ending": {Fit.AGREES: frozenset({Result.ENDED_BY_US}), Fit.DISAGREES: KEPT},
    "mending": {Fit.AGREES: KEPT, Fit.DISAGREES: frozenset({Result.ENDED_BY_US})},
    "keeping": {
        Fit.AGREES: frozenset({Result.RENEWED, Result.ENDED_REGRETTED}),
        Fit.DISAGREES: frozenset({Result.ENDED_BY_US, Result.LEFT}),
    },
}
"""What agrees and what disagrees with advice to end, to mend or set a limit, and to keep it up.

Every kind of advice can miss, so that none flatters the sum. All else says nothing either way: who leaves after
mending was advised, or an ending, may have left for any reason; what is repaired had something to mend. `safety`
rests on an act, and "too little to say" is no advice.
"""


class Share(NamedTuple):
    """So many of n, as a share with its 95 % interval (Wilson); without cases nothing is known."""

    hits: int
    n: int

    @property
    def share(self) -> float | None:
        """Hits / n, 0 to 1; None without cases."""
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The ends of the interval: 0 <= low <= share <= high <= 1; None without cases.

        (p + z^2/2n -+ z sqrt(p(1 - p)/n + z^2/4n^2)) / (1 + z^2/n) with p = hits/n.
        """
        if not self.n:
            return None
        part, square = self.hits / self.n, Z * Z / self.n
        centre = (part + square / 2) / (1 + square)
        half = Z * sqrt(part * (1 - part) / self.n + square / (4 * self.n)) / (1 + square)
        return max(0.0, min(part, centre - half)), min(1.0, max(part, centre + half))


class Look(Frozen):
    """What was said of a client as of a day before its outcome; without advice there was too little to say."""

    day: date
    recommendation: Recommendation
    advice: Recommendation | None
    likelihood: Likelihood
    band: Band
    fit: Fit


class Closed(Frozen, kw_only=True):
    """A client with an outcome: how it turned out, what was said before, and what the user had decided."""

    client: str
    record: str
    handle: str
    day: date
    result: Result
    looks: tuple[Look | None, ...]
    """In the order of `LOOKS`; None where the relationship had not begun."""
    choice: Choice | None
    decided: date | None


class Row(NamedTuple):
    """The cases with the same advice, decision or band: how they turned out; `said` is the mean likelihood."""

    key: Recommendation | Choice | Band | None
    results: Mapping[Result, int]
    said: float | None = None

    @property
    def n(self) -> int:
        """How many cases there are."""
        return sum(self.results.values())

    @property
    def ended(self) -> Share:
        """How many were ended by us without regret, of all but those who left; higher = ended more often."""
        return Share(self.results.get(Result.ENDED_BY_US, 0), self.n - self.results.get(Result.LEFT, 0))


class View(Frozen, kw_only=True):
    """All cases as they were judged so many days before their outcome."""

    days: int
    fits: Mapping[Fit, int]
    advice: tuple[Row, ...]
    bands: tuple[Row, ...]

    @property
    def agreement(self) -> Share:
        """Agrees / (agrees + disagrees); higher = advice and outcome went together more often."""
        return Share(self.fits[Fit.AGREES], self.fits[Fit.AGREES] + self.fits[Fit.DISAGREES])


class Calibration(Frozen, kw_only=True):
    """All closed cases, judged again; below `ENOUGH` of them nothing is concluded."""

    as_of: date
    model: str
    cases: tuple[Closed, ...]
    views: tuple[View, ...]
    choices: tuple[Row, ...]

    @property
    def enough(self) -> bool:
        """Whether there are enough closed cases to conclude anything."""
        return len(self.cases) >= ENOUGH

    @property
    def followed(self) -> Share:
        """Followed / decisions on record; higher = the advice was followed more often."""
        counts = {row.key: row.n for row in self.choices if row.key is not None}
        return Share(counts.get(Choice.FOLLOWED, 0), sum(counts.values()))


def calibrate(portfolio: Portfolio, day: date, zone: tzinfo, past: Past, policy: Policy) -> Calibration:
    """Judge every closed case again as of before its outcome, and count what agrees with how it turned out."""
    cases = tuple(_closed(portfolio, day, zone, past, policy))
    return Calibration(
        as_of=day,
        model=policy.model,
        cases=cases,
        views=tuple(_view(cases, place) for place in range(len(LOOKS))),
        choices=tuple(_rows(((each.choice, each.result, None) for each in cases), [*Choice, None])),
    )


def days_to_judge(portfolio: Portfolio, day: date, zone: tzinfo) -> set[date]:
    """Return the days as of which the record is judged again: what takes time."""
    ends = [found for history in portfolio.histories if (found := _latest(history.outcomes, day, zone)) is not None]
    return {day_of(each.at, zone) - timedelta(days=days) for each in ends for days in LOOKS}


def fit(advice: Recommendation | None, result: Result) -> Fit:
    """Return whether advice and outcome went together."""
    if advice is None or advice is Recommendation.SAFETY:
        return Fit.NEITHER
    group = "ending" if advice in ENDINGS else "mending" if advice in MENDING else "keeping"
    return next((found for found, results in FITS[group].items() if result in results), Fit.NEITHER)


def _closed(portfolio: Portfolio, day: date, zone: tzinfo, past: Past, policy: Policy) -> Iterator[Closed]:
    for history in portfolio.histories:
        outcome = _latest(history.outcomes, day, zone)
        if outcome is None:
            continue
        slug, end = history.client.client, day_of(outcome.at, zone)
        taken = _latest(history.decisions, end, zone)
        judged = [end - timedelta(days=days) for days in LOOKS]
        yield Closed(
            client=slug,
            record=outcome.id,
            handle=portfolio.handle(slug, outcome.id),
            day=end,
            result=outcome.result,
            looks=tuple(_look(past(each).of(slug), each, outcome.result, policy) for each in judged),
            choice=taken.choice if taken else None,
            decided=day_of(taken.at, zone) if taken else None,
        )


def _latest(records: Iterable[R], day: date, zone: tzinfo) -> R | None:
    """Return the latest record up to the end of a day."""
    known = [each for each in records if day_of(each.at, zone) <= day]
    return max(known, key=lambda each: in_order(each, zone), default=None)


def _look(found: Assessment | None, day: date, result: Result, policy: Policy) -> Look | None:
    if found is None:
        return None
    advice = None if found.confidence is Confidence.INSUFFICIENT else found.recommendation
    band = Band.UNSAID if advice is None else _band(found.problem_client.probability, policy)
    return Look(day, found.recommendation, advice, found.problem_client, band, fit(advice, result))


def _band(probability: float, policy: Policy) -> Band:
    """Return the word for a likelihood: the thresholds of the decision table."""
    bar = policy.bar
    above = ((bar.watch, Band.UNLIKELY), (bar.likely, Band.POSSIBLE), (bar.offboard, Band.LIKELY))
    return next((band for limit, band in above if probability < limit), Band.VERY_LIKELY)


def _view(cases: Iterable[Closed], place: int) -> View:
    seen = [(each.result, look) for each in cases if (look := each.looks[place]) is not None]
    counts = Counter(look.fit for _, look in seen)
    advised = ((look.advice, result, None) for result, look in seen)
    said = ((look.band, result, look.likelihood.probability) for result, look in seen)
    return View(
        days=LOOKS[place],
        fits={each: counts[each] for each in Fit},
        advice=tuple(_rows(advised, [*Recommendation, None])),
        bands=tuple(_rows(said, Band)),
    )


def _rows(
    cases: Iterable[tuple[Recommendation | Choice | Band | None, Result, float | None]],
    order: Iterable[Recommendation | Choice | Band | None],
) -> Iterator[Row]:
    """Yield a row for each key that has cases, in the given order."""
    held = list(cases)
    for key in order:
        own = [(result, said) for found, result, said in held if found == key]
        likely = [said for _, said in own if said is not None]
        if own:
            mean = sum(likely) / len(likely) if likely and key is not Band.UNSAID else None
            yield Row(key, Counter(result for result, _ in own), mean)
