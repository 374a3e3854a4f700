"""What was raised since a reader last looked: today against the days before it, as few of them as will do."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from clienthealth.core.assessment import Assessment
from clienthealth.core.kinds import Confidence
from clienthealth.core.moments import day_of
from clienthealth.core.records.reviewed import Said
from clienthealth.core.score.health import health
from clienthealth.core.score.judge import Panel
from clienthealth.core.score.weighed import weigh
from clienthealth.core.weekly.alarms import Alarm, Judged, Standing, judged, news
from clienthealth.core.weekly.since import Then

LOOKS = (21, 42, 56)
"""Days back at which today is compared with the time of a mood (45 days) and of a likelihood (60).

Where closed reviews have said how things were, that will do; else each such day has the whole record judged anew, and
the review would be half as slow again if there were one a week.
"""

NEAR = 7
"""Days by which what was said may miss one of these days."""

REACH = timedelta(days=LOOKS[-1] + NEAR)
"""How far back what closed reviews said is of use."""

Glimpse = Callable[[date, Container[str]], Mapping[str, Judged]]
"""How the clients stood at the end of an earlier day; the likelihood only of those that are named."""


class Looked(NamedTuple):
    """The alarms that were raised since then and still stand, and for each client all that stand."""

    raised: tuple[Alarm, ...]
    standing: Mapping[str, Standing]


def look(found: Sequence[Assessment], then: Then, known: Mapping[str, Judged], glimpse: Glimpse) -> Looked:
    """Look back for some clients; `known` is how some of them stood on some day before."""
    days = {each.client: _said(each.client, then) for each in found}
    for client in days.keys() & known.keys():
        days[client].setdefault(known[client].day, known[client])
    _fill(found, days, then, glimpse)
    raised: list[Alarm] = []
    standing: dict[str, Standing] = {}
    for each in found:
        course = [*(days[each.client][day] for day in sorted(days[each.client])), judged(each, then.today)]
        last = then.memory.at_last(each.client)
        step = news(each.client, course, then.since, frozenset(last.alarms) if last else None, then.policy)
        raised += [alarm for alarm in step.raised if alarm.kind in step.standing]
        standing[each.client] = step.standing
    return Looked(tuple(raised), standing)


def nothing(_: date, __: Container[str]) -> Mapping[str, Judged]:
    """Return nothing, where no earlier day is to be judged anew."""
    return {}


def glimpse(together: Panel, named: Container[str]) -> dict[str, Judged]:
    """Return how all clients stood on the day of a panel, without judging them: a third of the work."""
    found = {}
    for reading, strain in zip(together.readings, together.usual, strict=True):
        client, conduct = reading.case.client, None
        if client in named:
            weighed = weigh(reading, strain, together.policy)
            conduct = None if weighed.confidence is Confidence.INSUFFICIENT else weighed.a.probability
        found[client] = Judged(together.day, conduct, health(reading, together.policy).score)
    return found


def _said(client: str, then: Then) -> dict[date, Judged]:
    """Return how a client stood by what closed reviews said of it under the rules of today."""
    said = [each for each in then.memory.said.get(client, ()) if each.rules == then.rules]
    return {day: _as_said(each, day) for each in said for day in [day_of(each.at, then.zone)]}


def _as_said(said: Said, day: date) -> Judged:
    return Judged(day, None if said.confidence is Confidence.INSUFFICIENT else said.conduct, said.health)


def _fill(found: Iterable[Assessment], days: Mapping[str, dict[date, Judged]], then: Then, glimpse: Glimpse) -> None:
    """Have those days judged anew of which nothing is known."""
    named = _could_be_raised(found, then)
    for back in LOOKS:
        day = then.today - timedelta(days=back)
        lacking = {client for client, known in days.items() if then.begun[client] <= day and not _is_near(day, known)}
        if lacking:
            stood = glimpse(day, named)
            for client in lacking & stood.keys():
                days[client][day] = stood[client]


def _is_near(day: date, known: Iterable[date]) -> bool:
    return any(abs((each - day).days) <= NEAR for each in known)


def _could_be_raised(found: Iterable[Assessment], then: Then) -> frozenset[str]:
    """Return the clients whose likelihood is high enough to have risen to where it is, or to stand as risen."""
    least = then.policy.alarm.rise - then.policy.alarm.leave
    return frozenset(each.client for each in found if each.problem_client.probability >= least)
