"""A course as a small drawing of block characters: four lines high, a column or more a day looked at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from clienthealth.core.course.moved import Point

BLOCKS = " ▁▂▃▄▅▆▇█"
STEPS = len(BLOCKS) - 1
HEIGHT = 4
WIDTH = 70
"""Columns beside the scale, so that all of it fits 80."""

WIDEST = 4
"""Columns that one day looked at may take."""

UNSAID = "·"
MODEL_CHANGED = "m"

Value = Callable[[Point], float | None]
"""What is drawn of a point, 0 to 100; None where nothing is to be said."""


def columns_each(points: Sequence[Point]) -> int:
    """Return how many columns each point takes."""
    return max(1, min(WIDEST, WIDTH // max(len(points), 1)))


def drawing(points: Sequence[Point], value: Value) -> list[str]:
    """Return the lines of a drawing, the highest first, with the scale before them."""
    wide = columns_each(points)
    levels = [_level(value(each)) for each in points]
    lines = []
    for line in range(HEIGHT - 1, -1, -1):
        cells = "".join(_cell(each, line) * wide for each in levels)
        lines.append(f"{_scale(line):>4} {cells}".rstrip())
    return lines


def axis(points: Sequence[Point], first: str, last: str) -> str:
    """Return the line of days below a drawing: the first at its left, the last at its right where there is room."""
    width = columns_each(points) * len(points)
    gap = width - len(first) - len(last)
    return f"     {first}{' ' * gap}{last}" if gap > 0 else f"     {first} – {last}"


def numbered(points: Sequence[Point], moved: Iterable[date], changed: Iterable[date]) -> list[str]:
    """Return the line that numbers the days on which a change was seen, and marks those of the model's own."""
    marks: dict[int, str] = {}
    for day in changed:
        marks[_place(points, day)] = MODEL_CHANGED
    for number, day in enumerate(moved, start=1):
        marks[_place(points, day)] = str(number)
    return ["     " + _spread(marks, columns_each(points))] if marks else []


def _spread(marks: Mapping[int, str], wide: int) -> str:
    return "".join(f"{marks.get(place, ''):<{wide}}" for place in range(max(marks) + 1)).rstrip()


def _place(points: Sequence[Point], day: date) -> int:
    """Return the point of a day, or the first one after it."""
    return next((place for place, each in enumerate(points) if each.day >= day), len(points) - 1)


def _level(value: float | None) -> int | None:
    """Return how many eighths of a line a value is high; something is always seen of it."""
    return None if value is None else max(1, round(value / 100 * HEIGHT * STEPS))


def _cell(level: int | None, line: int) -> str:
    if level is None:
        return UNSAID if line == 0 else " "
    return BLOCKS[max(0, min(STEPS, level - line * STEPS))]


def _scale(line: int) -> str:
    """Return what the head of a line stands for."""
    return str(100 * (line + 1) // HEIGHT)
