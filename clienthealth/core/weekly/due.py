"""What is due by when, on either side: promises, call-backs, complaints by our targets, reminders, money.

Clocks stand still as for the score: while paused, and while everybody is away; and while the one who takes care of
something is away, which the score does not know. What is paused today is not due.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.commitments.book import when_due
from clienthealth.core.commitments.clocks import Clocks, clocks
from clienthealth.core.commitments.deadline import deadline
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import ClientStatus, Party, PromiseKind
from clienthealth.core.moments import When
from clienthealth.core.ownership import owner_of
from clienthealth.core.privacy.requests import kept_until, open_requests, request_command
from clienthealth.core.records.agreed import Expectation, Next, Promise
from clienthealth.core.records.base import Record
from clienthealth.core.score.billing import bills
from clienthealth.core.score.complaint_stage import Stage
from clienthealth.core.score.dated import Case, case_of
from clienthealth.core.score.lateness import fate
from clienthealth.core.weekly.complaint_clock import waiting
from clienthealth.core.weekly.desk import Desk


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
    REQUEST = "request"
    RETENTION = "retention"


OURS = frozenset(
    {
        *(What.SAFETY, What.CALLBACK, What.PROMISE, What.EXPECTED, What.ACKNOWLEDGE, What.ANSWER, What.FOLLOW_UP),
        What.REQUEST,
    }
)
"""What the client notices when we let it pass; a reminder is nobody's but ours."""

RIGHTS = frozenset({What.REQUEST, What.RETENTION})
"""What people have a right to: that they are answered, and that nothing is kept for longer than was said."""


class Due(NamedTuple):
    """One thing that is due; when it is, as `Timed` says."""

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
    minutes: int | None = None

    @property
    def ours(self) -> bool:
        """Whether the client notices when it passes."""
        return self.what in OURS


class _Client(NamedTuple):
    """One client's record on the desk."""

    case: Case
    clocks: Clocks
    portfolio: Portfolio

    @property
    def slug(self) -> str:
        return self.case.client

    @property
    def desk(self) -> Desk:
        return self.clocks.everybody.desk

    def owner(self, record: Record) -> str | None:
        return owner_of(record, self.case.history.client)

    def due(self, what: What, when: When, record: Record, text: str | None, command: str) -> Due:
        """Return a due thing; where a time of day is known, it is past from then on."""
        by, handle = deadline(when, self.desk), self.portfolio.handle(self.slug, record.id)
        return Due(
            client=self.slug,
            what=what,
            day=by.day,
            days=by.days,
            past=by.past,
            text=text or "",
            record=record.id,
            handle=handle,
            owner=self.owner(record),
            command=f"clienthealth {command} {handle}",
            moment=by.moment,
            minutes=by.minutes,
        )


def due_on(portfolio: Portfolio, desk: Desk) -> tuple[Due, ...]:
    """Return everything that is due or will be, the longest overdue first; of ended clients what is still owed."""
    held = clocks(portfolio.aways, desk)
    found = [each for history in portfolio.histories for each in _of_client(history, held, portfolio)]
    return tuple(sorted(found, key=lambda each: (each.day, each.client, each.handle)))


def _of_client(history: History, held: Clocks, portfolio: Portfolio) -> Iterable[Due]:
    desk = held.everybody.desk
    client = _Client(case_of(history, desk.today, desk.zone), held, portfolio)
    made = [*_promises(client), *_complaints(client), *_reminders(client)]
    if history.client.stands is not ClientStatus.ENDED:
        made += _expectations(client)
    return [*made, *_invoices(client), *_rights(client)]


def _promises(client: _Client) -> Iterator[Due]:
    for dated in client.case.promises:
        promise = dated.record
        found = fate(dated, client.case, client.clocks.of_promise(promise, client.owner(promise)).away)
        if found.open and found.awaited is not None and not client.desk.paused(promise.paused):
            when = when_due(promise, found.awaited, client.desk)
            yield client.due(_sort(promise), when, promise, promise.text, "promise keep")


def _sort(promise: Promise) -> What:
    if not promise.ours:
        return What.THEIRS
    return What.CALLBACK if promise.kind is PromiseKind.CALLBACK else What.PROMISE


COMMANDS = {Stage.ACKNOWLEDGE: "ack", Stage.ANSWER: "answer", Stage.FOLLOW_UP: "confirm"}


def _complaints(client: _Client) -> Iterator[Due]:
    for _, complaint in client.case.complaints:
        waits = waiting(complaint, client.case, client.clocks.of(client.owner(complaint)).desk)
        if waits is not None:
            text, command = complaint.text or complaint.about, f"complaint {COMMANDS[waits.stage]}"
            due = client.due(What(waits.stage), waits.by, complaint, text, command)
            yield due._replace(command=f"{due.command} …") if waits.stage is Stage.FOLLOW_UP else due


def _expectations(client: _Client) -> Iterator[Due]:
    replaced = {each.supersedes for _, each in client.case.expectations}
    for _, each in client.case.expectations:
        if each.due is not None and each.id not in replaced and _in_force(each, client):
            what = What.THEIRS if each.party is Party.THEM else What.EXPECTED
            yield client.due(what, each.due, each, each.text, "expect retire")


def _in_force(expectation: Expectation, client: _Client) -> bool:
    return expectation.until is None or client.desk.day(expectation.until) > client.desk.today


def _reminders(client: _Client) -> Iterator[Due]:
    """Yield what we reminded ourselves of; once a client has ended, only what is left of the ending."""
    ended = client.case.history.client.stands is ClientStatus.ENDED
    reminders: Iterable[Next] = client.case.history.nexts
    for each in reminders:
        if each.due is None or each.closed_at is not None or each.of_privacy:
            continue
        if each.of_ending or not ended:
            due = client.due(What.REMINDER, each.due, each, each.text, "next done")
            yield _of_ending(due, each) if each.of_ending else due


def _rights(client: _Client) -> Iterator[Due]:
    """Yield who waits for an answer about their data, and that a record was kept for as long as it was to be."""
    asked, record = open_requests(client.case.history), client.case.history.client
    for each in asked:
        due = client.due(What.REQUEST, each.due or each.at, each, each.text, "")
        yield due._replace(command=request_command(each, client.slug, due.handle))
    if (until := kept_until(record, client.desk)) is not None:
        due = client.due(What.RETENTION, until + timedelta(days=1), record, record.name, "")
        yield due._replace(command=f"clienthealth privacy erase {client.slug} --dry-run")


def _of_ending(due: Due, step: Next) -> Due:
    """Return a step of an ending with what is to be typed for it; loaded only where there is one."""
    from clienthealth.core.goodbye.steps import command_of

    return due._replace(command=command_of(step, due.client))


def _invoices(client: _Client) -> Iterator[Due]:
    """Yield one line for all invoices of a client that are overdue: the oldest, and how many."""
    today = client.case.today
    late = [each for each in bills(client.case) if each.plain and each.running and each.overdue(today) > 0]
    if late:
        oldest = max(late, key=lambda each: each.overdue(today))
        day = date.fromordinal(oldest.due or today)
        due = client.due(What.INVOICE, day, oldest.invoice, oldest.invoice.number, "")
        yield due._replace(command="clienthealth invoice list --overdue", many=len(late))
