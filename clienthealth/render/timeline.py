"""Everything that happened with a client, day by day, the newest last."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from clienthealth.core.moments import day_of, is_moment, said
from clienthealth.render.summary import summary


def lines(told: Sequence[Any], total: int, now: datetime) -> str:
    """Return a heading a day and a line a record, and how much was left out before."""
    zone = now.tzinfo
    parts = [_left_out(total - len(told))] if total > len(told) else []
    if zone is None or not told:
        return "\n".join(parts)
    for day, records in groupby(told, key=lambda held: day_of(held.record.at, zone)):
        parts += ["", said(day, now), *(_line(held, now) for held in records)]
    return "\n".join(parts).removeprefix("\n")


def _left_out(count: int) -> str:
    return f"{count} earlier record{'s' * (count != 1)} left out; --limit 0 shows all, --since DATE those from a day on"


def _line(held: Any, now: datetime) -> str:
    """Return the handle, the type, the time of day where it is known, and what the record says."""
    clock = said(held.record.at, now)[15:] if is_moment(held.record.at) else ""
    kind = type(held.record).TYPE
    return f"  {held.handle:<5} {clock:<5} {kind:<11} {summary(held.record, now)}".rstrip()
