"""An ending: from when it takes effect, what stands in its way, and what is to be done until then.

What the client owes is listed and holds nothing back (spec: journal, "We owe the client"). No verdict is
needed: one may end a contract for reasons of one's own.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta, tzinfo
from shlex import quote

from clienthealth.core.economy import replacing_command
from clienthealth.core.frozen import Frozen
from clienthealth.core.goodbye.balances import Held
from clienthealth.core.goodbye.owed import OpenComplaint, OpenPromise, Owed, owed
from clienthealth.core.goodbye.steps import (
    FINISH,
    OWED,
    RIGHT,
    WRITE_WITHIN,
    Frame,
    Step,
    checklist,
    next_step,
    step_command,
    tick_command,
    working_day,
)
from clienthealth.core.history import History
from clienthealth.core.kinds import Party, Result, Situation
from clienthealth.core.records.spent import Away
from clienthealth.core.saying import Saying, say
from clienthealth.errors import UsageError

NOTICE_WHEN_UNKNOWN = 30
"""Days until the end where no notice is on record: time for the client to find someone else, which fairness
asks for everywhere and German law for services of a higher kind (BGB 627 (2))."""


class Blocker(Frozen):
    """One thing of ours that stands in the way: what it is, its record, and the command that clears it."""

    because: Saying
    record: str
    handle: str
    command: str


class Ending(Frozen, kw_only=True):
    """Everything an ending rests on; `end` is the one date on which it takes effect.

    `notice` is the agreed notice in days, None where none is on record; `by` is who ends it. Of one that was
    `begun`, `steps` is its checklist as it was dated then, `done` names the items that are ticked, `noticed` is the
    day on which notice was given, and `taken_on` are the handles of what we let ourselves in for since.
    """

    client: str
    name: str
    situation: Situation | None
    by: Party
    today: date
    end: date
    end_was_given: bool
    notice: int | None
    owed: Owed
    steps: tuple[Step, ...] = ()
    done: frozenset[str] = frozenset()
    income_share: float | None = None
    """What of our income comes from them, 0 to 1, where it is too much to lose unprepared; else None."""
    written_on: date | None = None
    """The day for which the letter is planned, where the end is counted from it; None where it is given, or today."""
    unsafe: bool = False
    """Whether an act against a person's safety is on record: then the steps are those after conduct."""
    begun: date | None = None
    noticed: date | None = None
    ended: bool = False
    kept_until: date | None = None
    """The last day on which the record is kept, where the client has ended and the user has said how long."""
    taken_on: tuple[str, ...] = ()

    @property
    def earliest(self) -> date:
        """The first day that keeps to the agreed notice, counted from when it was given; today where none is known."""
        return (self.noticed or self.today) + timedelta(days=self.notice or 0)

    @property
    def short_by(self) -> int:
        """By how many days the end falls short of the agreed notice; 0 when it keeps to it."""
        return max(0, (self.earliest - self.end).days)

    @property
    def warnings(self) -> tuple[Saying, ...]:
        """What the user should know before the letter goes out; none of it forbids anything."""
        if self.ended:
            return ()
        return (
            *_income_warnings(self),
            *_notice_warnings(self),
            *_reason_warnings(self),
            *_open_warnings(self.owed),
        )

    @property
    def letter_blockers(self) -> tuple[Blocker, ...]:
        """What the letter waits for: a date up to the end for each promise, a word on each complaint."""
        undated = [_undated(each, self.end) for each in self.owed.promises if each.due is None]
        late = [_too_late(each, self.end) for each in self.owed.promises if each.due and each.due > self.end]
        return (*undated, *late, *(_unanswered(each) for each in self.owed.complaints if each.unanswered))

    @property
    def finish_blockers(self) -> tuple[Blocker, ...]:
        """What `--finish` waits for: everything we owe."""
        return (
            *(_unkept(each) for each in self.owed.promises),
            *(_unresolved(each) for each in self.owed.complaints),
            *(_unreturned(each) for each in self.owed.held),
        )

    @property
    def checklist(self) -> tuple[Step, ...]:
        """What is to be done, by date; after conduct, or where they end it, no talk comes first."""
        if self.steps:
            return self.steps
        situation = Situation.CONDUCT if self.unsafe else self.situation
        return checklist(Frame(self.today, self.end, situation, self.by, bool(self.owed.held), self.notice))

    @property
    def letter_command(self) -> str:
        """What to type for the letter of this very ending; one that was begun knows its situation and its day."""
        command = f"clienthealth letter {self.client} offboarding"
        if self.begun is not None:
            return command
        if self.situation:
            command += f" --situation {self.situation}"
        return command + (f" --end {self.end}" if self.end_was_given or self.written_on else "")

    @property
    def start_command(self) -> str:
        """What to type to begin this very ending."""
        side = f" --by {self.by}" if self.by is Party.THEM else ""
        why = f" --situation {self.situation}" if self.situation else ""
        day = f" --end {self.end}" if self.end_was_given else ""
        return f"clienthealth offboard {self.client}{side}{why}{day} --start"

    @property
    def passed(self) -> bool:
        """Whether the day of the end is over and the letter has not gone out: it cannot announce that day any more."""
        return self.end < self.today and not self.ended and "letter" not in self.done

    @property
    def again_command(self) -> str:
        """What to type to set another day."""
        return f"clienthealth offboard {self.client} --end DATE --start"

    @property
    def next(self) -> Step | None:
        """What is to be done next of an ending that was begun; None before, and once all is done."""
        if self.begun is None:
            return None
        return next_step(self.checklist, self.done, self.end, owes=self.owed.by_us, ended=self.ended)

    @property
    def next_blockers(self) -> tuple[Blocker, ...]:
        """What is to be cleared before the next step can be taken."""
        item = self.next.item if self.next else ""
        if item == "letter" and self.passed:
            return ()
        if item == "refund":
            return tuple(each for each in self.finish_blockers if "refund" in each.command)
        return {"letter": self.letter_blockers, OWED: self.finish_blockers}.get(item, ())

    @property
    def next_commands(self) -> tuple[str, ...]:
        """What to type next, in this order; nothing once all is done."""
        if self.begun is None:
            return () if self.ended else (self.start_command,)
        if self.next is None:
            return ()
        item = self.next.item
        if item == "letter" and self.passed:
            return (self.again_command,)
        waits = tuple(each.command for each in self.next_blockers)
        return waits or _for_step(item, self)


def ending(  # noqa: PLR0913 - all by name, most with a default
    history: History,
    *,
    today: date,
    zone: tzinfo,
    situation: Situation | None = None,
    end: date | None = None,
    by: Party = Party.US,
    planned: bool = False,
    aways: Iterable[Away] = (),
    currency: str = "EUR",
    handle: Callable[[str], str] = str,
) -> Ending:
    """Return the ending as of `today`: effective on `end`, else when the notice has run.

    It runs from today; of an ending that is `planned` and that we end, from the day its letter is to go out.
    `currency` is the base one; `handle` turns a record's id into what a user types.
    """
    notice = history.client.notice_days
    letter = working_day(today, WRITE_WITHIN) if planned and end is None and by is Party.US else None
    return Ending(
        client=history.client.client,
        name=history.client.name,
        situation=situation,
        by=by,
        today=today,
        end=end or (letter or today) + timedelta(days=NOTICE_WHEN_UNKNOWN if notice is None else notice),
        written_on=letter,
        end_was_given=end is not None,
        notice=notice,
        owed=owed(history, today=today, zone=zone, aways=aways, currency=currency, handle=handle),
    )


def _for_step(item: str, ending: Ending) -> tuple[str, ...]:
    command, tick = step_command(item, ending.client, ending.letter_command), tick_command(item, ending.client)
    if item == RIGHT:
        result = Result.LEFT if ending.by is Party.THEM else Result.ENDED_BY_US
        return tuple(f"clienthealth outcome {ending.client} {each}" for each in (result, Result.ENDED_REGRETTED))
    if item == "letter":
        return command, f"{command} --sent"
    return (command,) if item in {OWED, FINISH} or command == tick else (command, tick)


def not_over(end: date, today: date) -> date:
    """Return an end that is to be announced; raises UsageError for one that has passed."""
    if end < today:
        raise UsageError(f"the end date {end} lies before today ({today})", "name a day from today on: --end DATE")
    return end


def _income_warnings(ending: Ending) -> list[Saying]:
    if ending.income_share is None:
        return []
    percent = round(100 * ending.income_share)
    return [say("warning.concentration", percent=percent, command=replacing_command(ending.client))]


def _notice_warnings(ending: Ending) -> list[Saying]:
    found = []
    if ending.notice is None:
        command = f"clienthealth edit {ending.client} --notice DAYS"
        found.append(say("warning.notice_unknown", n=NOTICE_WHEN_UNKNOWN, command=command))
    if ending.short_by and ending.by is Party.US:
        found.append(say("warning.short_notice", n=ending.short_by, earliest=ending.earliest))
    return found


def _reason_warnings(ending: Ending) -> list[Saying]:
    """Return what the situation rests on and the record does not show."""
    if ending.situation is Situation.NON_RENEWAL and not ending.end_was_given:
        return [say("warning.expiry_unknown", end=ending.end)]
    if ending.situation is Situation.NON_PAYMENT and not ending.owed.overdue:
        return [say("warning.nothing_overdue")]
    return []


def _open_warnings(owed: Owed) -> list[Saying]:
    late = [
        say("warning.promise_overdue", handle=each.handle, n=each.overdue, command=_move(each, "DATE"))
        for each in owed.promises
        if each.overdue
    ]
    ahead = [
        say("warning.prepayment_open", number=each.number, command=_invoice("credit", each.number))
        for each in owed.invoices
        if each.prepayment
    ]
    return late + ahead


def _undated(promise: OpenPromise, end: date) -> Blocker:
    because = say("blocker.undated", handle=promise.handle, text=promise.text)
    return Blocker(because, promise.id, promise.handle, _move(promise, end.isoformat()))


def _too_late(promise: OpenPromise, end: date) -> Blocker:
    due = promise.due or end
    because = say("blocker.too_late", handle=promise.handle, text=promise.text, due=due, end=end)
    return Blocker(because, promise.id, promise.handle, _move(promise, end.isoformat()))


def _unanswered(complaint: OpenComplaint) -> Blocker:
    because = say("blocker.unanswered", handle=complaint.handle, text=complaint.text, day=complaint.day)
    command = f"clienthealth complaint answer {complaint.handle}"
    return Blocker(because, complaint.id, complaint.handle, command)


def _unkept(promise: OpenPromise) -> Blocker:
    because = say("blocker.unkept", handle=promise.handle, text=promise.text)
    return Blocker(because, promise.id, promise.handle, f"clienthealth promise keep {promise.handle}")


def _unresolved(complaint: OpenComplaint) -> Blocker:
    because = say("blocker.unresolved", handle=complaint.handle, text=complaint.text, day=complaint.day)
    command = f"clienthealth complaint resolve {complaint.handle}"
    return Blocker(because, complaint.id, complaint.handle, command)


def _unreturned(held: Held) -> Blocker:
    because = say(f"blocker.{held.why}", number=held.number, amount=str(held.amount), currency=held.currency)
    command = f"{_invoice('refund', held.number)} --amount {held.amount.normalize():f}"
    return Blocker(because, held.id, held.handle, command)


def _move(promise: OpenPromise, due: str) -> str:
    return f"clienthealth promise move {promise.handle} --due {due}"


def _invoice(verb: str, number: str) -> str:
    return f"clienthealth invoice {verb} {quote(number)}"
