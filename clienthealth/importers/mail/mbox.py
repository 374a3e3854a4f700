"""Mailboxes in one file: mbox as mail programs, Google's Takeout and the archives of mailing lists write it."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item
from clienthealth.importers.mail.headers import mail_of
from clienthealth.importers.mail.message import BIGGEST, items_of, refuse_other_kinds, wishes
from clienthealth.importers.mail.people import Ourselves, knows_me, who_are_you
from clienthealth.importers.mail.skipping import filed_under
from clienthealth.importers.source import Source

BLOCK = 1 << 20
MOST_AT_ONCE = 1 << 23
"""Bytes that are read in one go, at first and at most."""

LINE = 1 << 12
"""Bytes in which the line before a mail, the empty one before that and two headers after it have room."""

SEPARATOR = re.compile(
    rb"From [^\n]{0,1000}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    rb"[ \d]?\d (?:\d\d:\d\d(?::\d\d)?(?: [A-Z]{1,6}| [+-]\d{4}){0,2} \d{4}(?: [+-]\d{4}| [A-Z]{1,6})?"
    rb"|\d{4} \d\d:\d\d:\d\d)"
    rb"[ \t]*\r?\n"
)
"""A line that begins a mail. Google writes the zone before the year, some versions of Thunderbird the time after it."""

OTHERWISE = re.compile(rb"From (?:-?[ \t]*|[^\s@]{1,320}@[^\n]{1,1000}|[^\n]{1,900}\d:\d\d[^\n]{0,100})\r?\n")
"""A line that begins a mail if headers follow it: Thunderbird writes no more by now, some servers date it otherwise."""

HEADERS = re.compile(
    rb"(?:>From [^\n]{0,1000}\n)?"
    rb"(?:received|return-path|from|to|cc|date|subject|message-id|mime-version|content-[a-z-]+|reply-to|sender|delivered-to"
    rb"|delivery-date|envelope-to|status|in-reply-to|references|errors-to|organization|user-agent|newsgroups|path|precedence"
    rb"|(?:x|list|resent|dkim|arc|authentication|received)-[\w-]+)[ \t]*:[^\n]{0,1000}\n(?:[ \t]|[!-9;-~]+[ \t]*:)",
    re.IGNORECASE,
)
"""What a mail begins with, and a text hardly ever: a header that programs write, and another one."""

FIRST = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)*(?=From [^\n]*\n(?:>From [^\n]*\n)?[!-9;-~]+[ \t]*:)")
"""What a mailbox begins with: its first line need not have the shape of the others, but headers follow it."""

QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def recognises(source: Source) -> bool:
    """Whether a file begins as a mailbox, or a folder is one as Apple Mail exports it, with the file `mbox` in it."""
    return FIRST.match(_file(source).head) is not None


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield what each mail of a mailbox becomes; memory holds one mail at a time."""
    refuse_other_kinds(source.head, source.name)
    if not recognises(source):
        raise BadData(f"{source.name} is no mailbox", "an mbox begins with a line `From `, and headers follow it")
    if not knows_me(answers):
        yield who_are_you(mail_of(raw) for raw in _mails(source))
        return
    wish = wishes(answers)
    filed, ourselves = [source.title, *filed_under(source)], Ourselves(answers)
    for number, raw in enumerate(_mails(source), start=1):
        yield from items_of(ourselves.look(raw), f"message {number}", wish, filed)
    yield from ourselves.question(mail_of(raw) for raw in _mails(source))


def messages(file: BinaryIO) -> Iterator[bytes]:
    """Yield the mails of a mailbox, each with the line before it; of a larger one the first `BIGGEST` bytes.

    Lines of a text begin with "From " as well; `_begins` tells them apart.
    """
    held, begin, search, large = file.read(BLOCK), 0, 1, b""
    while True:
        cut = _next(held, search)
        if cut:
            if not held[begin:cut].isspace():  # before the first mail
                yield large or held[begin:cut]
            begin, search, large = cut, cut + 1, b""
            continue
        if len(held) - begin > BIGGEST:
            large = large or held[begin : begin + BIGGEST]
            begin = max(begin, len(held) - LINE)
        # Ever larger pieces, lest a large mail be copied over and over.
        block = file.read(min(MOST_AT_ONCE, max(BLOCK, len(held) - begin)))
        if not block:
            yield large or held[begin:]
            return
        search = max(1, len(held) - begin - LINE)
        held, begin = held[begin:] + block, 0


def _mails(source: Source) -> Iterator[bytes]:
    """Yield the mails without the lines before them, the quoting undone that mailboxes need."""
    with _file(source).open() as file:
        for raw in messages(file):
            start = raw.find(b"\n") + 1
            yield QUOTED.sub(rb"\1", raw[start:]) if b"\n>" in raw and b">From " in raw else raw[start:]


def _file(source: Source) -> Source:
    """Return the file of a mailbox that is a folder, unless it is a link to elsewhere."""
    inner = source.path / "mbox"
    return Source(inner, source.name) if inner.is_file() and not inner.is_symlink() else source


def _next(held: bytes, search: int) -> int:
    """Return where the next mail begins; 0 if nowhere in what is held."""
    place = held.find(b"\nFrom ", search - 1)
    while place >= 0:
        if _begins(held, place + 1):
            return place + 1
        place = held.find(b"\nFrom ", place + 1)
    return 0


def _begins(held: bytes, place: int) -> bool:
    """Whether a line that begins with "From " begins a mail: by its shape after an empty line, or by headers after it.

    Not every program leaves an empty line before it, or writes a date in it.
    """
    dated = SEPARATOR.match(held, place)
    if dated and (held[place - 2 : place] == b"\n\n" or held[place - 3 : place] == b"\n\r\n"):
        return True
    line = dated or OTHERWISE.match(held, place)
    return line is not None and HEADERS.match(held, line.end()) is not None
