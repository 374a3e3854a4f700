"""What other clients say of the same thing at the same time: the only way one record reaches another client.

Attribution needs consensus (Kelley 1973, Am Psychol 28:107): who else complained, and is it more than chance?
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from math import exp, lgamma, log
from typing import NamedTuple

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import SignalKind
from clienthealth.core.score.dated import Case
from clienthealth.core.score.policy import Policy

Key = tuple[str, str]
"""A record by client and id."""


class Cry(NamedTuple):
    """One voice of one client on one day about one thing."""

    day: int
    client: str
    record: str


class Elsewhere(Frozen):
    """For a client's records, what other clients' records make of them."""

    floors: dict[Key, float]
    """By complaint: our least share, because others complained of the same at the same time."""
    same_colleague: frozenset[Key]
    """Criticism of a colleague whom another client criticises as well."""


def listen(cases: Iterable[Case], observed_days: int, policy: Policy) -> Elsewhere:
    """Compare all complaints and all criticism of colleagues across clients, in linear time."""
    held = tuple(cases)
    floors: dict[Key, float] = {}
    for cries in _complaints(held).values():
        floors.update(_by_topic(cries, observed_days, policy))
    floors.update(_by_incident(held, policy))
    return Elsewhere(floors, frozenset(_same_colleague(held, policy.window.colleague)))


def others_within(cries: list[Cry], days: int) -> Iterator[tuple[Cry, int]]:
    """Slide one window of so many days either way; yield each cry with the number of other clients in it."""
    ordered = sorted(cries)
    inside: Counter[str] = Counter()
    queue: deque[Cry] = deque()
    ahead = 0
    for each in ordered:
        while ahead < len(ordered) and ordered[ahead].day <= each.day + days:
            inside[ordered[ahead].client] += 1
            queue.append(ordered[ahead])
            ahead += 1
        while queue[0].day < each.day - days:
            gone = queue.popleft().client
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
        yield each, len(inside) - 1


@lru_cache(maxsize=4096)
def chance(others: int, expected: float) -> float:
    """Return the probability of at least so many others where `expected` come by chance (Poisson)."""
    fewer = sum(exp(-expected + k * log(expected) - lgamma(k + 1)) for k in range(others))
    return 1 - fewer


def _complaints(cases: Iterable[Case]) -> dict[str, list[Cry]]:
    topics: dict[str, list[Cry]] = defaultdict(list)
    for case in cases:
        for day, complaint in case.complaints:
            topics[complaint.about].append(Cry(day, case.client, complaint.id))
    return topics


def _by_topic(cries: list[Cry], observed_days: int, policy: Policy) -> Iterator[tuple[Key, float]]:
    """Yield the floors of one topic's complaints that more clients share than chance would have it."""
    months = {(each.client, _month(each.day)) for each in cries}
    own = Counter(client for client, _ in months)
    window = policy.window.consensus
    share = (2 * window + 1) / max(observed_days, policy.window.least_observed)
    for each, others in others_within(cries, window):
        if others >= policy.fault.others:
            floor = _floor(others, (len(months) - own[each.client]) * share, policy)
            if floor is not None:
                yield (each.client, each.record), floor


def _floor(others: int, expected: float, policy: Policy) -> float | None:
    fault, by_chance = policy.fault, chance(others, expected)
    if others >= fault.others_strong and by_chance < fault.chance_strong:
        return fault.consensus_strong
    return fault.consensus if by_chance < fault.chance else None


def _month(day: int) -> tuple[int, int]:
    calendar = date.fromordinal(day)
    return calendar.year, calendar.month


def _by_incident(cases: Iterable[Case], policy: Policy) -> Iterator[tuple[Key, float]]:
    """Yield the floor of each complaint about an incident that another client complained of too."""
    sharers: dict[str, list[Key]] = defaultdict(list)
    for case in cases:
        for _, complaint in case.complaints:
            if complaint.incident:
                sharers[complaint.incident].append((case.client, complaint.id))
    for keys in sharers.values():
        if len({client for client, _ in keys}) > 1:
            yield from ((key, policy.fault.consensus_strong) for key in keys)


def _same_colleague(cases: Iterable[Case], window: int) -> Iterator[Key]:
    named: dict[str, list[Cry]] = defaultdict(list)
    for case in cases:
        for day, signal in case.signals:
            if signal.kind is SignalKind.STAFF_CRITICISM and signal.staff:
                named[signal.staff].append(Cry(day, case.client, signal.id))
    for cries in named.values():
        for each, others in others_within(cries, window):
            if others:
                yield each.client, each.record
