"""Imports, a line each: when, of what, how much, from which files."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from clienthealth.core.moments import said
from clienthealth.render.words import clipped, table, visible

FILES = 60


def lines(held: Sequence[Any], now: datetime, before: str = "") -> str:
    """Return a line an import."""
    rows = []
    for each in held:
        batch = each.record
        counts = f"{batch.new} new, {batch.changed} brought up to date"
        files = clipped(visible(", ".join(batch.files)), FILES)
        rows.append([f"{before}{each.handle}", said(batch.at, now), batch.form, counts, files])
    return table(rows)


def as_json(held: Sequence[Any]) -> str:
    """Return a JSON object an import."""
    import json

    names = ("form", "new", "changed", "suggested", "by")
    told = [
        {
            "handle": each.handle,
            "at": each.record.at.isoformat(),
            **{name: getattr(each.record, name) for name in names},
            "files": list(each.record.files),
        }
        for each in held
    ]
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in told)
