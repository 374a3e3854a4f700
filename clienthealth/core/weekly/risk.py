"""Who is at risk, how badly, and the one next step."""

from clienthealth.core.assessment import Assessment, NextStep
from clienthealth.core.kinds import Recommendation, Verdict

CALM = frozenset({Recommendation.APPRECIATE, Recommendation.SET_EXPECTATIONS})
WORST_FIRST = (
    Verdict.BOTH,
    Verdict.PROBLEM_CLIENT,
    Verdict.CLIENT_WITH_A_PROBLEM,
    Verdict.WATCH,
    Verdict.NOT_ENOUGH_EVIDENCE,
    Verdict.HEALTHY,
)


def at_risk(assessment: Assessment) -> bool:
    """Whether a client is at risk; too little evidence is no risk, unless there is something to do."""
    if assessment.verdict is Verdict.NOT_ENOUGH_EVIDENCE:
        return assessment.recommendation not in CALM or assessment.because.key == "because.nothing-agreed"
    return assessment.verdict is not Verdict.HEALTHY or assessment.recommendation is Recommendation.SAFETY


def first_step(assessment: Assessment) -> NextStep | None:
    """Return the one next step, if there is one."""
    return next(iter(assessment.next_steps), None)


def worst_first(assessment: Assessment) -> tuple[bool, int, float, str]:
    """Return what sorts clients at risk: safety first, then by verdict, the strongest of each first."""
    theirs, ours = assessment.problem_client.probability, assessment.client_problem.probability
    worst = ours if assessment.verdict is Verdict.CLIENT_WITH_A_PROBLEM else theirs
    is_safe = assessment.recommendation is not Recommendation.SAFETY
    return is_safe, WORST_FIRST.index(assessment.verdict), -worst, assessment.client
