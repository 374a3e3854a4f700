"""Our share of a complaint: by its recorded cause, then floors from dates and from what others say.

Own failures are attributed outwards (Mezulis et al. 2004, Psychol Bull 130:711), so dates override opinions.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import Cause, Response, Topic
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.agreed_before import AgreedBefore
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case, Dated
from clienthealth.core.score.elsewhere import Elsewhere
from clienthealth.core.score.lateness import Fate
from clienthealth.core.score.policy import Policy

DENIALS = frozenset({Response.DENIED, Response.QUOTED_POLICY})


class Told(Frozen):
    """A complaint with the day it was told, our share of it (0 to 1), and whether it had been made clear."""

    day: int
    complaint: Complaint
    fault: float
    expected: bool

    @property
    def denied(self) -> bool:
        """Whether we denied it or quoted policy."""
        return not DENIALS.isdisjoint(self.complaint.response)


class OwnLateness(Frozen):
    """The due days of our late promises, by topic (None = no topic), in order."""

    due: Mapping[str | None, list[int]]

    def within(self, topic: str, day: int, window: int) -> bool:
        """Whether one that touches the topic was due in so many days up to a day."""
        topics = list(self.due) if topic == Topic.DEADLINE else [topic, None]
        return any(_between(self.due.get(each, []), day - window, day) for each in topics)


def own_lateness(fates: Iterable[Fate]) -> OwnLateness:
    """Collect our late promises."""
    due: dict[str | None, list[int]] = defaultdict(list)
    for each in fates:
        if each.late and each.promise.ours and each.due is not None:
            due[each.promise.topic].append(each.due)
    return OwnLateness({topic: sorted(days) for topic, days in due.items()})


def told(case: Case, agreed: AgreedBefore, late: OwnLateness, elsewhere: Elsewhere, policy: Policy) -> tuple[Told, ...]:
    """Return each complaint, in order, with our share of it."""
    by_id = {each.id: each for _, each in case.complaints}
    made = []
    for dated in case.complaints:
        complaint = dated.record
        expected = agreed.expected(complaint.about, dated.day)
        floors = [
            _cause(complaint, policy),
            _late(dated, late, policy),
            elsewhere.floors.get((case.client, complaint.id), 0.0),
            0.0 if expected else policy.fault.untold,
            _denied(complaint, policy),
            _repair(dated, by_id, case, policy),
        ]
        made.append(Told(dated.day, complaint, max(floors), expected))
    return tuple(made)


def _between(days: list[int], first: int, last: int) -> bool:
    place = bisect_left(days, first)
    return place < len(days) and days[place] <= last


def _cause(complaint: Complaint, policy: Policy) -> float:
    """Return the share by the recorded cause; the label "client" is not believed outright."""
    match complaint.caused_by:
        case Cause.OURS:
            return policy.fault.ours
        case Cause.SHARED:
            return policy.fault.shared
        case Cause.CLIENT:
            return policy.fault.client
        case Cause.UNKNOWN | Cause.THIRD_PARTY:
            return policy.fault.unknown


def _late(dated: Dated[Complaint], late: OwnLateness, policy: Policy) -> float:
    """Return the floor where a promise of ours that turned out late was due shortly before."""
    near = late.within(dated.record.about, dated.day, policy.window.own_lateness)
    return policy.fault.late if near else 0.0


def _denied(complaint: Complaint, policy: Policy) -> float:
    """Return the floor where we denied it or quoted policy, lower where the cause was the client's."""
    if DENIALS.isdisjoint(complaint.response):
        return 0.0
    return policy.fault.denied_client if complaint.caused_by is Cause.CLIENT else policy.fault.denied


def _repair(dated: Dated[Complaint], by_id: Mapping[str, Complaint], case: Case, policy: Policy) -> float:
    """Return the floor where it repeats a complaint that had not been confirmed: our repair did not hold."""
    earlier = by_id.get(dated.record.repeat_of or "")
    if earlier is None or confirmed_by(earlier, dated.day, case) is not None:
        return 0.0
    return policy.fault.repair
