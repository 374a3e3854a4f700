"""What an open complaint waits for on our side, in the stages of ISO 10002."""

from enum import StrEnum

from clienthealth.core.moments import When, undoes
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case

REAL = 2
"""The level from which an effort is a remedy and not only words."""


class Stage(StrEnum):
    """What a complaint waits for; the values name what is due (`weekly.due.What`)."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    RESOLVE = "resolve"
    FOLLOW_UP = "follow-up"


UNANSWERED = frozenset({Stage.ACKNOWLEDGE, Stage.ANSWER})
"""The stages before an answer: to have acknowledged a complaint is not to have answered it."""


def begun(complaint: Complaint, case: Case) -> int:
    """Return the day from which it waits: it was told, or last reopened."""
    return max((case.day(each) for each in complaint.reopened), default=case.day(complaint.at))


def stage_of(complaint: Complaint, case: Case) -> Stage | None:
    """Return what it waits for, be its clock paused or not; nothing where the client confirmed it.

    A reopening starts its life again. An effort on it is a word of ours, and from level 2 on an answer.
    """
    if confirmed_by(complaint, case.today, case) is not None:
        return None
    since = begun(complaint, case)
    efforts = (each for day, each in case.efforts if each.complaint == complaint.id and day >= since)
    reach = max((each.reach for each in efforts), default=0)

    def done(when: When | None) -> bool:
        return when is not None and not any(undoes(each, when, case.zone) for each in complaint.reopened)

    if done(complaint.resolved_at):
        return Stage.FOLLOW_UP
    if done(complaint.answered_at) or (complaint.response and not complaint.reopened) or reach >= REAL:
        return Stage.RESOLVE
    return Stage.ANSWER if done(complaint.acknowledged_at) or reach else Stage.ACKNOWLEDGE
