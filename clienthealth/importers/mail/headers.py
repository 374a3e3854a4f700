"""The headers of a mail as they are found: folded, repeated, cut off, in 8 bits, or not there."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.parser import HeaderParser
from typing import NamedTuple

from clienthealth.importers.mail.text import header_text, visible

HEAD = 1 << 20
"""Bytes of headers that are looked at; what is longer was not written by a mail program."""

LONG = 1 << 16
"""Characters of one header that are looked at."""

LONGEST_SUBJECT = 1000

MOST_IDS = 50
"""The nearest of the mails that one refers to; a discussion of years names hundreds."""

MOST_STAMPS = 100

BLANK = re.compile(rb"\n\r?\n")
FIRST = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n|>?From [^\n]*\n)*")
"""What may stand before the headers without being one."""

ID = re.compile(r"<([^<>]+)>")
CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?(?:\.\d{1,9})?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\b\.?)?"
)
ZONE = r"(?:(?:GMT|UTC?)?\s?(?P<offset>[+-]\s?\d{1,2}:?\d\d)(?!\d)|(?P<zone>[A-Za-z]{1,5}))"
MONTH_DAY = r"(?:[A-Za-z]{3,9},?\s+)?(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})"
DATES = (
    re.compile(
        r"(?:[^\W\d]{2,10}[.,\s]{1,3})?(?P<day>\d{1,2})[\s-]+(?P<month>[A-Za-z]{3})[a-z]*\.?[\s-]+"
        rf"(?P<year>\d{{2,4}}),?\s+{CLOCK}\s*{ZONE}?"
    ),
    re.compile(rf"{MONTH_DAY}\s+{CLOCK}\s+{ZONE}\s+(?P<year>\d{{4}})"),
    re.compile(rf"{MONTH_DAY}\s+{CLOCK}\s+(?P<year>\d{{4}})(?:\s+{ZONE})?"),
    re.compile(rf"{MONTH_DAY},?\s+(?P<year>\d{{4}}),?\s+{CLOCK}\s*{ZONE}?"),
)
"""As RFC 5322 has it; as `ctime` writes it, the zone before or after the year; as scripts and Exchange do."""

MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ZONES = {
    **dict.fromkeys(("ut", "utc", "gmt", "z", "wet"), 0),
    **dict.fromkeys(("cet", "met", "mez", "west", "bst"), 60),
    **dict.fromkeys(("cest", "mest", "mesz", "eet", "oez"), 120),
    **dict.fromkeys(("eest", "msk"), 180),
    "edt": -240,
    **dict.fromkeys(("est", "cdt"), -300),
    **dict.fromkeys(("cst", "mdt"), -360),
    **dict.fromkeys(("mst", "pdt"), -420),
    "pst": -480,
    "jst": 540,
}
"""Names of zones with their minutes from UTC; one that means several zones is not among them."""

FURTHEST = 14 * 60
NOON = 12
TWO_DIGITS = 100
TURN = 69
"""Years of two digits below it are of this century (RFC 5322 has none; older programs wrote them)."""

THREE_DIGITS = 1000

MARKS = (
    *("re", "aw", "sv", "vs", "antw", "απ", "σχετ", "fwd", "fw", "wg", "vl", "vb", "tr", "πρθ", "rif", "i"),
    *("odp", "res"),
)
MARK = re.compile(rf"(\[[^\]]{{1,60}}\] ?)?(?:{'|'.join(MARKS)}) ?(?:\[\d{{1,4}}\]|\(\d{{1,4}}\))? ?:\s*")


class Mail(NamedTuple):
    """One mail: its headers by their names in small letters, as they stand, and the bytes of its body."""

    headers: dict[str, list[str]]
    body: bytes

    def first(self, name: str) -> str:
        """Return the first header of a name as it stands; nothing where there is none."""
        return self.headers.get(name, [""])[0][:LONG]

    def word(self, name: str) -> str:
        """Return the first word of a header in small letters, without what follows a semicolon or a comment."""
        return re.split(r"[;(\s]", self.first(name).strip(), maxsplit=1)[0].casefold()


def mail_of(raw: bytes) -> Mail:
    """Read the bytes of a mail; a line that is no header ends them, and belongs to the body."""
    begin = len(raw) - len(after_first(raw))
    blank = BLANK.search(raw, max(0, begin - 1))
    end = blank.end() if blank else len(raw)
    # Latin-1 has a letter for every byte; what the library makes of escaped ones cannot be turned back.
    head = raw[begin : min(end, begin + HEAD)].decode("latin-1")
    parsed = HeaderParser().parsestr(head, headersonly=True)
    headers: dict[str, list[str]] = {}
    for name, value in parsed.raw_items():
        headers.setdefault(name.casefold(), []).append(_escaped(str(value)))
    del parsed["Content-Type"]  # its charset is that of the body, not of the headers that a broken line cut off
    rest = str(parsed.get_payload() or "").encode("latin-1", "replace")
    return Mail(headers, rest + raw[end:] if rest else raw[end:])


def after_first(raw: bytes) -> bytes:
    """Return a mail without what may stand before its headers: empty lines, the line that begins it in a mailbox."""
    found = FIRST.match(raw)
    return raw[found.end() :] if found and found.end() else raw


def subject(mail: Mail) -> str:
    """Return the subject as a person reads it."""
    return header_text(mail.first("subject"))[:LONGEST_SUBJECT]


def topic_line(subject: str) -> str:
    """Return what is left of a subject without `Re:` and its like in many languages, in small letters."""
    line = subject.casefold()
    while found := MARK.match(line):
        line = (found.group(1) or "") + line[found.end() :]
    return line.strip()


def own_id(mail: Mail) -> str:
    """Return the Message-ID without brackets, or nothing."""
    return next(_ids(mail.first("message-id")), "")


def parents(mail: Mail) -> tuple[str, ...]:
    """Return the ids of what is answered, the nearest first: In-Reply-To, then References from their end."""
    answered = _ids(" ".join(mail.headers.get("in-reply-to", []))[:LONG])
    # The nearest stand last, and a list of years may be longer than what is looked at.
    before = _ids(" ".join(mail.headers.get("references", []))[-LONG:])
    near = dict.fromkeys([*answered, *reversed([*before])])
    near.pop(own_id(mail), None)
    return tuple(near)[:MOST_IDS]


def moment(mail: Mail) -> datetime | None:
    """Return when it was written: by `Date`, else by the topmost `Received` that can be read.

    Without a time zone where the mail names none; `-0000` is UTC.
    """
    written = date_of(mail.first("date"))
    if written is not None:
        return written
    stamps = (each[-LONG:].rpartition(";")[2] for each in mail.headers.get("received", [])[:MOST_STAMPS])
    return next((each for each in map(date_of, stamps) if each is not None), None)


def date_of(raw: str) -> datetime | None:
    """Read the date of a mail, in the forms programs have written in thirty years; nothing where it is none."""
    text = " ".join(raw[:500].split())[:200]  # it may be folded anywhere
    found = next((each for each in (form.match(text) for form in DATES) if each), None)
    if not found:
        return None
    said = found.groupdict()
    month, second = _month(said["month"]), min(59, int(said["second"] or 0))  # a leap second
    try:
        clock = _hour(int(said["hour"]), said["half"]), int(said["minute"]), second
        naive = datetime(_year(int(said["year"])), month, int(said["day"]), *clock)  # noqa: DTZ001 - its zone is next
        return _in_zone(naive, said["offset"], said["zone"])
    except ValueError:
        return None


def _hour(hour: int, half: str | None) -> int:
    """Return an hour of the day, of a clock of twelve hours as well; ValueError where that has no such hour."""
    if half is None:
        return hour
    if not 1 <= hour <= NOON:
        raise ValueError(hour)
    return hour % NOON + (NOON if half in "Pp" else 0)


def _month(name: str) -> int:
    """Return the number of a month, 0 of what is none."""
    return MONTHS.index(name.casefold()) if name.casefold() in MONTHS else 0


def _year(year: int) -> int:
    """Return the year that is meant by two digits, or by the three of programs that counted from 1900."""
    if year < TWO_DIGITS:
        return year + (2000 if year < TURN else 1900)
    return year + 1900 if year < THREE_DIGITS else year


def _in_zone(naive: datetime, offset: str | None, zone: str | None) -> datetime:
    """Return a time in its zone, without one where that is a name nobody can be sure of; ValueError beyond 14 hours."""
    if offset:
        digits = offset[1:].strip().replace(":", "")
        minutes = int(digits[:-2]) * 60 + int(digits[-2:])
        if minutes > FURTHEST or int(digits[-2:]) >= 60:  # noqa: PLR2004 - minutes of an hour
            raise ValueError(offset)
        minutes *= -1 if offset[0] == "-" else 1
    elif zone and zone.casefold() in ZONES:
        minutes = ZONES[zone.casefold()]
    else:
        return naive
    return naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))


def _ids(raw: str) -> Iterator[str]:
    """Yield ids without brackets, also those that were folded in the middle or never had brackets."""
    if "<" in raw:
        found = ("".join(each.split()) for each in ID.findall(raw))
    else:
        found = (each.strip(",;") for each in raw.split() if "@" in each)
    return (visible(each) for each in found if each)


def _escaped(value: str) -> str:
    """Return a header with its 8-bit bytes escaped, lest one of them pass for white space."""
    return value if value.isascii() else value.encode("latin-1").decode("ascii", "surrogateescape")
