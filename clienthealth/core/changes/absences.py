"""How an absence ends: back at work from a day on, so that the last day away is the one before."""

from datetime import date, timedelta, tzinfo

from clienthealth.core.frozen import replace
from clienthealth.core.moments import day_of
from clienthealth.core.records.spent import Away

ONE_DAY = timedelta(days=1)


def last_day(away: Away, zone: tzinfo) -> date:
    """Return the last day of an absence; one without an end lasts a day."""
    return day_of(away.until or away.at, zone)


def runs_on(away: Away, day: date, zone: tzinfo) -> bool:
    """Whether it covers a day and the day before, so that it can end between them."""
    return day_of(away.at, zone) < day <= last_day(away, zone)


def back(away: Away, day: date) -> Away:
    """Return an absence that ends on the day before."""
    return replace(away, until=day - ONE_DAY)


def overlaps(made: Away, other: Away, zone: tzinfo) -> bool:
    """Whether two absences of the same one, or of everybody, have a day in common."""
    is_same = (made.staff or None) == (other.staff or None)
    begun, other_begun = day_of(made.at, zone), day_of(other.at, zone)
    return is_same and begun <= last_day(other, zone) and other_begun <= last_day(made, zone)
