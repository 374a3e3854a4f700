"""The arithmetic of the score: half-lives, saturating curves, log-odds and decibans."""

from math import exp, log

from clienthealth.core.frozen import Frozen

NATS_A_DECIBAN = log(10) / 10
"""1 dB = ln 10 / 10 nats; 3 dB double the odds."""


def decay(age: float, half_life: float) -> float:
    """Return what is left of 1 after `age` days: 2^(-age/half_life); 1 today, towards 0."""
    weight: float = 2.0 ** (-age / half_life)
    return weight


def logit(probability: float) -> float:
    """Return the log-odds of a probability, in nats."""
    return log(probability / (1 - probability))


def sigmoid(log_odds: float) -> float:
    """Return the probability of log-odds in nats; 0 to 1, without overflow."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    odds = exp(log_odds)
    return odds / (1 + odds)


def decibans(nats: float) -> float:
    """Return nats as decibans."""
    return nats / NATS_A_DECIBAN


class Curve(Frozen):
    """A saturating item: `slope` for the first unit, never beyond `cap`, in the unit of its axis.

    ITEM(w, cap, n) = sign(w) cap (1 - e^(-|w| n / cap)); n < 0 turns the sign (scoring model, section 2).
    """

    slope: float
    cap: float

    def at(self, n: float) -> float:
        """Return the item for an amount of `n`."""
        if n < 0:
            return -self.at(-n)
        size = self.cap * (1 - exp(-abs(self.slope) * n / self.cap))
        return size if self.slope > 0 else -size
