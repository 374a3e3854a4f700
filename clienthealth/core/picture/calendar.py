"""Complaints and what was done about them, week by week and client by client."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from clienthealth.core.kinds import EffortOutcome
from clienthealth.core.picture.moods import WEEKS
from clienthealth.core.score.dated import Case

MOST = 25
"""Clients that are drawn: as many as one look takes in."""

WORST_FIRST = (EffortOutcome.UNSATISFIED, EffortOutcome.PARTLY, EffortOutcome.UNKNOWN, EffortOutcome.SATISFIED)


class Cell(NamedTuple):
    """One week of one client: its place (0 is the first week), the complaints, and how each remedy was taken."""

    week: int
    complaints: int
    remedies: tuple[EffortOutcome, ...]

    @property
    def worst(self) -> EffortOutcome | None:
        """The remedy that did the least good, if there was one."""
        return self.remedies[0] if self.remedies else None


class Row(NamedTuple):
    """One client's weeks in which there was something."""

    client: str
    cells: tuple[Cell, ...]

    @property
    def complaints(self) -> int:
        """How many there are in all."""
        return sum(each.complaints for each in self.cells)


class Calendar(NamedTuple):
    """The weeks from the Monday of the first, the clients with the most complaints, how many others are left out."""

    first: date
    weeks: int
    rows: tuple[Row, ...]
    left_out: int

    def monday(self, week: int) -> date:
        """Return the Monday of a week."""
        return date.fromordinal(self.first.toordinal() + 7 * week)


def calendar(cases: Iterable[Case], today: date, shown: Sequence[str]) -> Calendar:
    """Return the calendar of the clients that are shown, up to the week of a day."""
    monday = today.toordinal() - today.weekday()
    first = monday - 7 * (WEEKS - 1)
    rows = [Row(each.client, tuple(_cells(each, first))) for each in cases if each.client in set(shown)]
    order = {client: place for place, client in enumerate(shown)}
    held = sorted((each for each in rows if each.cells), key=lambda each: (-each.complaints, order[each.client]))
    return Calendar(date.fromordinal(first), WEEKS, tuple(held[:MOST]), len(held[MOST:]))


def _cells(case: Case, first: int) -> Iterator[Cell]:
    complaints: Mapping[int, list[int]] = defaultdict(list)
    remedies: Mapping[int, list[EffortOutcome]] = defaultdict(list)
    for day, _ in case.complaints:
        complaints[(day - first) // 7].append(day)
    for day, effort in case.efforts:
        if effort.complaint is not None:
            remedies[(day - first) // 7].append(effort.taken)
    for week in sorted(complaints.keys() | remedies.keys()):
        if week >= 0:
            taken = sorted(remedies[week], key=WORST_FIRST.index)
            yield Cell(week, len(complaints[week]), tuple(taken))
