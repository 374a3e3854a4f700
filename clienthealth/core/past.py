"""What has happened cannot lie in the future."""

from datetime import datetime

from clienthealth.core.codec import fields_of, per_type
from clienthealth.core.frozen import Frozen
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.spent import Away
from clienthealth.errors import InvalidField

HAPPENED = frozenset(
    {
        "at",
        "recorded_at",
        "status_at",
        "acknowledged_at",
        "answered_at",
        "resolved_at",
        "confirmed_at",
        "outcome_at",
        "accepted_at",
        "closed_at",
        "paid",
        "disputed_at",
        "asked_at",
    }
)
"""The fields that tell what happened; `due` and `until` are plans, as are holidays and agreed beginnings."""


def check_past(record: Record, now: datetime) -> None:
    """Refuse a record of something that has not happened yet."""
    for name in _told(type(record)):
        when = getattr(record, name)
        if when is not None and is_ahead(when, now):
            raise InvalidField(name, f"{when.isoformat()} lies in the future", "a planned meeting is a promise")


@per_type
def _told(kind: type[Frozen]) -> tuple[str, ...]:
    """Return the fields of a type that tell what happened."""
    planned = {"at"} if kind in (Away, Client) else set()
    return tuple(name for name in fields_of(kind) if name in HAPPENED - planned)


def is_ahead(when: When, now: datetime) -> bool:
    """Whether a moment, or a day, has not come yet; `now` has a zone."""
    if isinstance(when, datetime):
        return when > now
    zone = now.tzinfo
    return zone is not None and when > day_of(now, zone)
