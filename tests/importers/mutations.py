"""How a file is made worse: pieces out, in, doubled, moved, numbers beyond all bounds, other encodings, other files."""

import random
import re
from collections.abc import Callable

Change = Callable[[bytes, random.Random, bytes], bytes]

TOKENS = [
    *[bytes([byte]) for byte in b"\x00\x1a\x1b\t\r\n \",;:=|\\/'[]{}<>+-%@#0"],
    *[b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff", b"\x80", b"\xc3", "\u202e\u200f\u2028\x85".encode()],
    *["ß".encode(), "Ω".encode(), "٣".encode(), "½".encode(), "\U0001f600".encode(), "é".encode("cp1252")],
    *[
        b"9" * 30,
        b"1e999",
        b"NaN",
        b"-Infinity",
        b"-1",
        b"0",
        b"1.234,56",
        b"1,234.56",
        b"(5)",
        b"0x10",
        b"\xe2\x88\x925",
    ],
    *[
        b"2026-02-30",
        b"0000-00-00",
        b"9999-12-31",
        b"31/12/2026",
        b"12/31/2026",
        b"24:00",
        b"25:61:61",
        b"+99:00",
        b"2569",
    ],
    *[b"null", b"true", b"[]", b"{}", b'""', b"''", b"../../x", b"C:\\x", b"=cmd()", b"&#0;", b"<script>"],
    *[
        b"\n\n",
        b"\r\n\r\n",
        b"\n \n",
        b"\nFrom x@y Thu Jan  1 00:00:00 1970\n",
        b"=?utf-8?b?/w==?=",
        b"=?x?q?=FF?=",
        b"=\n",
    ],
    *[
        b"\nBEGIN:VEVENT\n",
        b"\nEND:VEVENT\n",
        b"\nBEGIN:VCARD\n",
        b"\nEND:VCARD\n",
        b"\nRRULE:FREQ=SECONDLY\n",
        b"T000000Z",
    ],
    *[
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Type: multipart/mixed; boundary=\n",
        b"Message-ID: <>\n",
        b"Date: x\n",
    ],
]
LONG = 200_000
DEEP = 3_000
MANY = 2_000


def changed(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """Return a file after one to five changes."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
        change = chance.choices(list(CHANGES), list(CHANGES.values()))[0]
        content = change(content, chance, other)
    return content


def _span(content: bytes, chance: random.Random, longest: int = 40) -> tuple[int, int]:
    begin = chance.randint(0, len(content))
    return begin, min(len(content), begin + chance.randint(0, longest))


def _put(content: bytes, chance: random.Random, other: bytes) -> bytes:
    begin, end = _span(content, chance, chance.choice((0, 0, 10)))
    return content[:begin] + chance.choice(TOKENS) + content[end:]


def _cut(content: bytes, chance: random.Random, other: bytes) -> bytes:
    begin, end = _span(content, chance, chance.choice((3, 40, 2000)))
    return content[:begin] + content[end:]


def _doubled(content: bytes, chance: random.Random, other: bytes) -> bytes:
    begin, end = _span(content, chance, chance.choice((10, 200, 2000)))
    return content[:end] + content[begin:end] * chance.choice((1, 1, 2, 50)) + content[end:]


def _flipped(content: bytes, chance: random.Random, other: bytes) -> bytes:
    if not content:
        return b"\x00"
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def _ended(content: bytes, chance: random.Random, other: bytes) -> bytes:
    return content[: chance.randint(0, len(content))]


def _lines(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """Take a line out, double it, or put it elsewhere."""
    lines = content.split(b"\n")
    line = lines.pop(chance.randrange(len(lines)))
    for _ in range(chance.choice((0, 1, 2))):
        lines.insert(chance.randint(0, len(lines)), line)
    return b"\n".join(lines)


def _number(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """Put another number for one of those in the file."""
    found = list(re.finditer(rb"\d+", content))
    if not found:
        return content
    one = chance.choice(found)
    new = chance.choice((b"0", b"-1", b"13", b"32", b"60", b"99", b"9999", b"9" * 25, one[0][::-1], one[0] + b"0", b""))
    return content[: one.start()] + new + content[one.end() :]


def _spliced(content: bytes, chance: random.Random, other: bytes) -> bytes:
    begin, end = _span(other, chance, 500)
    at, _ = _span(content, chance)
    return content[:at] + other[begin:end] + content[at:]


def _recoded(content: bytes, chance: random.Random, other: bytes) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "cp1253", "utf-7"))
    return content.decode("utf-8", "replace").encode(encoding, "replace")


def _ends(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """Change how lines end, or what is between cells."""
    old, new = chance.choice(
        ((b"\n", b"\r\n"), (b"\n", b"\r"), (b"\r\n", b"\n"), (b",", b";"), (b";", b"\t"), (b"\n", b""))
    )
    return content.replace(old, new)


def _long(content: bytes, chance: random.Random, other: bytes) -> bytes:
    at, _ = _span(content, chance)
    return (
        content[:at]
        + chance.choice((b"a", b" ", b"\n", b"\r", b'"', b",", b"\\", b"0", b"=", b"\x00", b"\n ")) * LONG
        + content[at:]
    )


def _deep(content: bytes, chance: random.Random, other: bytes) -> bytes:
    at, _ = _span(content, chance)
    inner = chance.choice((b"[", b"{", b'{"a":', b"(", b"<div>", b"BEGIN:VCARD\n", b"=?", b"<x@y> ", b"> "))
    return content[:at] + inner * DEEP + content[at:]


def _many(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """Repeat a few lines very often."""
    lines = content.split(b"\n")
    begin = chance.randrange(len(lines))
    end = min(len(lines), begin + chance.randint(1, 12))
    block = lines[begin:end] * min(MANY, 1 + LONG // (1 + sum(map(len, lines[begin:end]))))
    return b"\n".join([*lines[:end], *block, *lines[end:]])


CHANGES: dict[Change, int] = {
    _put: 20,
    _cut: 10,
    _doubled: 8,
    _flipped: 8,
    _ended: 4,
    _lines: 12,
    _number: 12,
    _spliced: 5,
    _recoded: 2,
    _ends: 3,
    _long: 1,
    _deep: 1,
    _many: 1,
}
"""Each change, and how often it is made."""
