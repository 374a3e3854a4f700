"""How open things stand today, for lists: what is overdue and since when, and whom to ask how it went."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from clienthealth.core.changes.commitments import is_open, zone_of
from clienthealth.core.frozen import Frozen
from clienthealth.core.history import History
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.agreed import Pause
from clienthealth.core.records.judged import Survey
from clienthealth.core.records.spent import Away
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.dated import case_of
from clienthealth.core.score.lateness import fates
from clienthealth.core.score.observed import away_days
from clienthealth.core.working_time import WorkingHours

ASK_EVERY_DAYS = 90
"""A quarter: often enough to hear of a change in time, seldom enough that people still answer."""


class Overdue(NamedTuple):
    """By how many days something is overdue; 0 is earlier today. What it is, where that needs saying."""

    days: int
    what: str = ""


class Targets(Frozen):
    """How fast we mean to be with complaints, in working days, and which days are worked."""

    acknowledge: int
    answer: int
    hours: WorkingHours
    free: Collection[date]

    def by(self, day: date, working_days: int) -> date:
        """Return the last day on which so many working days after `day` are kept."""
        return self.hours.working_days_after(day, working_days, self.free)


def overdue_promises(history: History, aways: Iterable[Away], now: datetime) -> dict[str, Overdue]:
    """Return the open promises of a client that are overdue, by id; clocks stand still as for the score."""
    zone, today = zone_of(now), now.date().toordinal()
    made = {}
    for fate in fates(case_of(history, now.date(), zone), away_days(aways, zone)):
        if not fate.open or fate.due is None:
            continue
        if fate.late:
            made[fate.promise.id] = Overdue(today - fate.due)
        elif fate.due == today and _past_hour(fate.promise.due, now):
            made[fate.promise.id] = Overdue(0)
    return made


def overdue_complaint(complaint: Complaint, targets: Targets, now: datetime) -> Overdue | None:
    """Return what we have let pass on an open complaint: the acknowledgement, or the answer."""
    if not is_open(complaint, now) or complaint.resolved_at or running(complaint.paused, now):
        return None
    if complaint.answered_at or complaint.response:
        return None
    told, today = day_of(complaint.at, zone_of(now)), now.date()
    answer = targets.by(told, targets.answer)
    if today > answer:
        return Overdue((today - answer).days, "answer")
    acknowledge = targets.by(told, targets.acknowledge)
    if complaint.acknowledged_at is None and today > acknowledge:
        return Overdue((today - acknowledge).days, "acknowledgement")
    return None


def running(pauses: Iterable[Pause], now: datetime) -> Pause | None:
    """Return the pause in which a clock stands still today, if it does."""
    zone, today = zone_of(now), now.date()
    for each in pauses:
        if day_of(each.from_, zone) <= today <= (day_of(each.until, zone) if each.until else today):
            return each
    return None


def days_of(aways: Iterable[Away], now: datetime) -> frozenset[date]:
    """Return the days on which nobody works."""
    cover = away_days(aways, zone_of(now))
    return frozenset(date.fromordinal(day) for first, last in cover.spans() for day in range(first, last + 1))


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
