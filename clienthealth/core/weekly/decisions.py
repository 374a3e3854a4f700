"""What was decided since the last review, and whether it was done: a decision that nobody looks at again is a wish."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from clienthealth.core.assessment import Assessment
from clienthealth.core.history import History
from clienthealth.core.kinds import Choice, ClientStatus, EffortKind, Recommendation
from clienthealth.core.moments import When
from clienthealth.core.records.base import Record
from clienthealth.core.weekly.desk import Desk

COMMITMENTS = "no-open-commitments"


class Decided(NamedTuple):
    """A decision of the time since the last review; `done` is None where the record cannot tell."""

    client: str
    day: date
    choice: Choice
    recommendation: Recommendation
    until: date | None
    reason: str
    done: bool | None
    record: str
    handle: str


class Taken(NamedTuple):
    """A client's record since the day of a decision."""

    history: History
    now: Assessment
    day: date
    desk: Desk

    def noted(self, records: Iterable[Record]) -> bool:
        """Whether one of some records is from that day or later."""
        return any(self.desk.day(each.at) >= self.day for each in records)


def decisions(
    history: History, now: Assessment, since: date, desk: Desk, handle: Callable[[str], str]
) -> Iterator[Decided]:
    """Yield what was decided about a client from a day on, the latest of each day last."""
    for each in history.decisions:
        day = desk.day(each.at)
        if since <= day <= desk.today:
            yield Decided(
                client=history.client.client,
                day=day,
                choice=each.choice,
                recommendation=each.recommendation,
                until=_day(each.until, desk),
                reason=each.reason or "",
                done=_done(each.choice, each.recommendation, Taken(history, now, day, desk)),
                record=each.id,
                handle=handle(each.id),
            )


def last_decision(history: History, desk: Desk) -> date | None:
    """Return the day of the last decision about a client, if there was one."""
    return max((day for each in history.decisions if (day := desk.day(each.at)) <= desk.today), default=None)


def _day(when: When | None, desk: Desk) -> date | None:
    return None if when is None else desk.day(when)


def _done(choice: Choice, recommendation: Recommendation, taken: Taken) -> bool | None:
    """Return whether what was to be done is on record; only of what was to be followed."""
    test = DONE.get(recommendation)
    return test(taken) if choice is Choice.FOLLOWED and test is not None else None


def _escalated(taken: Taken) -> bool:
    return taken.noted(each for each in taken.history.efforts if each.kind is EffortKind.ESCALATION)


def _settled(taken: Taken) -> bool:
    return all(gate.passed for gate in taken.now.gates if gate.gate == COMMITMENTS)


def _ending(taken: Taken) -> bool:
    return taken.history.client.stands in (ClientStatus.OFFBOARDING, ClientStatus.ENDED)


def _wrote(taken: Taken) -> bool:
    first = taken.day.toordinal()
    wrote = any(week.last_out is not None and week.last_out >= first for week in taken.history.weeks)
    return wrote or taken.noted(taken.history.efforts)


DONE: dict[Recommendation, Callable[[Taken], bool]] = {
    Recommendation.OFFBOARD: _ending,
    Recommendation.FINISH_COMMITMENTS: _settled,
    Recommendation.SET_EXPECTATIONS: lambda taken: taken.noted(taken.history.expectations),
    Recommendation.EXTRA_EFFORT: lambda taken: taken.noted(
        each for each in taken.history.efforts if not each.is_thanks
    ),
    Recommendation.ESCALATE: _escalated,
    Recommendation.SET_BOUNDARIES: lambda taken: taken.noted(taken.history.boundaries),
    Recommendation.APPRECIATE: _wrote,
}
"""By what the record shows that a recommendation was followed; who is alone with whom, it cannot show."""
