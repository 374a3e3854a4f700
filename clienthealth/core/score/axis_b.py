"""Axis B: is this a client with a problem now? One small function an item; steps and curves in nats."""

from functools import partial

from clienthealth.core.assessment import Axis, Evidence
from clienthealth.core.kinds import EffortOutcome, SignalKind
from clienthealth.core.score.answers import latest_answer
from clienthealth.core.score.decay import decay, decibans
from clienthealth.core.score.evidence import piece, weighing
from clienthealth.core.score.observed import MONTH
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.reading import Reading

ROUNDING = 1e-9
"""An answer of exactly the threshold is not below it, whatever binary fractions make of it."""

_piece = partial(piece, Axis.CLIENT_PROBLEM)


def axis_b(reading: Reading, policy: Policy) -> tuple[Evidence, ...]:
    """Return the items that weigh."""
    return weighing(
        (
            hardship(reading, policy),
            our_fault(reading, policy),
            our_overdue(reading, policy),
            no_expectation(reading, policy),
            sudden_change(reading, policy),
            denied(reading, policy),
            survey(reading, policy),
            satisfied_efforts(reading, policy),
            praise(reading, policy),
        )
    )


def hardship(reading: Reading, policy: Policy) -> Evidence:
    """Weigh a hardship in force."""
    weight = policy.problem.hardship if reading.hardship else 0.0
    return _piece("hardship", decibans(weight), reading.situation.in_force)


def our_fault(reading: Reading, policy: Policy) -> Evidence:
    """Weigh our share of the complaints that did not end well, by their severity."""
    held = [each for each in reading.episodes if not each.well]
    amount = sum(each.fault * _decay(reading, each.day, policy) * each.severity / 2 for each in held)
    records = (record for each in held for record in each.records)
    return _piece("our-fault", decibans(policy.problem.our_fault.at(amount)), records, n=len(held))


def our_overdue(reading: Reading, policy: Policy) -> Evidence:
    """Weigh our promises open past their due day."""
    held = [each.promise.id for each in reading.fates if each.promise.ours and each.open and each.late]
    return _piece("our-overdue", decibans(policy.problem.our_overdue.at(len(held))), held, n=len(held))


def no_expectation(reading: Reading, policy: Policy) -> Evidence:
    """Weigh complaints about what had never been made clear."""
    held = [each for each in reading.episodes if not each.first.expected]
    amount = sum(_decay(reading, each.day, policy) for each in held)
    weight = decibans(policy.problem.no_expectation.at(amount))
    return _piece("no-expectation", weight, (each.first.complaint.id for each in held), n=len(held))


def sudden_change(reading: Reading, policy: Policy) -> Evidence:
    """Weigh trouble that began only now, after a long calm time."""
    window, numbers = policy.window, policy.problem
    recent = [each.first.complaint.id for each in reading.episodes if reading.age(each.day) <= window.sudden]
    older = len(reading.episodes) - len(recent)
    months = (reading.observed_days - window.sudden) / MONTH
    calm = reading.observed_days > window.sudden_observed and older / months < numbers.sudden_rate
    return _piece("sudden-change", decibans(numbers.sudden_change) if recent and calm else 0.0, recent)


def denied(reading: Reading, policy: Policy) -> Evidence:
    """Weigh open complaints that we denied or answered with policy."""
    held = [told.complaint.id for each in reading.unsettled for told in each.complaints if told.denied]
    n = sum(1 for each in reading.unsettled if any(told.denied for told in each.complaints))
    return _piece("denied", decibans(policy.problem.denied.at(n)), held, n=n)


def survey(reading: Reading, policy: Policy) -> Evidence:
    """Weigh a bad answer to the latest survey."""
    answer = latest_answer(reading.case)
    recent = answer is not None and reading.age(answer.day) <= policy.window.survey
    if answer is None or not recent or answer.score > policy.problem.survey_below - ROUNDING:
        return _piece("survey", 0.0)
    return _piece("survey", decibans(policy.problem.survey), (answer.record,))


def satisfied_efforts(reading: Reading, policy: Policy) -> Evidence:
    """Weigh efforts that satisfied them."""
    held = [each for each in reading.efforts if each.taken is EffortOutcome.SATISFIED]
    amount = sum(_decay(reading, each.day, policy) for each in held)
    weight = decibans(policy.problem.satisfied_efforts.at(amount))
    return _piece("satisfied-efforts", weight, (each.effort.id for each in held), n=len(held))


def praise(reading: Reading, policy: Policy) -> Evidence:
    """Weigh praise."""
    held = [each for each in reading.acts.goodwill if each.record.kind is SignalKind.PRAISE]
    amount = sum(_decay(reading, each.day, policy) for each in held)
    weight = decibans(policy.problem.praise.at(amount))
    return _piece("praise", weight, (each.record.id for each in held), n=len(held))


def _decay(reading: Reading, day: int, policy: Policy) -> float:
    return decay(reading.age(day), policy.halflife.problem)
