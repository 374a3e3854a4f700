"""A calendar file cut into its components, a line at a time, with no more of each than an import looks at.

Memory grows with the number of events (about half a kilobyte each), not with what is written or attached to them.
"""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.source import Source

LONGEST = 1 << 16
"""Bytes of one unfolded line that are kept: 4,000 dates, or a title nobody writes."""

BIGGEST_ZONE = 1 << 16
"""Bytes of one time zone's rules that are kept."""

KEPT = frozenset(
    {
        b"UID", b"DTSTART", b"DTEND", b"DURATION", b"RRULE", b"RDATE", b"EXDATE", b"EXRULE", b"RECURRENCE-ID",
        b"SEQUENCE", b"LAST-MODIFIED", b"DTSTAMP", b"STATUS", b"SUMMARY", b"ORGANIZER", b"ATTENDEE", b"CLASS",
        b"TRANSP",
    }
)  # fmt: skip
"""The properties of an event that an import looks at."""

_NAME = re.compile(rb"([A-Za-z0-9_.-]+)[ \t]*[;:]")
_FIRST = re.compile(r"\s*BEGIN\s*:\s*(VCALENDAR|VEVENT|VTODO|VJOURNAL|VFREEBUSY|VTIMEZONE)\b", re.IGNORECASE)
_KINDS = {"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"}
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NUL_SHARE = 0.4


class Part(NamedTuple):
    """One component of a calendar: what it is, the line it begins on, the lines of it that matter.

    `method` is that of its calendar (CANCEL, REPLY ...), `zone` the one that its calendar says it is in; `broken` says
    what is wrong with it as a whole.
    """

    kind: str
    line: int
    text: bytes = b""
    method: str = ""
    broken: str = ""
    zone: str = ""


def encoding_of(head: bytes) -> str:
    """Return the encoding of a file whose beginning this is: UTF-16 by its mark or its zero bytes, else UTF-8."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    start = head[:200]
    if len(start) > 1 and start[1::2].count(0) > len(start) * _NUL_SHARE:
        return "utf-16-le"
    if len(start) > 1 and start[::2].count(0) > len(start) * _NUL_SHARE:
        return "utf-16-be"
    return "utf-8"


def begins_as_calendar(head: bytes) -> bool:
    """Whether a file that begins so is a calendar or a component of one."""
    text = head[:1000].decode(encoding_of(head), "replace").lstrip("\ufeff")
    return _FIRST.match(text) is not None


def parts(source: Source) -> Iterator[Part]:
    """Yield the components of a file in its order; raises BadData where a line outside of them is no calendar's."""
    cutter = _Cutter(source.name)
    with source.open() as file:
        for number, line, whole in _unfolded(_physical(file, encoding_of(source.head))):
            yield from cutter.take(number, line, whole)
    yield from cutter.finish()


def _physical(file: BinaryIO, encoding: str) -> Iterator[bytes]:
    """Yield the lines of a file, long ones in pieces; only a line's last piece ends with a line feed."""
    if encoding != "utf-8":
        with io.TextIOWrapper(file, encoding, "replace", newline="\n") as text:
            while line := text.readline(LONGEST):
                yield line.encode()
        return
    first = file.readline(LONGEST).removeprefix(_BOMS[0][0])
    if first:
        yield first
    while piece := file.readline(LONGEST):
        yield piece


def _unfolded(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Yield each line with its number, folds undone, and whether all of it was kept; empty lines end nothing."""
    held: list[bytes] = []
    began = size = number = 0
    inside = False
    for piece in pieces:
        number += not inside
        fold = not inside and piece[:1] in {b" ", b"\t"}
        body = piece[1:] if fold else piece
        if not inside and not fold and body.strip(b"\r\n"):
            if held:
                yield began, b"".join(held), size <= LONGEST
            held, began, size = [], number, 0
        inside = not piece.endswith(b"\n")
        body = body if inside else body.rstrip(b"\r\n")
        size += len(body)
        if size <= LONGEST or not held:
            held.append(body)
    if held:
        yield began, b"".join(held), size <= LONGEST


class _Cutter:
    """Follows BEGIN and END, and keeps what is between them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._kind = ""
        self._line = 0
        self._inner = 0
        self._kept: list[bytes] = []
        self._size = 0
        self._broken = ""
        self._method = ""
        self._zone = ""
        self._seen = False

    def take(self, number: int, line: bytes, whole: bool) -> Iterator[Part]:
        """Take a line; yield the component that it ends."""
        found = _NAME.match(line)
        name = found[1].upper() if found else b""
        if name in {b"BEGIN", b"END"}:
            yield from self._turn(number, name, line.partition(b":")[2].strip().upper().decode("ascii", "replace"))
        elif self._kind:
            self._keep(name, line, whole)
        elif not found or not self._seen:
            self._refuse(number, line)
        else:
            self._of_all(number, name, line.partition(b":")[2].strip().decode("ascii", "replace"))

    def _of_all(self, number: int, name: bytes, value: str) -> None:
        """Take what a calendar says of all that is in it."""
        if name == b"CALSCALE" and value.upper() not in {"", "GREGORIAN"}:
            what = f"{self._name}, line {number}: its dates are of another calendar ({value[:20]})"
            raise BadData(what, "export it again")
        if name == b"METHOD":
            self._method = value.upper()
        if name == b"X-WR-TIMEZONE":
            self._zone = value

    def finish(self) -> Iterator[Part]:
        """Yield what the end of the file cut off; raises BadData where there was no calendar at all."""
        yield from self._cut_off()
        if not self._seen:
            raise BadData(
                f"{self._name} holds no calendar", "a calendar begins with BEGIN:VCALENDAR; --from names another format"
            )

    def _turn(self, number: int, name: bytes, kind: str) -> Iterator[Part]:
        begins = name == b"BEGIN"
        self._seen = self._seen or (begins and kind in _KINDS)
        if kind == "VCALENDAR":
            yield from self._cut_off()
            self._method = self._zone = ""
        elif self._kind and (kind == self._kind or (begins and kind == "VEVENT")):
            yield from self._cut_off() if begins else self._done()
            if begins:
                self._open(kind, number)
        elif self._kind:
            self._keep(b"", name + b":" + kind.encode(), whole=True)
        elif begins:
            self._open(kind, number)

    def _open(self, kind: str, number: int) -> None:
        self._kind, self._line, self._kept, self._size, self._broken, self._inner = kind, number, [], 0, "", 0

    def _keep(self, name: bytes, line: bytes, whole: bool) -> None:
        if self._kind == "VEVENT":
            self._inner += (not name) and (1 if line.startswith(b"BEGIN:") else -1 if line.startswith(b"END:") else 0)
            if name in KEPT and self._inner <= 0:
                self._kept.append(line)
                self._broken = self._broken or ("" if whole else f"{name.decode()} is longer than {LONGEST:,} bytes")
        elif self._kind == "VTIMEZONE" and self._size < BIGGEST_ZONE:
            self._size += len(line)
            self._kept.append(line)

    def _done(self, broken: str = "") -> Iterator[Part]:
        yield Part(self._kind, self._line, b"\n".join(self._kept), self._method, broken or self._broken, self._zone)
        self._kind = ""

    def _cut_off(self) -> Iterator[Part]:
        if self._kind:
            yield from self._done("it has no end, the file is cut off or damaged here")

    def _refuse(self, number: int, line: bytes) -> None:
        shown = line[:40].decode("utf-8", "replace")
        if shown.strip("\x00\x1a \t"):
            raise BadData(
                f"{self._name}, line {number}, is no line of a calendar: {shown!r}",
                "the file is damaged or of another kind; export it again",
            )
