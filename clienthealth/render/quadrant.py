"""All clients in one drawing of characters: their conduct to the right, a problem that is ours or theirs upwards."""

from collections.abc import Iterable, Sequence
from string import ascii_letters
from typing import NamedTuple

from clienthealth.render.drawing import HERE, place
from clienthealth.render.words import clipped, columns

WIDTH, HEIGHT = 64, 14
"""Columns and lines of the field, beside its scale and above it."""

SCALE = 5
"""Columns before the field."""

NAME = 17
LABEL = 40
"""Columns of the names of clients that lie on one spot, before they are named below the drawing."""

UNNAMED = "∙"
SIDE, LINE, UP, CORNER, ACROSS = "│", "─", "┊", "└", "┈"


class Spot(NamedTuple):
    """One client: `right` and `up` are likelihoods, 0 to 1; without a name it is a dot among others."""

    name: str
    right: float
    up: float


class Lines(NamedTuple):
    """From which likelihood on something is said of their conduct (`right`), and of a problem (`up`)."""

    right: float
    up: float


class Quadrant(NamedTuple):
    """The lines of a drawing, and by their letters the names that have no room beside their points."""

    drawn: tuple[str, ...]
    below: tuple[str, ...]


def quadrant(spots: Sequence[Spot], lines: Lines, width: int = WIDTH, height: int = HEIGHT) -> Quadrant:
    """Return the field with its scale; where there is no room for a name on the line of its point, that is a letter.

    So no name covers another one or a point, and none can be taken for that of another point.
    """
    field = _Field(lines, width, height)
    named: dict[tuple[int, int], list[str]] = {}
    for each in spots:
        cell = field.point(each)
        if each.name:
            named.setdefault(cell, []).append(clipped(each.name, NAME))
    letters = iter(ascii_letters)
    below = []
    for cell, names in sorted(named.items(), key=lambda each: (-sum(each[0]), each[0])):
        label = ", ".join(names)
        if not field.name(cell, label) and (letter := next(letters, "")):
            field.letter(cell, letter)
            below.append(f"{letter} {label}")
    return Quadrant((*field.drawn(), *_scale(lines, width)), tuple(below))


class _Field:
    """The characters of a drawing while names look for their places; row 0 is the lowest."""

    def __init__(self, lines: Lines, width: int, height: int) -> None:
        self.width, self.height, self.up = width, height, lines.up
        column, self.across = place(lines.right, width), place(lines.up, height)
        self.cells = [
            [UP if each == column else ACROSS if row == self.across else " " for each in range(width)]
            for row in range(height)
        ]
        self.taken = [[False] * width for _ in range(height)]

    def point(self, spot: Spot) -> tuple[int, int]:
        """Put a point where a client lies, and return its row and column; one with a name is seen before others."""
        row, column = place(spot.up, self.height), place(spot.right, self.width)
        if spot.name or not self.taken[row][column]:
            self.cells[row][column] = HERE if spot.name else UNNAMED
        self.taken[row][column] = True
        return row, column

    def letter(self, cell: tuple[int, int], letter: str) -> None:
        """Show a point as a letter."""
        row, column = cell
        self.cells[row][column] = letter

    def name(self, cell: tuple[int, int], label: str) -> bool:
        """Write a name right of its point, else left of it; say whether there was room."""
        row, column = cell
        wide = columns(label)
        for first in (column + 2, column - 1 - wide):
            if wide <= LABEL and self._free(row, first, wide, beside=column):
                # A character of two columns takes the cell after it with it.
                self.cells[row][first : first + wide] = [label, *[""] * (wide - 1)]
                self.taken[row][first : first + wide] = [True] * wide
                self._clear(row, (first - 1, first + wide), beside=column)
                return True
        return False

    def drawn(self) -> Iterable[str]:
        """Yield the lines, the highest first, each with its scale."""
        for row in range(self.height - 1, -1, -1):
            mark = "100" if row == self.height - 1 else f"{100 * self.up:.0f}" if row == self.across else ""
            yield f"{mark:>{SCALE - 1}}{SIDE}{''.join(self.cells[row])}".rstrip()

    def _free(self, row: int, first: int, wide: int, *, beside: int) -> bool:
        """Whether there is room for a name, and a column between it and everything but its own point."""
        if first < 0 or first + wide > self.width:
            return False
        around = range(max(0, first - 2), min(self.width, first + wide + 2))
        return not any(self.taken[row][each] for each in around if each != beside)

    def _clear(self, row: int, places: Iterable[int], *, beside: int) -> None:
        """Let no line of the field touch a name."""
        for each in places:
            if 0 <= each < self.width and each != beside:
                self.cells[row][each] = " "


def _scale(lines: Lines, width: int) -> tuple[str, str]:
    """Return the lower edge, and what stands at it: 0, the level, 100."""
    level = place(lines.right, width)
    edge = LINE * level + "┴" + LINE * (width - level - 1)
    mark = f"{100 * lines.right:.0f}"
    # A level at either end would run into the number of that end.
    between = f"{mark:>{level}}" if len(mark) < level < width - len("100 ") else ""
    numbers = f"0{between}{'100':>{width - 1 - len(between)}}"
    return f"{'0':>{SCALE - 1}}{CORNER}{edge}", " " * SCALE + numbers
