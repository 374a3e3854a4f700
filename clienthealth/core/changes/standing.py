"""How open things stand today, for lists: what is overdue and since when."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from clienthealth.core.changes.commitments import zone_of
from clienthealth.core.history import History
from clienthealth.core.moments import day_of
from clienthealth.core.records.agreed import Pause
from clienthealth.core.score.complaint_stage import Stage
from clienthealth.core.score.dated import case_of
from clienthealth.core.weekly.complaint_clock import clock
from clienthealth.core.weekly.desk import Desk


class Overdue(NamedTuple):
    """By how many days something is overdue; 0 is earlier today. What it is, where that needs saying.

    Of a clock that stands still, by how many it was when it was `paused`: what was late before stays late.
    """

    days: int
    what: str = ""
    paused: bool = False


OVERDUE_STAGES = {Stage.ACKNOWLEDGE: "acknowledgement", Stage.ANSWER: "answer", Stage.FOLLOW_UP: "follow-up"}


def overdue_complaints(history: History, desk: Desk) -> dict[str, Overdue]:
    """Return the open complaints of a client on which we let a target pass, by id; with what they wait for."""
    case = case_of(history, desk.today, desk.zone)
    made = {}
    for _, complaint in case.complaints:
        waits, pause = clock(complaint, case, desk), running(complaint.paused, desk.now)
        until = desk.today if pause is None else desk.day(pause.from_)
        if waits is not None and waits.by < until:
            made[complaint.id] = Overdue((until - waits.by).days, OVERDUE_STAGES[waits.stage], pause is not None)
    return made


def running(pauses: Iterable[Pause], now: datetime) -> Pause | None:
    """Return the pause in which a clock stands still today, if it does; of several the one that ends last."""
    zone, today = zone_of(now), now.date()
    found = [
        each
        for each in pauses
        if day_of(each.from_, zone) <= today <= (day_of(each.until, zone) if each.until else today)
    ]
    return max(found, key=lambda each: day_of(each.until, zone) if each.until else date.max, default=None)
