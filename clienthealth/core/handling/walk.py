"""The walk through a complaint as a state machine: which steps there are, which are done, where a key leads.

It knows no terminal, no clock and no store. What is done is read off the record each time, so that a walk that was
left, by whatever way, goes on at the first step that is not.
"""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.handling.answers import REFUSALS, Found, Mark, marked
from clienthealth.core.records.trouble import Complaint

COMMAND = "complaint handle"
"""What the audit calls each step, which is one command and one undo."""


class Step(StrEnum):
    """One step: before the conversation, in it, after it."""

    CALM = "calm"
    FACTS = "facts"
    HEARD = "heard"
    SUMMARY = "summary"
    AGREED = "agreed"
    FEELING = "feeling"
    APOLOGY = "apology"
    WANTS = "wants"
    POSSIBLE = "possible"
    ANSWER = "answer"
    DUE = "due"
    OWNER = "owner"
    RULE = "rule"
    INSTEAD = "instead"
    AUTHORITY = "authority"
    ACKNOWLEDGED = "acknowledged"
    FOLLOW_UP = "follow_up"
    COLLEAGUES = "colleagues"
    BREAK = "break"


class Key(StrEnum):
    """What one key asks for; which letter it is, is a matter of language."""

    WRITE = "write"
    YES = "yes"
    OTHERWISE = "otherwise"
    OURS = "ours"
    REGRET = "regret"
    PROPOSE = "propose"
    REFUSE = "refuse"
    NEXT = "next"
    BACK = "back"
    QUIT = "quit"
    HELP = "help"


BEFORE = frozenset({Step.CALM, Step.FACTS})
"""Steps in which there is only something to read."""

CONVERSATION = frozenset({Step.HEARD, Step.SUMMARY, Step.FEELING})
"""Steps that only the conversation gives an answer to: with one of them done, it has begun."""

ANSWERING: Mapping[Step, tuple[Key, ...]] = {
    Step.CALM: (),
    Step.FACTS: (),
    Step.AGREED: (Key.YES, Key.OTHERWISE),
    Step.APOLOGY: (Key.OURS, Key.REGRET),
    Step.ANSWER: (Key.PROPOSE, Key.REFUSE),
    Step.ACKNOWLEDGED: (Key.YES,),
    Step.BREAK: (),
}
"""The keys that answer a step; of all others it is WRITE."""

WRITTEN: Mapping[tuple[Step, Key], str] = {
    **{(each, Key.WRITE): str(each) for each in Step if each not in ANSWERING},
    (Step.ANSWER, Key.PROPOSE): "proposal",
    (Step.ANSWER, Key.REFUSE): "reason",
}
"""Which answer is typed after a key, by its name in `Answers`."""

CHOSEN: Mapping[tuple[Step, Key], tuple[str, str | bool]] = {
    (Step.AGREED, Key.YES): ("agreed", True),
    (Step.AGREED, Key.OTHERWISE): ("agreed", False),
    (Step.APOLOGY, Key.OURS): ("apology", "ours"),
    (Step.APOLOGY, Key.REGRET): ("apology", "regret"),
    (Step.ACKNOWLEDGED, Key.YES): ("acknowledged", True),
}
"""Which answer a key is by itself, by its name in `Answers`."""

Labels = Mapping[Mark, Collection[str]]
"""What a line of the note may begin with, in all languages."""


class Ended(StrEnum):
    """How a walk ended: left before its time, or gone through."""

    LEFT = "left"
    THROUGH = "through"


class Walk(NamedTuple):
    """Where a walk stands: its steps in their order, those that are done, and the place in the list."""

    steps: tuple[Step, ...]
    done: frozenset[Step] = frozenset()
    place: int = 0
    begun: bool = False
    """Whether there is a complaint; what they say opens one."""
    ended: Ended | None = None

    @property
    def step(self) -> Step:
        """The step on the screen."""
        return self.steps[self.place]

    @property
    def answering(self) -> tuple[Key, ...]:
        """The keys that answer the step on the screen; none where nothing can be written yet."""
        acknowledged = self.step is Step.ACKNOWLEDGED and self.step in self.done
        if acknowledged or not (self.begun or self.step is Step.HEARD):
            return ()
        return ANSWERING.get(self.step, (Key.WRITE,))

    @property
    def keys(self) -> tuple[Key, ...]:
        """What can be asked for here, in the order of the help."""
        if self.ended is not None:
            return ()
        back = (Key.BACK,) if self.place else ()
        return (*self.answering, Key.NEXT, *back, Key.QUIT, Key.HELP)


def begin(found: Found, labels: Labels) -> Walk:
    """Begin a walk, or go on with one: at the first step that is not done."""
    walk = _read(found, labels)
    return walk._replace(place=_next_open(walk, 0))


def press(walk: Walk, key: Key) -> tuple[Walk, Key | None]:
    """Return where a key leads, and which one asks for something to be done, if any; one not offered does nothing."""
    if key not in walk.keys:
        return walk, None
    if key is Key.QUIT:
        return walk._replace(ended=Ended.LEFT), None
    if key is Key.BACK:
        return walk._replace(place=walk.place - 1), None
    if key is Key.NEXT:
        if walk.step is Step.BREAK:
            return walk._replace(ended=Ended.THROUGH), None
        return walk._replace(place=_next_open(walk, walk.place + 1)), None
    return walk, key


def taken(walk: Walk, found: Found, labels: Labels) -> Walk:
    """Go on after the step on the screen was answered and is on record."""
    after = known(walk, found, labels)
    return after._replace(place=_next_open(after, after.place + 1))


def known(walk: Walk, found: Found, labels: Labels) -> Walk:
    """Take over what is on record now, whoever wrote it; the place stays, or is the one after where it is gone."""
    read = _read(found, labels)
    order = tuple(Step)
    place = next(each for each, step in enumerate(read.steps) if order.index(step) >= order.index(walk.step))
    return read._replace(place=place, ended=walk.ended)


def _read(found: Found, labels: Labels) -> Walk:
    steps = tuple(each for each in Step if _applies(each, found))
    done = frozenset(_done(found, labels))
    return Walk(steps, done, begun=found.complaint is not None)


def _applies(step: Step, found: Found) -> bool:
    complaint = found.complaint
    if step is Step.AGREED:
        return complaint is not None and complaint.summary is not None
    if step is Step.DUE:
        return complaint is not None and complaint.offered is not None
    if step is Step.OWNER:
        return found.promise is not None
    if step in {Step.RULE, Step.INSTEAD, Step.AUTHORITY}:
        return complaint is not None and bool(REFUSALS.intersection(complaint.response))
    return True


def _done(found: Found, labels: Labels) -> Iterator[Step]:
    """Yield the steps that are done; of a reopened complaint none, for its answers were given in an earlier life."""
    complaint = found.complaint
    if complaint is None or complaint.reopened:
        return
    told = {
        Step.HEARD: complaint.heard,
        Step.SUMMARY: complaint.summary,
        Step.AGREED: complaint.summary_agreed is not None,
        Step.APOLOGY: complaint.apology,
        Step.WANTS: complaint.remedy_sought,
        Step.ANSWER: _is_answered(complaint),
        Step.DUE: found.promise,
        Step.OWNER: found.promise is not None and found.promise.owner,
        Step.ACKNOWLEDGED: complaint.acknowledged_at,
        Step.FOLLOW_UP: found.reminder,
    }
    told |= {Step(each): marked(complaint, labels[each]) for each in Mark if each is not Mark.REASON}
    done = [step for step, what in told.items() if what]
    yield from done
    if CONVERSATION.intersection(done):
        yield from BEFORE


def _is_answered(complaint: Complaint) -> bool:
    given = complaint.answered_at is not None or complaint.offered is not None
    return given or bool(REFUSALS.intersection(complaint.response))


def _next_open(walk: Walk, place: int) -> int:
    """Return the first place from `place` on of a step that is not done; the last one, the break, never is."""
    ahead = range(place, len(walk.steps))
    return next((each for each in ahead if walk.steps[each] not in walk.done), len(walk.steps) - 1)
