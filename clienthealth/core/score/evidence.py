"""From items to a probability: the sum that is printed is the sum that was made."""

from collections.abc import Iterable
from math import sqrt

from clienthealth.core.assessment import Axis, Evidence, Likelihood
from clienthealth.core.saying import Saying, Value, say
from clienthealth.core.score.decay import NATS_A_DECIBAN, decibans, logit, sigmoid
from clienthealth.core.score.policy import Policy

HOLD = "one-kind-only"
"""The item by which axis A is held where only one kind of evidence speaks."""

NOTHING = Saying("nothing")
"""What an item says that weighs nothing; it is never shown."""


def piece(axis: Axis, item: str, weight: float, records: Iterable[str] = (), **values: Value) -> Evidence:
    """Return an item of `weight` decibans; its sentence is called by axis and item, `for` or `against`."""
    if weight == 0:
        return Evidence(axis, item, 0.0, NOTHING)
    side = "for" if weight > 0 else "against"
    return Evidence(axis, item, weight, say(f"{axis}.{item}.{side}", **values), tuple(dict.fromkeys(records)))


def weighing(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the items without those that weigh nothing."""
    return tuple(each for each in items if each.decibans != 0)


def log_odds(items: Iterable[Evidence], prior: float, discount: float) -> float:
    """Return logit(prior) + discount x the sum of the items, in nats."""
    return logit(prior) + discount * NATS_A_DECIBAN * sum(each.decibans for each in items)


def likelihood(items: Iterable[Evidence], prior: float, discount: float, doubt: float, policy: Policy) -> Likelihood:
    """Return the probability with its 80 % interval; a hold moves it and narrows no doubt.

    sd = sqrt(.5^2 + sum (doubt x discount x item in nats)^2), the hold left out (scoring model, section 5).
    """
    summed = tuple(items)
    center = log_odds(summed, prior, discount)
    doubts = (doubt * discount * NATS_A_DECIBAN * each.decibans for each in summed if each.item != HOLD)
    reach = policy.sum.interval * sqrt(policy.sum.spread**2 + sum(each * each for each in doubts))
    return Likelihood(
        probability=sigmoid(center),
        low=sigmoid(center - reach),
        high=sigmoid(center + reach),
        prior_decibans=decibans(logit(prior)),
        discount=discount,
    )
