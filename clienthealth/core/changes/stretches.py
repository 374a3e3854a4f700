"""A stretch of days as people type it: `mon fri`, `23.12. 6.1.`, `yesterday fri`, ahead or back."""

from datetime import date, datetime, timedelta

from clienthealth.core.changes.commitments import zone_of
from clienthealth.core.moments import day_of, said
from clienthealth.core.when import parse_day, parse_due
from clienthealth.errors import BadDate

HALF_A_YEAR = timedelta(days=183)
"""A date without its year is the nearer one: `20.12.` said in January lies back."""


def stretch(first: str, last: str, now: datetime) -> tuple[date, date]:
    """Read the first and the last day of a stretch, both included. Raises BadDate."""
    until = _day(last, now)
    begin = _day(first, now)
    if begin > until:
        begin = _back(first, now) or begin
    if begin > until:
        what = f"{last!r} is {said(until, now)}, before {first!r}, which is {said(begin, now)}"
        raise BadDate(what, "the first day comes first; write whole dates: 2026-12-23 2027-01-06")
    return begin, until


def _day(text: str, now: datetime) -> date:
    """Read a day ahead; or back, where it can only lie there or the one ahead is half a year away."""
    try:
        ahead = day_of(parse_due(text, now), zone_of(now))
    except BadDate:
        return parse_day(text, now)
    back = _back(text, now) if ahead - now.date() > HALF_A_YEAR else None
    return ahead if back is None or now.date() - back > ahead - now.date() else back


def _back(text: str, now: datetime) -> date | None:
    try:
        return parse_day(text, now)
    except BadDate:
        return None
