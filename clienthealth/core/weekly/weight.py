"""What weighs in a judgement, in the order people should read it: our side first, then theirs."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Axis, Evidence
from clienthealth.core.history import History
from clienthealth.core.kinds import ENDINGS, Confidence, Recommendation, Verdict
from clienthealth.core.matching import fold
from clienthealth.core.moments import day_of
from clienthealth.core.records.base import Record
from clienthealth.core.records.trouble import GRAVEST
from clienthealth.core.score.policy import DEFAULT
from clienthealth.core.score.weighed import UNSAFE

STRONG, SOME = 3.0, 1.0
"""Decibans from which an item is called strong (it doubles the odds), and some (a quarter more)."""

MOST = 2 / 3
"""The part of the records behind it that one contact carries when "most of it" is said."""

FEWEST = 3
"""Records before anything is said of one contact."""

KIND = frozenset({Verdict.HEALTHY, Verdict.CLIENT_WITH_A_PROBLEM})
HARSH = frozenset(
    {
        Recommendation.SAFETY,
        Recommendation.OFFBOARD,
        Recommendation.FINISH_COMMITMENTS,
        Recommendation.SET_BOUNDARIES,
        Recommendation.ESCALATE,
    }
)


class Strength(StrEnum):
    """How much one item weighs."""

    STRONG = "strong"
    SOME = "some"
    SLIGHT = "slight"


class OneContact(NamedTuple):
    """One person who carries most of it; `left` is the day they left, if they have."""

    name: str
    records: int
    of: int
    left: date | None


def strength(evidence: Evidence) -> Strength:
    """Return how much an item weighs, by named thresholds."""
    size = abs(evidence.decibans)
    if size >= STRONG:
        return Strength.STRONG
    return Strength.SOME if size >= SOME else Strength.SLIGHT


def our_side(found: Assessment) -> list[Evidence]:
    """Return what makes it our problem or their situation's, then what eases it; praise is theirs."""
    items = [each for each in found.evidence if each.axis is Axis.CLIENT_PROBLEM and each.item != "praise"]
    return sorted(items, key=lambda each: (-each.decibans, each.item))


def their_side(found: Assessment) -> list[Evidence]:
    """Return what points at their conduct, the heaviest first."""
    items = [each for each in found.evidence if each.axis is Axis.PROBLEM_CLIENT and each.decibans > 0]
    return sorted(items, key=lambda each: (-each.decibans, each.item))


def for_them(found: Assessment) -> list[Evidence]:
    """Return what speaks for them, the heaviest first."""
    items = [each for each in found.evidence if each.axis is Axis.PROBLEM_CLIENT and each.decibans < 0]
    return sorted(items, key=lambda each: (each.decibans, each.item))


def is_unclear_or_harsh(found: Assessment) -> bool:
    """Whether a user should be told that they may end a contract for reasons of their own."""
    unclear = found.verdict not in KIND or found.confidence is not Confidence.OK
    return unclear or found.recommendation in HARSH


def gates_matter(found: Assessment) -> bool:
    """Whether the gates are shown: from the watch level on, or where an ending is advised."""
    if found.recommendation in ENDINGS:
        return True
    is_enough = found.confidence is not Confidence.INSUFFICIENT
    return is_enough and found.problem_client.probability >= DEFAULT.bar.watch


def against_safety(history: History, day: date, zone: tzinfo) -> list[Record]:
    """Return the acts against a person's safety on which `safety` rests, the newest first."""
    since = day - timedelta(days=DEFAULT.window.safety)
    acts = (each for each in history.signals if each.kind in UNSAFE and each.gravity == GRAVEST)
    return in_order((each for each in acts if since <= day_of(each.at, zone) <= day), newest_first=True)


def one_contact(found: Assessment, history: History, day: date, zone: tzinfo) -> OneContact | None:
    """Return the person who carries most of what points at their conduct, unless nobody else is known there."""
    behind = {record for each in their_side(found) for record in each.records}
    records = [each for each in history.counted() if each.id in behind]
    named = Counter(_person(each, history) for each in records if getattr(each, "contact", None))
    if len(records) < FEWEST or not named:
        return None
    name, count = max(named.items(), key=lambda each: (each[1], each[0]))
    known = {each.name for each in history.client.contacts} | set(named)
    if count < MOST * len(records) or len(known) < 2:  # noqa: PLR2004 - somebody else
        return None
    return OneContact(name, count, len(records), _left(name, history, day, zone))


def records_of(evidence: Evidence, history: History) -> list[Record]:
    """Return the records behind an item that are on record whole, the newest first."""
    held = {each.id: each for each in history.counted()}
    return in_order((held[each] for each in evidence.records if each in held), newest_first=True)


def in_order(records: Iterable[Record], *, newest_first: bool = False) -> list[Record]:
    """Return records by their moment."""
    return sorted(records, key=lambda each: (each.at.isoformat(), each.id), reverse=newest_first)


def _person(record: Record, history: History) -> str:
    """Return a person by their name, whether the record has the name or an address."""
    typed = str(getattr(record, "contact", ""))
    for contact in history.client.contacts:
        if fold(typed) in {fold(contact.name), *map(fold, contact.email)}:
            return contact.name
    return typed


def _left(name: str, history: History, day: date, zone: tzinfo) -> date | None:
    ends = [each.until for each in history.client.contacts if each.name == name and each.until is not None]
    return next((left for left in (day_of(each, zone) for each in ends) if left <= day), None)
