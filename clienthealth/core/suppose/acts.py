"""Things that have not happened, put into a history as the commands would write them."""

from collections.abc import Callable
from datetime import datetime
from shlex import quote
from typing import Any, NamedTuple, TypeVar

from clienthealth.core.changes import complaints, money
from clienthealth.core.changes.commitments import Act, closed, is_open
from clienthealth.core.frozen import replace
from clienthealth.core.goodbye.balances import OpenInvoice, Standpoint, balances
from clienthealth.core.history import History
from clienthealth.core.kinds import BoundaryStep, Confirmed, EffortKind, EffortOutcome, PromiseStatus, SignalKind, Topic
from clienthealth.core.moments import When
from clienthealth.core.records.agreed import Boundary, Expectation
from clienthealth.core.records.base import Record
from clienthealth.core.records.money import Payment
from clienthealth.core.records.trouble import Complaint, Effort, Hardship, Signal
from clienthealth.core.saying import Saying, say
from clienthealth.errors import NotFound, Refused

R = TypeVar("R", bound=Record)


class Stage(NamedTuple):
    """When it is supposed to happen, now, and what records are called by."""

    at: When
    now: datetime
    handle: Callable[[str], str]

    def act(self, record: Record) -> Act:
        """Return the act on a record."""
        return Act(self.handle(record.id), self.at, self.now)


class Supposed(NamedTuple):
    """One thing that is supposed: what it is, the command that would record it, and what it makes of a history."""

    what: Saying
    command: str
    put_into: Callable[[History], History]


def resolve(complaint: Complaint, stage: Stage) -> Supposed:
    """Suppose that a complaint is resolved, as far as we can tell."""
    handle = stage.handle(complaint.id)
    return Supposed(
        say("suppose.resolve", handle=handle),
        f"clienthealth complaint resolve {handle}",
        _instead("complaints", complaint, lambda held: complaints.resolved(held, stage.act(held))),
    )


def confirm(complaint: Complaint, result: Confirmed, stage: Stage) -> Supposed:
    """Suppose that the client says how a complaint ended."""
    handle = stage.handle(complaint.id)
    return Supposed(
        say(f"suppose.confirm-{result}", handle=handle),
        f"clienthealth complaint confirm {handle} {result}",
        _instead("complaints", complaint, lambda held: complaints.confirmed(held, result, stage.act(held))),
    )


def keep(history: History, promise: str, stage: Stage) -> Supposed:
    """Suppose that a promise is kept."""
    held = _one(history.promises, promise)
    handle = stage.handle(promise)
    whose = "keep" if held.ours else "keep-theirs"
    return Supposed(
        say(f"suppose.{whose}", handle=handle),
        f"clienthealth promise keep {handle}",
        _instead("promises", held, lambda now: closed(now, PromiseStatus.KEPT, stage.act(now))),
    )


def outcome(effort: Effort, result: EffortOutcome, stage: Stage) -> Supposed:
    """Suppose that the client says how they took a remedy."""
    handle = stage.handle(effort.id)
    return Supposed(
        say(f"suppose.outcome-{result}", handle=handle),
        f"clienthealth effort outcome {handle} {result}",
        _instead("efforts", effort, lambda held: complaints.taken(held, result, stage.act(held))),
    )


def pay(history: History, number: str, stage: Stage) -> Supposed:
    """Suppose that what is open of an invoice is paid. Raises NotFound, and Refused where nothing is open.

    It is named by its number, its handle or its id.
    """
    named = (each for each in history.invoices if number in {each.number, each.id, stage.handle(each.id)})
    held = next(named, None)
    if held is None:
        client = history.client.client
        raise NotFound(f"{client} has no invoice {number}", f"`clienthealth invoice list {client}` lists them")
    still = next((each.amount for each in _open(history, stage) if each.id == held.id), money.NOTHING)
    shared = _shared(history, stage, "payment")
    act = Act(held.number, stage.at, stage.now)
    paid = money.paid(held, still, None, shared, act)
    put = _beside("payments", paid) if isinstance(paid, Payment) else _instead("invoices", held, lambda _: paid)
    return Supposed(say("suppose.pay", number=held.number), f"clienthealth invoice pay {held.number}", put)


def overdue(history: History, stage: Stage) -> tuple[str, ...]:
    """Return the numbers of the invoices that are overdue and not disputed, the longest overdue first."""
    late = [each for each in _open(history, stage) if each.overdue > 0 and not each.disputed]
    return tuple(each.number for each in sorted(late, key=lambda each: (-each.overdue, each.number)))


def pay_all(numbers: tuple[str, ...], stage: Stage) -> Supposed:
    """Suppose that what is open of several invoices is paid."""

    def put(history: History) -> History:
        for each in numbers:
            history = pay(history, each, stage).put_into(history)
        return history

    command = f"clienthealth invoice pay {' '.join(map(quote, numbers))}"
    return Supposed(say("suppose.pay-all", n=len(numbers)), command, put)


def _open(history: History, stage: Stage) -> tuple[OpenInvoice, ...]:
    zone = stage.now.tzinfo
    return balances(history, Standpoint(stage.now.date(), zone)).invoices if zone else ()


def remedy(
    history: History, kind: EffortKind, result: EffortOutcome | None, on: Complaint | None, stage: Stage
) -> Supposed:
    """Suppose an effort, on a complaint or as a plain extra, and how it was taken."""
    client = history.client.client
    made = Effort(
        **_shared(history, stage, "effort"),
        kind=kind,
        complaint=on.id if on else None,
        response_hours=complaints.response_hours(on, stage.at) if on else None,
        outcome=result,
        outcome_at=stage.at if result else None,
    )
    handle = stage.handle(on.id) if on else ""
    command = f"clienthealth effort add {client} {kind}"
    command += f" --complaint {handle}" if on else ""
    command += f" --outcome {result}" if result else ""
    key = f"suppose.{'effort' if on else 'extra'}-{result or EffortOutcome.UNKNOWN}"
    return Supposed(say(key, kind=str(kind), handle=handle), command, _beside("efforts", made))


def signal(history: History, kind: SignalKind, severity: int | None, stage: Stage) -> Supposed:
    """Suppose an act of the client."""
    made = Signal(**_shared(history, stage, "signal"), kind=kind, severity=severity)
    command = f"clienthealth signal add {history.client.client} {kind}"
    command += f" --severity {severity}" if severity else ""
    return Supposed(say("suppose.signal", kind=str(kind)), command, _beside("signals", made))


def boundary(history: History, step: BoundaryStep, stage: Stage) -> Supposed:
    """Suppose that a limit is set."""
    made = Boundary(**_shared(history, stage, "boundary"), step=step)
    command = f'clienthealth boundary add {history.client.client} {step} "…"'
    return Supposed(say("suppose.boundary", step=str(step)), command, _beside("boundaries", made))


def expect(history: History, topic: str, stage: Stage) -> Supposed:
    """Suppose that something is made clear."""
    made = Expectation(**_shared(history, stage, "expectation"), text="…", topic=topic)
    command = f'clienthealth expect add {history.client.client} "…" --topic {topic}'
    key = "suppose.expect-all" if topic == Topic.ALL else "suppose.expect"
    return Supposed(say(key, topic=topic), command, _beside("expectations", made))


def hardship(history: History, stage: Stage) -> Supposed:
    """Suppose that they are going through something hard."""
    made = Hardship(**_shared(history, stage, "hardship"))
    command = f"clienthealth hardship add {history.client.client}"
    return Supposed(say("suppose.hardship"), command, _beside("hardships", made))


def open_complaint(history: History, stage: Stage) -> Complaint:
    """Return the one complaint an effort is on where none was named. Raises Refused where it is not clear."""
    still = [each for each in history.complaints if is_open(each, stage.now)]
    if len(still) == 1:
        return still[0]
    names = ", ".join(stage.handle(each.id) for each in still)
    client = history.client.client
    hint = f"say which: KIND:OUTCOME@ID with one of {names}" if still else "suppose an extra, which is on none"
    raise Refused(f"{client} has {len(still)} open complaints", hint)


def _shared(history: History, stage: Stage, what: str) -> dict[str, Any]:
    return {"client": history.client.client, "at": stage.at, "id": f"~supposed-{what}"}


def _beside(place: str, record: Record) -> Callable[[History], History]:
    def put(history: History) -> History:
        held = getattr(history, place)
        numbered = replace(record, id=f"{record.id}-{len(held)}")
        return replace(history, **{place: (*held, numbered)})

    return put


def _instead(place: str, record: R, change: Callable[[R], R]) -> Callable[[History], History]:
    """Return what puts a changed record in the place of the old; it is changed as it stands by then."""

    def put(history: History) -> History:
        held = getattr(history, place)
        return replace(history, **{place: tuple(change(each) if each.id == record.id else each for each in held)})

    return put


def _one(records: tuple[R, ...], wanted: str) -> R:
    return next(each for each in records if each.id == wanted)
