"""What a mail holds: the words somebody wrote in it, how many files came with it, and invitations."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from clienthealth.importers.mail.headers import Mail
from clienthealth.importers.mail.markup import text_of_html
from clienthealth.importers.mail.quotes import own_part
from clienthealth.importers.mail.text import header_text, text_of, transferred

DEEPEST = 16
"""Parts within parts that are looked into; mail programs make four or five."""

MOST_PARTS = 400
"""Parts of one mail that are looked at."""

MOST_TEXT = 1 << 20
"""Bytes of one part that are read as text, before its transfer encoding is undone."""

MOST_HEADERS = 1 << 14
"""Bytes of the headers of a part."""

BLANK = re.compile(rb"\r?\n\r?\n")
CONTENT = re.compile(
    rb"^content-(type|disposition|transfer-encoding|id):([^\n]*(?:\n[ \t][^\n]*)*)", re.IGNORECASE | re.MULTILINE
)
PARAMETER = re.compile(r';\s*([\w*%-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]*)')

SIGNATURES = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-keys",
    }
)
CALENDARS = frozenset({"text/calendar", "application/ics"})
SEALED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
"""Mail that only its reader can open: how long it is, is not known."""


class Part(NamedTuple):
    """One part of a mail: what it says it is, and where its bytes stand in the body."""

    kind: str
    values: Mapping[str, str]
    transfer: str
    disposition: str
    within: bool
    """Whether it is shown within the text, as pictures of a signature are."""

    start: int
    end: int

    @property
    def is_file(self) -> bool:
        """Whether it came as a file beside the text."""
        if self.kind in SIGNATURES or self.kind in CALENDARS:
            return False
        if self.disposition == "attachment" or self.kind == "message/rfc822":
            return True
        if self.within and not self.kind.startswith("text/"):  # Alpine gives an id to every file
            return False
        return "name" in self.values or not self.kind.startswith(("text/", "multipart/"))


class Content(NamedTuple):
    """What somebody wrote, without what is quoted, as far as that can be told; how many files; calendars."""

    own: str | None
    files: int
    calendars: tuple[str, ...]

    @property
    def words(self) -> int | None:
        """About how many words are somebody's own; unknown of a mail that is sealed."""
        return None if self.own is None else len(self.own.split())


def content_of(mail: Mail) -> Content:
    """Return what a mail holds; parts nested or numbered beyond all reason are left alone."""
    found = [*parts(mail)]
    calendars = tuple(_text(mail, each) for each in found if each.kind in CALENDARS)
    files = sum(each.is_file for each in found)
    if any(each.kind in SEALED for each in found):
        return Content(None, 0, calendars)
    return Content(own_part(_written(mail, found)), files, calendars)


def parts(mail: Mail) -> Iterator[Part]:
    """Yield the parts of a mail that have no parts, in their order, and sealed ones as a whole."""
    waiting = [(_part(_top(mail), 0, len(mail.body)), 0)]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part, depth = waiting.pop()
        seen += 1
        if part.kind.startswith("multipart/") and part.kind not in SEALED and depth < DEEPEST:
            usual = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
            inner = [(_inner(mail.body, *span, usual), depth + 1) for span in _spans(mail.body, part)]
            waiting += reversed(inner)
            if inner:
                continue
        yield part


def _written(mail: Mail, found: list[Part]) -> str:
    """Return the text of a mail: what it has as plain text, else as HTML."""
    shown = [each for each in found if not each.is_file]
    plain = "\n".join(_text(mail, each) for each in shown if each.kind == "text/plain")
    if plain.strip():
        return plain
    return "\n".join(text_of_html(_text(mail, each)) for each in shown if each.kind == "text/html")


def _text(mail: Mail, part: Part) -> str:
    raw = mail.body[part.start : min(part.end, part.start + MOST_TEXT)]
    return text_of(transferred(raw, part.transfer), part.values.get("charset", ""))


def _top(mail: Mail) -> dict[str, str]:
    names = ("type", "disposition", "transfer-encoding", "id")
    return {name: mail.first(f"content-{name}") for name in names if f"content-{name}" in mail.headers}


def _inner(body: bytes, start: int, end: int, usual: str) -> Part:
    """Return a part of a part, whose headers stand before an empty line; `usual` is what it is if it does not say."""
    if body[start : start + 1] in {b"\n", b"\r"}:  # no headers at all
        return _part({}, start, end, usual)
    blank = BLANK.search(body, start, min(end, start + MOST_HEADERS))
    found: dict[str, str] = {}
    for name, value in CONTENT.findall(body[start : blank.start() if blank else min(end, start + MOST_HEADERS)]):
        found.setdefault(name.decode().casefold(), value.decode("ascii", "surrogateescape"))
    return _part(found, blank.end() if blank else end, end, usual)


def _part(said: Mapping[str, str], start: int, end: int, usual: str = "text/plain") -> Part:
    kind, values = _valued(said.get("type", ""))
    disposition, more = _valued(said.get("disposition", ""))
    name = more.get("filename") or more.get("filename*") or values.get("name") or values.get("name*")
    return Part(
        kind if "/" in kind else usual,
        {**values, "name": name} if name else values,
        _valued(said.get("transfer-encoding", ""))[0],
        disposition,
        "id" in said and disposition != "attachment",
        start,
        end,
    )


def _valued(raw: str) -> tuple[str, dict[str, str]]:
    """Return the word of a structured header in small letters, and its parameters; the first of each name counts."""
    if not raw:
        return "", {}
    line = raw[:4096].replace("\r", "").replace("\n", "")
    values: dict[str, str] = {}
    for name, value in PARAMETER.findall(line):
        values.setdefault(name.casefold(), value[1:-1].replace("\\", "") if value[:1] == '"' else value)
    if "=?" in values.get("name", ""):
        values["name"] = header_text(values["name"])
    return line.partition(";")[0].partition("(")[0].strip().casefold(), values


def _spans(body: bytes, part: Part) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a part begin and end; the last one may have no end."""
    mark = b"--" + part.values.get("boundary", "").encode("ascii", "surrogateescape")
    begin, count = -1, 0
    place = body.find(mark, part.start, part.end) if len(mark) > len(b"--") else -1
    while place >= 0 and count <= MOST_PARTS:
        after = place + len(mark)
        line_end = body.find(b"\n", after, part.end)
        tail = body[after : line_end if 0 <= line_end < after + 100 else after + 100]
        at_line = place == part.start or body[place - 1 : place] == b"\n"
        closing = tail.startswith(b"--")
        if at_line and (closing or not tail.strip()):
            count += 1
            if begin >= 0:
                yield begin, max(begin, place - 1)
            begin = -1 if closing or line_end < 0 else line_end + 1
            if closing:
                return
        place = body.find(mark, after, part.end)
    if begin >= 0 and count <= MOST_PARTS:
        yield begin, part.end
