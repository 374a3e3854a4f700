"""What a terminal shows: sheets and tables in colour; the only file that imports rich.

Everything goes in as `rich.text.Text`: what people wrote is data and never markup.
"""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from clienthealth.core.assessment import Assessment, Judgement
from clienthealth.render import score_text
from clienthealth.render.paged import Row
from clienthealth.render.sheet import LEAD, Line, Section, Sheet, lead_width, wrapped
from clienthealth.render.words import clipped

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from clienthealth.render.promise_text import Look, Piece
    from clienthealth.render.voice import Voice

WIDEST = 100
"""Columns beyond which lines are hard to read."""

STYLES = {"bad": "bold red", "warn": "yellow", "good": "green", "": "cyan"}
ROWS = {"title": "bold underline", "strong": "bold", "note": "cyan", "": ""}
TONES = {"title": "bold underline", "strong": "bold", "bad": "red", "dim": "dim", "": ""}
TITLES = {"bad": "bold red", "warn": "bold yellow", "good": "bold green", "": "bold"}


def shown(sheet: Sheet) -> str:
    """Return a sheet for a terminal."""
    parts: list[RenderableType] = [_text(sheet.title, "bold underline")]
    parts += [_text("\n".join(wrapped(each, _console().width))) for each in sheet.opening]
    for section in sheet.sections:
        parts += [_text(""), _text(section.title, TITLES[section.tone])]
        parts += [_indented(each, "") for each in section.intro]
        parts += [_inset(_text("\n".join(section.drawn), STYLES[section.tone]))] if section.drawn else []
        parts += [_section(section)] if section.lines else []
    if sheet.sections and (sheet.closing or sheet.command):
        parts.append(_text(""))
    parts += [_text(each) for each in sheet.closing]
    parts += [_text(f"  {sheet.command}", "bold")] if sheet.command else []
    return _exported(parts)


def score(judgement: Judgement, chosen: Sequence[Assessment], left_out: int, voice: "Voice") -> str:
    """Return the judgement of several clients as a table for a terminal."""
    if not chosen and not left_out:
        return score_text.text(judgement, chosen, left_out, voice)
    rows = [score_text.row(each, voice) for each in chosen]
    head, table = score_text.aligned(rows, voice)
    parts: list[RenderableType] = [_text(score_text.title(judgement, voice), "bold underline"), _text("")]
    parts += [_text(head[0], "bold"), _text(head[1], "dim")]
    for each, (numbers, bars) in zip(rows, table, strict=True):
        text = _text(f"\n{numbers}\n{bars}")
        text.stylize("bold cyan", 1, len(each.cells[0]) + 1)
        parts += [text, _indented(each.verdict, "bold"), _indented(f"→ {each.advice}", "")]
        parts += [_inset(_indented(each.decided, "yellow"))] if each.decided else []
        parts += [_indented(f"  {each.hint}", "dim")] if each.hint else []
    return _exported([*parts, _text(""), *(_text(each, "dim") for each in score_text.footer(left_out, voice))])


def promises(look: "Look") -> str:
    """Return the promises of both sides for a terminal, side by side."""
    from clienthealth.render.promise_text import GAP, pairs

    console = _console()
    for each in pairs(look, console.width):
        if each.right is None:
            for piece in each.left:
                console.print(_text(piece.text, TONES[piece.tone]))
            continue
        table = _grid(2, padding=(0, GAP, 0, 0))
        for column in table.columns:
            column.width = (console.width - GAP) // 2
        table.add_row(_pane(each.left), _pane(each.right))
        console.print(table)
    return _written(console)


def painted(rows: Iterable[Row]) -> str:
    """Return the lines of a screen in colour; they are neither broken nor cut."""
    console = _console()
    for each in rows:
        console.print(_text(each.text, ROWS[each.style]), no_wrap=True, overflow="ignore", crop=False)
    return _written(console)


def _pane(pieces: "Iterable[Piece]") -> "Text":
    from rich.text import Text

    return Text("\n").join(_text(each.text, TONES[each.tone]) for each in pieces)


def _section(section: Section) -> "RenderableType":
    lead = lead_width(section)
    table = _grid(2 if lead else 1)
    for each in section.lines:
        cells = [_text(clipped(each.lead, LEAD), STYLES[each.tone])] if lead else []
        table.add_row(*cells, _body(each))
    return _inset(table)


def _body(line: Line) -> "Text":
    text = _text(line.text)
    for each in line.more:
        text.append(f"\n{each}", "dim")
    if line.command:
        text.append(f"\n{line.command}", "bold")
    return text


def _grid(columns: int, padding: tuple[int, int, int, int] = (0, 2, 0, 0)) -> "Table":
    from rich.table import Table

    table = Table.grid(padding=padding)
    for _ in range(columns):
        table.add_column()
    return table


def _text(text: str, style: str = "") -> "Text":
    from rich.text import Text

    return Text(text, style=style, overflow="fold")


def _indented(text: str, style: str) -> "RenderableType":
    return _inset(_text(text, style))


def _inset(what: "RenderableType") -> "RenderableType":
    from rich.padding import Padding

    return Padding(what, (0, 0, 0, 2))


def _console() -> "Console":
    from rich.console import Console

    console = Console(file=StringIO(), force_terminal=True, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    return console


def _exported(parts: Iterable["RenderableType"]) -> str:
    console = _console()
    for each in parts:
        console.print(each)
    return _written(console)


def _written(console: "Console") -> str:
    written = console.file
    return written.getvalue() if isinstance(written, StringIO) else ""
