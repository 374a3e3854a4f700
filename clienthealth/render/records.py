"""Records as data: the canonical journal, and CSV that a spreadsheet may open."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from clienthealth.core.codec import fields_of
from clienthealth.core.lines import line_of
from clienthealth.core.records.types import TYPES

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with, lest a spreadsheet take it for a formula."""


def journal(stored: Iterable[Any]) -> Iterator[str]:
    """Yield the canonical line of each record: sorted keys, no blanks, absent left out, LF."""
    for held in stored:
        yield json.dumps(line_of(held.record), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def csv_lines(stored: Iterable[Any], *, raw: bool) -> Iterator[str]:
    """Yield a header and a row a record, with a column for every field of any type."""
    known = {name for kind in TYPES.values() for name in fields_of(kind)}
    first = ["handle", "type", "client", "at", "id"]
    names = first + sorted(known - set(first))
    yield _row(names)
    for held in stored:
        plain = {**line_of(held.record), "handle": held.handle}
        yield _row([_cell(plain.get(name), raw=raw) for name in names])


def _cell(value: object, *, raw: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value if raw or not value.startswith(FORMULA) else f"'{value}"
    return json.dumps(value, ensure_ascii=False)


def _row(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
