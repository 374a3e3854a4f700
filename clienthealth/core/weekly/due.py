"""What is due by when, on either side: promises, call-backs, complaints by our targets, reminders, money.

Clocks stand still as for the score: while paused, and while everybody is away. What is paused today is not due.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import ClientStatus, Party, PromiseKind
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.agreed import Expectation, Next, Pause
from clienthealth.core.records.base import Record
from clienthealth.core.records.trouble import Complaint, Effort
from clienthealth.core.score.billing import bills
from clienthealth.core.score.dated import Case, case_of
from clienthealth.core.score.lateness import Fate, fates
from clienthealth.core.score.observed import away_days
from clienthealth.core.score.own_fault import confirmed_by
from clienthealth.core.score.spans import Cover
from clienthealth.core.working_time import WorkingHours


class What(StrEnum):
    """What is due; the words are in `render/languages`."""

    SAFETY = "safety"
    CALLBACK = "callback"
    PROMISE = "promise"
    EXPECTED = "expected"
    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    FOLLOW_UP = "follow-up"
    REMINDER = "reminder"
    THEIRS = "theirs"
    INVOICE = "invoice"


OURS = frozenset(
    {What.SAFETY, What.CALLBACK, What.PROMISE, What.EXPECTED, What.ACKNOWLEDGE, What.ANSWER, What.FOLLOW_UP}
)
"""What the client notices when we let it pass; a reminder is nobody's but ours."""


REAL = 2
"""The level from which an effort is a remedy and not only words."""


class Due(NamedTuple):
    """One thing that is due; `days` it is overdue, less than nothing ahead; `past` by the hour where it has one."""

    client: str
    what: What
    day: date
    days: int
    past: bool
    text: str
    record: str
    handle: str
    owner: str | None
    command: str
    moment: datetime | None = None
    many: int = 1

    @property
    def ours(self) -> bool:
        """Whether the client notices when it passes."""
        return self.what in OURS


class Targets(NamedTuple):
    """How fast we mean to be with complaints, in working days."""

    acknowledge: int = 1
    answer: int = 5
    follow_up: int = 5


class Desk(NamedTuple):
    """From where things are due: the present moment in its zone, our targets, and which days are worked."""

    now: datetime
    hours: WorkingHours
    targets: Targets = Targets()
    free: Collection[date] = frozenset()

    @property
    def today(self) -> date:
        """The present day."""
        return self.now.date()

    @property
    def zone(self) -> tzinfo:
        """The zone of the present moment."""
        if self.now.tzinfo is None:
            message = "the present moment has no zone"
            raise ValueError(message)
        return self.now.tzinfo

    def by(self, day: date, working_days: int, paused: Collection[date] = ()) -> date:
        """Return the last day on which so many working days after `day` are kept."""
        return self.hours.working_days_after(day, working_days, {*self.free, *paused})


class _Client(NamedTuple):
    """One client's record on the desk."""

    case: Case
    away: Cover
    portfolio: Portfolio
    desk: Desk

    @property
    def slug(self) -> str:
        return self.case.client

    def day(self, when: When) -> date:
        return day_of(when, self.desk.zone)

    def due(self, what: What, when: When, record: Record, text: str | None, command: str) -> Due:
        """Return a due thing; where a time of day is known, it is past from then on."""
        day, today = self.day(when), self.desk.today
        moment = when.astimezone(self.desk.zone) if isinstance(when, datetime) else None
        handle = self.portfolio.handle(self.slug, record.id)
        return Due(
            client=self.slug,
            what=what,
            day=day,
            days=(today - day).days,
            past=day < today or (moment is not None and moment < self.desk.now),
            text=text or "",
            record=record.id,
            handle=handle,
            owner=record.owner or self.case.history.client.owner,
            command=f"clienthealth {command} {handle}",
            moment=moment,
        )


def due_on(portfolio: Portfolio, desk: Desk) -> tuple[Due, ...]:
    """Return everything that is due or will be, the longest overdue first; of ended clients what is still owed."""
    away = away_days((each for each in portfolio.aways if day_of(each.at, desk.zone) <= desk.today), desk.zone)
    desk = desk._replace(free=frozenset(desk.free) | _days(away_days(portfolio.aways, desk.zone), desk.today))
    found = [each for history in portfolio.histories for each in _of_client(history, away, portfolio, desk)]
    return tuple(sorted(found, key=lambda each: (each.day, each.client, each.handle)))


def _of_client(history: History, away: Cover, portfolio: Portfolio, desk: Desk) -> Iterable[Due]:
    client = _Client(case_of(history, desk.today, desk.zone), away, portfolio, desk)
    made = [*_promises(client), *_complaints(client)]
    if history.client.stands is not ClientStatus.ENDED:
        made += [*_expectations(client), *_reminders(client)]
    return [*made, *_invoices(client)]


def _days(cover: Cover, today: date) -> frozenset[date]:
    """Return covered days, as far back and ahead as any clock of a complaint runs."""
    far = (today - timedelta(days=400)).toordinal(), (today + timedelta(days=400)).toordinal()
    return frozenset(
        date.fromordinal(day)
        for first, last in cover.spans()
        for day in range(max(first, far[0]), min(last, far[1]) + 1)
    )


def _promises(client: _Client) -> Iterator[Due]:
    for fate in fates(client.case, client.away):
        if fate.open and fate.due is not None and not _paused(fate.promise.paused, client):
            promise = fate.promise
            what = _sort(fate)
            yield client.due(what, _when(fate, client), promise, promise.text, "promise keep")


def _sort(fate: Fate) -> What:
    if not fate.promise.ours:
        return What.THEIRS
    return What.CALLBACK if fate.promise.kind is PromiseKind.CALLBACK else What.PROMISE


def _when(fate: Fate, client: _Client) -> When:
    """Return when a promise is due: by the hour, unless its day was moved by a standstill."""
    day, due = date.fromordinal(fate.due or 0), fate.promise.due
    return due if due is not None and client.day(due) == day else day


def _complaints(client: _Client) -> Iterator[Due]:
    today = client.case.today
    for _, complaint in client.case.complaints:
        is_open = confirmed_by(complaint, today, client.case) is None
        stage = _stage(complaint, client) if is_open and not _paused(complaint.paused, client) else None
        if stage is not None:
            what, day, command = stage
            due = client.due(what, day, complaint, complaint.text or complaint.about, f"complaint {command}")
            yield due._replace(command=f"{due.command} …") if what is What.FOLLOW_UP else due


def _stage(complaint: Complaint, client: _Client) -> tuple[What, date, str] | None:
    """Return what we have to do next on an open complaint, by when; a reopening starts its life again.

    An effort on it is a word of ours, and from level 2 on an answer.
    """
    again = [client.day(each) for each in complaint.reopened]
    begun = max(again, default=client.day(complaint.at))
    stood = _paused_days(complaint.paused, client)
    reach = max((each.reach for day, each in client.case.efforts if _is_on(each, complaint, day, begun)), default=0)

    def done(when: When | None) -> bool:
        return when is not None and (not again or client.day(when) > begun)

    desk, targets = client.desk, client.desk.targets
    if complaint.resolved_at is not None and done(complaint.resolved_at):
        day = client.day(complaint.resolved_at)
        return What.FOLLOW_UP, desk.by(day, targets.follow_up, stood), "confirm"
    if done(complaint.answered_at) or (complaint.response and not again) or reach >= REAL:
        return None
    if done(complaint.acknowledged_at) or reach:
        return What.ANSWER, desk.by(begun, targets.answer, stood), "answer"
    return What.ACKNOWLEDGE, desk.by(begun, targets.acknowledge, stood), "ack"


def _is_on(effort: Effort, complaint: Complaint, day: int, begun: date) -> bool:
    return effort.complaint == complaint.id and day >= begun.toordinal()


def _expectations(client: _Client) -> Iterator[Due]:
    replaced = {each.supersedes for _, each in client.case.expectations}
    for _, each in client.case.expectations:
        if each.due is not None and each.id not in replaced and _in_force(each, client):
            what = What.THEIRS if each.party is Party.THEM else What.EXPECTED
            yield client.due(what, each.due, each, each.text, "expect retire")


def _in_force(expectation: Expectation, client: _Client) -> bool:
    return expectation.until is None or client.day(expectation.until) > client.desk.today


def _reminders(client: _Client) -> Iterator[Due]:
    reminders: Iterable[Next] = client.case.history.nexts
    for each in reminders:
        if each.due is not None and each.closed_at is None:
            yield client.due(What.REMINDER, each.due, each, each.text, "next done")


def _invoices(client: _Client) -> Iterator[Due]:
    """Yield one line for all invoices of a client that are overdue: the oldest, and how many."""
    today = client.case.today
    late = [each for each in bills(client.case) if each.plain and each.running and each.overdue(today) > 0]
    if late:
        oldest = max(late, key=lambda each: each.overdue(today))
        day = date.fromordinal(oldest.due or today)
        due = client.due(What.INVOICE, day, oldest.invoice, oldest.invoice.number, "")
        yield due._replace(command="clienthealth invoice list --overdue", many=len(late))


def _paused(pauses: Iterable[Pause], client: _Client) -> bool:
    today = client.desk.today
    return any(client.day(each.from_) <= today <= _end(each, client) for each in pauses)


def _paused_days(pauses: Iterable[Pause], client: _Client) -> frozenset[date]:
    return frozenset(
        date.fromordinal(day)
        for each in pauses
        for day in range(client.day(each.from_).toordinal(), _end(each, client).toordinal() + 1)
    )


def _end(pause: Pause, client: _Client) -> date:
    return client.day(pause.until) if pause.until is not None else client.desk.today
