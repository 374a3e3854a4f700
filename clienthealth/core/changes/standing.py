"""How open things stand today, for lists: what is overdue and since when, and whom to ask how it went."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from clienthealth.core.changes.commitments import zone_of
from clienthealth.core.history import History
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.agreed import Pause
from clienthealth.core.records.judged import Survey
from clienthealth.core.records.spent import Away
from clienthealth.core.score.away import away_days
from clienthealth.core.score.complaint_stage import Stage
from clienthealth.core.score.dated import case_of
from clienthealth.core.score.lateness import fates
from clienthealth.core.weekly.complaint_clock import clock
from clienthealth.core.weekly.desk import Desk

ASK_EVERY_DAYS = 90
"""A quarter: often enough to hear of a change in time, seldom enough that people still answer."""


class Overdue(NamedTuple):
    """By how many days something is overdue; 0 is earlier today. What it is, where that needs saying.

    Of a clock that stands still, by how many it was when it was `paused`: what was late before stays late.
    """

    days: int
    what: str = ""
    paused: bool = False


OVERDUE_STAGES = {Stage.ACKNOWLEDGE: "acknowledgement", Stage.ANSWER: "answer", Stage.FOLLOW_UP: "follow-up"}


def overdue_promises(history: History, aways: Iterable[Away], desk: Desk) -> dict[str, Overdue]:
    """Return the open promises of a client that are overdue, by id; what is paused today is not."""
    away, today = away_days(aways, desk.zone), desk.today.toordinal()
    made = {}
    for fate in fates(case_of(history, desk.today, desk.zone), away):
        days = fate.overdue(today)
        if not fate.open or desk.paused(fate.promise.paused):
            continue
        if days or (fate.awaited == today and _past_hour(fate.promise.due, desk.now)):
            made[fate.promise.id] = Overdue(days)
    return made


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


def _past_hour(due: When | None, now: datetime) -> bool:
    return isinstance(due, datetime) and due < now
