"""What is due as an iCalendar object (RFC 5545): tasks and appointments, private, without alarms.

Everything people wrote passes through `_escaped` in one line each, so no text can begin a property of its own.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from clienthealth.core.saying import Value, say
from clienthealth.core.weekly.agenda import Entry
from clienthealth.render.phrases import said
from clienthealth.render.words import clipped, visible

SUBJECT = "calendar"
TEXT = 120
"""Columns of what somebody wrote."""

OCTETS = 75
"""Bytes of a line without its end, by section 3.1."""

APPOINTMENT = "PT15M"
"""What a call-back takes up in a calendar; without a length, clients draw it as nothing or as an hour."""

SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(entries: Iterable[Entry], now: datetime, language: str) -> str:
    """Return the calendar, its lines folded and ended as the standard wants them; `now` is the stamp of each entry."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//clienthealth//clienthealth//{language.upper()}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_escaped(_word('name', language))}",
        f"X-WR-CALNAME:{_escaped(_word('name', language))}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        *(line for each in entries for line in _component(each, now, language)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _component(entry: Entry, now: datetime, language: str) -> Iterator[str]:
    kind = "VEVENT" if entry.appointment else "VTODO"
    yield f"BEGIN:{kind}"
    yield f"UID:{_escaped(visible(entry.uid))}@clienthealth"
    yield f"DTSTAMP:{_utc(now)}"
    yield from _event(entry) if entry.appointment else _task(entry)
    yield f"SUMMARY:{_escaped(_summary(entry, language))}"
    yield f"DESCRIPTION:{_escaped(visible(entry.command))}"
    yield "CLASS:PRIVATE"
    yield f"END:{kind}"


def _event(entry: Entry) -> Iterator[str]:
    """Yield an hour that is taken, or a day that is marked and takes none."""
    if entry.moment is None:
        yield f"DTSTART;VALUE=DATE:{_day(entry.day)}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART:{_utc(entry.moment)}"
        yield f"DURATION:{APPOINTMENT}"


def _task(entry: Entry) -> Iterator[str]:
    """Yield by when; of the priorities 1 is what the client is waiting for, 5 what is ours, 9 the rest."""
    yield f"DUE:{_utc(entry.moment)}" if entry.moment else f"DUE;VALUE=DATE:{_day(entry.day)}"
    yield f"PRIORITY:{1 if entry.urgent else 5 if entry.ours else 9}"
    yield "STATUS:NEEDS-ACTION"


def _summary(entry: Entry, language: str) -> str:
    name, text = clipped(entry.name, TEXT), clipped(entry.text, TEXT)
    return _word(f"summary.{entry.what}", language, name=name, text=text, n=entry.many)


def _word(key: str, language: str, **values: Value) -> str:
    return said(say(key, **values), SUBJECT, language)


def _escaped(text: str) -> str:
    """Return text as the standard writes it (section 3.3.11)."""
    return text.translate(SPECIAL)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 bytes, never within a character; the next ones begin with a blank."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += width
    return "\r\n".join([*pieces, piece])
