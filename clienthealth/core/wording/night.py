"""A night's sleep: whether something angry was written down so lately that a letter had better wait."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from clienthealth.core.kinds import Conduct, SignalKind
from clienthealth.core.records.base import Record
from clienthealth.core.records.contact import MOOD, Interaction
from clienthealth.core.records.trouble import Complaint, Signal

NIGHT = timedelta(hours=12)
HURTING = frozenset({Conduct.RUDE, Conduct.ABUSIVE})
ACTS = frozenset({SignalKind.RUDE, SignalKind.ABUSIVE})


def angry_lately(records: Iterable[Record], now: datetime) -> Record | None:
    """Return the latest angry entry of the last twelve hours; one of today without a time counts as well."""
    lately = [each for each in records if _angry(each) and _lately(each, now)]
    return max(lately, key=lambda each: str(each.at), default=None)


def _angry(record: Record) -> bool:
    if isinstance(record, Interaction):
        return record.tone == -MOOD
    if isinstance(record, Complaint):
        return record.conduct in HURTING
    return isinstance(record, Signal) and record.kind in ACTS


def _lately(record: Record, now: datetime) -> bool:
    if isinstance(record.at, datetime):
        return timedelta() <= now - record.at < NIGHT
    return record.at == now.date()
