"""From a portfolio to a judgement: cut as of a day, read, compared with each other, weighed, decided."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, tzinfo
from functools import cache, partial
from itertools import accumulate

from clienthealth.core.assessment import Assessment, Counts, Judgement
from clienthealth.core.decided import in_force
from clienthealth.core.economy import Rates, shares_of_income
from clienthealth.core.history import Portfolio
from clienthealth.core.kinds import ENDINGS
from clienthealth.core.score.as_of import as_of
from clienthealth.core.score.away import away_days
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case, case_of
from clienthealth.core.score.decision import decide, verdict
from clienthealth.core.score.elsewhere import listen
from clienthealth.core.score.gates import from_memory, gates
from clienthealth.core.score.health import health
from clienthealth.core.score.mirror import mirror
from clienthealth.core.score.observed import Observed, observe
from clienthealth.core.score.policy import DEFAULT, Policy
from clienthealth.core.score.reading import Reading, read
from clienthealth.core.score.steps import next_steps
from clienthealth.core.score.weighed import Weighed, weigh

Shares = Callable[[], Mapping[str, float]]
"""Each client's share of income, summed when an ending first asks for it."""

IN_EUROS = Rates()


def judge(
    portfolio: Portfolio, day: date, zone: tzinfo, policy: Policy = DEFAULT, rates: Rates = IN_EUROS
) -> Judgement:
    """Judge every client that had begun by the end of `day` in `zone`, ended ones included.

    Money decides nothing: `rates` sum up income, of which the first step before an ending may speak.
    """
    known = as_of(portfolio, day, zone)
    cases = sorted((case_of(each, day, zone) for each in known.histories), key=lambda case: case.client)
    readings = read_all(cases, known, day, zone, policy)
    usual = usual_strain(readings, policy)
    shares = cache(lambda: shares_of_income(portfolio, day, zone, rates, policy.window.money))
    assessments = tuple(
        _assess(weigh(reading, strain, policy), portfolio, shares)
        for reading, strain in zip(readings, usual, strict=True)
    )
    return Judgement(
        as_of=day,
        model=policy.model,
        mirror=mirror(cases, assessments, policy),
        assessments=assessments,
    )


def read_all(cases: list[Case], portfolio: Portfolio, day: date, zone: tzinfo, policy: Policy) -> list[Reading]:
    """Read all clients, each with what the others make of its record."""
    away = away_days(portfolio.aways, zone)
    observed = observe(cases, away, day.toordinal(), policy)
    elsewhere = listen(cases, _observed_days(cases, observed), policy)
    return [read(case, away, observed, elsewhere, policy) for case in cases]


def usual_strain(readings: Iterable[Reading], policy: Policy) -> list[float]:
    """Return m for each client: the strain a month of the others, without their most strained tenth.

    m = (.20 x 20 + sum y)/(20 + sum E) over the others with records (empirical Bayes; section 5).
    """
    numbers = policy.rate
    held = list(readings)
    order = sorted(
        (each.strain / max(each.months, numbers.least_months), each.strain, each.months, place)
        for place, each in enumerate(held)
        if each.case.count
    )
    strains = list(accumulate((strain for _, strain, _, _ in order), initial=0.0))
    months = list(accumulate((month for _, _, month, _ in order), initial=0.0))
    rank = {place: position for position, (*_, place) in enumerate(order)}
    return [_without(rank.get(place), order, strains, months, policy) for place in range(len(held))]


def _without(
    own: int | None,
    order: list[tuple[float, float, float, int]],
    strains: list[float],
    months: list[float],
    policy: Policy,
) -> float:
    """Return m from running sums over clients in order of strain, one client left out."""
    numbers = policy.rate
    others = len(order) - (own is not None)
    kept = min(others, max(1, (9 * others + 5) // 10))
    strain, month = strains[kept], months[kept]
    if own is not None and own < kept:
        strain = strains[kept + 1] - order[own][1]
        month = months[kept + 1] - order[own][2]
    return (numbers.usual * numbers.usual_months + strain) / (numbers.usual_months + month)


def _observed_days(cases: Iterable[Case], observed: Observed) -> int:
    """Return the observed days of the portfolio since its first record."""
    firsts = [case.first for case in cases if case.first is not None]
    return observed.days_since(min(firsts)) if firsts else 0


def _assess(weighed: Weighed, portfolio: Portfolio, shares: Shares) -> Assessment:
    reading, case = weighed.reading, weighed.reading.case
    handle = partial(portfolio.handle, reading.case.client)
    held = gates(weighed, handle)
    advice = decide(weighed, held)
    share = shares().get(case.client) if advice.recommendation in ENDINGS else None
    return Assessment(
        client=reading.case.client,
        verdict=verdict(weighed, advice.recommendation),
        recommendation=advice.recommendation,
        because=advice.because,
        confidence=weighed.confidence,
        problem_client=weighed.a,
        client_problem=weighed.b,
        health=health(reading, weighed.policy),
        own_fault_share=reading.own_fault_share,
        counts=_counts(reading, weighed.policy),
        evidence=(*weighed.conduct_items, *weighed.problem_items),
        not_counted=reading.acts.not_counted,
        gates=held,
        next_steps=next_steps(weighed, advice.recommendation, handle, share),
        decided=in_force(case.history.decisions, _day(case), case.zone, weighed.policy.window.decision, handle),
    )


def _day(case: Case) -> date:
    return date.fromordinal(case.today)


def _counts(reading: Reading, policy: Policy) -> Counts:
    case = reading.case
    memory = policy.window.memory
    return Counts(
        complaints=len(case.complaints),
        open_complaints=sum(1 for _, each in case.complaints if confirmed_by(each, case.today, case) is None),
        expectations=len(case.expectations),
        records=case.count,
        from_memory=sum(
            1
            for each in case.history.counted()
            if each.recorded_at is not None and from_memory(each, case.day(each.at), case, memory)
        ),
    )
