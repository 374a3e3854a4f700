"""Thanks and little extras: what of the record is one, who has had none for long, and which words fit today.

A thank-you is kept as an effort of kind `extra` on no complaint and of level 1, "words": the journal has no kind of
its own for it, and it is what that level means. It weighs nothing in the score, which knows outcomes only.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.appreciation.answers import answered
from clienthealth.core.appreciation.asking import ASK_EVERY_DAYS, STRAINED, in_hardship
from clienthealth.core.changes.commitments import is_open, zone_of
from clienthealth.core.history import History
from clienthealth.core.kinds import GOODWILL, ClientStatus, Confirmed, EffortKind, Recommendation, SignalKind
from clienthealth.core.moments import day_of
from clienthealth.core.records.trouble import Complaint, Effort, Signal

LONG_DAYS = 180
"""Days without a survey, or without an extra or a thank-you, that are long: twice the quarter within which nobody is
asked again, and half of the year that goodwill is remembered for."""

SELDOM_DAYS = 60
"""Days between two thank-yous or extras that keep them from becoming a habit, which nobody notices."""

FRESH_DAYS = 30
"""Days for which somebody is thanked for a thing they did; later it is no longer the reason."""

NEW_DAYS = 60
"""Days from the beginning for which a relationship is new."""


class State(StrEnum):
    """How a client feels today, as far as the record shows; the words for each are in `appreciation.toml`."""

    SAFETY = "safety"
    ENDING = "ending"
    CONDUCT = "conduct"
    UPSET_TODAY = "upset-today"
    UPSET = "upset"
    LOW_ANSWER = "low-answer"
    HARDSHIP = "hardship"
    PRAISE = "praise"
    REFERRAL = "referral"
    ACCEPTS_NO = "accepts-no"
    OWN_APOLOGY = "own-apology"
    PAYS_EARLY = "pays-early"
    FLEXIBLE = "flexible"
    NEW = "new"
    WELL = "well"


SILENT = frozenset({State.SAFETY, State.ENDING, State.CONDUCT})
"""With whom no thanks and no extras are due: other words come first, and stand elsewhere."""

NOT_THANKED = frozenset({State.UPSET_TODAY, State.UPSET, State.LOW_ANSWER, State.HARDSHIP})
"""Who is told that we are sorry and that we value them; not thanked for their business."""

TROUBLED = frozenset({Recommendation.EXTRA_EFFORT, Recommendation.ESCALATE})
"""Advice that says something went wrong for them, be there a complaint or not."""

OF_SIGNAL = {
    SignalKind.PRAISE: State.PRAISE,
    SignalKind.REFERRAL: State.REFERRAL,
    SignalKind.ACCEPTS_NO: State.ACCEPTS_NO,
    SignalKind.OWN_APOLOGY: State.OWN_APOLOGY,
    SignalKind.PAYS_EARLY: State.PAYS_EARLY,
    SignalKind.FLEXIBLE: State.FLEXIBLE,
}


class Occasion(NamedTuple):
    """Which words fit a client today, and when they had a kind word or an extra last.

    `record` is what they are about: an open complaint, a low answer, a thing they did; empty where there is none.
    """

    client: str
    state: State
    record: str
    last: date | None
    recent: bool
    """Whether that was so lately that another one would be too much of it."""


def last_kindness(efforts: Iterable[Effort], now: datetime) -> date | None:
    """Return the day of the last thank-you or little extra, up to today."""
    days = (day_of(each.at, zone_of(now)) for each in efforts if each.kind is EffortKind.EXTRA)
    return max((day for day in days if day <= now.date()), default=None)


def thanked_since(efforts: Iterable[Effort], day: date, now: datetime) -> bool:
    """Whether a thank-you or an extra is on record of that day or after it."""
    last = last_kindness(efforts, now)
    return last is not None and last >= day


def occasion(history: History, now: datetime, advice: Recommendation | None) -> Occasion:
    """Return which words fit a client today; `advice` is the recommendation in force, where there is one."""
    state, record = _state(history, now, advice)
    last = last_kindness(history.efforts, now)
    recent = last is not None and last > now.date() - timedelta(days=SELDOM_DAYS)
    return Occasion(history.client.client, state, record, last, recent)


def _state(history: History, now: datetime, advice: Recommendation | None) -> tuple[State, str]:
    silent = _silent(history, advice)
    if silent is not None:
        return silent, ""
    upset = [each for each in history.complaints if _is_unsettled(each, now)]
    if upset:
        return _upset(upset[-1], now)
    if in_hardship(history, now):
        return State.HARDSHIP, ""
    latest = next(reversed(answered(history.surveys, now)), None)
    if latest is not None and latest.low and latest.day > now.date() - timedelta(days=ASK_EVERY_DAYS):
        return State.LOW_ANSWER, latest.record
    return (State.UPSET, "") if advice in TROUBLED else _well(history, now)


def _silent(history: History, advice: Recommendation | None) -> State | None:
    """Return why no thanks are due at all, if it is so."""
    if advice is Recommendation.SAFETY:
        return State.SAFETY
    if history.client.stands in (ClientStatus.OFFBOARDING, ClientStatus.ENDED):
        return State.ENDING
    return State.CONDUCT if advice in STRAINED else None


def _is_unsettled(complaint: Complaint, now: datetime) -> bool:
    """Whether a complaint is open, or ended lately without their being content."""
    if is_open(complaint, now):
        return True
    if complaint.confirmed not in (Confirmed.UNSATISFIED, Confirmed.NO_ANSWER):
        return False
    ended = day_of(complaint.confirmed_at or complaint.at, zone_of(now))
    return ended > now.date() - timedelta(days=ASK_EVERY_DAYS)


def _upset(complaint: Complaint, now: datetime) -> tuple[State, str]:
    zone, today = zone_of(now), now.date()
    told = max(day_of(each, zone) for each in (complaint.at, *complaint.reopened))
    return (State.UPSET_TODAY if told == today else State.UPSET), complaint.id if is_open(complaint, now) else ""


def _well(history: History, now: datetime) -> tuple[State, str]:
    act = _unthanked(history, now)
    if act is not None:
        return OF_SIGNAL[act.kind], act.id
    begun = day_of(history.client.at, zone_of(now))
    return (State.NEW if begun > now.date() - timedelta(days=NEW_DAYS) else State.WELL), ""


def _unthanked(history: History, now: datetime) -> Signal | None:
    """Return the latest thing they did for us lately and were not thanked for."""
    zone, today = zone_of(now), now.date()
    days = [(day_of(each.at, zone), each) for each in history.signals if each.kind in GOODWILL]
    fresh = [each for each in days if today - timedelta(days=FRESH_DAYS) < each[0] <= today]
    if not fresh:
        return None
    day, act = max(fresh, key=lambda each: (each[0], each[1].id))
    return None if thanked_since(history.efforts, day, now) else act
