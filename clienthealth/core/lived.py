"""What a complaint has come through: how long they waited for each word of ours, and whether it came back.

Waits are told as they were. Days on which a clock stood still are told beside them and never taken off: that a wait was
agreed makes it no shorter.
"""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from clienthealth.core.changes.commitments import not_before
from clienthealth.core.kinds import Topic
from clienthealth.core.moments import When, day_of, undoes
from clienthealth.core.records.trouble import Complaint

SECONDS_AN_HOUR = 3600

LONG = 4
"""Letters from which a word says what a complaint is about: shorter ones are mostly grammar."""


class Waited(NamedTuple):
    """How long they waited: in days, in clock hours where both moments are known; on how many days it was paused."""

    days: int
    hours: float | None
    paused: int


class Back(NamedTuple):
    """An earlier complaint that came back, the end it had come to, and so many days after it."""

    earlier: Complaint
    end: When
    days: int


def waited(complaint: Complaint, until: When, zone: tzinfo) -> Waited:
    """Return how long they waited for a word of ours, since the complaint was told or last reopened before it."""
    begun = _since(complaint, until, zone)
    first, last = day_of(begun, zone), day_of(until, zone)
    hours = None
    if isinstance(begun, datetime) and isinstance(until, datetime):
        hours = max(0.0, (until - begun).total_seconds() / SECONDS_AN_HOUR)
    return Waited(max(0, (last - first).days), hours, _paused(complaint, first, last, zone))


def came_back(complaint: Complaint, others: Iterable[Complaint], zone: tzinfo, within: int) -> Back | None:
    """Return the complaint that this one seems to repeat: about the same, and over not long before, as we or they said.

    `within` is in days. Of several it is the one that ended last. Whether it is one, the user says (`repeat_of`).
    """
    found = [Back(each, end, _days(end, complaint.at, zone)) for each in others if (end := _end(each, complaint, zone))]
    near = [each for each in found if each.days <= within and _alike(complaint, each.earlier)]
    return max(near, key=lambda each: _place(each.end, zone), default=None)


def repeats(complaint: Complaint, others: Iterable[Complaint], zone: tzinfo) -> Back | None:
    """Return the complaint that this one is recorded to repeat; one that had not ended by then ended when it began."""
    earlier = next((each for each in others if each.id == complaint.repeat_of), None)
    if earlier is None:
        return None
    end = _end(earlier, complaint, zone) or earlier.at
    return Back(earlier, end, _days(end, complaint.at, zone))


def _since(complaint: Complaint, until: When, zone: tzinfo) -> When:
    again = (each for each in complaint.reopened if not undoes(each, until, zone))
    return max((complaint.at, *again), key=lambda each: _place(each, zone))


def _paused(complaint: Complaint, first: date, last: date, zone: tzinfo) -> int:
    """Return on how many days after the first, up to the last, its clock stood still."""
    days: set[int] = set()
    for each in complaint.paused:
        begun = max(day_of(each.from_, zone), first)
        ended = min(day_of(each.until, zone), last) if each.until else last
        days.update(range(max(begun.toordinal(), first.toordinal() + 1), ended.toordinal() + 1))
    return len(days)


def _end(earlier: Complaint, complaint: Complaint, zone: tzinfo) -> When | None:
    """Return the end an earlier complaint had come to when another was told; nothing where it was open then."""
    if earlier.id == complaint.id:
        return None
    ends = [each.at for each in earlier.closings]
    ends += [earlier.confirmed_at or earlier.at] if earlier.confirmed else []
    ends += [earlier.resolved_at] if earlier.resolved_at else []
    known = [each for each in ends if not_before(complaint.at, each, zone)]
    end = max(known, key=lambda each: _place(each, zone), default=None)
    reopened = (each for each in earlier.reopened if not_before(complaint.at, each, zone))
    return None if end is None or any(undoes(each, end, zone) for each in reopened) else end


def _alike(one: Complaint, other: Complaint) -> bool:
    """Whether two complaints are about the same: by their topics where both have one, else by most of their words."""
    if one.project and other.project and one.project != other.project:
        return False
    if one.topic and other.topic and not one.topic == other.topic == Topic.OTHER:
        return one.topic == other.topic
    words, more = sorted((_words(one.text), _words(other.text)), key=len)
    return len(words & more) * 2 > len(words)


def _words(text: str | None) -> set[str]:
    letters = "".join(each if each.isalnum() else " " for each in (text or "").casefold())
    return {each for each in letters.split() if len(each) >= LONG}


def _days(end: When, told: When, zone: tzinfo) -> int:
    return (day_of(told, zone) - day_of(end, zone)).days


def _place(when: When, zone: tzinfo) -> tuple[date, float]:
    """Return where a moment stands among others; a bare day comes before the moments of it."""
    return day_of(when, zone), when.timestamp() if isinstance(when, datetime) else 0.0
