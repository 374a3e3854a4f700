"""The user's own decision beside the recommendation: as long as it holds, it is shown; it changes nothing."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta, tzinfo

from clienthealth.core.frozen import Frozen
from clienthealth.core.gather import latest
from clienthealth.core.kinds import Choice, Recommendation
from clienthealth.core.moments import day_of
from clienthealth.core.records.judged import Decision

HOLDS = {Choice.POSTPONED: timedelta(weeks=4), Choice.OVERRIDDEN: timedelta(days=90)}
"""For how long a decision against the advice holds where nobody says: what is postponed comes up again the month
after; an override is looked at again each season, for what was true of a client then may not be now."""


class Decided(Frozen, kw_only=True):
    """A decision against a recommendation, for now or for good; `until` is the last day on which it holds."""

    record: str
    handle: str
    day: date
    choice: Choice
    recommendation: Recommendation
    reason: str | None
    until: date


def in_force(
    decisions: Iterable[Decision], day: date, zone: tzinfo, handle: Callable[[str], str] = str
) -> Decided | None:
    """Return what was decided against the advice and still holds at the end of a day.

    The latest decision counts, whatever it was about: one that follows the advice ends the one before it.
    Without `until` it holds as long as `HOLDS` says.
    """
    last = latest(decisions, day, zone)
    if last is None or last.choice not in HOLDS:
        return None
    taken = day_of(last.at, zone)
    until = day_of(last.until, zone) if last.until is not None else taken + HOLDS[last.choice]
    if until < day:
        return None
    return Decided(
        record=last.id,
        handle=handle(last.id),
        day=taken,
        choice=last.choice,
        recommendation=last.recommendation,
        reason=last.reason,
        until=until,
    )
