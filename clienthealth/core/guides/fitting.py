"""Which guide fits what the record says of a client: at most one, and none where nothing is to be mended."""

from types import MappingProxyType

from clienthealth.core.assessment import Assessment, Axis
from clienthealth.core.kinds import Recommendation, Verdict

BY_REASON = MappingProxyType(
    {
        "safety": "abusive-conduct",
        "all-gates-pass": "end-relationship",
        "still-owed": "end-relationship",
        "nothing-agreed": "expectations",
        "new-client": "expectations",
        "acts-untold": "expectations",
        "hardship": "hard-time",
        "open": "angry-client",
        "open-and-ours": "our-mistake",
        "unclear-whose": "complaint-unclear",
        "nothing-tried": "angry-client",
        "remedies-failed": "angry-client",
        "remedies-wanted": "follow-up",
        "effort-failed": "follow-up",
        "troubled": "follow-up",
        "conduct-likely": "limits",
        "watch": "limits",
        "long-overdue": "late-payment",
        "pattern.unpaid-change": "scope-drift",
    }
)
"""The guide of each reason for a recommendation; of any other pattern it is that on limits."""

PATTERN = "pattern."
OUR_DOING = frozenset({"our-fault", "our-overdue", "denied"})
"""What of a trouble without an open complaint is our own doing."""


def fitting(found: Assessment) -> str | None:
    """Return the topic that fits a client's judgement."""
    if found.recommendation is Recommendation.APPRECIATE or found.verdict is Verdict.HEALTHY:
        return None
    reason = found.because.key.removeprefix("because.")
    if reason == "troubled" and _ours(found):
        return "our-mistake"
    return BY_REASON.get(reason) or ("limits" if reason.startswith(PATTERN) else None)


def _ours(found: Assessment) -> bool:
    return any(
        each.axis is Axis.CLIENT_PROBLEM and each.item in OUR_DOING and each.decibans > 0 for each in found.evidence
    )
