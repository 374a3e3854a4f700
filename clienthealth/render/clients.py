"""All clients in a table: a line each, every number with its direction."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from clienthealth.core.glance import Glance
from clienthealth.core.moments import ago
from clienthealth.render.phrases import phrase
from clienthealth.render.words import clipped, table

HEADER = ("client", "name", "status", "verdict", "health", "last contact", "open")
FOOTER = "health: mood of the relationship, 0 to 100, higher = better; `clienthealth why CLIENT` says what it rests on"
NAME_WIDTH, VERDICT_WIDTH = 24, 46


def plain(found: Sequence[Glance], language: str, today: date) -> str:
    """Return the clients as aligned text."""
    return "\n".join([table([_row(each, language, today) for each in found], header=HEADER), "", FOOTER])


def pretty(found: Sequence[Glance], language: str, today: date) -> str:
    """Return the clients as a table for a terminal; names are text, never markup."""
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(*HEADER, box=box.SIMPLE_HEAD, pad_edge=False)
    for each in found:
        shown.add_row(*(Text(cell, overflow="fold") for cell in _row(each, language, today)))
    console = Console(file=StringIO(), force_terminal=True, highlight=False, markup=False, emoji=False)
    console.print(shown)
    console.print(Text(FOOTER, style="dim"))
    file: Any = console.file
    return str(file.getvalue())


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
    client, assessment = each.history.client, each.assessment
    return {
        "client": client.client,
        "name": client.name,
        "status": client.stands,
        "owner": client.owner,
        "verdict": assessment.verdict if assessment else None,
        "health": round(assessment.health.score) if assessment else None,
        "last_contact": each.last_contact.isoformat() if each.last_contact else None,
        "we_owe": each.we_owe,
        "they_owe": each.they_owe,
    }
