"""How promises stand on a day: due when, late or not; clocks stand still while paused or away."""

from typing import NamedTuple

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import PromiseStatus
from clienthealth.core.records.agreed import Promise
from clienthealth.core.score.dated import Case, Dated
from clienthealth.core.score.spans import Cover, cover


class Fate(Frozen):
    """A promise as it stands: the due day it is judged by, the day it was closed, and what follows."""

    promise: Promise
    due: int | None
    closed: int | None
    late: bool
    awaited: int | None
    """The day it is due as last agreed; of one that was moved too late, a day after `due`."""
    moved: int = 0
    """How often its day was moved in time, which is as good as met."""
    missed: int = 0
    """How often its day was moved only after it had passed."""

    @property
    def open(self) -> bool:
        """Whether it is still to be met."""
        return self.promise.state is PromiseStatus.OPEN

    @property
    def in_time(self) -> bool:
        """Whether it was kept by its due day."""
        return self.promise.state is PromiseStatus.KEPT and self.due is not None and not self.late

    def overdue(self, today: int) -> int:
        """Return by how many days it is overdue today as last agreed; 0 where it is not, or not open."""
        return max(0, today - self.awaited) if self.open and self.awaited is not None else 0


def fates(case: Case, away: Cover) -> tuple[Fate, ...]:
    """Return how each promise stands, in order."""
    return tuple(fate(each, case, away) for each in case.promises)


def fate(dated: Dated[Promise], case: Case, away: Cover) -> Fate:
    """Return how one promise stands; `away` are the days on which its clock stands still beside its pauses."""
    promise = dated.record
    closed = _closed(dated, case)
    days = _days(dated, case, away)
    due = days.due
    if promise.state is PromiseStatus.BROKEN and closed is not None:
        due = closed if due is None else min(due, closed)
        late = True
    else:
        end = case.today if closed is None else closed
        late = due is not None and end > due and promise.state is not PromiseStatus.RELEASED
    return Fate(promise, due, closed, late, days.awaited, days.moved, days.missed)


def _closed(dated: Dated[Promise], case: Case) -> int | None:
    """Return the day it was closed; a closed status without its date was closed when it was made."""
    promise = dated.record
    if promise.state is PromiseStatus.OPEN:
        return None
    return dated.day if promise.closed_at is None else case.day(promise.closed_at)


class _Days(NamedTuple):
    """The due day a promise is judged by, the one last agreed, and how often it was moved in time and too late."""

    due: int | None = None
    awaited: int | None = None
    moved: int = 0
    missed: int = 0


def _days(dated: Dated[Promise], case: Case, away: Cover) -> _Days:
    """Return when a promise is due: a move made by the day that was due until then counts, a later one does not."""
    promise = dated.record
    moves = sorted((case.day(each.at), case.day(each.due)) for each in promise.moved)
    dues = [due for _, due in moves] + ([case.day(promise.due)] if promise.due is not None else [])
    if not dues:
        return _Days()
    still = _standstill(promise, case, away)
    dues = [still.later_by(dated.day, due) for due in dues]
    due, in_time = dues[0], 0
    for (moved, _), following in zip(moves, dues[1:], strict=False):
        if moved <= due:
            due, in_time = following, in_time + 1
    return _Days(due, dues[-1], in_time, len(dues) - 1 - in_time)


def _standstill(promise: Promise, case: Case, away: Cover) -> Cover:
    """Return the days on which its clock stands still; a pause without an end lasts until now."""
    if not promise.paused:
        return away
    pauses = ((case.day(each.from_), case.day(each.until) if each.until else case.today) for each in promise.paused)
    return cover((*away.spans(), *pauses))
