"""All clients in a table: a line each, every number with its direction."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from clienthealth.core.appreciation.answers import Answer
from clienthealth.core.course.moods import Moods
from clienthealth.core.glance import Glance
from clienthealth.core.kinds import ClientStatus
from clienthealth.core.moments import ago
from clienthealth.render.appreciation_text import short
from clienthealth.render.drawing import UNKNOWN, sparkline
from clienthealth.render.phrases import phrase
from clienthealth.render.words import clipped, table
from clienthealth.render.words import columns as columns_of

HEADER = ("client", "name", "status", "verdict", "health", "last contact", "open")
FOOTER = "health: mood of the relationship, 0 to 100, higher = better; `clienthealth why CLIENT` says what it rests on"
NAME_WIDTH, OWNER_WIDTH, VERDICT_WIDTH = 24, 12, 46
OWNER = "owner"

BROKEN = {"verdict": 14, "open": 10}
"""What may take several lines, with its columns before other things are left out for it."""

LEAST = ("client", "verdict", "health", "open")
"""What is shown however narrow it is."""

BETWEEN = 3
"""Columns between two cells."""

OF_WEEKS = "24 weeks"

ANSWER = "last answer"

Cells = tuple[str, ...]


def plain(found: Sequence[Glance], language: str, today: date, *, team: bool) -> str:
    """Return the clients as aligned text; in a team with who takes care of each."""
    columns = _columns(found, language, today, team=team)
    return "\n".join([table(list(zip(*columns.values(), strict=True)), header=tuple(columns)), "", _footer(columns)])


def pretty(found: Sequence[Glance], language: str, today: date, moods: Moods, *, team: bool) -> str:
    """Return the clients as a table for a terminal, with the course of their moods where there is one to show.

    Names are text, never markup. Where it is narrow, what can be missed is left out, so that no slug is broken.
    """
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=StringIO(), force_terminal=True, highlight=False, markup=False, emoji=False)
    columns = _columns(found, language, today, team=team)
    if moods:
        drawn = tuple(sparkline(moods.get(each.history.client.client, ())) for each in found)
        columns = _after(columns, "health", OF_WEEKS, drawn)
    columns = _standing(columns, _fitted(columns, console.width))
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        shown.add_column(name, no_wrap=name not in BROKEN)
    for cells in zip(*columns.values(), strict=True):
        shown.add_row(*(Text(cell, overflow="fold") for cell in cells))
    console.print(shown)
    console.print(Text(_footer(columns), style="dim"))
    file: Any = console.file
    return str(file.getvalue())


def _columns(found: Sequence[Glance], language: str, today: date, *, team: bool) -> dict[str, Cells]:
    """Return the cells by column: answers to surveys and who takes care, where there are any."""
    columns = dict(zip(HEADER, zip(*(_row(each, language, today) for each in found), strict=True), strict=True))
    if team:
        keepers = tuple(clipped(each.history.client.owner or "", OWNER_WIDTH) for each in found)
        columns = _after(columns, "status", OWNER, keepers)
    if not any(each.answer for each in found):
        return columns
    return _after(columns, "last contact", ANSWER, tuple(_answer(each.answer, today) for each in found))


def _footer(columns: Mapping[str, Cells]) -> str:
    """Return what the numbers shown mean."""
    answers = f"; {ANSWER}: higher = better" if ANSWER in columns else ""
    weeks = f"; {OF_WEEKS}: {UNKNOWN} = nothing known" if OF_WEEKS in columns else ""
    return f"{FOOTER}{answers}{weeks}"


def _answer(answer: Answer | None, today: date) -> str:
    return f"{short(answer)}, {ago(answer.day, today)}" if answer is not None else ""


def _after(columns: Mapping[str, Cells], before: str, name: str, cells: Cells) -> dict[str, Cells]:
    """Return the columns with another one after one of them."""
    place = list(columns).index(before) + 1
    held = list(columns.items())
    return dict([*held[:place], (name, cells), *held[place:]])


def _fitted(columns: Mapping[str, Cells], width: int) -> dict[str, Cells]:
    """Return the columns for which there is room, without what can best be missed."""
    missed: tuple[set[str], ...] = (
        set(),
        {ANSWER},
        {ANSWER, "name"},
        {ANSWER, "name", "status"},
        {ANSWER, "name", "status", OWNER},
        {ANSWER, "name", "status", OWNER, OF_WEEKS},
        {ANSWER, "name", "status", OWNER, OF_WEEKS, "last contact"},
    )
    kept = ({name: cells for name, cells in columns.items() if name not in each} for each in missed)
    return next((each for each in kept if _wide(each) <= width), {name: columns[name] for name in LEAST})


def _standing(every: Mapping[str, Cells], kept: dict[str, Cells]) -> dict[str, Cells]:
    """Return the columns with what has none of its own beside the verdict: an unusual status, and the owner."""
    told = kept["verdict"]
    if "status" not in kept:
        said = zip(every["status"], told, strict=True)
        told = tuple(verdict if status == ClientStatus.ACTIVE else f"{status}: {verdict}" for status, verdict in said)
    if OWNER in every and OWNER not in kept:
        said = zip(every[OWNER], told, strict=True)
        told = tuple(f"{verdict} ({owner})" if owner else verdict for owner, verdict in said)
    return kept | {"verdict": told}


def _wide(columns: Mapping[str, Cells]) -> int:
    """Return how many columns of a terminal a table takes at least."""
    widths = (BROKEN.get(name) or _widest(name, cells) for name, cells in columns.items())
    return sum(widths) + BETWEEN * len(columns) - 1


def _widest(name: str, cells: Cells) -> int:
    return max(columns_of(each) for each in (name, *cells))


def as_json(found: Sequence[Glance]) -> str:
    """Return a JSON object a client."""
    from json import dumps

    return "\n".join(dumps(_plain(each), ensure_ascii=False, sort_keys=True) for each in found)


def _row(each: Glance, language: str, today: date) -> list[str]:
    client, assessment = each.history.client, each.assessment
    return [
        client.client,
        clipped(client.name, NAME_WIDTH),
        str(client.stands),
        clipped(phrase(f"verdict.{assessment.verdict}", "score", language), VERDICT_WIDTH)
        if assessment
        else "not begun",
        f"{assessment.health.score:.0f}" if assessment else "",
        ago(each.last_contact, today) if each.last_contact else "never",
        _open(each),
    ]


def _open(each: Glance) -> str:
    sides = [f"{name} {count}" for name, count in (("with us", each.we_owe), ("with them", each.they_owe)) if count]
    return ", ".join(sides) or "nothing"


def _plain(each: Glance) -> dict[str, Any]:
    from clienthealth.render.appreciation_json import plain_answer

    client, assessment = each.history.client, each.assessment
    return {
        "client": client.client,
        "name": client.name,
        "status": client.stands,
        "owner": client.owner,
        "verdict": assessment.verdict if assessment else None,
        "health": round(assessment.health.score) if assessment else None,
        "last_contact": each.last_contact.isoformat() if each.last_contact else None,
        "last_answer": plain_answer(each.answer) if each.answer else None,
        "we_owe": each.we_owe,
        "they_owe": each.they_owe,
    }
