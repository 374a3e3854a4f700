"""The clock of an open complaint: what we have to do next and by when, by our targets."""

from datetime import date
from typing import NamedTuple

from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.complaint_stage import Stage, begun, stage_of
from clienthealth.core.score.dated import Case
from clienthealth.core.weekly.desk import Desk


class Waiting(NamedTuple):
    """What a complaint waits for, and the last day on which our target is kept."""

    stage: Stage
    by: date


def waiting(complaint: Complaint, case: Case, desk: Desk) -> Waiting | None:
    """Return what we have to do next on an open complaint; nothing while its clock is paused, or by no target."""
    return None if desk.paused(complaint.paused) else clock(complaint, case, desk)


def clock(complaint: Complaint, case: Case, desk: Desk) -> Waiting | None:
    """Return what an open complaint waits for, be its clock paused or not; nothing where it is by no target.

    Where even the answer is overdue, a mere acknowledgement is no longer what they wait for.
    """
    stage = stage_of(complaint, case)
    if stage in {None, Stage.RESOLVE}:
        return None
    stood, targets = desk.paused_days(complaint.paused), desk.targets
    if stage is Stage.FOLLOW_UP and complaint.resolved_at is not None:
        return Waiting(stage, desk.by(desk.day(complaint.resolved_at), targets.follow_up, stood))
    since = date.fromordinal(begun(complaint, case))
    answer = desk.by(since, targets.answer, stood)
    if stage is Stage.ANSWER or answer < desk.today:
        return Waiting(Stage.ANSWER, answer)
    return Waiting(Stage.ACKNOWLEDGE, desk.by(since, targets.acknowledge, stood))
