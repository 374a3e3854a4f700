"""The steps of an ending: which there are in which situation and by whom, by when, and what to type for each.

What comes first differs by situation, as the reference on letters has it (its row "before"); after conduct there is no
talk, and safety comes before all else. Whoever ends it, everything we owe is met before the end.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import Party, Situation
from clienthealth.core.records.agreed import OF_ENDING, Next

ORDER = (
    "safety",
    "evidence",
    "second",
    "reminders",
    "boundary",
    "profession",
    "form",
    "notice",
    "talk",
    "letter",
    "channel",
    "ask",
    "care",
    "handover",
    "access",
    "invoice",
    "refund",
    "receipt",
    "data",
)
"""Every step there is, in the order of one day."""

BEGIN, FINISH, OWED, RIGHT = "begin", "finish", "owed", "right"
"""What is next where no step is: to set the steps up, to finish, to meet what we owe first, and to look back."""

AFTER_THE_END = frozenset({"handover", "access", "invoice", "refund", "receipt", "data", "care"})
"""The steps that still matter when the relationship has ended."""

BEFORE = {
    Situation.NON_PAYMENT: "reminders",
    Situation.FIT: "boundary",
    Situation.CONFLICT: "profession",
    Situation.NON_RENEWAL: "form",
}
"""What is to be looked at before anything is said, by situation; `capacity` talks early, `mutual` only talks."""

FIRST_WITHIN, WRITE_WITHIN, ASK_WITHIN = 1, 2, 5
"""Working days from the decision: talk first, so that the letter surprises nobody; ask later, when it is calm."""

RECEIPT_WITHIN, DATA_WITHIN = 7, 30
"""Days after the end: to have the receipt confirmed, and to return or delete data."""

RIGHT_AFTER = timedelta(days=90)
"""How long after the end one looks back: the relief is over by then, and so is the fear."""

TOO_LONG = 7
"""Days a step is put off until it is said plainly: a week is a quarter of the usual notice."""

SATURDAY = 5


class Step(Frozen):
    """One item of the checklist, with the day it is due."""

    item: str
    due: date


class Frame(NamedTuple):
    """What the checklist rests on: `refund`, whether money of theirs is with us; `notice` in days."""

    today: date
    end: date
    situation: Situation | None
    by: Party
    refund: bool
    notice: int | None


def checklist(frame: Frame) -> tuple[Step, ...]:
    """Return the steps of an ending by day; none that belongs before the end lies after it."""
    return in_order([*_first(frame), *_until_the_end(frame)])


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return steps by day, those of one day as they follow from each other."""
    return tuple(sorted(steps, key=lambda each: (each.due, place_of(each.item))))


def next_step(steps: Iterable[Step], done: Iterable[str], end: date, *, owes: bool, ended: bool) -> Step | None:
    """Return what is to be done next: the first open step, else to meet what we owe, to finish, or to look back."""
    ticked_off = frozenset(done)
    found = [each for each in steps if each.item not in ticked_off]
    if ended:
        found = [each for each in found if each.item in AFTER_THE_END | {RIGHT}]
    else:
        found.append(Step(OWED if owes else FINISH, end))
    return next(iter(in_order(found)), None)


def place_of(item: str) -> int:
    """Return the place of a step among those of its day; what is not known comes last."""
    return ORDER.index(item) if item in ORDER else len(ORDER)


def working_day(day: date, count: int) -> date:
    """Return the day that lies so many working days (Monday to Friday) ahead."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def step_command(item: str, client: str, letter: str) -> str:
    """Return what to type for a step; `letter` is the command of its letter. Ticking it off is the usual one."""
    return {
        "talk": f"clienthealth offboard {client} --talk",
        "letter": letter,
        "reminders": f"clienthealth invoice list {client} --overdue",
        "boundary": f'clienthealth boundary add {client} written-warning "…"',
        BEGIN: f"clienthealth offboard {client} --start",
        OWED: f"clienthealth offboard {client}",
        FINISH: f"clienthealth offboard {client} --finish",
        RIGHT: f"clienthealth outcome {client} …",
    }.get(item, tick_command(item, client))


def item_of(step: Next) -> str:
    """Return which step of the checklist a reminder is; nothing for a reminder of anything else."""
    ref = step.ref or ""
    return ref.removeprefix(OF_ENDING).partition(":")[0] if ref.startswith(OF_ENDING) else ""


def command_of(reminder: Next, client: str) -> str:
    """Return what to type for a reminder of an ending."""
    item = item_of(reminder)
    return step_command(FINISH if item == "end" else item, client, f"clienthealth letter {client} offboarding")


def tick_command(item: str, client: str) -> str:
    """Return what to type when a step is done."""
    return f"clienthealth offboard {client} --tick {item}"


def _first(frame: Frame) -> Iterator[Step]:
    """Yield what comes before the end, each by its working day or the end, whichever is sooner."""
    first, write = (_by(frame, days) for days in (FIRST_WITHIN, WRITE_WITHIN))
    if frame.situation is Situation.CONDUCT:
        yield from (Step(item, frame.today) for item in ("safety", "evidence"))
        yield Step("second", first)
        yield from (Step(item, write) for item in ("letter", "channel"))
        yield Step("care", first)
    elif frame.by is Party.THEM:
        yield Step("notice", first)
        yield Step("letter", write)
        yield Step("ask", _by(frame, ASK_WITHIN))
    else:
        if frame.situation in BEFORE:
            yield Step(BEFORE[frame.situation], first)
        yield Step("talk", first)
        yield Step("letter", _letter_by(frame, write))


def _until_the_end(frame: Frame) -> Iterator[Step]:
    end = frame.end
    yield Step("handover", end)
    yield Step("access", end)
    yield Step("refund" if frame.refund else "invoice", end)
    yield Step("receipt", end + timedelta(days=RECEIPT_WITHIN))
    yield Step("data", end + timedelta(days=DATA_WITHIN))


def _letter_by(frame: Frame, write: date) -> date:
    """Return by when the letter goes out; what is not to be renewed has to be said before the notice begins to run."""
    if frame.situation is not Situation.NON_RENEWAL or not frame.notice:
        return write
    return max(frame.today, min(write, frame.end - timedelta(days=frame.notice)))


def _by(frame: Frame, working_days: int) -> date:
    return min(frame.end, working_day(frame.today, working_days))
