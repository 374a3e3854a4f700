"""What has happened cannot lie in the future."""

from datetime import datetime

from clienthealth.core.moments import When, day_of
from clienthealth.core.records.base import Record
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
"""The fields that tell what happened; `due` and `until` are plans."""

PLANNED = frozenset({"away", "client"})
"""Types that may begin in the future: holidays, and a relationship that is agreed."""


def check_past(record: Record, now: datetime) -> None:
    """Refuse a record of something that has not happened yet."""
    for name in HAPPENED & set(type(record).__dataclass_fields__):
        when = getattr(record, name)
        if when is not None and not (name == "at" and record.TYPE in PLANNED) and _ahead(when, now):
            raise InvalidField(name, f"{when.isoformat()} lies in the future", "a planned meeting is a promise")


def _ahead(when: When, now: datetime) -> bool:
    if isinstance(when, datetime):
        return when > now
    zone = now.tzinfo
    return zone is not None and when > day_of(now, zone)
