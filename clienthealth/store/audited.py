"""Who wrote what when of many records at once, and what their images still hold of what was corrected or removed."""

import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any, NamedTuple

from clienthealth.core.journal import record_of
from clienthealth.core.records.client import Client
from clienthealth.core.records.held import HELD
from clienthealth.store.images import images_of
from clienthealth.store.rows import Stored
from clienthealth.store.store import Store

TRAIL = """
    select h."type", h."handle", coalesce(h."last_handle", h."handle"), c."at", c."by", c."name"
    from "change" as h join "command" as c on c."seq" = h."command"
    order by c."seq", h."position"
"""

IMAGES = """
    select h."command", h."position", c."at", c."by", c."name", h."before", h."after" is null
    from "change" as h join "command" as c on c."seq" = h."command"
    where h."before" is not null
    order by h."command", h."position"
"""


class Act(NamedTuple):
    """One command that wrote a record: when, by whom, which."""

    at: str
    by: str
    name: str


class Earlier(NamedTuple):
    """A record as it was before a command corrected it, or removed it."""

    act: Act
    record: Any
    removed: bool


Trail = dict[tuple[str, int], list[Act]]


def trail(store: Store, stored: list[Stored[Any]]) -> Trail:
    """Return the commands that wrote each of some records, by type and number, the first one first."""
    wanted: Trail = {(each.record.TYPE, each.number): [] for each in stored}
    numbers: dict[str, list[int]] = {}
    for kind, number in wanted:
        numbers.setdefault(kind, []).append(number)
    for kind, first, last, *act in store.rows(TRAIL):
        for number in [first] if first == last else numbers.get(kind, []):
            if first <= number <= last and (kind, number) in wanted:
                wanted[kind, number].append(Act(*act))
    return wanted


def earlier(store: Store, held: Stored[Client]) -> Iterator[Earlier]:
    """Yield what the audit still holds of a client, the oldest first."""
    mine = {(each.command, each.position) for each in images_of(store, held).changes}
    for command, position, at, by, name, before, removed in store.rows(IMAGES):
        if (command, position) in mine:
            yield Earlier(Act(at, by, name), record_of(json.loads(before), UTC, HELD), bool(removed))
