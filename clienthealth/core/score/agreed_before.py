"""What had been made clear when: expectations and boundaries in force on a day, or before it."""

from collections import defaultdict
from collections.abc import Iterable

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import Topic
from clienthealth.core.records.agreed import Boundary, Expectation
from clienthealth.core.score.dated import Case, Dated
from clienthealth.core.score.spans import Cover, Span, cover

FOREVER = 10**7
"""A day that never comes, as an ordinal."""


class AgreedBefore(Frozen):
    """Expectations by topic and boundaries, as days; whoever's conduct they govern."""

    told: dict[str, Cover]
    """From the day it was told."""
    known: dict[str, Cover]
    """From the day after it was told."""
    acknowledged: Cover
    """From the day after the client confirmed one of them."""
    acknowledged_on: dict[str, int]
    """The day each confirmed expectation was confirmed, by id; those told only are absent."""
    expectations: frozenset[str]
    bounded: Cover
    """From the day after a boundary of any step."""
    warned: Cover
    """From the day after a boundary stronger than a reminder."""

    def expected(self, topic: str, day: int) -> bool:
        """Whether the topic, or everything, had been made clear by that day."""
        return any(day in self.told[each] for each in {topic, str(Topic.ALL)} if each in self.told)

    def clear_before(self, topics: Iterable[str] | None, day: int) -> bool:
        """Whether one of the topics, or everything (None: any topic), was in force before that day."""
        asked = self.known if topics is None else {*topics, str(Topic.ALL)}
        return any(day in self.known[each] for each in asked if each in self.known)

    def confirmed_before(self, against: str | None, day: int) -> bool:
        """Whether what is denied had been confirmed before that day: the one named, else any in force."""
        if against in self.expectations and against is not None:
            return self.acknowledged_on.get(against, FOREVER) < day
        return day in self.acknowledged


def agreed_before(case: Case) -> AgreedBefore:
    """Read expectations and boundaries of a client."""
    ends = _ends(case)
    told: dict[str, list[Span]] = defaultdict(list)
    confirmed: dict[str, int] = {}
    acknowledged: list[Span] = []
    for day, each in case.expectations:
        told[each.about].append((day, ends[each.id]))
        if each.acknowledged_at is not None:
            confirmed[each.id] = case.day(each.acknowledged_at)
            acknowledged.append((max(day, confirmed[each.id]) + 1, ends[each.id]))
    return AgreedBefore(
        told={topic: cover(spans) for topic, spans in told.items()},
        known={topic: cover((start + 1, end) for start, end in spans) for topic, spans in told.items()},
        acknowledged=cover(acknowledged),
        acknowledged_on=confirmed,
        expectations=frozenset(ends),
        bounded=_bounded(case, case.boundaries),
        warned=_bounded(case, (each for each in case.boundaries if each.record.firm)),
    )


def _ends(case: Case) -> dict[str, int]:
    """Return the last day of each expectation: its own end, or the day of the one that supersedes it."""
    ends = {each.id: _end(each, case) for _, each in case.expectations}
    for day, newer in case.expectations:
        if newer.supersedes in ends and newer.supersedes is not None:
            ends[newer.supersedes] = min(ends[newer.supersedes], day)
    return ends


def _bounded(case: Case, boundaries: Iterable[Dated[Boundary]]) -> Cover:
    return cover((day + 1, _end(each, case)) for day, each in boundaries)


def _end(record: Expectation | Boundary, case: Case) -> int:
    return FOREVER if record.until is None else case.day(record.until)
