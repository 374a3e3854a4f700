"""From a portfolio to a judgement: cut as of a day, read, compared with each other, weighed, decided."""

from collections.abc import Iterable
from datetime import date, tzinfo
from functools import partial
from itertools import accumulate

from clienthealth.core.assessment import Assessment, Counts, Judgement
from clienthealth.core.frozen import Frozen, replace
from clienthealth.core.history import History, Portfolio
from clienthealth.core.score.as_of import as_of
from clienthealth.core.score.away import away_days
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case, case_of
from clienthealth.core.score.decision import decide, verdict
from clienthealth.core.score.elsewhere import Elsewhere, listen
from clienthealth.core.score.gates import from_memory, gates
from clienthealth.core.score.health import health
from clienthealth.core.score.mirror import mirror
from clienthealth.core.score.observed import Observed, observe
from clienthealth.core.score.policy import DEFAULT, Policy
from clienthealth.core.score.reading import Reading, read
from clienthealth.core.score.spans import Cover
from clienthealth.core.score.steps import next_steps
from clienthealth.core.score.weighed import Weighed, weigh


class Panel(Frozen, kw_only=True):
    """What one client's judgement needs of all the others: what was observed, what they say, what is usual."""

    portfolio: Portfolio
    known: Portfolio
    day: date
    zone: tzinfo
    policy: Policy
    away: Cover
    observed: Observed
    elsewhere: Elsewhere
    readings: tuple[Reading, ...]
    usual: tuple[float, ...]

    @property
    def assessments(self) -> Iterable[Assessment]:
        """Judge every client, in the order of their slugs."""
        for reading, strain in zip(self.readings, self.usual, strict=True):
            yield _assess(weigh(reading, strain, self.policy), self.portfolio)

    def of(self, client: str) -> Assessment | None:
        """Judge one client only, or return None where it had not begun."""
        for reading, strain in zip(self.readings, self.usual, strict=True):
            if reading.case.client == client:
                return _assess(weigh(reading, strain, self.policy), self.portfolio)
        return None

    def supposing(self, history: History) -> Assessment:
        """Judge one of the clients as if this were its history, all others being as they are.

        What is supposed must change nothing for the others: no complaint, no criticism of a colleague.
        """
        [cut] = as_of(replace(self.known, histories=(history,)), self.day, self.zone).histories
        case = case_of(cut, self.day, self.zone)
        reading = read(case, self.away, self.observed, self.elsewhere, self.policy)
        place = [each.case.client for each in self.readings].index(case.client)
        return _assess(weigh(reading, self.usual[place], self.policy), self.portfolio)


def judge(portfolio: Portfolio, day: date, zone: tzinfo, policy: Policy = DEFAULT) -> Judgement:
    """Judge every client that had begun by the end of `day` in `zone`, ended ones included."""
    return judged(panel(portfolio, day, zone, policy))


def judged(together: Panel) -> Judgement:
    """Judge every client of a panel."""
    assessments = tuple(together.assessments)
    return Judgement(
        as_of=together.day,
        model=together.policy.model,
        mirror=mirror((each.case for each in together.readings), assessments, together.policy),
        assessments=assessments,
    )


def panel(
    portfolio: Portfolio, day: date, zone: tzinfo, policy: Policy = DEFAULT, *, busy: Iterable[int] = ()
) -> Panel:
    """Read all clients as of a day, each with what the others make of its record.

    `busy` are further days on which somebody is supposed to have written something.
    """
    known = as_of(portfolio, day, zone)
    cases = sorted((case_of(each, day, zone) for each in known.histories), key=lambda case: case.client)
    away = away_days(known.aways, zone)
    observed = observe(cases, away, day.toordinal(), policy, busy)
    elsewhere = listen(cases, _observed_days(cases, observed), policy)
    readings = tuple(read(case, away, observed, elsewhere, policy) for case in cases)
    return Panel(
        portfolio=portfolio,
        known=known,
        day=day,
        zone=zone,
        policy=policy,
        away=away,
        observed=observed,
        elsewhere=elsewhere,
        readings=readings,
        usual=tuple(usual_strain(readings, policy)),
    )


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


def _assess(weighed: Weighed, portfolio: Portfolio) -> Assessment:
    reading = weighed.reading
    handle = partial(portfolio.handle, reading.case.client)
    held = gates(weighed, handle)
    advice = decide(weighed, held)
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
        next_steps=next_steps(weighed, advice.recommendation, handle),
    )


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
