"""A report before it is text: a title, sections of lines, each with who, what and the command to type.

One sheet makes the plain text, the Markdown and what a terminal shows; none of them decides anything.
"""

from collections.abc import Iterator
from textwrap import wrap
from typing import NamedTuple

from clienthealth.render.words import clipped, columns

WIDTH = 80
PAGE = 66
"""Lines on one page. A4 has 257 mm between margins of 20 mm, which is 66 lines of 11 pt; 80 columns of 10 pt fill its
width. Who has more to say than that is read in part."""

UNBROKEN = "\u00a0"
LEAD = 20
"""Columns that a name may take before the text."""


class Line(NamedTuple):
    """Who (or when), what in one sentence or more, and the command; `tone` is bad, warn, good or nothing."""

    lead: str
    text: str
    more: tuple[str, ...] = ()
    command: str = ""
    tone: str = ""


class Section(NamedTuple):
    """Lines under a title, after a few sentences on all of them, and after what is drawn, which is never broken."""

    title: str
    lines: tuple[Line, ...]
    tone: str = ""
    intro: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """A whole report; `opening` stands above the sections, `closing` below them."""

    title: str
    opening: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()
    command: str = ""


def plain(sheet: Sheet, width: int = WIDTH) -> str:
    """Return the sheet as plain text of so many columns; commands are never broken."""
    lines = wrapped(sheet.title, width)
    for sentence in sheet.opening:
        lines += wrapped(sentence, width)
    for section in sheet.sections:
        lines += ["", section.title, *(part for each in section.intro for part in wrapped(each, width, "  "))]
        lines += [f"  {each}".rstrip() for each in section.drawn]
        lead = lead_width(section)
        for each in section.lines:
            lines += _line(each, lead, width)
    if sheet.sections and (sheet.closing or sheet.command):
        lines.append("")
    for sentence in sheet.closing:
        lines += wrapped(sentence, width)
    return "\n".join([*lines, f"  {sheet.command}"] if sheet.command else lines)


def lead_width(section: Section) -> int:
    """Return how many columns the names of a section take."""
    return min(LEAD, max((columns(each.lead) for each in section.lines), default=0))


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Break a sentence into lines, never before %, and within a word only where it is wider than a line.

    It keeps its indent, and hangs from an arrow.
    """
    bare = text.lstrip()
    first = indent + " " * (len(text) - len(bare))
    rest = first + "  " * bare.startswith("→")
    lines = wrap(
        bare.replace(" %", f"{UNBROKEN}%"),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [part.replace(f"{UNBROKEN}%", " %") for line in lines for part in _narrow(line, width, rest)]


def _narrow(line: str, width: int, indent: str) -> Iterator[str]:
    """Break a line that takes more columns than it has characters, or is one long word: at a space if there is one."""
    while columns(line) > width and len(line) > len(indent) + 1:
        fits = next(size for size in range(min(width, len(line)), -1, -1) if columns(line[:size]) <= width)
        space = line.rfind(" ", len(indent) + 1, fits + 1)
        cut = space if space > 0 else max(fits, len(indent) + 1)
        yield line[:cut].rstrip()
        line = indent + line[cut:].lstrip()
    if line.strip():
        yield line


def _line(line: Line, lead: int, width: int) -> Iterator[str]:
    lead = lead if line.lead else 0  # what is nobody's in particular takes the whole width
    indent = " " * (lead + 4 if lead else 2)
    name = clipped(line.lead, LEAD)
    first = f"  {name}{' ' * (lead - columns(name))}  " if lead else "  "
    body = [part for sentence in (line.text, *line.more) for part in wrapped(sentence, width, indent)]
    if body:
        yield first + body[0][len(indent) :]
        yield from body[1:]
    if line.command:
        yield f"{indent}{line.command}"
