"""An invitation inside a mail: an appointment somebody proposed, which may have been held, and may not.

The calendar has the same event under the same key, so that whoever imports both is asked about one of them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Hint, Who
from clienthealth.importers.mail.text import visible

MOST_EVENTS = 20
LONGEST = 1 << 16
"""Characters of a calendar that are looked at."""

LINE = re.compile(r'([A-Za-z-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)')
STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z?))?", re.ASCII)
SPAN = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d{1,6}S)?)?", re.ASCII)
PROPOSES = frozenset({"", "REQUEST", "PUBLISH"})
"""What a calendar in a mail may be that proposes an event; the others answer one, or take it back."""

DAY = timedelta(days=1)


class Property(NamedTuple):
    """One line of a calendar: what stands after its name, and its value."""

    parameters: str
    value: str


Event = Mapping[str, list[Property]]


def invitations(calendar: str, spot: str, parties: tuple[Who, ...], answers: Answers) -> Iterator[Hint]:
    """Yield the appointments a calendar in a mail proposes and whose time has come; `parties` are those of the mail."""
    method, events = _events(calendar[:LONGEST])
    if method not in PROPOSES:
        return
    for event in events:
        begin = _moment(event, "DTSTART")
        uid = _value(event, "UID")
        if begin is None or not uid or _value(event, "STATUS").upper() == "CANCELLED" or not _has_begun(begin, answers):
            continue
        key = f"{uid}|{_stamp(_moment(event, 'RECURRENCE-ID'))}"
        title = visible(re.sub(r"\\(.)", r"\1", _value(event, "SUMMARY").replace("\\n", " ")))
        title = title if answers.says("subjects", default=True) else ""
        at = begin.isoformat()
        would: dict[str, Any] = {"type": "interaction", "channel": "meeting", "direction": "both", "at": at}
        would |= _minutes(event, begin) | ({"subject": title} if title else {})
        yield Hint(spot, "invitation", key, at, _others(event, answers) or parties, {"title": title}, would)


def _events(calendar: str) -> tuple[str, list[Event]]:
    """Return the method of a calendar and its events; what stands in parts of an event is none of it."""
    method, depth = "", 0
    events: list[Event] = []
    event: dict[str, list[Property]] = {}
    for line in re.sub(r"\r?\n[ \t]", "", calendar).splitlines():
        found = LINE.match(line)
        if not found:
            continue
        name, said = found[1].upper(), Property(found[2].upper(), found[3].strip())
        if name in {"BEGIN", "END"}:
            depth += 1 if name == "BEGIN" else -1
            if said.value.upper() == "VEVENT" and name == "BEGIN":
                event, depth = {}, 0
                events.append(event)
        elif name == "METHOD":
            method = said.value.upper()
        elif not depth and events:
            event.setdefault(name, []).append(said)
    return method, events[:MOST_EVENTS]


def _value(event: Event, name: str) -> str:
    return event[name][0].value if name in event else ""


def _moment(event: Event, name: str) -> date | None:
    """Return a day or a time of day of an event: with its zone if it can be told, else by the clock on the wall."""
    found = STAMP.fullmatch(_value(event, name))
    if not found:
        return None
    numbers = [int(each) for each in found.groups()[:6] if each]
    try:
        if not found[4]:
            return date(*numbers)
        naive = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001 - the zone comes next
    except ValueError:
        return None
    return naive.replace(tzinfo=UTC) if found[7] else _in_zone(naive, event[name][0].parameters)


def _in_zone(naive: datetime, parameters: str) -> datetime:
    found = re.search(r'TZID="?([^";:]{1,80})', parameters)
    known = {name.upper(): name for name in _zones()} if found else {}
    return naive.replace(tzinfo=ZoneInfo(known[found[1]])) if found and found[1] in known else naive


def _zones() -> frozenset[str]:
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _has_begun(begin: date, answers: Answers) -> bool:
    if not isinstance(begin, datetime):
        return begin <= answers.today
    return (begin if begin.tzinfo else begin.replace(tzinfo=answers.zone)) <= answers.now


def _stamp(moment: date | None) -> str:
    """Return the original start of one of a series, as its key has it: in UTC, the day, or by the clock on the wall."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return f"{moment:%Y%m%d}"
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" if moment.tzinfo else f"{moment:%Y%m%dT%H%M%S}"


def _minutes(event: Event, begin: date) -> dict[str, int]:
    """Return how long it was to take, where that is said and less than a day."""
    end = _moment(event, "DTEND")
    length = timedelta(0)
    if isinstance(begin, datetime) and isinstance(end, datetime) and bool(begin.tzinfo) == bool(end.tzinfo):
        length = end - begin
    elif found := SPAN.fullmatch(_value(event, "DURATION")):
        weeks, days, hours, minutes = (int(each or 0) for each in found.groups())
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    return {"minutes": int(length.total_seconds() // 60)} if timedelta(0) < length < DAY else {}


def _others(event: Event, answers: Answers) -> tuple[Who, ...]:
    """Return who organises it and who is to come, ourselves left out."""
    said = [*event.get("ORGANIZER", []), *event.get("ATTENDEE", [])]
    found = (each.value[len("mailto:") :].strip().lower() for each in said if each.value.lower().startswith("mailto:"))
    people = (Who(address) for address in dict.fromkeys(found) if "@" in address)
    return tuple(who for who in people if not answers.is_me(who))
