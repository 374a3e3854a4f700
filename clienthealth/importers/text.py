"""Bytes to text: which encoding a file is in, and its lines, without control characters."""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from io import TextIOWrapper
from itertools import islice
from typing import NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.source import HEAD, Source

LONGEST_LINE = 1 << 20
"""Characters; a longer line is no line of a text that people exchange."""

LAST_RESORT = "cp1252"
"""What most files are in that are no UTF-8: every byte means something in it, so it is only a guess."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where bytes are zero by an accident, reading them as UTF-16 gives letters of the far east.
_OURS = re.compile(r"[\x09-\x0d\x20-\u05ff\u2000-\u20cf]")
_NEARLY_ALL = 0.95
_TOLD_BY = 512
_NOT_TEXT = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"SQLite format 3")
# Control characters but tab and line ends, and the marks that only steer how text runs.
_CONTROLS = dict.fromkeys(
    (
        *range(9),
        11,
        12,
        *range(14, 32),
        *range(127, 133),
        *range(134, 160),
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
    )
)
_UNUSUAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ALPHABETS = re.compile(r"utf-(?:8|16|32)|ascii|iso8859|cp\d|koi8|mac-|shift_jis|euc_|gb|big5|iso2022|tis-620|johab|hz")
_WORD = re.compile(r"[^\s,;|\"]+")


class Encoding(NamedTuple):
    """The encoding of a file, and whether it is only a guess that a person should look at."""

    name: str
    guessed: bool = False


def encoding_of(source: Source, answers: Answers) -> Encoding:
    """Find the encoding: a mark at the beginning, the pattern of UTF-16, strict UTF-8, what was answered, cp1252.

    A guess is left with the source as well, for whoever shows what was read. Raises BadData where the answer is no
    encoding, or the file is no text at all.
    """
    source.guessed = ""
    if source.head.startswith(_NOT_TEXT):
        raise BadData(f"{source.name} is no text, but a file of another kind", "name the file that was exported")
    if marked := marked_encoding(source.head):
        return Encoding(marked)
    if _is_utf8(source):
        return Encoding("utf-8")
    if answer := answers.get("encoding"):
        return Encoding(_checked(answer))
    source.guessed = LAST_RESORT
    return Encoding(LAST_RESORT, guessed=True)


@lru_cache(maxsize=4)
def marked_encoding(head: bytes) -> str:
    """Return the encoding that the first bytes show by a mark or by where their zeros stand, else nothing."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        for name in ("utf-16-le", "utf-16-be"):
            if _is_ours(head[: len(head) // 2 * 2].decode(name, "replace")):
                return name
    return ""


def is_binary(head: bytes) -> bool:
    """Whether a file holds pictures, sounds or programs, as far as its first bytes tell; no text has zeros there."""
    return b"\0" in head[:_TOLD_BY] and not marked_encoding(head[:_TOLD_BY])


@lru_cache(maxsize=4)
def head_text(head: bytes) -> str:
    """Return the beginning of a file as text for recognising it: no answer is known yet, a cut end is no harm."""
    if head.startswith(_NOT_TEXT):
        return ""
    if marked := marked_encoding(head):
        return cleaned(head.decode(marked, "replace"))
    try:
        return cleaned(codecs.getincrementaldecoder("utf-8")().decode(head, len(head) < HEAD))
    except UnicodeDecodeError:
        return cleaned(head.decode(LAST_RESORT, "replace"))


def lines(source: Source, encoding: str, *, raw: bool = False) -> Iterator[str]:
    """Yield the lines of a file with their ends, one in memory at a time, cleaned unless they are to be raw.

    Raises BadData for a line without end, and for text without the mark that its encoding begins with.
    """
    with TextIOWrapper(source.open(), encoding=encoding, errors="replace", newline="") as file:
        try:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), ""), start=1):
                if len(line) >= LONGEST_LINE:
                    raise BadData(f"{source.name}: line {number} does not end", "name a file whose lines end")
                yield line if raw else cleaned(line)
        except UnicodeError as error:
            raise BadData(f"{source.name} is no {encoding}", "--answer encoding=NAME with another one") from error


def cleaned(text: str) -> str:
    """Take out the control characters that no text needs, NUL among them; tabs and line ends stay."""
    return text.translate(_CONTROLS) if _UNUSUAL.search(text) else text


def doubtful_words(source: Source, most: int = 6) -> tuple[str, ...]:
    """Return words to ask about ("does Søren look right?") of a file whose encoding was guessed; none of any other."""
    if not source.guessed:
        return ()
    words = (word for line in lines(source, source.guessed) for word in _WORD.findall(line) if not word.isascii())
    return tuple(dict.fromkeys(islice(words, 20 * most)))[:most]


def _is_ours(text: str) -> bool:
    return len(_OURS.findall(text)) >= _NEARLY_ALL * len(text)


def _is_utf8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open() as file:
        try:
            while piece := file.read(1 << 20):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def codec_of(name: str) -> str:
    """Return how Python calls an encoding of text; nothing where it knows none, or one that is no alphabet."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return known if _ALPHABETS.match(known) else ""


def _checked(name: str) -> str:
    if known := codec_of(name):
        return known
    raise BadData(f"{name!r} is no encoding", "for example cp1252, cp1253 or iso-8859-7")
