"""What a first sheet has to say, by kind of work: each item with its topic and how it is filled.

The kinds and their items follow the playbook "First contact, or a fresh start" (process, deliverables, needs, reach,
limits) and what most often goes wrong unsaid: rounds of changes, rights, who approves, what happens after launch.
"""

from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.kinds import SignalKind, Topic


class Work(StrEnum):
    """The kinds of work that a sheet has items of its own for."""

    GENERAL = "general"
    DESIGN = "design"
    WEB = "web"
    WRITING = "writing"
    CONSULTING = "consulting"
    SUPPORT = "support"


class Part(StrEnum):
    """The sections of a sheet, in their order."""

    RUN = "run"
    WHEN = "when"
    NEED = "need"
    SCOPE = "scope"
    REACH = "reach"
    MONEY = "money"


class Item(NamedTuple):
    """One thing to make clear; `met_by` are topics of which any expectation in force will do."""

    name: str
    part: Part
    topic: Topic
    usual: bool = False
    """Whether there is a usual sentence that a user may take as their own."""
    met_by: frozenset[str] = frozenset()


def _any(*topics: Topic) -> frozenset[str]:
    return frozenset(map(str, topics))


ITEMS = {
    each.name: each
    for each in (
        Item("steps", Part.RUN, Topic.PROCESS, usual=True, met_by=_any(Topic.ALL, Topic.PROCESS)),
        Item("written", Part.RUN, Topic.PROCESS, usual=True, met_by=_any(Topic.PROCESS)),
        Item("results", Part.WHEN, Topic.DEADLINE, met_by=_any(Topic.DEADLINE)),
        Item("approver", Part.NEED, Topic.OTHER),
        Item("input", Part.NEED, Topic.DEADLINE, usual=True, met_by=_any(Topic.DEADLINE)),
        Item("excluded", Part.SCOPE, Topic.SCOPE),
        Item("changes", Part.SCOPE, Topic.SCOPE, usual=True, met_by=_any(Topic.SCOPE, Topic.PRICE)),
        Item("questions", Part.REACH, Topic.COMMUNICATION, usual=True, met_by=_any(Topic.COMMUNICATION)),
        Item("appointments", Part.REACH, Topic.COMMUNICATION, usual=True, met_by=_any(Topic.COMMUNICATION)),
        Item("rounds", Part.SCOPE, Topic.SCOPE),
        Item("files", Part.WHEN, Topic.DESIGN),
        Item("rights", Part.SCOPE, Topic.SCOPE),
        Item("content", Part.NEED, Topic.DEADLINE),
        Item("devices", Part.SCOPE, Topic.QUALITY),
        Item("hosting", Part.SCOPE, Topic.ACCESS),
        Item("after-launch", Part.SCOPE, Topic.SCOPE),
        Item("length", Part.WHEN, Topic.SCOPE),
        Item("sources", Part.NEED, Topic.DEADLINE),
        Item("goal", Part.RUN, Topic.OTHER),
        Item("form", Part.WHEN, Topic.SCOPE),
        Item("travel", Part.MONEY, Topic.PRICE),
        Item("confidential", Part.RUN, Topic.OTHER),
        Item("covered", Part.SCOPE, Topic.SCOPE),
        Item("urgent", Part.REACH, Topic.COMMUNICATION),
        Item("access", Part.NEED, Topic.ACCESS),
    )
}
"""Every item by its name.

The topic decides which acts may count once the item was told, so an item has the narrowest that is true of it.
"""

GENERAL = ("steps", "written", "results", "approver", "input", "excluded", "changes", "questions", "appointments")
"""What any kind of work has to make clear."""

OF_WORK: dict[Work, tuple[str, ...]] = {
    Work.GENERAL: (),
    Work.DESIGN: ("rounds", "files", "rights"),
    Work.WEB: ("content", "devices", "hosting", "after-launch"),
    Work.WRITING: ("length", "sources", "rounds", "rights"),
    Work.CONSULTING: ("goal", "form", "travel", "confidential"),
    Work.SUPPORT: ("covered", "urgent", "access"),
}
"""What a kind of work has to make clear beside that."""

UNCLEAR: dict[SignalKind, str] = {
    SignalKind.UNPAID_CHANGE: "changes",
    SignalKind.TIME_DISRESPECT: "appointments",
    SignalKind.EXCESS_CONTACT: "questions",
    SignalKind.WITHHELD_INPUT: "input",
    SignalKind.DENIES_AGREEMENT: "written",
}
"""The item whose sentence makes clear what an act went against; the topic of each is one that the score asks for."""

REF = "sheet:"
"""With what the `ref` of an expectation begins that says an item."""


def items_of(work: Work) -> tuple[Item, ...]:
    """Return the items of a kind of work, by part; within one the general ones first."""
    order = list(Part)
    found = [ITEMS[name] for name in (*GENERAL, *OF_WORK[work])]
    return tuple(sorted(found, key=lambda item: order.index(item.part)))
