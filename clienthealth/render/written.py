"""What a command says after writing: what was recorded, and the moment understood."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from clienthealth.core.lines import line_of
from clienthealth.core.moments import said
from clienthealth.render.summary import summary
from clienthealth.render.words import visible

if TYPE_CHECKING:
    from clienthealth.core.records.base import Record


def lines(made: Sequence[Any], now: datetime) -> str:
    """Return a line a record: handle, client, the moment understood, what it says."""
    return "\n".join(_line(held.handle, held.record, now) for held in made)


def _line(handle: str, record: "Record", now: datetime) -> str:
    when = said(record.at, now)
    return f"{handle:<5} {record.client or 'away'} · {when} · {summary(record, now)}"


def as_json(made: Sequence[Any]) -> str:
    """Return a JSON object a record: its journal line and its handle."""
    return "\n".join(
        json.dumps({**line_of(held.record), "handle": held.handle}, ensure_ascii=False, sort_keys=True) for held in made
    )


def shown(text: str) -> str:
    """Return typed text as it may stand on a terminal."""
    return visible(text, keep_lines=True)
