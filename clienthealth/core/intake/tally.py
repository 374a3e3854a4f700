"""What an import found and what became of it: numbers that add up, and the places of what was bad."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

SHOWN = 20
"""Bad items that are told with their place; the rest is a number."""


class Became(StrEnum):
    """What became of an item."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    REMOVED = "removed"  # taken in before, and taken out by hand: it does not come back
    UNDECIDED = "undecided"  # with nobody we know
    BAD = "bad"
    SKIPPED = "skipped"


class Stranger(NamedTuple):
    """Somebody the files name who is no client yet, and how often; never kept."""

    address: str
    name: str
    phone: str
    often: int

    @property
    def called(self) -> str:
        """Return what they are called where they are mapped to a client."""
        return self.address or self.name or self.phone


def together(strangers: Iterable[Stranger]) -> list[Stranger]:
    """Return strangers so that nobody is there twice by what they are called, the most frequent first."""
    found: dict[str, Stranger] = {}
    for each in strangers:
        held = found.get(each.called)
        found[each.called] = each if held is None else held._replace(often=held.often + each.often)
    return sorted(found.values(), key=lambda each: -each.often)


class Tally:
    """Counts of one attempt; what is known before it (skipped, bad while reading) is counted once and copied."""

    def __init__(self) -> None:
        self.items: Counter[Became] = Counter()
        self.types: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.named: list[str] = []
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.clients: set[str] = set()
        self.made: set[str] = set()
        self.suggestions = 0
        self.lasting = 0
        self.nameable = 0
        """Items with nobody we know whose source names a client, of which one may be made."""
        self.nameless = 0
        """Items with nobody we know whose source names nobody at all."""
        self.first = ""
        self.last = ""

    def copy(self) -> "Tally":
        """Return the same counts, to go on from."""
        other = Tally()
        other.items, other.skipped = self.items.copy(), self.skipped.copy()
        other.named, other.problems, other.notes = [*self.named], [*self.problems], [*self.notes]
        return other

    @property
    def found(self) -> int:
        """How many items there were in the files: the sum of all that became of them."""
        return self.items.total()

    @property
    def is_lasting(self) -> bool:
        """Whether anything is left to write: what was taken in and out again is nothing."""
        return bool(self.types.total() or self.items[Became.CHANGED] or self.suggestions or self.made or self.lasting)

    @property
    def bad(self) -> int:
        """How many could not be taken."""
        return self.items[Became.BAD]

    def skip(self, place: str, reason: str, what: str) -> None:
        """Count an item that was left out on purpose; one with words of its own is named, a whole series once."""
        self.items[Became.SKIPPED] += 1
        self.skipped[reason] += 1
        if what and len(self.named) < SHOWN and (line := f"{place}: {what}") not in self.named:
            self.named.append(line)

    def note(self, place: str, what: str) -> None:
        """Keep what a person should see about an item that is taken all the same."""
        if len(self.notes) < SHOWN:
            self.notes.append(f"{place}: {what}")

    def blame(self, place: str, field: str, what: str, hint: str = "") -> None:
        """Count an item that cannot be taken, and keep the first ones in words."""
        self.items[Became.BAD] += 1
        if len(self.problems) < SHOWN:
            said = ": ".join(part for part in (place, field, what) if part)
            self.problems.append(f"{said} ({hint})" if hint else said)

    def count(self, became: Iterable[Became], kind: str, day: str) -> None:
        """Count an item by the best that became of it with any client, and its new records by type."""
        outcomes = list(became)
        best = next(each for each in Became if each in outcomes)
        self.items[best] += 1
        new = outcomes.count(Became.NEW)
        if new:
            self.types[kind] += new
        if new and kind != "client":
            self.first, self.last = min(self.first or day, day), max(self.last, day)
