"""What was promised, by whom and due when; what money is open; what was made clear in advance and still holds."""

from collections.abc import Iterator
from datetime import datetime

from clienthealth.core.briefing.fact import Fact, Rank, Sayings
from clienthealth.core.briefing.matter import Matter
from clienthealth.core.goodbye.owed import OpenPromise
from clienthealth.core.kinds import PromiseStatus
from clienthealth.core.moments import clock_of
from clienthealth.core.records.agreed import Promise
from clienthealth.core.saying import Saying, say


def promised(matter: Matter) -> list[Fact]:
    """Return promises of both sides, ours first, then money, then what holds."""
    return [*_open(matter), *_broken(matter), *_money(matter), *_limits(matter), *_expectations(matter)]


def _open(matter: Matter) -> Iterator[Fact]:
    records = {each.id: each for each in matter.history.promises}
    for still in (*matter.owed.promises, *matter.owed.asked):
        promise = records[still.id]
        yield Fact(
            handle=still.handle,
            day=matter.day(promise.at),
            sayings=(*_made(promise, matter), *_due(still, promise, matter), *_changed(promise, matter)),
            text=still.text,
            rank=Rank.NEVER_FIRST if promise.ours else Rank.OPEN,
        )


def _made(promise: Promise, matter: Matter) -> Iterator[Saying]:
    """Yield whose it is, since when and who made it; who takes care of it now, where that is somebody else."""
    whose = "ours" if promise.ours else "theirs"
    day, keeper = matter.day(promise.at), promise.owner or matter.client.owner
    if promise.ours and promise.by:
        yield say("promised.ours-by", day=day, who=promise.by)
    else:
        yield say(f"promised.{whose}", day=day)
    if promise.ours and keeper and keeper != promise.by:
        yield say("promised.with", who=keeper)


def _due(still: OpenPromise, promise: Promise, matter: Matter) -> Iterator[Saying]:
    """Yield by when; a call-back by the hour, unless a standstill moved its day."""
    if still.due is None:
        yield say("due.none")
    elif still.overdue > 0:
        yield say("due.overdue", day=still.due, n=still.overdue)
    elif isinstance(promise.due, datetime) and matter.day(promise.due) == still.due:
        yield say("due.at", day=still.due, time=clock_of(promise.due, matter.now))
    else:
        yield say("due.on", day=still.due)


def _changed(promise: Promise, matter: Matter) -> Iterator[Saying]:
    if promise.moved:
        yield say("promised.moved", n=len(promise.moved), day=matter.day(promise.moved[0].due))
    ends = [each.until for each in promise.paused if each.until is not None and matter.is_ahead(each.until)]
    if ends:
        yield say("life.paused", day=max(map(matter.day, ends)))


def _broken(matter: Matter) -> Iterator[Fact]:
    """Yield what was not kept within a year, on either side."""
    for each in matter.history.promises:
        end = each.closed_at or each.due or each.at
        if each.state is PromiseStatus.BROKEN and matter.recent(end):
            yield Fact(
                handle=matter.handle(each.id),
                day=matter.day(each.at),
                sayings=(*_made(each, matter), say("promised.broken", day=matter.day(end))),
                text=each.text,
                rank=Rank.RECENT,
            )


def _money(matter: Matter) -> Iterator[Fact]:
    for held in matter.owed.held:
        amount = say(f"money.{held.why}", number=held.number, amount=str(held.amount), currency=held.currency)
        yield Fact(handle=held.handle, day=held.issued, sayings=(amount,), rank=Rank.OPEN)
    for bill in matter.owed.invoices:
        amount = say("money.invoice", number=bill.number, amount=str(bill.amount), currency=bill.currency)
        state: Sayings = (say("money.disputed"),) if bill.disputed else ()
        if bill.due is not None and not bill.disputed:
            late = bill.overdue > 0
            state = (say("due.overdue", day=bill.due, n=bill.overdue) if late else say("due.on", day=bill.due),)
        rank = Rank.OPEN if bill.disputed or bill.overdue > 0 else Rank.IN_FORCE
        yield Fact(handle=bill.handle, day=bill.issued, sayings=(amount, *state), rank=rank)


def _limits(matter: Matter) -> Iterator[Fact]:
    for each in matter.history.boundaries:
        if matter.open(each):
            yield Fact(
                handle=matter.handle(each.id),
                day=matter.day(each.at),
                sayings=(say(f"limit.{each.step}", day=matter.day(each.at)),),
                text=each.text or "",
                rank=Rank.IN_FORCE,
            )


def _expectations(matter: Matter) -> Iterator[Fact]:
    for each in matter.history.expectations:
        if not matter.open(each):
            continue
        told = (say("told.on", day=matter.day(each.at)),)
        yes = each.acknowledged_at
        answer = say("told.unconfirmed") if yes is None else say("told.confirmed", day=matter.day(yes))
        due: Sayings = () if each.due is None else (say("due.on", day=matter.day(each.due)),)
        yield Fact(
            handle=matter.handle(each.id),
            day=matter.day(each.at),
            sayings=(*told, answer, *due),
            text=each.text,
            rank=Rank.IN_FORCE if each.about == "all" else Rank.RECENT,
        )
