"""Whether real remedies satisfied them: can this person be satisfied at all? (Lester et al. 2004)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from clienthealth.core.kinds import EffortOutcome
from clienthealth.core.records.trouble import Effort
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case
from clienthealth.core.score.decay import decay
from clienthealth.core.score.episodes import OF_CONFIRMED
from clienthealth.core.score.matters import Heard
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.situation import Situation


class Taken(NamedTuple):
    """How the real remedies of one complaint were taken: what it weighs as satisfied and as unsatisfied.

    `pleased` are those of `efforts` that satisfied them: what failed and was all ours weighs nothing, and failed.
    """

    satisfied: float
    unsatisfied: float
    efforts: tuple[str, ...]
    pleased: int = 0


def remedies(heard: Iterable[Heard], situation: Situation, case: Case, policy: Policy) -> tuple[Taken, ...]:
    """Return how the remedies of each complaint, words included, were taken, as far as is known."""
    tried: dict[str, list[tuple[int, Effort]]] = defaultdict(list)
    for day, effort in case.efforts:
        if effort.complaint is not None:
            tried[effort.complaint].append((day, effort))
    found = (_taken(each, tried[each.complaint.id], situation, case, policy) for each in heard)
    return tuple(each for each in found if each.efforts)


def _taken(heard: Heard, tried: list[tuple[int, Effort]], situation: Situation, case: Case, policy: Policy) -> Taken:
    """Weigh the remedies of a complaint; what it was confirmed as is the same story, counted once.

    The efforts with an outcome tell it, or one without an outcome tells it as the complaint was confirmed, whichever
    weighs more: then no effort can take the place of another that weighed more.
    """
    confirmed = confirmed_by(heard.complaint, case.today, case)
    story = OF_CONFIRMED[confirmed[0]] if confirmed else EffortOutcome.UNKNOWN
    told, silent = [], []
    for day, effort in tried:
        weight = decay(case.today - day, policy.halflife.conduct)
        good, bad = _reach(effort, policy)
        weights = weight * good, weight * bad * _blame(day, effort, heard, situation, policy)
        if effort.taken is EffortOutcome.UNKNOWN:
            silent.append((effort.id, *_outcome(story, *weights)))
        else:
            told.append((effort.id, *_outcome(effort.taken, *weights)))
    satisfied = max(sum(each[1] for each in told), max((each[1] for each in silent), default=0.0))
    unsatisfied = max(sum(each[2] for each in told), max((each[2] for each in silent), default=0.0))
    known = silent if story is not EffortOutcome.UNKNOWN else []
    pleased = sum(1 for _, each in tried if each.taken is EffortOutcome.SATISFIED)
    pleased += len(known) if story is EffortOutcome.SATISFIED else 0
    return Taken(satisfied, unsatisfied, tuple(each[0] for each in (*told, *known)), pleased)


def _outcome(taken: EffortOutcome, good: float, bad: float) -> tuple[float, float]:
    match taken:
        case EffortOutcome.SATISFIED:
            return good, 0.0
        case EffortOutcome.PARTLY:
            return good / 2, bad / 2
        case EffortOutcome.UNSATISFIED:
            return 0.0, bad
        case EffortOutcome.UNKNOWN:
            return 0.0, 0.0


def _reach(effort: Effort, policy: Policy) -> tuple[float, float]:
    """Return what an effort that satisfied weighs, and one that failed: words are no remedy."""
    if effort.reach >= policy.bar.remedy_level:
        return 1.0, 1.0
    return policy.rate.words_satisfied, policy.rate.words_failed


def _blame(day: int, effort: Effort, heard: Heard, situation: Situation, policy: Policy) -> float:
    """Return what a failed remedy weighs: less beside a hardship, less where we were at fault or slow."""
    slow = (effort.response_hours or 0) > policy.rate.slow_hours
    patience = policy.rate.slow if slow else 1.0
    return situation.hard(day) * (1 - policy.rate.excuse * heard.share) * patience
