"""The walk through a complaint in words: a step on one screen, what is on record of it, the keys, the help."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import tzinfo
from typing import NamedTuple

from clienthealth.core.goodbye.owed import Owed
from clienthealth.core.handling.answers import Found
from clienthealth.core.handling.walk import Key, Step, Walk
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.agreed import Expectation
from clienthealth.core.records.client import Client
from clienthealth.core.saying import Value
from clienthealth.render.handling_words import lines, word
from clienthealth.render.keys import by_letter
from clienthealth.render.paged import Row, Size, fitted, folded, labelled, side_by_side
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, columns, visible

NAME = 40
LINE = 62
"""Columns of a line of the timeline."""

LONG = 6
"""Lines under one label."""

SEVERAL = 3
"""Agreements, debts and people that are named before the rest becomes a number."""

GUIDE = "angry-client"
"""The guide that tells the same steps, to be read before or afterwards."""


class Facts(NamedTuple):
    """What is known before the first word: whose complaint it is, what happened last, what is agreed and owed."""

    client: Client
    found: Found
    told: tuple[str, ...]
    """The latest records, a line each, the newest last."""
    agreed: tuple[Expectation, ...]
    owed: Owed
    complaint: str = ""
    """The handle of the complaint; empty where there is none yet."""


class Aside(NamedTuple):
    """What stands below the facts: what was just done; and a question in the place of the keys."""

    notices: tuple[str, ...] = ()
    question: str = ""


class Speaker:
    """Speaks the words of the walk; `draft` are the lines of the acknowledgement, in the client's language."""

    def __init__(self, voice: Voice, zone: tzinfo, draft: Callable[[Facts], list[str]]) -> None:
        self.voice = voice
        self.zone = zone
        self.draft = draft

    def word(self, key: str, **values: Value) -> str:
        """Return a phrase of the walk."""
        return word(key, self.voice.language, **values)

    def lines(self, step: Step) -> list[str]:
        """Return what is said at a step."""
        return lines(f"step.{step}.lines", self.voice.language)

    def day(self, when: When) -> str:
        """Return a day, be it of a moment."""
        return self.voice.day(day_of(when, self.zone))

    def keys(self, offered: Iterable[Key]) -> dict[str, Key]:
        """Return the keys that are offered, by their letters."""
        return by_letter({each: self.word(f"key.{each}") for each in offered})

    def question(self, step: Step, key: Key) -> str:
        """Return what is asked for after a key."""
        return self.word(f"step.{step}.ask" if key is Key.WRITE else f"step.{step}.ask-{key}")


RECALLED: dict[Step, tuple[str, ...]] = {
    Step.CALM: ("person", "text"),
    Step.FACTS: ("timeline", "agreed", "owed"),
    Step.HEARD: ("text", "heard"),
    Step.SUMMARY: ("heard", "summary"),
    Step.AGREED: ("summary", "agreed-with"),
    Step.FEELING: ("heard", "note"),
    Step.APOLOGY: ("apology",),
    Step.WANTS: ("wants",),
    Step.POSSIBLE: ("wants", "note"),
    Step.ANSWER: ("wants", "offered", "response"),
    Step.DUE: ("offered", "promise"),
    Step.OWNER: ("promise",),
    Step.RULE: ("note",),
    Step.INSTEAD: ("note",),
    Step.AUTHORITY: ("note",),
    Step.ACKNOWLEDGED: ("acknowledged",),
    Step.FOLLOW_UP: ("reminder",),
    Step.COLLEAGUES: ("note",),
    Step.BREAK: (
        "summary",
        "agreed-with",
        "apology",
        "wants",
        "offered",
        "promise",
        "response",
        "acknowledged",
        "reminder",
        "note",
    ),
}
"""What is shown of the record at a step, by the names of its labels."""

ALWAYS = frozenset({"person", "timeline", "agreed", "owed"})
"""What is said even where there is nothing of it."""


def page(walk: Walk, facts: Facts, aside: Aside, speaker: Speaker, size: Size) -> list[Row]:
    """Return the page of a step: what to do and to say, what is on record of it, and the keys."""
    head = [Row(each, "title") for each in folded(_title(walk, facts, speaker), size.width)]
    if aside.question:
        foot = [Row(""), *(Row(each, "strong") for each in folded(f"{aside.question}:", size.width))]
    else:
        labels = (speaker.word(f"key.{each}") for each in walk.keys)
        foot = [Row(""), *(Row(each, "strong") for each in side_by_side(labels, size.width))]
    notices = aside.notices if walk.begun else (*aside.notices, speaker.word("place.new"))
    told = [Row(f"  {line}", "note") for each in notices for line in folded(each, size.width - 2)]
    body = [*_body(walk.step, facts, speaker, size), *([Row(""), *told] if told else [])]
    # Below a question there is room for the answer.
    room = size.height - len(head) - len(foot) - bool(aside.question)
    mark = clipped(speaker.word("place.cut", client=facts.client.client), size.width)
    return [*head, *fitted(body, room, mark), *foot]


def help_page(speaker: Speaker, size: Size) -> list[Row]:
    """Return what each key does, and how an answer is taken back."""
    labels = {each: speaker.word(f"key.{each}") for each in Key}
    lead = max(columns(each) for each in labels.values())
    told = [speaker.word("help.title"), ""]
    for key, label in labels.items():
        told += labelled(label, lead, [speaker.word(f"help.{key}")], size.width)
    told += ["", *folded(speaker.word("help.undo"), size.width)]
    told += folded(speaker.voice.pointer(GUIDE), size.width)
    return fitted([Row(each) for each in told], size.height, "…")


def recalled(name: str, facts: Facts, speaker: Speaker) -> list[str]:
    """Return what is on record under a label, a line or more; none where there is nothing."""
    return [each for each in SHOWN[name](facts, speaker) if each]


def _title(walk: Walk, facts: Facts, speaker: Speaker) -> str:
    step = speaker.word(f"step.{walk.step}.title")
    name = clipped(facts.client.name, NAME)
    return speaker.word("place.title", name=name, place=walk.place + 1, all=len(walk.steps), step=step)


def _body(step: Step, facts: Facts, speaker: Speaker, size: Size) -> list[Row]:
    said = speaker.lines(step)
    if step is Step.BREAK and facts.complaint:
        said = [*said, speaker.word("said.confirm", complaint=facts.complaint)]
    if step is Step.ACKNOWLEDGED:
        said = [*said, "", *(f"  {each}" for each in speaker.draft(facts))]
    rows = [row for each in said for row in _sentence(each, size)]
    named = [(speaker.word(f"label.{each}"), recalled(each, facts, speaker), each) for each in RECALLED[step]]
    named = [
        (label, told or [speaker.word("fact.nothing")], name) for label, told, name in named if told or name in ALWAYS
    ]
    lead = max((columns(label) for label, _, _ in named), default=0)
    record = [line for label, told, _ in named for line in _labelled(label, lead, told, size)]
    return [*rows, *([Row("")] if record else []), *(Row(each) for each in record)]


def _sentence(text: str, size: Size) -> Iterator[Row]:
    """Yield a blank line and a sentence, indented as it is; the lines of a draft follow each other."""
    indent = "    " if text.startswith("  ") else "  "
    if not text.startswith("  "):
        yield Row("")
    if not text:
        return
    for line in folded(text.strip(), size.width - len(indent)):
        yield Row(f"{indent}{line}")


def _labelled(label: str, lead: int, told: Sequence[str], size: Size) -> list[str]:
    """Return what is on record beside its label; what is long is cut, with a mark, so that the rest has room."""
    shown = labelled(label, lead, [visible(each) for each in told], size.width)
    return shown if len(shown) <= LONG else [*shown[: LONG - 1], f"{' ' * (lead + 4)}…"]


def _people(facts: Facts, speaker: Speaker) -> list[str]:
    today = speaker.voice.today
    here = [each for each in facts.client.contacts if each.until is None or day_of(each.until, speaker.zone) >= today]
    told = []
    for each in here:
        form = ", ".join(filter(None, [each.salutation, each.address_form]))
        named = speaker.word("fact.role", name=each.name, role=each.role) if each.role else each.name
        told.append(speaker.word("fact.form", name=named, form=form) if form else named)
    return _some(told, speaker) or [speaker.word("fact.nobody")]


def _owed(facts: Facts, speaker: Speaker) -> list[str]:
    told = []
    for each in facts.owed.promises:
        if each.due is None:
            told.append(clipped(each.text, NAME))
        else:
            key = "fact.late" if each.overdue > 0 else "fact.due"
            day = speaker.voice.day(each.due)
            told.append(speaker.word(key, text=clipped(each.text, NAME), day=day, n=each.overdue))
    told += [speaker.word("fact.complaint", text=clipped(each.text or "", NAME)) for each in facts.owed.complaints]
    told += [speaker.word("fact.held", amount=str(each.amount), currency=each.currency) for each in facts.owed.held]
    return _some(told, speaker)


def _some(told: Sequence[str], speaker: Speaker) -> list[str]:
    rest = len(told) - SEVERAL
    return [*told[:SEVERAL], *([speaker.word("fact.more", n=rest)] if rest > 0 else [])]


def _text(name: str) -> "Callable[[Facts, Speaker], list[str]]":
    """Return how a text of the complaint is shown: its lines, as they were typed."""
    return lambda facts, _: (getattr(facts.found.complaint, name, None) or "").split("\n")


def _agreed_with(facts: Facts, speaker: Speaker) -> list[str]:
    agreed = getattr(facts.found.complaint, "summary_agreed", None)
    return [] if agreed is None else [speaker.word("fact.yes" if agreed else "fact.no")]


def _apology(facts: Facts, speaker: Speaker) -> list[str]:
    apology = getattr(facts.found.complaint, "apology", None)
    return [speaker.word(f"fact.{apology}")] if apology else []


def _responses(facts: Facts, speaker: Speaker) -> list[str]:
    given = getattr(facts.found.complaint, "response", ())
    return [", ".join(speaker.word(f"response.{each}") for each in given)]


def _acknowledged(facts: Facts, speaker: Speaker) -> list[str]:
    when = getattr(facts.found.complaint, "acknowledged_at", None)
    return [speaker.day(when)] if when else []


def _dated(facts: Facts, speaker: Speaker, what: str) -> list[str]:
    record = getattr(facts.found, what)
    if record is None:
        return []
    told = record.text
    if record.due is not None:
        told = speaker.word("fact.due", text=told, day=speaker.day(record.due))
    return [" · ".join(filter(None, [told, record.owner]))]


SHOWN: dict[str, Callable[[Facts, Speaker], list[str]]] = {
    "person": _people,
    "timeline": lambda facts, _: [clipped(each, LINE) for each in facts.told],
    "agreed": lambda facts, speaker: _some([each.text for each in facts.agreed], speaker),
    "owed": _owed,
    "text": _text("text"),
    "heard": _text("heard"),
    "summary": _text("summary"),
    "agreed-with": _agreed_with,
    "apology": _apology,
    "wants": _text("remedy_sought"),
    "offered": _text("offered"),
    "response": _responses,
    "promise": lambda facts, speaker: _dated(facts, speaker, "promise"),
    "reminder": lambda facts, speaker: _dated(facts, speaker, "reminder"),
    "acknowledged": _acknowledged,
    "note": _text("note"),
}
"""What is shown under each label."""
