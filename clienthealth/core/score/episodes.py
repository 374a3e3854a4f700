"""Complaints of one matter are one episode; how it ended, and what our efforts on it achieved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from clienthealth.core.frozen import Frozen
from clienthealth.core.gather import seconds
from clienthealth.core.kinds import Confirmed, EffortOutcome
from clienthealth.core.records.trouble import Effort
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case, Dated
from clienthealth.core.score.own_fault import Told
from clienthealth.core.score.policy import Policy

OF_CONFIRMED = {
    Confirmed.SATISFIED: EffortOutcome.SATISFIED,
    Confirmed.ACCEPTED: EffortOutcome.PARTLY,
    Confirmed.UNSATISFIED: EffortOutcome.UNSATISFIED,
    Confirmed.NO_ANSWER: EffortOutcome.UNKNOWN,
}
"""How an effort was taken that has no outcome of its own, by what the client confirmed."""


class Tried(NamedTuple):
    """An effort, the day of it, and how it was taken as far as is known."""

    day: int
    effort: Effort
    taken: EffortOutcome

    @property
    def known(self) -> bool:
        """Whether we know how it was taken."""
        return self.taken is not EffortOutcome.UNKNOWN


class Episode(Frozen):
    """One matter: its complaints in order, our share of it (0 to 1), its severity, and how it ended."""

    complaints: tuple[Told, ...]
    well: bool
    unsettled: bool

    @property
    def first(self) -> Told:
        """The complaint it began with; its day is the episode's."""
        return self.complaints[0]

    @property
    def last(self) -> Told:
        """The complaint whose end is the episode's end."""
        return self.complaints[-1]

    @property
    def day(self) -> int:
        """The day it began."""
        return self.complaints[0].day

    @property
    def fault(self) -> float:
        """Our share: that of the complaint that is ours most."""
        return max(each.fault for each in self.complaints)

    @property
    def severity(self) -> int:
        """How grave it was at its worst, 1 to 3."""
        return max(each.complaint.gravity for each in self.complaints)

    @property
    def public(self) -> bool:
        """Whether any of it was voiced in public."""
        return any(each.complaint.public for each in self.complaints)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of its complaints."""
        return tuple(each.complaint.id for each in self.complaints)


def efforts(case: Case) -> tuple[Tried, ...]:
    """Return all efforts in order; the last of a complaint is taken as the complaint was confirmed.

    Only where it has no outcome itself: one story, counted once (scoring model, section 8).
    """
    lasts = {held[-1].record.id: held[-1] for held in _by_complaint(case).values()}
    complaints = {each.id: each for _, each in case.complaints}
    made = []
    for dated in case.efforts:
        effort, taken = dated.record, dated.record.taken
        complaint = complaints.get(effort.complaint or "")
        if taken is EffortOutcome.UNKNOWN and complaint is not None and effort.id in lasts:
            confirmed = confirmed_by(complaint, case.today, case)
            taken = OF_CONFIRMED[confirmed[0]] if confirmed else taken
        made.append(Tried(dated.day, effort, taken))
    return tuple(made)


def episodes(case: Case, told: tuple[Told, ...], policy: Policy) -> tuple[Episode, ...]:
    """Join complaints into episodes, in the order in which they began."""
    efforts_on = _by_complaint(case)
    return tuple(_episode(each, efforts_on, case, policy) for each in _joined(told, policy.window.episode))


def _by_complaint(case: Case) -> dict[str, list[Dated[Effort]]]:
    """Return the efforts on each complaint, the latest last; at one time, the higher level is later."""
    held: dict[str, list[Dated[Effort]]] = defaultdict(list)
    for each in case.efforts:
        if each.record.complaint is not None:
            held[each.record.complaint].append(each)
    for tried in held.values():
        tried.sort(key=lambda each: (each.day, seconds(each.record.at), each.record.reach, each.record.id))
    return held


def _joined(told: tuple[Told, ...], window: int) -> Iterable[tuple[Told, ...]]:
    """Yield the complaints of each episode, found by joining each to the last of its topic and project."""
    root = {each.complaint.id: each.complaint.id for each in told}
    newest: dict[tuple[str, str | None], Told] = {}
    for each in told:
        matter = each.complaint.about, each.complaint.project
        before = newest.get(matter)
        if before is not None and each.day - before.day <= window:
            _join(root, each.complaint.id, before.complaint.id)
        if each.complaint.repeat_of in root and each.complaint.repeat_of is not None:
            _join(root, each.complaint.id, each.complaint.repeat_of)
        newest[matter] = each
    held: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        held[_root(root, each.complaint.id)].append(each)
    return map(tuple, held.values())


def _root(root: dict[str, str], member: str) -> str:
    while root[member] != member:
        root[member] = root[root[member]]
        member = root[member]
    return member


def _join(root: dict[str, str], one: str, other: str) -> None:
    root[_root(root, one)] = _root(root, other)


def _episode(
    complaints: tuple[Told, ...],
    efforts_on: Mapping[str, list[Dated[Effort]]],
    case: Case,
    policy: Policy,
) -> Episode:
    last = complaints[-1]
    well = _ended_well(last, efforts_on.get(last.complaint.id, []), case)
    moved = max((last.day, *(case.day(each) for each in last.complaint.reopened)))
    unsettled = not well and case.today - moved <= policy.window.unsettled
    return Episode(complaints, well, unsettled)


def _ended_well(last: Told, on_it: list[Dated[Effort]], case: Case) -> bool:
    """Whether the latest known outcome, else the confirmation, is good, and nothing reopened it since."""
    outcomes = [_outcome(each, case) for each in on_it if each.record.taken is not EffortOutcome.UNKNOWN]
    if not outcomes:
        confirmed = confirmed_by(last.complaint, case.today, case)
        return confirmed is not None and confirmed[0] in (Confirmed.SATISFIED, Confirmed.ACCEPTED)
    day, taken = max(reversed(outcomes), key=lambda outcome: outcome[0])
    reopened = any(case.day(each) >= day for each in last.complaint.reopened)
    return taken is EffortOutcome.SATISFIED and not reopened


def _outcome(dated: Dated[Effort], case: Case) -> tuple[int, EffortOutcome]:
    effort = dated.record
    return dated.day if effort.outcome_at is None else case.day(effort.outcome_at), effort.taken
