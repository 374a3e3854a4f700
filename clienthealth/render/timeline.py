"""Everything that happened with a client, day by day, the newest last."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from clienthealth.core.moments import day_of, is_moment, said
from clienthealth.render.sheet import WIDTH, wrapped
from clienthealth.render.summary import summary


def lines(told: Sequence[Any], total: int, now: datetime) -> str:
    """Return a heading a day and a line a record, and how much was left out before."""
    zone = now.tzinfo
    parts = wrapped(_left_out(total - len(told)), WIDTH) if total > len(told) else []
    if zone is None or not told:
        return "\n".join(parts)
    for day, records in groupby(told, key=lambda held: day_of(held.record.at, zone)):
        parts += ["", said(day, now), *(line for held in records for line in _lines(held, now))]
    return "\n".join(parts).removeprefix("\n")


def _left_out(count: int) -> str:
    return f"{count} earlier record{'s' * (count != 1)} left out; --limit 0 shows all, --since DATE those from a day on"


def _lines(held: Any, now: datetime) -> list[str]:
    """Return the handle, the type, the time of day where it is known, and what the record says beside them."""
    clock = said(held.record.at, now)[15:] if is_moment(held.record.at) else ""
    before = f"  {held.handle:<5} {clock:<5} {type(held.record).TYPE:<11} "
    first, *rest = wrapped(summary(held.record, now), WIDTH - len(before)) or [""]
    return [f"{before}{first}".rstrip(), *(" " * len(before) + line for line in rest)]
