"""Whom to ask how satisfied they are, and why the others are not asked now.

A question in the middle of a dispute measures the dispute, and makes it worse: somebody who waits for an answer is
asked for a favour. So nobody is asked while something is open between us, and nobody often.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.changes.commitments import is_open, zone_of
from clienthealth.core.goodbye.balances import Standpoint, balances
from clienthealth.core.history import History
from clienthealth.core.kinds import ClientStatus, Conduct, Instrument, PromiseStatus, Recommendation, SignalKind
from clienthealth.core.moments import day_of
from clienthealth.core.records.judged import Survey
from clienthealth.core.score.dated import case_of
from clienthealth.core.score.policy import DEFAULT
from clienthealth.core.score.situation import hardship_end

ASK_EVERY_DAYS = 90
"""A quarter: often enough to hear of a change in time, seldom enough that people still answer."""

STRAINED = frozenset(
    {
        Recommendation.SAFETY,
        Recommendation.OFFBOARD,
        Recommendation.FINISH_COMMITMENTS,
        Recommendation.SET_BOUNDARIES,
    }
)
"""Advice with which it is their conduct that is talked about next, not their satisfaction."""

BEHAVIOUR = frozenset(
    {
        SignalKind.RUDE,
        SignalKind.ABUSIVE,
        SignalKind.PUBLIC_CRITICISM,
        SignalKind.STAFF_CRITICISM,
        SignalKind.THREAT,
    }
)
"""Acts after which nobody is asked for a quarter: the answer would be about the quarrel."""


class Hold(StrEnum):
    """Why a client is not asked now, the weightiest first; the words are in `appreciation.toml`."""

    ENDING = "ending"
    CONDUCT = "conduct"
    COMPLAINT = "complaint"
    INVOICE = "invoice"
    HARDSHIP = "hardship"
    NOT_WORKED = "not-worked"
    PAUSED = "paused"
    ASKED = "asked"


class Asking(NamedTuple):
    """Whether a client is to be asked: what holds it back, the day they were asked last, and with which scale.

    `again` is the first day on which they may be asked, where nothing but the last question holds it back.
    """

    client: str
    holds: tuple[Hold, ...]
    asked: date | None
    instrument: Instrument
    again: date | None = None

    @property
    def due(self) -> bool:
        """Whether nothing holds it back."""
        return not self.holds


def asking(history: History, now: datetime, advice: Recommendation | None) -> Asking:
    """Return whether a client is to be asked now; `advice` is the recommendation in force, where there is one."""
    asked = last_asked(history.surveys, now)
    holds = tuple(hold for hold, is_one in _holds(history, now, advice).items() if is_one)
    again = asked + timedelta(days=ASK_EVERY_DAYS) if asked is not None and holds == (Hold.ASKED,) else None
    return Asking(history.client.client, holds, asked, _usual(history.surveys), again)


def last_asked(surveys: tuple[Survey, ...], now: datetime) -> date | None:
    """Return the day a client was last asked, or answered without a question on record."""
    return max((day_of(each.asked_at or each.at, zone_of(now)) for each in surveys), default=None)


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


def _holds(history: History, now: datetime, advice: Recommendation | None) -> dict[Hold, bool]:
    """Return of each reason not to ask whether it is one now; what somebody does in a hard time is not held up."""
    status, hard = history.client.stands, in_hardship(history, now)
    return {
        Hold.ENDING: status in (ClientStatus.OFFBOARDING, ClientStatus.ENDED),
        Hold.CONDUCT: advice in STRAINED or (_quarrelled(history, now) and not hard),
        Hold.COMPLAINT: any(is_open(each, now) for each in history.complaints),
        Hold.INVOICE: is_disputed(history, now),
        Hold.HARDSHIP: hard,
        Hold.NOT_WORKED: status is ClientStatus.PROSPECT or not _worked_with(history),
        Hold.PAUSED: status is ClientStatus.PAUSED,
        Hold.ASKED: not ask_again(last_asked(history.surveys, now), now.date()),
    }


def in_hardship(history: History, now: datetime) -> bool:
    """Whether a client is going through something hard today."""
    case = case_of(history, now.date(), zone_of(now))
    return any(each.day <= case.today <= hardship_end(each, case, DEFAULT) for each in case.hardships)


def is_disputed(history: History, now: datetime) -> bool:
    """Whether an invoice that is not settled is disputed."""
    if not any(each.disputed or each.disputed_at for each in history.invoices):
        return False
    at = Standpoint(now.date(), zone_of(now))
    return any(each.disputed for each in balances(history, at).invoices)


def _quarrelled(history: History, now: datetime) -> bool:
    """Whether there was conduct within the quarter that the answer would be about."""
    since, zone = now.date() - timedelta(days=ASK_EVERY_DAYS), zone_of(now)
    acts = [each.at for each in history.signals if each.kind in BEHAVIOUR]
    acts += [each.at for each in history.complaints if each.voiced is not Conduct.CIVIL]
    return any(day_of(each, zone) > since for each in acts)


def _worked_with(history: History) -> bool:
    """Whether there was anything between us that can be asked about: contact, work, a delivery, an invoice."""
    kept = any(each.ours and each.state is PromiseStatus.KEPT for each in history.promises)
    return bool(kept or history.weeks or history.times or history.invoices)


def _usual(surveys: tuple[Survey, ...]) -> Instrument:
    """Return the scale they were asked by last: answers on one scale can be compared."""
    return surveys[-1].instrument if surveys else Instrument.NPS
