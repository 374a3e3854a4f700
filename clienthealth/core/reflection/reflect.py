"""What the clients' own reports would say of us over the last year, and what recurs with several of them.

What is not on record is not counted for or against anybody.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from clienthealth.core.commitments.rates import came_due, first_day, kept
from clienthealth.core.history import History
from clienthealth.core.kinds import ClientStatus, Confirmed, EffortOutcome, PulseState, Topic
from clienthealth.core.lived import waited
from clienthealth.core.moments import When
from clienthealth.core.records.base import Record
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.reflection.messages import (
    HOURS_A_DAY,
    Point,
    Spell,
    Times,
    Words,
    newest_first,
    times,
    words,
)
from clienthealth.core.reflection.numbers import FEWEST_BAD, SILENT, YEAR
from clienthealth.core.responses.message import Message, words_on
from clienthealth.core.score.answers import latest_answer
from clienthealth.core.score.complaint_stage import Stage, stage_of
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case
from clienthealth.core.score.judge import Panel
from clienthealth.core.score.own_fault import DENIALS
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.reading import Reading

UNSOLVED = frozenset({Stage.ACKNOWLEDGE, Stage.ANSWER, Stage.RESOLVE})

Handle = Callable[[str, str], str]


class Promises(NamedTuple):
    """How many of the promises that came due were kept in time, and those that were not."""

    kept: int = 0
    of: int = 0
    late: tuple[Point, ...] = ()


class Complaints(NamedTuple):
    """How many there were, how soon we acknowledged and answered, and which we left, denied or saw again.

    `left` heard no word of ours; `unsolved` is neither solved nor settled, or they said that it was not.
    """

    n: int = 0
    acknowledged: Times = Times()
    answered: Times = Times()
    left: tuple[Point, ...] = ()
    denied: tuple[Point, ...] = ()
    unsolved: tuple[Point, ...] = ()
    reopened: tuple[Point, ...] = ()


class Remedies(NamedTuple):
    """How many remedies have a known outcome, and which did not help."""

    known: int = 0
    failed: tuple[Point, ...] = ()


class OnlyBad(NamedTuple):
    """A client of whom nothing good was noted: how many bad entries, and since when."""

    client: str
    bad: int
    since: date


class Recurring(NamedTuple):
    """A topic that several clients complained about, since when, and of how many of them mostly through us."""

    topic: str
    clients: tuple[str, ...]
    since: date
    ours: int
    records: tuple[Point, ...]

    @property
    def is_ours(self) -> bool:
        """Whether it was mostly our doing with at least half of them."""
        return 2 * self.ours >= len(self.clients)


class Reflection(NamedTuple):
    """What one client's report, or those of all together, would say of us since a day."""

    since: date
    words: Words
    ours: Promises
    theirs: Promises
    complaints: Complaints
    remedies: Remedies
    only_bad: tuple[OnlyBad, ...] = ()
    recurring: tuple[Recurring, ...] = ()

    @property
    def says(self) -> bool:
        """Whether there is anything against us in it, or to ask ourselves."""
        told = self.complaints
        against = (
            self.words.waiting,
            self.words.unanswered,
            self.ours.late,
            told.left,
            told.denied,
            told.unsolved,
            told.reopened,
        )
        return any((*against, self.remedies.failed, self.only_bad, self.recurring))

    def asking_of(self, clients: Container[str]) -> "Reflection":
        """Return it with the questions that some clients ask of us, and not those of others."""
        waiting = tuple(each for each in self.words.waiting if each.first.client in clients)
        only_bad = tuple(each for each in self.only_bad if each.client in clients)
        return self._replace(words=self.words._replace(waiting=waiting), only_bad=only_bad)


def reflect(together: Panel, messages: Iterable[Message], client: str | None = None) -> Reflection:
    """Return what the record says of us as of the panel's day: one client's, or all, ended ones included.

    `messages` are those of the clients that are meant; what was done on a complaint is a word of ours as well.
    """
    readings = [each for each in together.readings if client is None or each.case.client == client]
    handle, today = together.portfolio.handle, together.day.toordinal()
    begin = today - YEAR
    ended = frozenset(each.case.client for each in readings if _ended(each))
    spoken = (each for each in (*messages, *_replies(readings)) if begin < each.day <= today)
    return Reflection(
        since=first_day(together.day),
        words=words(spoken, today, ended=ended),
        ours=_promises(readings, handle, ours=True),
        theirs=_promises(readings, handle, ours=False),
        complaints=_complaints(readings, begin, handle),
        remedies=_remedies(readings, begin, handle),
        only_bad=tuple(found for each in readings if not _ended(each) and (found := _only_bad(each, begin))),
        recurring=tuple(_recurring(readings, begin, handle, together.policy)) if client is None else (),
    )


def may_wait(together: Panel) -> Iterator[tuple[str, int]]:
    """Yield the clients that may wait for a word from us, by the sums of their weeks, and since which day at most."""
    today = together.day.toordinal()
    for each in together.readings:
        weeks = each.case.history.weeks
        theirs = max((week.last_in for week in weeks if week.last_in is not None), default=0)
        ours = max((week.last_out for week in weeks if week.last_out is not None), default=0)
        if not _ended(each) and theirs >= ours and theirs > today - YEAR:
            yield each.case.client, max(ours, today - YEAR)


def _replies(readings: Iterable[Reading]) -> Iterator[Message]:
    """Yield our words on complaints, which nobody has to log a second time."""
    for case in (each.case for each in readings):
        complaints, efforts = (each.record for each in case.complaints), (each.record for each in case.efforts)
        yield from words_on(complaints, efforts, case.zone)


def _ended(reading: Reading) -> bool:
    return reading.case.history.client.stands is ClientStatus.ENDED


def _point(case: Case, record: Record, day: int, text: str, handle: Handle) -> Point:
    return Point(case.client, record.id, handle(case.client, record.id), date.fromordinal(day), text)


def _promises(readings: Iterable[Reading], handle: Handle, *, ours: bool) -> Promises:
    due = [(each.case, fate) for each in readings for fate in came_due(each.fates, each.case.today, ours=ours)]
    late = (
        _point(case, fate.promise, fate.due, fate.promise.text, handle)
        for case, fate in due
        if fate.late and fate.due is not None
    )
    counted = kept(fate for _, fate in due)
    return Promises(counted.kept, counted.of, newest_first(late))


def _complaints(readings: Iterable[Reading], begin: int, handle: Handle) -> Complaints:
    told = [(each.case, day, record) for each in readings for day, record in each.case.complaints if day > begin]

    def those(meant: Callable[[Complaint, Case], bool]) -> tuple[Point, ...]:
        return newest_first(_complaint(*each, handle) for each in told if meant(each[2], each[0]))

    return Complaints(
        n=len(told),
        acknowledged=times(_spells((each, each.acknowledged_at, case) for case, _, each in told)),
        answered=times(_spells((each, each.answered_at, case) for case, _, each in told)),
        left=those(lambda each, case: _aged(each, case) and stage_of(each, case) is Stage.ACKNOWLEDGE),
        denied=those(lambda each, _: not DENIALS.isdisjoint(each.response)),
        unsolved=those(lambda each, case: _aged(each, case) and _is_unsolved(each, case)),
        reopened=those(lambda each, _: bool(each.reopened)),
    )


def _complaint(case: Case, day: int, complaint: Complaint, handle: Handle) -> Point:
    """Return a complaint in their words, or by its topic where none were noted."""
    found = _point(case, complaint, day, complaint.text or "", handle)
    return found if complaint.text else found._replace(kind=complaint.about)


def _spells(told: Iterable[tuple[Complaint, When | None, Case]]) -> Iterator[Spell]:
    for complaint, until, case in told:
        if until is None:
            continue
        wait = waited(complaint, until, case.zone)
        if wait.hours is not None:
            yield Spell(wait.hours, exact=True)
        else:
            yield Spell(float(HOURS_A_DAY * wait.days), exact=False)


def _aged(complaint: Complaint, case: Case) -> bool:
    """Whether it is some days old: of yesterday's nobody's report would speak yet."""
    return case.today - case.day(complaint.at) >= SILENT


def _is_unsolved(complaint: Complaint, case: Case) -> bool:
    confirmed = confirmed_by(complaint, case.today, case)
    if confirmed is not None:
        return confirmed[0] is Confirmed.UNSATISFIED
    return stage_of(complaint, case) in UNSOLVED


def _remedies(readings: Iterable[Reading], begin: int, handle: Handle) -> Remedies:
    known, failed = 0, []
    for reading in readings:
        for each in reading.efforts:
            if each.effort.complaint is not None and each.known and each.day > begin:
                known += 1
                if each.taken is EffortOutcome.UNSATISFIED:
                    found = _point(reading.case, each.effort, each.day, each.effort.note or "", handle)
                    failed.append(found._replace(kind=each.effort.kind))
    return Remedies(known, newest_first(failed))


def _only_bad(reading: Reading, begin: int) -> OnlyBad | None:
    """Return a client with bad entries enough of the year and nothing good."""
    days = [day for day in _bad(reading) if day > begin]
    if len(days) < FEWEST_BAD or any(day > begin for day in _good(reading)):
        return None
    return OnlyBad(reading.case.client, len(days), date.fromordinal(min(days)))


def _bad(reading: Reading) -> Iterator[int]:
    """Yield the days of complaints, of acts that strain, counted or not, and of remedies that failed."""
    case = reading.case
    yield from (each.day for each in case.complaints)
    yield from (day for day, signal in case.signals if not signal.goodwill)
    yield from (each.day for each in reading.efforts if each.taken is EffortOutcome.UNSATISFIED)


def _good(reading: Reading) -> Iterator[int]:
    """Yield the days of all that speaks well: thanks, what helped, what was paid or kept, a good mood, a calm look.

    Of contacts only the sum of a week is known: one that was good on the whole.
    """
    history, case = reading.case.history, reading.case
    yield from (each.day for each in reading.acts.goodwill)
    yield from (each.day for each in reading.efforts if each.taken in {EffortOutcome.SATISFIED, EffortOutcome.PARTLY})
    yield from (each.last_day for each in history.weeks if each.tone_sum > 0 or each.energy_sum > 0)
    yield from (case.day(each.at) for each in history.pulses if each.state is PulseState.FINE)
    yield from (each.paid for each in reading.bills if each.plain and each.paid and each.overdue(case.today) <= 0)
    yield from (each.closed for each in reading.fates if each.in_time and each.closed and not each.promise.ours)
    yield from _content(history, case)


def _content(history: History, case: Case) -> Iterator[int]:
    """Yield the days on which they said that a complaint was settled, or gave a good answer when asked."""
    for each in history.complaints:
        if each.confirmed in {Confirmed.SATISFIED, Confirmed.ACCEPTED}:
            yield case.day(each.confirmed_at or each.at)
    answer = latest_answer(case)
    if answer is not None and answer.score > 0:
        yield answer.day


def _recurring(readings: Iterable[Reading], begin: int, handle: Handle, policy: Policy) -> Iterator[Recurring]:
    """Yield the topics that several clients complained about, most clients first; `other` is no cause."""
    points: dict[str, list[Point]] = defaultdict(list)
    clients: dict[str, set[str]] = defaultdict(set)
    ours: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for told in (each for episode in reading.episodes for each in episode.complaints):
            complaint, case = told.complaint, reading.case
            if told.day <= begin or complaint.about in {Topic.OTHER, Topic.ALL}:
                continue
            points[complaint.about].append(_complaint(case, told.day, complaint, handle))
            clients[complaint.about].add(case.client)
            if told.fault >= policy.bar.mirror_fault:
                ours[complaint.about].add(case.client)
    for topic in sorted(clients, key=lambda each: (-len(clients[each]), each)):
        if len(clients[topic]) >= policy.bar.mirror_clients:
            held = newest_first(points[topic])
            yield Recurring(topic, tuple(sorted(clients[topic])), held[-1].day, len(ours[topic]), held)
