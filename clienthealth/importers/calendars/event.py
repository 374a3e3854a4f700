"""One event of a calendar as it is written: when, who, how often, and what it says about itself."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from clienthealth.importers.calendars.lines import Part
from clienthealth.importers.calendars.rules import MOST
from clienthealth.importers.calendars.zones import UnknownZone, Zones
from clienthealth.importers.items import Who

Moment = date
"""A date, or a datetime with its zone, or one without (floating)."""
Extra = Moment | tuple[Moment, Moment | timedelta]
"""A further occurrence: its start, or its start and end."""

YEARS = range(1583, 3000)
"""Those of the calendar that is in use; computing with others may leave what a date can be."""

_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?", re.ASCII)
_QUOTED_HEAD = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=\s*((?:[^";]|"[^"]*")*)')
_CARET = {"^^": "^", "^'": '"', "^n": " "}
"""What a name in a parameter may hold only so (RFC 6868)."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_ADDRESS = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().]+")
_NO_PERSON = (
    "@group.calendar.google.com",
    "@resource.calendar.google.com",
    "@import.calendar.google.com",
    "unknownorganizer@calendar.google.com",
)
_MADE = "none:"
_LONGEST_TITLE = 500
_LONGEST_EVENT = timedelta(days=3660)


class Person(NamedTuple):
    """Somebody named in an event, what they answered, and whether they are one who takes part."""

    who: Who
    answer: str
    takes_part: bool


class Event(NamedTuple):
    """What one event says. `end` is None where neither an end nor a length is given.

    `original` is the start of the occurrence that it replaces, `onwards` whether of all later ones too.
    """

    line: int
    uid: str
    start: Moment
    end: Moment | None
    original: Moment | None
    onwards: bool
    rules: tuple[str, ...]
    extra: tuple[Extra, ...]
    without: tuple[Moment, ...]
    title: str
    people: tuple[Person, ...]
    status: str
    private: bool
    transparent: bool
    sequence: int
    changed: str
    stamped: str

    @property
    def spot(self) -> str:
        """Where it stands."""
        return f"line {self.line}"

    @property
    def version(self) -> tuple[int, str, str]:
        """Orders the versions of an event: by its number, then by when it was changed, then by when it was written."""
        return self.sequence, self.changed, self.stamped

    @property
    def recurs(self) -> bool:
        """Whether it stands for several occurrences."""
        return bool(self.rules or self.extra)


class _Line(NamedTuple):
    name: str
    parameters: Mapping[str, str]
    value: str


class Bad(Exception):
    """An event that cannot be taken, with the property that is to blame."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(what)
        self.field = field
        self.what = what


def event(part: Part, zones: Zones, encoding: str) -> Event:
    """Read an event; raises Bad, or UnknownZone where a time in it is of a zone that nobody knows."""
    if part.broken:
        raise Bad("VEVENT", part.broken)
    lines: dict[str, list[_Line]] = {}
    for raw in part.text.split(b"\n"):
        line = _cut(_text(raw, encoding))
        lines.setdefault(line.name, []).append(line)
    if "DTSTART" not in lines:
        raise Bad("DTSTART", "is missing: nothing says when it was")
    if "EXRULE" in lines:
        raise Bad("EXRULE", "a rule of exceptions is not read")
    one = {name: found[0] for name, found in lines.items()}
    start = _moment(one["DTSTART"], zones)
    original = _moment(one["RECURRENCE-ID"], zones) if "RECURRENCE-ID" in one else None
    title = _said(one.get("SUMMARY"))
    status = _word(one, "STATUS")
    return Event(
        line=part.line,
        uid=_said(one.get("UID")) or _made_uid(start, title),
        start=start,
        end=_end(one, start, zones),
        original=original,
        onwards=original is not None and one["RECURRENCE-ID"].parameters.get("RANGE", "").upper() == "THISANDFUTURE",
        rules=tuple(line.value.strip() for line in lines.get("RRULE", ()) if line.value.strip()),
        extra=_limited("RDATE", lines, zones),
        without=tuple(each for each in _limited("EXDATE", lines, zones) if not isinstance(each, tuple)),
        title=title,
        people=tuple(_people(lines)),
        status="CANCELLED" if part.method == "CANCEL" else status,
        private=_word(one, "CLASS") in {"PRIVATE", "CONFIDENTIAL"},
        transparent=_word(one, "TRANSP") == "TRANSPARENT",
        sequence=_sequence(one),
        changed=_when_written(one, "LAST-MODIFIED"),
        stamped=_when_written(one, "DTSTAMP"),
    )


def original_of(part: Part, zones: Zones, encoding: str) -> Moment | None:
    """Return which occurrence a change is of that cannot be read as a whole; None where that cannot be read either."""
    lines = (_cut(_text(raw, encoding)) for raw in part.text.split(b"\n"))
    line = next((each for each in lines if each.name == "RECURRENCE-ID"), None)
    try:
        return _moment(line, zones) if line else None
    except (Bad, UnknownZone):
        return None


def uid_of(part: Part) -> bytes:
    """Return what an event is grouped by with other versions and occurrences of it, without reading it as a whole."""
    found = re.search(rb"(?mi)^UID[ \t]*(?:;[^:\n]*)?:(.*)", part.text)
    if found and (uid := found[1].strip()):
        return uid
    lines = re.findall(rb"(?mi)^(?:DTSTART|SUMMARY)[ \t]*[;:].*", part.text)
    return hashlib.blake2b(b"\n".join(sorted(lines)), digest_size=16).digest()


def is_made(uid: str) -> bool:
    """Whether an event has no id of its own, and is known by its start and title."""
    return uid.startswith(_MADE)


def zones_of(part: Part, encoding: str) -> Iterator[str]:
    """Yield the zones that the times of an event are of."""
    for raw in part.text.split(b"\n"):
        if b"TZID" in raw.upper():
            line = _cut(_text(raw, encoding))
            if line.name in {"DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"} and "TZID" in line.parameters:
                yield line.parameters["TZID"]


def address_in(text: str) -> str:
    """Return the first mail address in a text, in lower case; nothing if there is none."""
    found = _ADDRESS.search(text[:_LONGEST_TITLE])
    return found[0].lower() if found else ""


def is_day(moment: Moment) -> bool:
    """Whether it is a date without a time of day."""
    return not isinstance(moment, datetime)


def is_floating(moment: Moment) -> bool:
    """Whether it is a time of day without a zone."""
    return isinstance(moment, datetime) and moment.tzinfo is None


def in_zone(event: Event, zone: tzinfo) -> Event:
    """Return an event whose times without a zone are in one."""

    def placed(moment: Moment) -> Moment:
        return moment.replace(tzinfo=zone) if isinstance(moment, datetime) and moment.tzinfo is None else moment

    def added(extra: Extra) -> Extra:
        if not isinstance(extra, tuple):
            return placed(extra)
        start, end = extra
        return placed(start), end if isinstance(end, timedelta) else placed(end)

    return event._replace(
        start=placed(event.start),
        end=None if event.end is None else placed(event.end),
        original=None if event.original is None else placed(event.original),
        extra=tuple(map(added, event.extra)),
        without=tuple(map(placed, event.without)),
    )


def instant(moment: Moment, zone: tzinfo) -> datetime:
    """Return the instant of a moment; dates begin, and floating times are, in the zone given."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def span(start: Moment, end: Moment) -> timedelta:
    """Return the time that passes between two moments of one kind; over a change of clocks, what a watch shows."""
    return instant(end, UTC).astimezone(UTC) - instant(start, UTC).astimezone(UTC)


def written(moment: Moment) -> str:
    """Return a moment as a key has it: in UTC, but a date as a date and a floating time as it is."""
    if not isinstance(moment, datetime):
        return f"{moment:%Y%m%d}"
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" if moment.tzinfo else f"{moment:%Y%m%dT%H%M%S}"


def _text(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(encoding, "replace")


def _cut(line: str) -> _Line:
    head, _, value = line.partition(":")
    if '"' in head and (quoted := _QUOTED_HEAD.fullmatch(line)):
        head, value = quoted[1], quoted[2]
    name, _, rest = head.partition(";")
    parameters = {key.upper(): text.strip().strip('"') for key, text in _PARAMETER.findall(";" + rest)} if rest else {}
    return _Line(name.strip().upper(), parameters, value)


def _said(line: _Line | None) -> str:
    if line is None:
        return ""
    plain = _ESCAPE.sub(lambda found: " " if found[1] in "nN" else found[1], line.value)
    return " ".join(_CONTROL.sub(" ", plain).split())[:_LONGEST_TITLE]


def _word(one: Mapping[str, _Line], name: str) -> str:
    return one[name].value.strip().upper() if name in one else ""


def _sequence(one: Mapping[str, _Line]) -> int:
    value = _word(one, "SEQUENCE")
    return min(int(value), 10**9) if re.fullmatch(r"\d{1,12}", value, re.ASCII) else 0


def _when_written(one: Mapping[str, _Line], name: str) -> str:
    """Return a stamp, which is in UTC, as it can be compared; nothing where it is none."""
    value = _word(one, name)
    return value if re.fullmatch(r"\d{8}T\d{6}Z?", value, re.ASCII) else ""


def _made_uid(start: Moment, title: str) -> str:
    return _MADE + hashlib.blake2b(f"{written(start)}|{title}".encode(), digest_size=16).hexdigest()


def _moment(line: _Line, zones: Zones) -> Moment:
    return _read(line.value, line, zones)


def _read(value: str, line: _Line, zones: Zones) -> Moment:
    found = _STAMP.fullmatch(value.strip().upper())
    if not found:
        raise Bad(line.name, f"{value.strip()[:40]!r} is no date or time")
    year, month, day, hour, minute, second, utc = found.groups()
    if int(year) not in YEARS:
        raise Bad(line.name, f"the year {year} cannot be meant")
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        # A leap second is the second before it.
        at = datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59))  # noqa: DTZ001
    except ValueError as error:
        raise Bad(line.name, f"{value.strip()[:40]!r} is no date or time") from error
    if utc:
        return at.replace(tzinfo=UTC)
    name = line.parameters.get("TZID", "")
    return at.replace(tzinfo=zones.named(name)) if name else at


def _end(one: Mapping[str, _Line], start: Moment, zones: Zones) -> Moment | None:
    if "DTEND" in one:
        end = _moment(one["DTEND"], zones)
    elif "DURATION" in one:
        length = _length(one["DURATION"].value)
        if abs(length) > _LONGEST_EVENT:
            raise Bad("DURATION", f"{one['DURATION'].value.strip()[:20]!r} is too long")
        end = start + length
    else:
        return None
    comparable = _of_a_kind(end, start)
    if comparable is not None and span(start, comparable) < timedelta(0):
        raise Bad("DTEND", "it ends before it begins")
    return comparable


def _of_a_kind(end: Moment, start: Moment) -> Moment | None:
    """Return an end as it compares with its start; None where only one has a zone or a time of day."""
    if isinstance(start, datetime):
        if isinstance(end, datetime) and end.tzinfo is None:
            return end.replace(tzinfo=start.tzinfo)
        return end if isinstance(end, datetime) and start.tzinfo else None
    return date(end.year, end.month, end.day)


def _length(text: str) -> timedelta:
    from icalendar import vDuration

    if len(text) > _LONGEST_TITLE:
        raise Bad("DURATION", "is too long")
    try:
        length: timedelta = vDuration.from_ical(text.strip().upper())  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, OverflowError) as error:
        raise Bad("DURATION", f"{text.strip()[:20]!r} is no length of time") from error
    return length


def _limited(name: str, lines: Mapping[str, list[_Line]], zones: Zones) -> tuple[Extra, ...]:
    found: list[Extra] = []
    for line in lines.get(name, ()):
        values = [value for value in line.value.split(",") if value.strip()]
        if len(found) + len(values) > MOST:
            raise Bad(name, f"it names more than {MOST:,} days")
        found.extend(_extra(value, line, zones) for value in values)
    return tuple(found)


def _extra(value: str, line: _Line, zones: Zones) -> Extra:
    begin, slash, end = value.partition("/")
    start = _read(begin, line, zones)
    if not slash:
        return start
    if end.strip().upper().startswith(("P", "+P")):
        return start, _length(end)
    return start, _read(end, line, zones)


def _people(lines: Mapping[str, list[_Line]]) -> Iterator[Person]:
    for line in (*lines.get("ORGANIZER", ()), *lines.get("ATTENDEE", ())):
        who = _who(line)
        if not who.address and not who.name:
            continue
        parameters = {name: value.upper() for name, value in line.parameters.items()}
        answer = parameters.get("PARTSTAT", "")
        takes_part = (
            parameters.get("CUTYPE", "") not in {"ROOM", "RESOURCE"}
            and parameters.get("ROLE", "") != "NON-PARTICIPANT"
            and answer not in {"DECLINED", "DELEGATED"}
            and not who.address.endswith(_NO_PERSON)
        )
        yield Person(who, answer, takes_part)


def _who(line: _Line) -> Who:
    """Return who is meant by a line: the address it has, or is given beside what is none, and the name if it is one."""
    from urllib.parse import unquote

    value = line.value.strip()
    scheme, colon, rest = value.partition(":")
    # A fold with a space too many is common, and no address has one.
    bare = "".join(unquote(rest[:_LONGEST_TITLE]).split()) if colon and scheme.lower() == "mailto" else value
    address = address_in(bare.partition("?")[0]) or address_in(line.parameters.get("EMAIL", ""))
    called = re.sub(r"\^[\^'n]", lambda found: _CARET[found[0]], line.parameters.get("CN", ""))
    name = " ".join(_CONTROL.sub(" ", called).split())[:_LONGEST_TITLE]
    return Who(address, "" if name.lower() == address else name)
