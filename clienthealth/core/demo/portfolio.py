"""The demo's stories as records of a given day: the same day gives the same records."""

from collections.abc import Iterator
from datetime import date, timedelta, tzinfo
from typing import Any

from clienthealth.core.demo.clients import CAST, Invented
from clienthealth.core.journal import record_of
from clienthealth.core.records.base import Record

TIMES = frozenset({"due", "until", "issued", "paid", "closed_at", "acknowledged_at", "resolved_at", "confirmed_at"}) | {
    "outcome_at",
    "asked_at",
    "answered_at",
    "contract_date",
}
"""The fields in which a story's number stands for days before today."""


def records(today: date, zone: tzinfo) -> Iterator[Record]:
    """Yield the whole portfolio as it stands on `today`."""
    for invented in CAST:
        for plain in _plain(invented, today):
            yield record_of(plain, zone)


def _plain(invented: Invented, today: date) -> Iterator[dict[str, Any]]:
    own = {"type": "client", "client": invented.slug, "id": invented.slug, "at": _day(today, invented.since)}
    yield own | _dated(invented.about, today)
    for number, (days, kind, fields) in enumerate(invented.story, start=1):
        at = "T".join(each for each in (_day(today, days), fields.get("clock", "")) if each)
        scene = {"type": kind, "client": invented.slug, "at": at, "id": f"{invented.slug}-{number:03d}"}
        yield scene | _dated({name: value for name, value in fields.items() if name != "clock"}, today)


def _dated(fields: dict[str, Any], today: date) -> dict[str, Any]:
    return {name: _day(today, value) if name in TIMES else value for name, value in fields.items()}


def _day(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()
