"""The mirror: what the clients' own reports would say of us, and what recurs with several of them.

Counted over a year up to a day. A day without a time of day tells of no hours and is left out of the medians;
what is not on record is held neither against us nor against anybody else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from clienthealth.core.kinds import Confirmed, Direction, EffortOutcome, PromiseStatus, PulseState, Topic
from clienthealth.core.moments import When, day_of
from clienthealth.core.score.answers import latest_answer
from clienthealth.core.score.complaint_stage import Stage, stage_of
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case
from clienthealth.core.score.judge import Panel
from clienthealth.core.score.lateness import Fate
from clienthealth.core.score.own_fault import DENIALS
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.reading import Reading

YEAR = 365
"""Days looked at: long enough for rare things, short enough to be about us as we work now."""

GRACE = 3
"""Days after which a message counts as unanswered, so that Friday's is not held against us on Monday."""

FEWEST_BAD = 5
"""Bad entries without a good one before it is asked whether that is the client or the logging; fewer may be chance."""

SECONDS_AN_HOUR = 3600

UNSOLVED = frozenset({Stage.ACKNOWLEDGE, Stage.ANSWER, Stage.RESOLVE})
"""The stages in which a complaint waits for a solution; what was solved may still wait for their word."""

NAMELESS = frozenset({Topic.OTHER, Topic.ALL})
"""Topics that name no cause: that several clients share them says nothing."""


class Message(NamedTuple):
    """A contact that took place: when, who spoke, and whether an answer was wanted as far as that was noted."""

    at: When
    direction: Direction
    needs_reply: bool | None = None


class Times(NamedTuple):
    """How long answers took, in clock hours, in rising order."""

    hours: tuple[float, ...] = ()

    @property
    def n(self) -> int:
        """Of how many answers the hours are known."""
        return len(self.hours)

    @property
    def median(self) -> float | None:
        """The middle one, 0 or more, higher = longer to wait; None where none is known."""
        half = self.n // 2
        if not self.hours:
            return None
        return self.hours[half] if self.n % 2 else (self.hours[half - 1] + self.hours[half]) / 2


class Unanswered(NamedTuple):
    """How many messages of theirs no word of ours came after, and the day of the oldest."""

    n: int = 0
    oldest: date | None = None


class Promises(NamedTuple):
    """How many promises were broken, or late (kept late, or still overdue), of all whose time had come."""

    broken: int = 0
    late: int = 0
    of: int = 0


class Complaints(NamedTuple):
    """How many complaints were denied, wait for a first word, or for a solution, of all; one may be all three."""

    denied: int = 0
    unacknowledged: int = 0
    unsolved: int = 0
    of: int = 0


class Report(NamedTuple):
    """What a report on us would say, and beside it what the same record says of them."""

    answers: Times = Times()
    their_answers: Times = Times()
    unanswered: Unanswered = Unanswered()
    promises: Promises = Promises()
    their_promises: Promises = Promises()
    complaints: Complaints = Complaints()


class Reflection(NamedTuple):
    """The report of one client; `only_bad` counts the bad entries where not a single good one stands beside them."""

    client: str
    report: Report
    only_bad: int = 0


class Recurring(NamedTuple):
    """A topic that several clients complained of, since when, and with how many of them it was mainly ours."""

    topic: str
    clients: int
    since: date
    ours: int


class Reflections(NamedTuple):
    """All reports, in the order of the slugs, their sum, and what recurs; ended clients count too."""

    since: date
    until: date
    together: Report
    clients: tuple[Reflection, ...]
    recurring: tuple[Recurring, ...]


def begin_of(day: date) -> date:
    """Return the first day that is looked at."""
    return date.fromordinal(day.toordinal() - YEAR + 1)


def reflect(together: Panel, messages: Mapping[str, Sequence[Message]]) -> Reflections:
    """Return what the record says of us as of the panel's day.

    `messages` are each client's contacts of the year, in the order of `moments.text_of`.
    """
    since = begin_of(together.day)
    begin = since.toordinal()
    clients = tuple(_reflection(each, messages.get(each.case.client, ()), begin) for each in together.readings)
    return Reflections(
        since=since,
        until=together.day,
        together=summed(each.report for each in clients),
        clients=clients,
        recurring=tuple(_recurring(together.readings, begin, together.policy)),
    )


def summed(reports: Iterable[Report]) -> Report:
    """Return several reports as one: counts added, hours together, the oldest of what waits."""
    held = list(reports)
    waits = [each.unanswered for each in held]
    return Report(
        answers=Times(tuple(sorted(hour for each in held for hour in each.answers.hours))),
        their_answers=Times(tuple(sorted(hour for each in held for hour in each.their_answers.hours))),
        unanswered=Unanswered(
            sum(each.n for each in waits), min((each.oldest for each in waits if each.oldest), default=None)
        ),
        promises=Promises(*_added(each.promises for each in held)),
        their_promises=Promises(*_added(each.their_promises for each in held)),
        complaints=Complaints(*_added(each.complaints for each in held)),
    )


def answer_times(messages: Iterable[Message]) -> tuple[Times, Times]:
    """Return how long our answers took, and theirs: from the first message of one side to the other's next.

    A conversation ends every wait, but who began it is not known, so it is no answer of either.
    """
    took: dict[Direction, list[float]] = {Direction.IN: [], Direction.OUT: []}
    waits: dict[Direction, When] = {}
    for each in messages:
        if each.direction is Direction.BOTH:
            waits.clear()
            continue
        asked = waits.pop(Direction.OUT if each.direction is Direction.IN else Direction.IN, None)
        if isinstance(asked, datetime) and isinstance(each.at, datetime):
            took[each.direction].append((each.at - asked).total_seconds() / SECONDS_AN_HOUR)
        if each.needs_reply is not False:
            waits.setdefault(each.direction, each.at)
    return Times(tuple(sorted(took[Direction.OUT]))), Times(tuple(sorted(took[Direction.IN])))


def _added(counts: Iterable[tuple[int, ...]]) -> Iterator[int]:
    return map(sum, zip(*counts, strict=True))


def _reflection(reading: Reading, messages: Sequence[Message], begin: int) -> Reflection:
    ours, theirs = answer_times(messages)
    report = Report(
        answers=ours,
        their_answers=theirs,
        unanswered=_unanswered(messages, reading.case),
        promises=_promises(reading, begin, ours=True),
        their_promises=_promises(reading, begin, ours=False),
        complaints=_complaints(reading, begin),
    )
    return Reflection(reading.case.client, report, _only_bad(reading, begin))


def _unanswered(messages: Sequence[Message], case: Case) -> Unanswered:
    """Count their messages of some days ago after which no word of ours is on record, in whatever form."""
    ours = [each.at for each in messages if each.direction is not Direction.IN]
    ours += [each.record.at for each in case.efforts]
    for _, told in case.complaints:
        ours += [at for at in (told.acknowledged_at, told.answered_at, told.resolved_at) if at is not None]
    days = [
        case.day(each.at)
        for each in messages
        if each.direction is Direction.IN
        and each.needs_reply is not False
        and case.today - case.day(each.at) >= GRACE
        and not any(_not_before(word, each.at, case.zone) for word in ours)
    ]
    return Unanswered(len(days), date.fromordinal(min(days)) if days else None)


def _not_before(word: When, message: When, zone: tzinfo) -> bool:
    """Whether a word may have come after a message; of one day without its time, it is taken to have."""
    if isinstance(word, datetime) and isinstance(message, datetime):
        return word >= message
    return day_of(word, zone) >= day_of(message, zone)


def _promises(reading: Reading, begin: int, *, ours: bool) -> Promises:
    """Count the promises that were closed within the year, or are open and were due in it."""
    held = [each for each in reading.fates if each.promise.ours is ours and _came(each, begin)]
    broken = sum(1 for each in held if each.promise.state is PromiseStatus.BROKEN)
    late = sum(1 for each in held if each.late) - broken
    return Promises(broken, late, len(held))


def _came(fate: Fate, begin: int) -> bool:
    day = fate.due if fate.closed is None else fate.closed
    return day is not None and day >= begin and (fate.late or fate.in_time)


def _complaints(reading: Reading, begin: int) -> Complaints:
    case = reading.case
    told = [each for day, each in case.complaints if day >= begin]
    well = {name for each in reading.episodes if each.well for name in each.records}
    stages = [stage_of(each, case) for each in told]
    ends = [confirmed_by(each, case.today, case) for each in told]
    unsolved = sum(
        1
        for each, stage, end in zip(told, stages, ends, strict=True)
        if each.id not in well and (stage in UNSOLVED or (end is not None and end[0] is Confirmed.UNSATISFIED))
    )
    return Complaints(
        denied=sum(1 for each in told if not DENIALS.isdisjoint(each.response)),
        unacknowledged=sum(1 for each in stages if each is Stage.ACKNOWLEDGE),
        unsolved=unsolved,
        of=len(told),
    )


def _only_bad(reading: Reading, begin: int) -> int:
    """Count the bad entries of the year, where they are several and there is not a single good one; else 0."""
    case = reading.case
    bad = sum(1 for day, _ in case.complaints if day >= begin)
    bad += sum(1 for day, each in case.signals if day >= begin and not each.goodwill)
    return bad if bad >= FEWEST_BAD and not any(_good(reading, begin)) else 0


def _good(reading: Reading, begin: int) -> Iterator[bool]:
    """Yield, for everything that could speak well of a client, whether it does and is of the year."""
    case = reading.case
    history, asked = case.history, latest_answer(case)
    yield any(each.goodwill and day >= begin for day, each in case.signals)
    yield any(each.taken is EffortOutcome.SATISFIED and each.day >= begin for each in reading.efforts)
    yield any(each.confirmed is Confirmed.SATISFIED and day >= begin for day, each in case.complaints)
    yield any(each.tone_sum > 0 and each.last_day >= begin for each in history.weeks)
    yield any(each.state is PulseState.FINE and case.day(each.at) >= begin for each in history.pulses)
    yield any(bill.plain and bill.paid is not None and bill.paid >= begin for bill in reading.bills)
    yield any(each.in_time and not each.promise.ours and _came(each, begin) for each in reading.fates)
    yield asked is not None and asked.score > 0 and asked.day >= begin


def _recurring(readings: Iterable[Reading], begin: int, policy: Policy) -> Iterator[Recurring]:
    """Yield what several clients complained of within the year, most clients first."""
    days: dict[str, list[int]] = defaultdict(list)
    clients: dict[str, set[str]] = defaultdict(set)
    ours: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        told = (each for episode in reading.episodes for each in episode.complaints)
        for each in told:
            topic = each.complaint.about
            if each.day < begin or topic in NAMELESS:
                continue
            days[topic].append(each.day)
            clients[topic].add(reading.case.client)
            if each.fault >= policy.fault.own:
                ours[topic].add(reading.case.client)
    for topic, held in sorted(clients.items(), key=lambda each: (-len(each[1]), each[0])):
        if len(held) >= policy.bar.mirror_clients:
            yield Recurring(topic, len(held), date.fromordinal(min(days[topic])), len(ours[topic]))
