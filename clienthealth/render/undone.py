"""Commands that were taken back, or can be."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from clienthealth.core.moments import parse, said
from clienthealth.render.words import table, visible


def lines(commands: Sequence[Any], now: datetime, *, taken_back: bool) -> str:
    """Return a line a command: when it was given, and what it was called."""
    zone = now.tzinfo
    rows = [
        ["taken back:"] * taken_back + [visible(each.name), said(parse(each.at, zone), now)]
        for each in commands
        if zone is not None
    ]
    return table(rows)


def as_json(commands: Sequence[Any]) -> str:
    """Return a JSON object a command."""
    return "\n".join(json.dumps({"command": each.name, "at": each.at, "by": each.by}) for each in commands)
