"""What was found: handle, client, day, and the place with the words marked."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from clienthealth.core.kinds import LETTERS
from clienthealth.core.moments import parse, said
from clienthealth.render.words import visible

if TYPE_CHECKING:
    from rich.text import Text

OPENS, CLOSES = "\x02", "\x03"
"""What the store puts around a word that was found."""

MARKS = {OPENS: "«", CLOSES: "»"}


def lines(hits: Sequence[Any], now: datetime) -> str:
    """Return a line a hit, the words in « »."""
    return "\n".join(f"{_place(hit, now)} · {marked(hit.snippet)}" for hit in hits)


def pretty(hits: Sequence[Any], now: datetime, width: int | None = None) -> str:
    """Return the same for a terminal that shows bold."""
    from io import StringIO

    from rich.console import Console

    console = Console(file=StringIO(), force_terminal=True, highlight=False, width=width, soft_wrap=True)
    for hit in hits:
        console.print(_bold(hit, now))
    file: Any = console.file
    return str(file.getvalue())


def handle_of(hit: Any) -> str:
    """Return the short handle of what was found."""
    return f"{LETTERS[hit.kind]}{hit.number}"


def marked(snippet: str) -> str:
    """Return a snippet in one line, its words in « »."""
    return "".join(MARKS.get(part) or visible(part) for part in _parts(snippet))


def _bold(hit: Any, now: datetime) -> "Text":
    from rich.text import Text

    line, style = Text(f"{_place(hit, now)} · "), ""
    for part in _parts(hit.snippet):
        if part in MARKS:
            style = "bold" if part == OPENS else ""
        else:
            line.append(visible(part), style)
    return line


def _place(hit: Any, now: datetime) -> str:
    return f"{handle_of(hit):<5} {hit.client} · {said(parse(hit.at, UTC), now)[4:14]} · {hit.kind}"


def _parts(snippet: str) -> Iterator[str]:
    return (part for part in re.split(f"([{OPENS}{CLOSES}])", " ".join(snippet.split())) if part)
