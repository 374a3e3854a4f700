"""Axis A: does the record point at the client's own conduct? One small function an item, in decibans."""

from collections.abc import Iterator
from functools import partial
from math import exp, lgamma, log

from clienthealth.core.assessment import Axis, Evidence
from clienthealth.core.kinds import SignalKind
from clienthealth.core.score.conduct import Strain
from clienthealth.core.score.decay import Curve, decay, decibans, logit
from clienthealth.core.score.evidence import HOLD, log_odds, piece, weighing
from clienthealth.core.score.policy import Policy, Rate
from clienthealth.core.score.reading import Reading

_piece = partial(piece, Axis.PROBLEM_CLIENT)

KINDS = (
    (Strain.UNPAID_CHANGE,),
    (Strain.EXORBITANT_DEMAND,),
    (Strain.FALSE_URGENCY,),
    (Strain.REOPENED,),
    (Strain.EXCESS_CONTACT,),
    (Strain.TIME_DISRESPECT,),
    (Strain.WITHHELD_INPUT,),
    (Strain.BREACH, Strain.BREACH_REMINDED),
    (Strain.OVERRULES_EXPERT,),
    (Strain.FALSE_CLAIM,),
    (Strain.DENIES_AGREEMENT, Strain.DENIES_TOLD),
    (Strain.STAFF_CRITICISM,),
    (Strain.OVERDUE,),
    (Strain.THEIR_PROMISE,),
)
"""The kinds of record beside complaints and remedies: the two sorts of one thing are one kind."""

VOICES = (Strain.RUDE, Strain.ABUSIVE, Strain.PUBLIC_TRIFLE, Strain.PUBLIC_CRITICISM)
"""How complaints are voiced, in complaints and apart from them: with them it is one kind of record."""


def axis_a(reading: Reading, usual: float, policy: Policy) -> tuple[Evidence, ...]:
    """Return the items that weigh, the hold included; `usual` is the portfolio's strain a month (m)."""
    items = weighing(
        (
            rate(reading, usual, policy),
            recovery(reading, policy),
            *(_of_kind(reading, name, kind, curve) for name, kind, curve in _own_items(policy)),
            breadth(reading, usual, policy),
            *goodwill(reading, policy),
            paid_in_time(reading, policy),
        )
    )
    return (*items, *weighing((hold(items, reading, policy),)))


def rate(reading: Reading, usual: float, policy: Policy) -> Evidence:
    """Weigh the strain against that of the other clients: 3.5 times their rate, or once (Gamma-Poisson)."""
    numbers, expected = policy.rate, usual * reading.months
    weight = decibans(_gamma_poisson(reading.strain, expected, numbers))
    told = (each.first.complaint.id for each in reading.episodes if each.fault < 1)
    acts = (*told, *reading.tally.records(*Strain))
    return _piece(
        "rate",
        min(max(numbers.part * weight, numbers.floor), numbers.cap),
        acts,
        n=len(dict.fromkeys(acts)),
        days=reading.observed_days,
    )


def recovery(reading: Reading, policy: Policy) -> Evidence:
    """Weigh whether real remedies satisfied them: can this person be satisfied at all? (Lester et al. 2004)."""
    tried = reading.remedies
    satisfied = sum(each.satisfied for each in tried)
    unsatisfied = sum(each.unsatisfied for each in tried)
    weight = decibans(_beta_ratio(satisfied, unsatisfied, policy.rate))
    return _piece(
        "recovery",
        min(max(weight, policy.rate.recovery_floor), policy.rate.recovery_cap),
        (record for each in tried for record in each.efforts),
        n=sum(len(each.efforts) for each in tried),
        satisfied=sum(each.pleased for each in tried),
    )


def breadth(reading: Reading, usual: float, policy: Policy) -> Evidence:
    """Weigh in how many areas there is trouble, beyond what the usual strain would touch.

    Areas are the five families of conduct, complaints as far as they are not ours, and remedies that failed: what is
    seen from many sides is less likely one person's halo, or one bad month.
    """
    numbers, areas = policy.rate, _areas(reading)
    seen = sum(1 - exp(-numbers.full * amount) for amount in areas)
    touched = len(areas) * (1 - exp(-usual * reading.months / len(areas)))
    many = seen - min(max(numbers.first_area, numbers.usual_part * touched), numbers.most_areas)
    if many < 0:  # few sorts of trouble speak for a client only as far as there was time to see them
        many *= reading.months / (reading.months + numbers.calm_months)
    n = sum(1 for amount in areas if amount > 0)
    return _piece("breadth", policy.item.breadth.at(many), _troubles(reading), n=n)


def goodwill(reading: Reading, policy: Policy) -> Iterator[Evidence]:
    """Weigh what speaks for them, kind by kind."""
    curves = {
        SignalKind.PRAISE: policy.item.praise,
        SignalKind.ACCEPTS_NO: policy.item.accepts_no,
        SignalKind.OWN_APOLOGY: policy.item.own_apology,
        SignalKind.REFERRAL: policy.item.referral,
        SignalKind.FLEXIBLE: policy.item.flexible,
        SignalKind.PAYS_EARLY: policy.item.pays_early,
    }
    for kind in {each.record.kind: None for each in reading.acts.goodwill}:
        held = [each for each in reading.acts.goodwill if each.record.kind is kind]
        amount = sum(decay(reading.age(each.day), policy.halflife.goodwill) for each in held)
        yield _piece(str(kind), curves[kind].at(amount), (each.record.id for each in held), n=len(held))


def paid_in_time(reading: Reading, policy: Policy) -> Evidence:
    """Weigh invoices paid within a week of their due day."""
    held = [
        (bill.paid, bill.invoice.id)
        for bill in reading.bills
        if bill.plain
        and bill.paid is not None
        and bill.due is not None
        and bill.paid <= bill.due + policy.window.in_time
    ]
    amount = sum(decay(reading.age(day), policy.halflife.conduct) for day, _ in held)
    return _piece("paid-in-time", policy.item.paid_in_time.at(amount), (each for _, each in held), n=len(held))


def hold(items: tuple[Evidence, ...], reading: Reading, policy: Policy) -> Evidence:
    """Hold the log-odds at .59 where fewer than two items speak or fewer than two kinds of record weigh."""
    numbers = policy.sum
    limit = logit(numbers.hold)
    reached = log_odds(items, policy.prior.problem_client, numbers.discount)
    many = speaking(items, policy) >= numbers.hold_items and _kinds(reading, policy) >= numbers.hold_kinds
    if many or reached <= limit:
        return _piece(HOLD, 0.0)
    return _piece(HOLD, decibans(limit - reached) / numbers.discount)


def speaking(items: tuple[Evidence, ...], policy: Policy) -> int:
    """Return how many items speak against them (above .2 nat)."""
    return sum(1 for each in items if each.decibans > decibans(policy.sum.hold_item))


def _gamma_poisson(strain: float, expected: float, numbers: Rate) -> float:
    """Return y ln[3.5(2+mu)/(2+3.5mu)] - 2 ln[(2+3.5mu)/(2+mu)], in nats (scoring model, section 5)."""
    shape, times = numbers.shape, numbers.times
    spread = (shape + times * expected) / (shape + expected)
    return strain * log(times / spread) - shape * log(spread)


def _beta_ratio(satisfied: float, unsatisfied: float, numbers: Rate) -> float:
    """Return the log ratio of two beta-binomials: as persistent complainants, or as everybody."""
    theirs = _beta(satisfied, unsatisfied, numbers.satisfied_problem, numbers.unsatisfied_problem)
    usual = _beta(satisfied, unsatisfied, numbers.satisfied_usual, numbers.unsatisfied_usual)
    return theirs - usual


def _beta(satisfied: float, unsatisfied: float, a: float, b: float) -> float:
    return _ln_beta(a + satisfied, b + unsatisfied) - _ln_beta(a, b)


def _ln_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _own_items(policy: Policy) -> Iterator[tuple[str, Strain, Curve]]:
    """Yield the kinds of conduct with an item of their own."""
    curves = policy.item
    yield "public-trifle", Strain.PUBLIC_TRIFLE, curves.public_trifle
    yield "false-claim", Strain.FALSE_CLAIM, curves.false_claim
    yield "breach", Strain.BREACH, curves.breach
    yield "denied", Strain.DENIES_AGREEMENT, curves.denied


def _areas(reading: Reading) -> tuple[float, ...]:
    """Return how much trouble there is in each area: families of conduct, complaints, failed remedies."""
    failed = sum(each.unsatisfied for each in reading.remedies)
    return *reading.tally.families().values(), reading.grievance, failed


def _troubles(reading: Reading) -> Iterator[str]:
    yield from reading.tally.records(*Strain)
    yield from (each.complaint.id for each in reading.heard if each.share < 1 and not each.repeats)
    yield from (record for each in reading.remedies if each.unsatisfied for record in each.efforts)


def _of_kind(reading: Reading, name: str, kind: Strain, curve: Curve) -> Evidence:
    records = reading.tally.records(kind)
    return _piece(name, curve.at(reading.tally.n(kind)), records, n=len(records))


def _kinds(reading: Reading, policy: Policy) -> int:
    """Return how many kinds of record weigh; one kind is never enough."""
    tally = reading.tally
    amounts = [tally.n(*kinds) for kinds in KINDS]
    amounts += [reading.grievance + tally.n(*VOICES), sum(each.unsatisfied for each in reading.remedies)]
    return sum(1 for amount in amounts if amount >= policy.sum.hold_weight)
