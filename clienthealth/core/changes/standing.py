"""How open things stand today, for lists: what is overdue and since when."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from clienthealth.core.changes.commitments import zone_of
from clienthealth.core.history import History
from clienthealth.core.moments import day_of
from clienthealth.core.records.agreed import Pause
from clienthealth.core.score.complaint_stage import Stage
from clienthealth.core.score.dated import case_of
from clienthealth.core.weekly.complaint_clock import waiting
from clienthealth.core.weekly.desk import Desk


class Overdue(NamedTuple):
    """By how many days something is overdue; 0 is earlier today. What it is, where that needs saying."""

    days: int
    what: str = ""


OVERDUE_STAGES = {Stage.ACKNOWLEDGE: "acknowledgement", Stage.ANSWER: "answer", Stage.FOLLOW_UP: "follow-up"}


def overdue_complaints(history: History, desk: Desk) -> dict[str, Overdue]:
    """Return the open complaints of a client on which we let a target pass, by id; with what they wait for."""
    case = case_of(history, desk.today, desk.zone)
    made = {}
    for _, complaint in case.complaints:
        waits = waiting(complaint, case, desk)
        if waits is not None and waits.by < desk.today:
            made[complaint.id] = Overdue((desk.today - waits.by).days, OVERDUE_STAGES[waits.stage])
    return made


def running(pauses: Iterable[Pause], now: datetime) -> Pause | None:
    """Return the pause in which a clock stands still today, if it does."""
    zone, today = zone_of(now), now.date()
    for each in pauses:
        if day_of(each.from_, zone) <= today <= (day_of(each.until, zone) if each.until else today):
            return each
    return None


