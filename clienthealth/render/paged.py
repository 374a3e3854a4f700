"""Text on the pages of a terminal: folded to its columns, cut with a mark, so many lines a page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clienthealth.render.sheet import wrapped
from clienthealth.render.words import columns, visible

TAB = 4


class Size(NamedTuple):
    """Columns and rows of a screen."""

    width: int
    height: int


class Row(NamedTuple):
    """One line of a screen; `style` is title, strong, note or nothing, and never the only mark of anything."""

    text: str
    style: str = ""


def folded(text: str, width: int) -> list[str]:
    """Return a text as lines of at most `width` columns; nothing in it acts on the terminal."""
    lines = visible(text, keep_lines=True).expandtabs(TAB).split("\n")
    return [part for line in lines for part in _fold(line, width)]


def pages(text: str, width: int, height: int) -> list[list[str]]:
    """Return a text as pages of at most `height` lines; an empty text is one empty page."""
    lines = folded(text, width)
    size = max(1, height)
    return [lines[start : start + size] for start in range(0, len(lines), size)]


def labelled(label: str, lead: int, sentences: Iterable[str], width: int) -> list[str]:
    """Return sentences beside their label, broken below each other; `lead` are the columns of the widest label."""
    indent = " " * (lead + 4)
    body = [part for each in sentences for line in wrapped(each, width, indent) for part in _hard(line, width)]
    if not body:
        return []
    return [f"  {label}{' ' * (lead - columns(label))}  {body[0][len(indent) :]}", *body[1:]]


def fitted(rows: Sequence[Row], height: int, mark: str) -> list[Row]:
    """Return at most `height` rows, the last of them the mark where some were left out."""
    if len(rows) <= height:
        return list(rows)
    return [*rows[: max(0, height - 1)], Row(mark)]


def side_by_side(words: Iterable[str], width: int) -> list[str]:
    """Return words beside each other, two spaces apart, in as few lines as they need."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]}  {word}" if lines else ""
        if lines and columns(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _fold(line: str, width: int) -> Iterator[str]:
    if columns(line) <= width:
        yield line.rstrip()
        return
    for part in wrapped(line, width):
        yield from _hard(part, width)


def _hard(line: str, width: int) -> Iterator[str]:
    """Break what is still too wide, such as one long word or wide characters, wherever the width ends."""
    while columns(line) > width:
        fits = len(line)
        while columns(line[:fits]) > width and fits > 1:
            fits -= 1
        yield line[:fits]
        line = line[fits:]
    yield line
