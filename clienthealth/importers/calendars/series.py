"""The occurrences of an event within a stretch of time: by its rule, added, moved, without the excluded."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from clienthealth.importers.calendars.event import Bad, Event, Moment, is_day
from clienthealth.importers.calendars.rules import MOST, Rule, Unreadable, bounded

if TYPE_CHECKING:
    import icalendar

_ENDLESS = timedelta(days=1)
_MOST_ONWARDS = 500
_ERRORS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
"""What the libraries raise over times that do not go together; a recurrence is read as a whole or not at all."""


class Occurrence(NamedTuple):
    """One time that an event takes place: what says so, when, and the start that it had by the rule."""

    event: Event
    start: Moment
    end: Moment | None
    original: Moment


def steps(event: Event, begin: datetime, end: datetime) -> int:
    """Return about how many steps it takes to find the occurrences of an event; raises Bad where that is too many."""
    return sum(rule.steps for rule in _weighed(event, begin, end)) + len(event.extra)


def occurrences(master: Event, changes: Sequence[Event], begin: datetime, end: datetime) -> list[Occurrence]:
    """Return the occurrences which touch a stretch of time, in order; raises Bad."""
    import icalendar
    import recurring_ical_events

    events = [master, *changes]
    if sum(each.onwards for each in changes) > _MOST_ONWARDS:
        raise Bad("RECURRENCE-ID", f"it was changed from then on more than {_MOST_ONWARDS} times")
    calendar = icalendar.Calendar()
    for place, event in enumerate(events):
        calendar.add_component(_component(event, place, begin, end))
    try:
        found = recurring_ical_events.of(calendar).between(begin, end)
        held = in_order(_held(each, events) for each in found)
    except _ERRORS as error:
        raise Bad("RRULE", "its times do not go together, its occurrences cannot be told") from error
    if len(held) > MOST:
        raise Bad("RRULE", f"it repeats more than {MOST:,} times")
    return held


def in_order(found: Iterable[Occurrence]) -> list[Occurrence]:
    """Return occurrences by their start."""
    return sorted(found, key=lambda each: _sortable(each.start))


def _component(event: Event, place: int, begin: datetime, end: datetime) -> "icalendar.Event":
    import icalendar
    from icalendar.prop import vDDDLists, vDDDTypes, vRecur

    rules = _weighed(event, begin, end)
    ahead = min((rule.ahead for rule in rules), default=timedelta(0)) if len(rules) == 1 else timedelta(0)
    made = icalendar.Event()
    start = event.start + ahead
    made["UID"] = "one"
    made["X-PLACE"] = place
    made["SEQUENCE"] = event.sequence
    made["DTSTART"] = vDDDTypes(start)
    made["DTEND"] = vDDDTypes(_default_end(event) + ahead)
    if rules:
        made["RRULE"] = [vRecur.from_ical(_carried_out(rule, start, end)) for rule in rules]
    if event.extra:
        made["RDATE"] = vDDDLists(list(event.extra))
    if event.without:
        made["EXDATE"] = vDDDLists(list(event.without))
    if event.original is not None:
        made["RECURRENCE-ID"] = vDDDTypes(event.original)
        if event.onwards:
            made["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return made


def _weighed(event: Event, begin: datetime, end: datetime) -> list[Rule]:
    try:
        return [bounded(rule, event.start, begin.date(), end.date()) for rule in event.rules]
    except Unreadable as error:
        raise Bad("RRULE", str(error)) from error


def _default_end(event: Event) -> Moment:
    if event.end is not None:
        return event.end
    return event.start + _ENDLESS if is_day(event.start) else event.start


def _carried_out(rule: Rule, start: Moment, end: datetime) -> str:
    """Return a rule that ends, its end in the form that goes with the start: rules are walked to their end."""
    text = ";".join(f"{name}={value}" for name, value in rule.parts.items())
    if "COUNT" in rule.parts:
        return text
    last = _last(rule.until, start) if rule.until else None
    horizon = _of_the_kind(end + timedelta(days=1), start)
    if last is None or _sortable(last) > _sortable(horizon):
        last = horizon
    until = f"{last:%Y%m%d}" if is_day(last) else f"{last:%Y%m%dT%H%M%S}"
    return f"{text};UNTIL={until}" + ("Z" if isinstance(last, datetime) and last.tzinfo else "")


def _of_the_kind(moment: datetime, start: Moment) -> Moment:
    if not isinstance(start, datetime):
        return moment.date()
    return moment.astimezone(UTC) if start.tzinfo else moment.replace(tzinfo=None)


def _last(until: str, start: Moment) -> Moment:
    """Read the end of a rule; one without a zone is in that of the start, and a day counts in full."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?", until, re.ASCII)
    if not found:
        raise Bad("RRULE", f"UNTIL={until[:20]} is no date")
    try:
        day = date(min(max(int(found[1]), 1583), 2999), int(found[2]), int(found[3]))
        at = time(int(found[4]), int(found[5]), min(int(found[6]), 59)) if found[4] else time(23, 59, 59)
    except ValueError as error:
        raise Bad("RRULE", f"UNTIL={until[:20]} is no date") from error
    if not isinstance(start, datetime):
        return day
    if start.tzinfo is None:
        return datetime.combine(day, at)
    zone = UTC if found[7] else start.tzinfo
    return datetime.combine(day, at, zone).astimezone(UTC)


def _held(component: Any, events: Sequence[Event]) -> Occurrence:
    event = events[component["X-PLACE"]]
    start = component["DTSTART"].dt
    end = component["DTEND"].dt if event.end is not None else None
    if event.original is None:
        original = component["RECURRENCE-ID"].dt
    elif event.onwards and start != event.start:
        original = start - (event.start - event.original)
    else:
        original = event.original
    return Occurrence(event, start, end, original)


def _sortable(moment: Moment) -> str:
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone(UTC)
    return f"{moment:%Y%m%dT%H%M%S}"
