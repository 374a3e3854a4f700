"""What is kept of a review when it is closed: that it was, and what it said of whom, under which rules."""

from collections.abc import Callable, Iterator
from datetime import datetime

from clienthealth.core.kinds import AlarmKind
from clienthealth.core.records.reviewed import Reviewed, Said
from clienthealth.core.weekly.review import Review

PLACES = 6
"""Decimals of what is kept: more than anybody is shown, less than would only be noise."""


def closed(review: Review, at: datetime, by: str, new_id: Callable[[], str]) -> Reviewed:
    """Return that somebody closed a review."""
    return Reviewed(at=at, by=by, id=new_id(), source="cli", mine=review.mine is not None or None)


def said(review: Review, at: datetime, by: str, new_id: Callable[[], str]) -> Iterator[Said]:
    """Yield what a review said of each client that it looked at."""
    model, policy = review.rules
    for found in review.judged:
        conduct, problem, health = found.problem_client, found.client_problem, found.health
        standing = review.standing[found.client]
        yield Said(
            client=found.client,
            at=at,
            by=by,
            id=new_id(),
            source="cli",
            model=model,
            policy=policy,
            verdict=found.verdict,
            recommendation=found.recommendation,
            confidence=found.confidence,
            conduct=round(conduct.probability, PLACES),
            conduct_low=round(conduct.low, PLACES),
            conduct_high=round(conduct.high, PLACES),
            problem=round(problem.probability, PLACES),
            problem_low=round(problem.low, PLACES),
            problem_high=round(problem.high, PLACES),
            health=round(health.score, PLACES),
            health_low=round(health.low, PLACES),
            health_high=round(health.high, PLACES),
            alarms=tuple(kind for kind in AlarmKind if kind in standing),
        )
