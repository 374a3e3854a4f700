"""A finding, and where it stands."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from clienthealth.core.wording.lexicon import Category, Severity

NOWHERE = -1
"""Where something stands that is missing."""


class Finding(NamedTuple):
    """A slip of wording: what, where, and what to write instead."""

    id: str
    category: Category
    start: int
    end: int
    reason: str = ""
    """In the language of the text; empty where the category says it all."""
    better: str = ""

    @property
    def severity(self) -> Severity:
        """What the finding does."""
        return self.category.severity

    def text(self, source: str) -> str:
        """Return the words of the finding as they stand in the source; none of what is missing."""
        return source[self.start : self.end]


class Place(NamedTuple):
    """Line and column, both from 1."""

    line: int
    column: int


def places(source: str, offsets: Iterable[int]) -> list[Place]:
    """Return line and column of each offset."""
    starts = [0, *(place + 1 for place, letter in enumerate(source) if letter == "\n")]
    found = []
    for offset in offsets:
        line = bisect_right(starts, offset)
        found.append(Place(line, offset - starts[line - 1] + 1))
    return found


def apart(findings: Iterable[Finding], source: str) -> tuple[Finding, ...]:
    """Return findings in the order of the text; of those of a category that overlap, the one of most words.

    Letters do not count: how they are spelt, and signs that nobody sees, must not decide.
    """
    kept: list[Finding] = []
    for each in sorted(findings, key=lambda one: (one.category, one.start, -one.end, one.id)):
        last = kept[-1] if kept else None
        if last is None or last.category is not each.category or last.end <= each.start:
            kept.append(each)
        elif len(each.text(source).split()) > len(last.text(source).split()):
            kept[-1] = each
    return tuple(sorted(kept, key=lambda one: (one.start, one.end, one.category, one.id)))
