"""The clock of an open complaint: what we have to do next and by when, in the stages of ISO 10002."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.moments import When
from clienthealth.core.records.trouble import Complaint, Effort
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case
from clienthealth.core.weekly.desk import Desk

REAL = 2
"""The level from which an effort is a remedy and not only words."""


class Stage(StrEnum):
    """What a complaint waits for; the values name what is due (`weekly.due.What`)."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    FOLLOW_UP = "follow-up"


class Waiting(NamedTuple):
    """What a complaint waits for, and the last day on which our target is kept."""

    stage: Stage
    by: date


def waiting(complaint: Complaint, case: Case, desk: Desk) -> Waiting | None:
    """Return what we have to do next on an open complaint; nothing while its clock is paused.

    A reopening starts its life again. An effort on it is a word of ours, and from level 2 on an answer.
    Where even the answer is overdue, a mere acknowledgement is no longer what they wait for.
    """
    if confirmed_by(complaint, case.today, case) is not None or desk.paused(complaint.paused):
        return None
    again = [desk.day(each) for each in complaint.reopened]
    begun = max(again, default=desk.day(complaint.at))
    stood, targets = desk.paused_days(complaint.paused), desk.targets
    reach = max((each.reach for day, each in case.efforts if _is_on(each, complaint, day, begun)), default=0)

    def done(when: When | None) -> bool:
        return when is not None and (not again or desk.day(when) > begun)

    if complaint.resolved_at is not None and done(complaint.resolved_at):
        return Waiting(Stage.FOLLOW_UP, desk.by(desk.day(complaint.resolved_at), targets.follow_up, stood))
    if done(complaint.answered_at) or (complaint.response and not again) or reach >= REAL:
        return None
    answer = desk.by(begun, targets.answer, stood)
    if done(complaint.acknowledged_at) or reach or answer < desk.today:
        return Waiting(Stage.ANSWER, answer)
    return Waiting(Stage.ACKNOWLEDGE, desk.by(begun, targets.acknowledge, stood))


def _is_on(effort: Effort, complaint: Complaint, day: int, begun: date) -> bool:
    return effort.complaint == complaint.id and day >= begun.toordinal()
