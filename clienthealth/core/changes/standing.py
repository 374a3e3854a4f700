"""How open things stand today, for lists: what is overdue and since when, and whom to ask how it went."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from clienthealth.core.changes.commitments import zone_of
from clienthealth.core.history import History
from clienthealth.core.moments import day_of
from clienthealth.core.records.agreed import Pause
from clienthealth.core.records.judged import Survey
from clienthealth.core.score.complaint_stage import Stage
from clienthealth.core.score.dated import case_of
from clienthealth.core.weekly.complaint_clock import waiting
from clienthealth.core.weekly.desk import Desk

ASK_EVERY_DAYS = 90
"""A quarter: often enough to hear of a change in time, seldom enough that people still answer."""


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


def last_asked(surveys: Iterable[Survey], now: datetime) -> date | None:
    """Return the day a client was last asked, or answered."""
    days = (day_of(each.asked_at or each.at, zone_of(now)) for each in surveys)
    return max(days, default=None)


def ask_again(asked: date | None, today: date) -> bool:
    """Whether a client was never asked, or not for a quarter."""
    return asked is None or asked <= today - timedelta(days=ASK_EVERY_DAYS)


def answers(answer: Survey, asked: Survey, now: datetime) -> bool:
    """Whether an answer completes a question: of the same scale, unanswered, and asked within a quarter."""
    if asked.score is not None or asked.instrument is not answer.instrument:
        return False
    zone = zone_of(now)
    days = (day_of(answer.at, zone) - day_of(asked.asked_at or asked.at, zone)).days
    return 0 <= days <= ASK_EVERY_DAYS
