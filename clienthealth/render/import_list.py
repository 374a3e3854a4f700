"""Imports: when, of what, how many records, from which files."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from clienthealth.core.intake.book import Clue
from clienthealth.core.moments import said
from clienthealth.render.import_report import folded
from clienthealth.render.words import clipped, table, visible

FILES = 72
WHO = 36


def lines(held: Sequence[Any], now: datetime, before: str = "") -> str:
    """Return a line an import, and its files below it."""
    rows, files = [], []
    for each in held:
        batch = each.record
        records = "one record" if batch.new == 1 else f"{batch.new} records"
        counts = f"{records}, {batch.changed} brought up to date"
        rows.append([f"{before}{each.handle}", said(batch.at, now), counts, batch.form])
        files.append(f"      {clipped(visible(', '.join(batch.files)), FILES)}")
    return "\n".join(line for both in zip(table(rows).splitlines(), files, strict=True) for line in both)


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
    """Return the answers, each with the source it is about, then who is who in files."""
    told = [visible(f"{held.record.name}: {key}={value}") for held, key, value in _answers(kept)]
    rules = [
        [clipped(visible(Clue(each.record.kind, each.record.value).typed), WHO), f"= {each.record.client}"]
        for each in kept.rules
    ]
    return "\n".join([*(line for each in told for line in folded(each)), *table(rules).splitlines()])


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
