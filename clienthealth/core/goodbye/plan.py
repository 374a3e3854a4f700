"""An ending that was begun: which end and situation were set, and which steps of its checklist are done.

It is kept as reminders of our own, one for the end and one a step, so that `today` shows them, a journal carries
them and `undo` takes them back; their `ref` says which of the ending they are.
"""

from collections.abc import Callable, Iterable
from datetime import date, tzinfo

from clienthealth.core.frozen import Frozen, replace
from clienthealth.core.goodbye.ending import Ending, Step
from clienthealth.core.kinds import Party, Situation
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.agreed import OF_ENDING, Next
from clienthealth.errors import Refused, UsageError

END = f"{OF_ENDING}end"
AFTER_THE_END = frozenset({"handover", "access", "invoice", "refund", "receipt", "data"})
"""The steps that still matter when the relationship has ended."""


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

    def checklist(self, zone: tzinfo) -> tuple[Step, ...]:
        """Return its steps as they are dated."""
        return tuple(Step(item_of(each), day_of(each.due, zone)) for each in self.steps if each.due is not None)

    @property
    def done(self) -> frozenset[str]:
        """The steps that are ticked."""
        return frozenset(item_of(each) for each in self.steps if each.closed_at is not None)


def plan_of(nexts: Iterable[Next], *, ended: bool = False) -> Plan | None:
    """Return the ending in progress among a client's reminders, if one was begun and is not over.

    Of a client that has `ended` it is the one that led there: its receipt and its data are still to be ticked.
    """
    known = tuple(nexts)
    ends = [each for each in known if (each.ref or "").startswith(END) and (ended or each.closed_at is None)]
    if not ends:
        return None
    steps = tuple(each for each in known if (each.ref or "").endswith(f":{ends[-1].id}"))
    return Plan(end=ends[-1], steps=steps)


def begun(ending: Ending, words: Callable[[str], str], make: Callable[..., Next]) -> list[Next]:
    """Return the reminders of an ending that begins; `words` says a step, `make` fills in the common fields."""
    end = make(text=words("end"), due=ending.end, ref=_end_ref(ending))
    steps = [make(text=words(each.item), due=each.due, ref=_step_ref(each.item, end)) for each in ending.checklist]
    return [end, *steps]


def dated_anew(plan: Plan, ending: Ending) -> list[tuple[Next, Next]]:
    """Return the reminders of an ending that was begun with other dates, each before and after."""
    due = {each.item: each.due for each in ending.checklist}
    still = [each for each in plan.steps if each.closed_at is None and item_of(each) in due]
    end = replace(plan.end, due=ending.end, ref=_end_ref(ending))
    return [(plan.end, end), *((each, replace(each, due=due[item_of(each)])) for each in still)]


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


def over(plan: Plan, at: When) -> list[tuple[Next, Next]]:
    """Return what of an ending that is finished needs no reminder any more, before and after."""
    open_steps = [each for each in plan.steps if each.closed_at is None and item_of(each) not in AFTER_THE_END]
    return [(each, replace(each, closed_at=at)) for each in (plan.end, *open_steps)]


def called_off(plan: Plan) -> list[Next]:
    """Return the reminders that fall away when an ending is called off; what was done stays on record."""
    return [plan.end, *(each for each in plan.steps if each.closed_at is None)]


def item_of(step: Next) -> str:
    """Return which step of the checklist a reminder is."""
    return (step.ref or "").removeprefix(OF_ENDING).partition(":")[0]


def _end_ref(ending: Ending) -> str:
    return f"{END}:{ending.by}:{ending.situation or ''}"


def _step_ref(item: str, end: Next) -> str:
    return f"{OF_ENDING}{item}:{end.id}"


def _parts(end: Next) -> tuple[str, str]:
    by, _, situation = (end.ref or "").removeprefix(END).removeprefix(":").partition(":")
    return by, situation
