"""What would move a client's judgement most: each act is tried, none is guessed at."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Likelihood
from clienthealth.core.changes.commitments import is_open
from clienthealth.core.frozen import replace
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import BoundaryStep, Confirmed, EffortKind, EffortOutcome, Topic
from clienthealth.core.score.decay import decibans, logit
from clienthealth.core.score.judge import Panel, panel
from clienthealth.core.score.policy import Policy
from clienthealth.core.suppose import acts
from clienthealth.core.suppose.acts import Stage, Supposed
from clienthealth.errors import UserError

MOST = 3
"""Acts that are named: more than three would be a list, not advice."""

NEWEST = 2
"""How many open complaints, remedies and promises are tried, the newest first."""

LEAST = 3.0
"""Decibans that an act has to move an axis by to be worth a line: it doubles or halves the odds.

A gate that opens, or an answer that changes, always is worth one.
"""


class Move(NamedTuple):
    """An act, and the judgement that would follow from it."""

    act: Supposed
    after: Assessment
    opened: tuple[str, ...]
    """The gates it would open."""
    conduct: float
    """By how many decibans it moves how much the record points at their conduct."""
    problem: float
    """By how many decibans it moves how likely they have a problem."""

    @property
    def moved(self) -> float:
        """By how many decibans it moves either axis, at most."""
        return max(abs(self.conduct), abs(self.problem))


class Tried(NamedTuple):
    """What is known before anything is tried: the client as it is, and all others."""

    history: History
    before: Assessment
    together: Panel
    stage: Stage


def moves(portfolio: Portfolio, before: Assessment, now: datetime, policy: Policy, *, gates: bool) -> tuple[Move, ...]:
    """Return the acts that would move the answer most as of now, the strongest first; `gates` says if they count."""
    zone = now.tzinfo
    if zone is None:
        return ()
    client = before.client
    stage = Stage(now.date(), now, lambda record: portfolio.handle(client, record))
    together = panel(portfolio, now.date(), zone, policy, busy=(now.date().toordinal(),))
    history = next(each for each in together.known.histories if each.client.client == client)
    tried = Tried(history, before, together, stage)
    acts_now = candidates(history, before, stage, gates=gates)
    found = [move for each in acts_now if (move := _tried(each, tried, gates=gates)) is not None]
    worth = [each for each in found if each.opened or each.moved >= LEAST or _answers(each, before)]
    worth.sort(key=lambda each: (not _answers(each, before), -len(each.opened), -each.moved, each.act.command))
    best = {each.act.what.key: each for each in reversed(worth)}
    return tuple(each for each in worth if best[each.act.what.key] is each)[:MOST]


def supposing(portfolio: Portfolio, client: str, supposed: tuple[Supposed, ...]) -> Portfolio:
    """Return the portfolio as it would be after what is supposed of one client."""

    def changed(history: History) -> History:
        if history.client.client == client:
            for each in supposed:
                history = each.put_into(history)
        return history

    return replace(portfolio, histories=tuple(changed(each) for each in portfolio.histories))


def candidates(history: History, before: Assessment, stage: Stage, *, gates: bool) -> Iterator[Supposed]:
    """Yield what could be done next: what we owe first, then remedies, agreements, limits.

    That a remedy may fail is tried only where it decides between a limit and an ending.
    """
    results = (EffortOutcome.SATISFIED, EffortOutcome.UNSATISFIED) if gates else (EffortOutcome.SATISFIED,)
    yield from _settled(history, stage)
    still = [each for each in history.complaints if is_open(each, stage.now)]
    for complaint in reversed(still[-NEWEST:]):
        yield acts.confirm(complaint, Confirmed.SATISFIED, stage)
        for result in results:
            yield acts.remedy(history, EffortKind.FIX, result, complaint, stage)
    unknown = [each for each in history.efforts if each.taken is EffortOutcome.UNKNOWN and each.complaint]
    for effort in reversed(unknown[-NEWEST:]):
        for result in results:
            yield acts.outcome(effort, result, stage)
    if not before.counts.expectations:
        yield acts.expect(history, Topic.ALL, stage)
    if not any(each.firm for each in history.boundaries):
        yield acts.boundary(history, BoundaryStep.RESET_TALK, stage)


def _settled(history: History, stage: Stage) -> Iterator[Supposed]:
    """Yield what would settle what is due on either side: our promises, their overdue invoices."""
    ours = [each for each in history.promises if each.ours and is_open(each, stage.now)]
    for promise in reversed(ours[-NEWEST:]):
        yield acts.keep(history, promise.id, stage)
    late = acts.overdue(history, stage)
    if late:
        yield acts.pay_all(late, stage)


def _tried(act: Supposed, tried: Tried, *, gates: bool) -> Move | None:
    """Return what an act would move; None where the record does not take it yet, as on the day of a reopening."""
    try:
        supposed = act.put_into(tried.history)
    except UserError:
        return None
    after = tried.together.supposing(supposed)
    before = tried.before
    closed = {each.gate for each in before.gates if not each.passed} if gates else set()
    opened = tuple(each.gate for each in after.gates if each.passed and each.gate in closed)
    return Move(
        act,
        after,
        opened,
        conduct=_moved(before.problem_client, after.problem_client),
        problem=_moved(before.client_problem, after.client_problem),
    )


def _moved(before: Likelihood, after: Likelihood) -> float:
    """Return by how many decibans a likelihood moved; certainty, where log-odds have no end, is kept away."""
    was, now = (min(max(each.probability, 1e-9), 1 - 1e-9) for each in (before, after))
    return decibans(logit(now) - logit(was))


def _answers(move: Move, before: Assessment) -> bool:
    """Whether the verdict or the recommendation would be another one."""
    after = move.after
    return (after.verdict, after.recommendation) != (before.verdict, before.recommendation)
