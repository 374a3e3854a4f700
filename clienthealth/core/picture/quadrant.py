"""The two questions drawn: how much the record points at their conduct, and how likely they have a problem."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Likelihood
from clienthealth.core.economy import Dependence
from clienthealth.core.kinds import Confidence, Verdict


class Standing(NamedTuple):
    """Where a client stands; `share` of our income is 0 to 1, None where it is not known.

    `told` says that there is enough on record to show a likelihood.
    """

    client: str
    name: str
    verdict: Verdict
    conduct: Likelihood
    problem: Likelihood
    share: float | None
    told: bool


class Quadrant(NamedTuple):
    """All clients, those that the review names first and in its order."""

    clients: tuple[Standing, ...]

    @property
    def drawn(self) -> tuple[Standing, ...]:
        """Those of whom enough is on record."""
        return tuple(each for each in self.clients if each.told)


def quadrant(
    found: Iterable[Assessment], names: Mapping[str, str], named: Sequence[str], income: Mapping[str, Dependence]
) -> Quadrant:
    """Return where some clients stand."""
    order = {client: place for place, client in enumerate(named)}
    standing = [
        Standing(
            each.client,
            names.get(each.client, each.client),
            each.verdict,
            each.problem_client,
            each.client_problem,
            income[each.client].share if each.client in income else None,
            told=each.confidence is not Confidence.INSUFFICIENT,
        )
        for each in found
    ]
    return Quadrant(tuple(sorted(standing, key=lambda each: (order.get(each.client, len(order)), each.client))))
