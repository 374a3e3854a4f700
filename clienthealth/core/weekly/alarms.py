"""What is announced once when it begins: on watch, a steep rise of the first likelihood, a steep fall of the mood.

Each alarm is raised at a level and left only a margin below it; while it stands it is not raised again, so that a
client who hovers around a level is announced once and not every other week.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from clienthealth.core.assessment import Assessment
from clienthealth.core.kinds import AlarmKind, Confidence
from clienthealth.core.score.policy import DEFAULT, Policy

Standing = frozenset[AlarmKind]
NOTHING: Standing = frozenset()


class Judged(NamedTuple):
    """How a client stood at the end of a day.

    `conduct` is how likely the record points at their own conduct (0 to 1, higher = worse), None where too little is
    on record to say so; `mood` is the health of the relationship (0 to 100, higher = better).
    """

    day: date
    conduct: float | None
    mood: float


class Alarm(NamedTuple):
    """An alarm on the day it was raised: from what, on an earlier day (None: nothing was known before), to what."""

    client: str
    kind: AlarmKind
    day: date
    since: date | None
    before: float | None
    now: float


class Step(NamedTuple):
    """What a day raised, and what stands after it."""

    raised: tuple[Alarm, ...]
    standing: Standing


class _Measure(NamedTuple):
    """How far something is, from where it is announced, and by how much less it must be to be left."""

    far: float
    level: float
    margin: float
    since: Judged | None
    before: float | None
    now: float


def judged(found: Assessment, day: date) -> Judged:
    """Return how a client stands by its assessment."""
    told = found.confidence is not Confidence.INSUFFICIENT
    return Judged(day, found.problem_client.probability if told else None, found.health.score)


def step(client: str, standing: Standing, now: Judged, before: Sequence[Judged], policy: Policy = DEFAULT) -> Step:
    """Return what a day raises over what stands, the days before it being known."""
    raised, stands = [], set()
    for kind, measure in _measures(now, before, policy).items():
        if measure is None:  # nothing can be told: what stood has not been seen to be left
            stands |= {kind} & standing
        elif measure.far >= measure.level or (kind in standing and measure.far >= measure.level - measure.margin):
            stands.add(kind)
            if kind not in standing:
                since = measure.since.day if measure.since else None
                raised.append(Alarm(client, kind, now.day, since, measure.before, measure.now))
    return Step(tuple(raised), frozenset(stands))


def walk(client: str, days: Iterable[Judged], policy: Policy = DEFAULT) -> list[Step]:
    """Return the steps of days in order; what holds on the first of them stands, and is not announced."""
    steps: list[Step] = []
    before: list[Judged] = []
    for now in days:
        last = steps[-1].standing if steps else NOTHING
        made = step(client, last, now, before, policy)
        steps.append(made if steps else Step((), made.standing))
        before.append(now)
    return steps


def news(client: str, days: Sequence[Judged], since: date, told: Standing | None, policy: Policy = DEFAULT) -> Step:
    """Return what was raised after a day, and what stands on the last of the days, which is always looked at.

    `told` is what stood when its reader last looked, on `since`; None where nobody kept that: it is walked anew.
    """
    earlier = [each for each in days[:-1] if each.day <= since]
    if told is None:
        steps = walk(client, earlier, policy)
        told = steps[-1].standing if steps else NOTHING
    raised: list[Alarm] = []
    for place in range(len(earlier), len(days)):
        made = step(client, told, days[place], days[:place], policy)
        raised += made.raised
        told = made.standing
    return Step(tuple(raised), told)


def _measures(now: Judged, before: Sequence[Judged], policy: Policy) -> Mapping[AlarmKind, _Measure | None]:
    return {
        AlarmKind.WATCH: _watch(now, before, policy),
        AlarmKind.RISE: _rise(now, before, policy),
        AlarmKind.FALL: _fall(now, before, policy),
    }


def _watch(now: Judged, before: Sequence[Judged], policy: Policy) -> _Measure | None:
    if now.conduct is None:
        return None
    last = next((each for each in reversed(before) if each.conduct is not None), None)
    was = last.conduct if last else None
    return _Measure(now.conduct, policy.bar.watch, policy.alarm.leave, last, was, now.conduct)


def _rise(now: Judged, before: Sequence[Judged], policy: Policy) -> _Measure | None:
    """Measure how far above its lowest within the time it is; without an earlier day there is nothing to rise from."""
    if now.conduct is None:
        return None
    known = [(each.conduct, each) for each in _within(now, before, policy.alarm.rise_days) if each.conduct is not None]
    was, lowest = min(known, key=lambda each: each[0], default=(now.conduct, now))
    return _Measure(now.conduct - was, policy.alarm.rise, policy.alarm.leave, lowest, was, now.conduct)


def _fall(now: Judged, before: Sequence[Judged], policy: Policy) -> _Measure | None:
    """Measure how far below its highest within the time the mood is."""
    highest = max(_within(now, before, policy.alarm.fall_days), key=lambda each: each.mood, default=now)
    fallen = highest.mood - now.mood
    return _Measure(fallen, policy.alarm.fall, policy.alarm.leave_mood, highest, highest.mood, now.mood)


def _within(now: Judged, before: Sequence[Judged], days: int) -> list[Judged]:
    return [each for each in before if (now.day - each.day).days <= days]
