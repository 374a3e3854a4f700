"""The honest log: entries that say what somebody is, not what they did; and the good that is easily forgotten."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from clienthealth.core.moments import When, day_of
from clienthealth.core.wording.finding import Finding
from clienthealth.core.wording.lexicon import Category, Lexicon
from clienthealth.core.wording.look import worded

EVERY = 5
"""At each fifth complaint of a client a good thing is asked for …"""
WEEK = timedelta(days=7)
"""… and not twice within a week."""

ABOUT = (Category.INSULT, Category.DIAGNOSIS, Category.ABSOLUTE)


def character(text: str, lexicon: Lexicon) -> Finding | None:
    """Return the first place where a text says what somebody is; quotes are somebody's own words."""
    found = [each for each in worded(text, lexicon) if each.category in ABOUT]
    return found[0] if found else None


def asks_for_good(complaints: Sequence[When], now: datetime, zone: tzinfo) -> bool:
    """Whether a good thing is asked for after the latest of a client's complaints, given in the order of recording."""
    if not complaints or len(complaints) % EVERY:
        return False
    asked_before = len(complaints) > EVERY
    return not asked_before or _day(complaints[-1 - EVERY], zone) + WEEK <= _day(now, zone)


def _day(when: When, zone: tzinfo) -> date:
    return day_of(when, zone)
