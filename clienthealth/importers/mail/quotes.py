"""Where one's own words in a mail end, and those of the mail it answers begin: an estimate, in five languages."""

import re
from enum import Enum, auto

WROTE = re.compile(
    r"(wrote|writes|schrieb|schrieben|schreibt|skrev|skriver|skreiv|έγραψε|γράφει|a écrit|ha scritto|escribió|schreef)"
    r"\b.{0,80}:$"
)
ORIGINAL = re.compile(
    r"-{3,} ?(original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|originalnachricht|"
    r"oprindelig meddelelse|videresendt (besked|melding)|opprinnelig melding|original meddelelse|"
    r"αρχικό μήνυμα|προωθημένο μήνυμα) ?-{3,}"
)
FROM = ("from:", "von:", "fra:", "από:", "*from:", "*von:", "*fra:", "*από:")
SENT = re.compile(r"\*?(sent|date|gesendet|datum|sendt|dato|στάλθηκε|ημερομηνία|to|an|til|προς)\*?:")
INTRO = re.compile(r"(on|am|den|d\.|stå|στις|el|le|il|op|\d{4}|\w{2,12},) ?.{0,200}\d")
DATED = re.compile(r"\d{1,2}[.:/]|@")
"""What tells `On Monday 9:00 Anna Berg wrote:` from `He wrote:`, where no quoted lines follow."""

RULE = "________________________________"
SUSPECT = frozenset(":-_>FVΑfvα*")
"""How lines begin or end that may not be somebody's own."""

NEAR = 3
"""Lines in which what began with `From:` shows that it is the head of an older mail."""


class Line(Enum):
    """What a line of a mail is."""

    OWN = auto()
    QUOTED = auto()
    INTRODUCES = auto()
    """It says who wrote the quoted lines after it."""

    ENDS = auto()
    """From here on all is an older mail, or a signature."""


def own_part(text: str) -> str:
    """Return the lines somebody wrote, without quoted ones, and up to an older mail or the signature."""
    lines = text.splitlines()
    kept: list[str] = []
    for place, line in enumerate(lines):
        # Most lines can be told by their ends; only the rest is looked at as a whole.
        if line[:1] not in SUSPECT and line[-1:] not in SUSPECT:
            kept.append(line)
            continue
        kind = _kind(line, lines[place + 1 : place + 1 + NEAR])
        if kind is Line.OWN:
            kept.append(line)
        elif kind is not Line.QUOTED:
            _drop_intro(kept, line.strip().lower())
        if kind is Line.ENDS:
            break
    return "\n".join(kept)


def _kind(line: str, following: list[str]) -> Line:
    small = line.strip().lower()
    if line.startswith(">"):
        return Line.QUOTED
    if small == "--" or small.startswith(RULE) or ORIGINAL.match(small):
        return Line.ENDS
    if small.startswith(FROM) and any(SENT.match(each.strip().lower()) for each in following):
        return Line.ENDS
    if WROTE.search(small[-120:]):
        if any(each.startswith(">") for each in following):
            return Line.INTRODUCES
        return Line.ENDS if DATED.search(small) else Line.OWN
    return Line.OWN


def _drop_intro(kept: list[str], line: str) -> None:
    """Take back the first half of `On Monday, Anna Berg <...>` + `wrote:`, where it was folded."""
    if kept and WROTE.search(line[-120:]) and not INTRO.match(line) and INTRO.match(kept[-1].strip().lower()):
        kept.pop()
