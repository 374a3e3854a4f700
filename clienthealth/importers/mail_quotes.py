"""Where one's own words in a mail end, and those of the mail it answers begin: an estimate, in five languages."""

import re

WROTE = re.compile(r"(wrote|writes|schrieb|schrieben|schreibt|skrev|skriver|skreiv|έγραψε|γράφει|a écrit|ha scritto|escribió|schreef)\b.{0,80}:$")
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

LINE = "________________________________"
NEAR = 3
"""Lines in which what began with `From:` shows that it is the head of an older mail."""


def own_part(text: str) -> str:
    """Return the lines somebody wrote: without quoted lines, the head of an older mail and what follows it, the signature."""
    lines = text.splitlines()
    kept: list[str] = []
    for place, line in enumerate(lines):
        if line[:1] == ">":
            continue
        if line[:2] == "--" and line.rstrip() == "--":
            break
        if line[-1:] in {":", "-", "_"} or line[:1] in "FVΑfvα*":
            small = line.strip().lower()
            if _begins_old(small, lines[place + 1 : place + 1 + NEAR]):
                break
            if WROTE.search(small[-120:]):
                if _quotes(lines[place + 1 : place + 1 + NEAR]):
                    _drop_intro(kept, small)
                    continue
                if DATED.search(small):
                    _drop_intro(kept, small)
                    break
        kept.append(line)
    return "\n".join(kept)


def _begins_old(line: str, following: list[str]) -> bool:
    """Whether a line heads an older mail, as Outlook and its like write it."""
    if line.startswith(LINE) or ORIGINAL.match(line):
        return True
    return line.startswith(FROM) and any(SENT.match(each.strip().lower()) for each in following)


def _drop_intro(kept: list[str], line: str) -> None:
    """Take back the first half of `On Monday, Anna Berg <...>` + `wrote:`, where it was folded."""
    if kept and not INTRO.match(line) and INTRO.match(kept[-1].strip().lower()):
        kept.pop()


def _quotes(following: list[str]) -> bool:
    return any(each[:1] == ">" for each in following)
