"""What complaints weigh against the client: each by our share of it, and repeats of one matter less.

Nothing here may weigh less because one more complaint of theirs is on record, nor more because one of ours is.
Episodes cannot promise that: a complaint between two joins them, an older one moves their day, a graver one
ends a trifle.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.dated import Case
from clienthealth.core.score.decay import decay
from clienthealth.core.score.own_fault import Told
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.situation import Situation

Matter = tuple[str, str | None]
"""A topic and a project."""

Point = tuple[int, float]
"""A day, and what something on it weighs."""


class Heard(NamedTuple):
    """A complaint with our share of it as axis A takes it (0 to 1), and what it repeats."""

    day: int
    complaint: Complaint
    fault: float
    """Our share of this complaint alone."""
    share: float
    """The same, or that of a complaint of the matter a fortnight before or after which is more ours."""
    theirs: bool
    """Whether it is not mainly ours."""
    repeats: bool
    """Whether it says that it repeats an earlier one."""

    @property
    def matter(self) -> Matter:
        """What it is about, and where."""
        return self.complaint.about, self.complaint.project


def hear(told: tuple[Told, ...], policy: Policy) -> tuple[Heard, ...]:
    """Return each complaint, in order, with our share of it and of what was said beside it."""
    ours = [each for each in told if each.fault >= policy.fault.theirs]
    nearby, linked = _by_share(ours), _linked(ours)
    window, seen, made = policy.window.episode, set[str](), []
    for each in told:
        complaint = each.complaint
        near = (
            fault
            for fault, days in nearby[complaint.about, complaint.project].items()
            if _within(days, each.day - window, each.day + window)
        )
        share = max((each.fault, *near, *linked[complaint.id], *linked[complaint.repeat_of or ""]))
        theirs = share < policy.fault.theirs
        made.append(Heard(each.day, complaint, each.fault, share, theirs, complaint.repeat_of in seen))
        seen.add(complaint.id)
    return tuple(made)


def public_trifle(heard: Heard, policy: Policy) -> bool:
    """Whether a trifle that is not mainly ours was complained of in public."""
    return heard.complaint.public is True and heard.complaint.gravity == 1 and heard.share < policy.fault.own


def spaced(points: Iterable[Point], apart: int) -> float:
    """Return the most that points can weigh together of which no two are within so many days.

    More points never make it less, whichever they stand between.
    """
    ordered = sorted(points)
    days = [day for day, _ in ordered]
    best = [0.0]
    for place, (day, weight) in enumerate(ordered):
        before = bisect_left(days, day - apart)
        best.append(max(best[place], best[before] + weight))
    return best[-1]


def grievance(heard: Iterable[Heard], situation: Situation, case: Case, policy: Policy) -> float:
    """Return what complaints add to the strain y: the share that is not ours, less beside a hardship.

    Of one matter the weightiest complaint counts in full, what is more than a fortnight from others in part.
    """
    matters: dict[Matter, list[Point]] = defaultdict(list)
    for each in heard:
        if not each.repeats:
            weight = (1 - each.share) * situation.hard(each.day) * decay(case.today - each.day, policy.halflife.conduct)
            matters[each.matter].append((each.day, weight))
    again = policy.mitigation.again
    return sum(
        (1 - again) * max(weight for _, weight in points) + again * spaced(points, policy.window.episode)
        for points in matters.values()
    )


def _by_share(ours: Iterable[Told]) -> dict[Matter, dict[float, list[int]]]:
    """Return the days of complaints that are ours, by matter and share, in order."""
    held: dict[Matter, dict[float, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in ours:
        held[each.complaint.about, each.complaint.project][each.fault].append(each.day)
    return held


def _linked(ours: Iterable[Told]) -> dict[str, list[float]]:
    """Return by complaint our share of those that repeat it, and its own for those that it is repeated by."""
    held: dict[str, list[float]] = defaultdict(list)
    for each in ours:
        held[each.complaint.id].append(each.fault)
        if each.complaint.repeat_of is not None:
            held[each.complaint.repeat_of].append(each.fault)
    return held


def _within(days: list[int], first: int, last: int) -> bool:
    place = bisect_left(days, first)
    return place < len(days) and days[place] <= last
