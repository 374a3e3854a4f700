"""An ending that was begun: which end and situation were set, and which steps of its checklist are done.

It is kept as reminders of our own, one for the end and one a step, so that `today` shows them, a journal carries
them and `undo` takes them back; their `ref` says which of the ending they are. Each move returns a `Turn`: what
is made, changed and taken away, all in one transaction.
"""

from collections.abc import Callable, Iterable
from datetime import date, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from clienthealth.core.changes.commitments import not_before
from clienthealth.core.frozen import Frozen, replace
from clienthealth.core.goodbye.steps import AFTER_THE_END, ORDER, RIGHT, RIGHT_AFTER, Step, in_order, item_of
from clienthealth.core.history import History
from clienthealth.core.kinds import Party, PromiseStatus, Situation
from clienthealth.core.moments import When, day_of, surely_before
from clienthealth.core.records.agreed import OF_ENDING, Expectation, Next, Promise
from clienthealth.errors import Refused, UsageError

if TYPE_CHECKING:
    from clienthealth.core.goodbye.ending import Ending

END = f"{OF_ENDING}end"
STEPS = frozenset({*ORDER, RIGHT})
"""What can be a step: a `ref` that says anything else came from elsewhere, and is a reminder like others."""

Words = Callable[[str], str]
"""Says a step in the user's language, for its reminder."""

Make = Callable[..., Next]
"""Makes a reminder; it fills in the fields that all records made now have."""


class Plan(Frozen, kw_only=True):
    """The ending in progress: the reminder of the end, and those of its steps, done ones included."""

    end: Next
    steps: tuple[Next, ...] = ()

    @property
    def situation(self) -> Situation | None:
        """Why it ends, if it was said."""
        found = _parts(self.end)[1]
        return Situation(found) if found in set(Situation) else None

    @property
    def by(self) -> Party:
        """Who ends it."""
        return Party.THEM if _parts(self.end)[0] == Party.THEM else Party.US

    def day(self, zone: tzinfo) -> date | None:
        """Return the day on which it takes effect."""
        return None if self.end.due is None else day_of(self.end.due, zone)

    def noticed(self, zone: tzinfo) -> date | None:
        """Return the day on which notice was given: theirs began the ending, ours went out with the letter."""
        letter = next((each.closed_at for each in self.steps if item_of(each) == "letter"), None)
        given = self.end.at if self.by is Party.THEM else letter
        return None if given is None else day_of(given, zone)

    def checklist(self, zone: tzinfo) -> tuple[Step, ...]:
        """Return its steps as they are dated."""
        return in_order(Step(item_of(each), day_of(each.due, zone)) for each in self.steps if each.due is not None)

    @property
    def done(self) -> frozenset[str]:
        """The steps that are ticked."""
        return frozenset(item_of(each) for each in self.steps if each.closed_at is not None)


class Turn(NamedTuple):
    """What a move makes, changes (before, after) and takes away."""

    made: tuple[Next, ...] = ()
    changed: tuple[tuple[Next, Next], ...] = ()
    gone: tuple[Next, ...] = ()


def plan_of(nexts: Iterable[Next], *, ended: bool = False) -> Plan | None:
    """Return the ending in progress among a client's reminders, if one was begun and is not over.

    Of a client that has `ended` it is the one that led there: its receipt and its data are still to be ticked.
    """
    known = [(each, item_of(each)) for each in nexts]
    ends = [each for each, item in known if item == "end" and (ended or each.closed_at is None)]
    if not ends:
        return None
    of_it = [each for each, item in known if item in STEPS and (each.ref or "").endswith(f":{ends[-1].id}")]
    return Plan(end=ends[-1], steps=tuple(of_it))


def taken_on(plan: Plan, history: History, zone: tzinfo, handle: Callable[[str], str]) -> tuple[str, ...]:
    """Return the handles of what we let ourselves in for since the ending was begun and have not met."""
    made: list[Promise | Expectation] = [
        each for each in history.promises if each.ours and each.state is PromiseStatus.OPEN
    ]
    made += [each for each in history.expectations if each.party is not Party.THEM and each.until is None]
    new = (handle(each.id) for each in made if not not_before(plan.end.at, each.at, zone))
    return tuple(sorted(new, key=lambda each: (each[:1], len(each), each)))


def begun(ending: "Ending", words: Words, make: Make) -> Turn:
    """Return an ending that begins."""
    end = make(text=words("end"), due=ending.end, ref=_end_ref(ending))
    return Turn(made=(end, *(_step(each, end, words, make) for each in ending.checklist)))


def begun_anew(plan: Plan, ending: "Ending", words: Words, make: Make) -> Turn:
    """Return an ending that was begun with another day, side or situation: what is done stays, the rest follows.

    Steps that the new situation does not have fall away, those that it brings are added.
    """
    wanted = {each.item: each for each in ending.checklist}
    there = {item_of(each) for each in plan.steps}
    still = [each for each in plan.steps if each.closed_at is None]
    end = replace(plan.end, due=ending.end, ref=_end_ref(ending))
    dated = [(each, replace(each, due=wanted[item_of(each)].due)) for each in still if item_of(each) in wanted]
    return Turn(
        made=tuple(_step(each, end, words, make) for item, each in wanted.items() if item not in there),
        changed=((plan.end, end), *dated),
        gone=tuple(each for each in still if item_of(each) not in wanted),
    )


def ticked(plan: Plan | None, item: str, at: When, client: str) -> tuple[Next, Next]:
    """Return the reminder of a step before and after it was done."""
    if plan is None:
        hint = f"`clienthealth offboard {client} --start` begins one"
        raise Refused(f"no ending of {client} was begun, so it has no checklist", hint)
    found = next((each for each in plan.steps if item_of(each) == item), None)
    if found is None:
        known = ", ".join(item_of(each) for each in plan.steps)
        raise UsageError(f"{item!r} is no item of the checklist of {client}", f"one of: {known}")
    if found.closed_at is not None:
        raise Refused(f"{item} is done already", "`clienthealth undo` takes back your last command")
    return found, replace(found, closed_at=at)


def over(plan: Plan | None, ending: "Ending", at: When, zone: tzinfo, words: Words, make: Make) -> Turn:  # noqa: PLR0913, PLR0917
    """Return an ending that is finished: the look back is due later, what was left undone before the end falls away.

    Where nothing was begun, the end is noted as over, so that the look back has something to hang on.
    """
    end = plan.end if plan else make(text=words("end"), due=ending.end, ref=_end_ref(ending))
    over_now = replace(end, closed_at=at)
    back = make(text=words(RIGHT), due=day_of(at, zone) + RIGHT_AFTER, ref=f"{OF_ENDING}{RIGHT}:{end.id}")
    if plan is None:
        return Turn(made=(over_now, back))
    left = tuple(each for each in plan.steps if each.closed_at is None and item_of(each) not in AFTER_THE_END)
    return Turn(made=(back,), changed=((end, over_now),), gone=left)


def called_off(plan: Plan) -> Turn:
    """Return an ending that is called off: its reminders fall away, what was done stays on record."""
    return Turn(gone=(plan.end, *(each for each in plan.steps if each.closed_at is None)))


def looked_back(nexts: Iterable[Next], at: When) -> tuple[tuple[Next, Next], ...]:
    """Return the open questions whether an ending was right, before and after an outcome answers them.

    An outcome of before the question was asked answers nothing.
    """
    open_ones = (each for each in nexts if each.closed_at is None and item_of(each) == RIGHT)
    asked = [each for each in open_ones if not surely_before(at, each.at)]
    return tuple((each, replace(each, closed_at=at)) for each in asked)


def _step(step: Step, end: Next, words: Words, make: Make) -> Next:
    return make(text=words(step.item), due=step.due, ref=f"{OF_ENDING}{step.item}:{end.id}")


def _end_ref(ending: "Ending") -> str:
    return f"{END}:{ending.by}:{ending.situation or ''}"


def _parts(end: Next) -> tuple[str, str]:
    by, _, situation = (end.ref or "").removeprefix(END).removeprefix(":").partition(":")
    return by, situation
