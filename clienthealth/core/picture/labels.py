"""Where names stand beside points, so that none overlaps another, a point that is not its own, or the frame.

The first point gets the best free place near it, then the second, and so on: the same points always get the same
places. A name without a free place is left out; whoever draws it says where all names stand.
"""

from collections.abc import Iterator, Sequence
from math import hypot
from typing import NamedTuple
from unicodedata import east_asian_width

from clienthealth.core.picture.scale import Box

NARROW = frozenset("iljtfrI.,:;'!|-()[]/ ")
BROAD = frozenset("mwMWQO@%&—…")
NARROW_EM, USUAL_EM, BROAD_EM, FULL_EM = 0.42, 0.66, 1.02, 1.1
"""Widths of characters in parts of the font's size: those of the broadest fonts in use, so that all others fit."""

GAP = 3.0
"""Room between a point and its name."""

DISTANCES = (0.0, 6.0, 14.0, 24.0, 36.0, 50.0, 66.0, 84.0)
"""How much further away a place is tried; from the third on, a line leads from the point to its name."""

NEAR = DISTANCES[1]

WAYS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1), (2, -1), (2, 1), (-2, -1), (-2, 1))
"""In which directions, the best first: to the right, to the left, above, below, and between."""


class Spot(NamedTuple):
    """A point that wants a name: its middle, its radius, and the name."""

    x: float
    y: float
    radius: float
    name: str

    @property
    def box(self) -> Box:
        """The square around it."""
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


class Label(NamedTuple):
    """A name that has its place: of which spot (by its number), where, and whether a line has to lead to it."""

    spot: int
    box: Box
    led: bool


def width_of(text: str, size: float) -> float:
    """Return how broad a text is at most, set in letters of a size."""
    return size * sum(map(_em, text))


def fitted(text: str, room: float, size: float) -> str:
    """Return a text that is no broader than some room, with an ellipsis where something was left out."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def placed(spots: Sequence[Spot], others: Sequence[Box], frame: Box, size: float) -> tuple[Label, ...]:
    """Return the names of the spots that have a place in the frame, the first spots before the others.

    `others` are boxes on which no name may stand.
    """
    discs = [each.box for each in spots]
    labels: list[Label] = []
    for number, spot in enumerate(spots):
        taken = [*(each.box for each in labels), *others, *discs[:number], *discs[number + 1 :]]
        for box, led in _places(spot, size):
            if box.within(frame) and not any(box.meets(each) for each in taken):
                labels.append(Label(number, box, led))
                break
    return tuple(labels)


def _places(spot: Spot, size: float) -> Iterator[tuple[Box, bool]]:
    """Yield where a name may stand, the best place first."""
    wide, high = width_of(spot.name, size), size * 1.2
    for further in DISTANCES:
        for across, down in WAYS:
            length = hypot(across, down)
            away = spot.radius + GAP + further
            x, y = spot.x + across / length * away, spot.y + down / length * away
            left = x - wide / 2 if across == 0 else x if across > 0 else x - wide
            top = y - high / 2 if down == 0 else y if down > 0 else y - high
            yield Box(left, top, left + wide, top + high), further > NEAR


def _em(character: str) -> float:
    if east_asian_width(character) in "WF":
        return FULL_EM
    if character in NARROW:
        return NARROW_EM
    return BROAD_EM if character in BROAD else USUAL_EM
