"""Imports, a line each: when, of what, how much, from which files."""

from collections.abc import Iterator, Sequence
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


def kept_lines(kept: Any) -> str:
    """Return a line an answer, by the source it is about, then who is who in files."""
    rows = [[held.record.name, visible(f"{key}={value}")] for held, key, value in _answers(kept)]
    rows += [[f"{each.record.value}", f"= {each.record.client}"] for each in kept.rules]
    return table([[clipped(visible(name), FILES), clipped(" ".join(said.split()), FILES)] for name, said in rows])


def kept_json(kept: Any) -> str:
    """Return a JSON object an answer, and one for whom each address, domain, name or number means."""
    import json

    told: list[dict[str, str]] = [{"source": held.record.name, "name": k, "value": v} for held, k, v in _answers(kept)]
    told += [{"kind": str(e.record.kind), "who": e.record.value, "client": e.record.client} for e in kept.rules]
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in told)


def _answers(kept: Any) -> Iterator[tuple[Any, str, str]]:
    import json

    for held in kept.profiles:
        for key, value in json.loads(held.record.answers).items():
            yield held, key, value
