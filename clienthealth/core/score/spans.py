"""Stretches of days as proleptic ordinals: their union, and what lies in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from clienthealth.core.frozen import Frozen

Span = tuple[int, int]
"""A first and a last day, both included."""


class Cover(Frozen):
    """The union of spans, merged and in order; asking for a day costs a binary search."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def __contains__(self, day: int) -> bool:
        return self.end_of(day) is not None

    def end_of(self, day: int) -> int | None:
        """Return the last day of the span in which a day lies, if it lies in one."""
        place = bisect_right(self.starts, day) - 1
        return self.ends[place] if place >= 0 and day <= self.ends[place] else None

    def spans(self) -> Iterator[Span]:
        """Yield the merged spans in order."""
        return zip(self.starts, self.ends, strict=True)

    def later_by(self, begun: int, due: int) -> int:
        """Return the due day of a clock begun on a day, moved by each covered day on which it stood still."""
        for place in range(bisect_left(self.ends, begun + 1), len(self.starts)):
            if self.starts[place] > due:
                break
            due += self.ends[place] - max(self.starts[place], begun + 1) + 1
        return due


def cover(spans: Iterable[Span]) -> Cover:
    """Return the union of spans; a span that ends before it begins is empty."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(each for each in spans if each[0] <= each[1]):
        if ends and start <= ends[-1] + 1:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return Cover(tuple(starts), tuple(ends))
