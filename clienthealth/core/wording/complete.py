"""Whether a text has what its kind of letter needs, and nothing that has no place in it; by cues, not by meaning.

What is needed and what has no place is the same in every language and stands here. How either is recognised stands
in data: `render/languages/*/complete.toml` has a class of cues for each part, and a pattern for what has no place.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from clienthealth.core.wording.finding import NOWHERE, Finding
from clienthealth.core.wording.lexicon import Category, Lexicon
from clienthealth.core.wording.look import worded
from clienthealth.core.wording.quotes import taken_out
from clienthealth.core.wording.tokens import Token, tokens

NEEDED: Mapping[str, tuple[str, ...]] = {
    "offboarding": ("end", "end_day", "open_work", "money", "handover", "contact"),
    "apology": ("sorry", "happened", "change"),
    "acknowledgement": ("receipt", "summary", "next_word", "contact"),
    "expectations": ("date", "contact", "included"),
    "boundary": ("fact_day", "expect", "consequence", "confirm"),
    "thanks": ("thanks",),
    "follow-up": ("holds",),
    "survey": ("questions",),
    "hardship": ("kindness",),
}
"""The parts of each kind of letter, in their order, between a greeting and a closing with a name."""

MISPLACED: Mapping[str, tuple[str, ...]] = {
    "offboarding": ("extra",),
    "apology": ("if_feel", "sorry_but", "sorry_again"),
    "acknowledgement": ("verdict", "result"),
    "thanks": ("offer", "bill"),
    "survey": ("many", "complaint"),
    "hardship": ("request", "bill"),
}
"""What has no place in a kind of letter."""

ALLOWED: Mapping[str, int] = {"sorry_again": 1, "many": 3}
"""So often it may stand there all the same."""

FRAME = ("greeting", "closing", "name")
"""What every letter has around its parts."""

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.-]*\w|\b(?:https?://|www\.)\S+")
PHONE = re.compile(r"(?<![\w.,-])(?:(?:\+|00?)[1-9][\d ()-]{6,18}\d|\d\d(?: \d\d){3}|[2-9]\d{2,4} \d{5,7})\b(?![.,]\d)")
DAY_BELOW = re.compile(r"\n(?=\d{1,2}\.\s[^\W\d])")
"""Before the day of a date that was wrapped, which looks like the first item of a list."""

BY_SIGHT: Mapping[str, tuple[re.Pattern[str], ...]] = {"contact": (ADDRESS, PHONE), "questions": (ADDRESS,)}
"""Parts that are also recognised without words."""

GREETED_BY, ALONE = 8, 10
"""A greeting ends in a comma within so many tokens, or stands in a line of no more than these."""


class _Frame(NamedTuple):
    """Where the body of a letter is, and which parts of its frame are not there; a name only where a closing is."""

    start: int
    end: int
    missing: frozenset[str]


class _Line(NamedTuple):
    """A line of the source, its tokens, and what the patterns read."""

    start: int
    end: int
    opens: bool
    """Whether it is the first one of a paragraph."""
    tokens: list[Token]
    text: str


def complete(source: str, lexicon: Lexicon, kind: str) -> tuple[Finding, ...]:
    """Return what has no place in such a letter, in the order of the text, then what it lacks, as a letter goes on.

    What is lacking stands nowhere: its start and end are NOWHERE. A kind that is none needs nothing.
    """
    frame = _frame(source, lexicon)
    body = " " * frame.start + source[frame.start : frame.end]
    read, _ = taken_out(body, tokens(DAY_BELOW.sub(" ", _without_addresses(body)), lexicon.folding))
    seen = [part for part in NEEDED.get(kind, ()) if _there(part, source[frame.start :], _plain(read), lexicon)]
    wanted = [FRAME[0], *NEEDED[kind], *FRAME[1:]] if kind in NEEDED else []
    lacking = [part for part in wanted if part not in seen and (part not in FRAME or part in frame.missing)]
    nowhere = [Finding(f"{Category.INCOMPLETE}.{part}", Category.INCOMPLETE, NOWHERE, NOWHERE) for part in lacking]
    return (*_misplaced(body, lexicon, kind), *nowhere)


def _there(part: str, rest: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a part has a cue in the text of the body; an address may also stand below the name."""
    by_sight = any(each.search(rest) for each in BY_SIGHT.get(part, ()))
    return by_sight or bool(lexicon.compiled(f"{{{part}}}").search(text))


def _misplaced(body: str, lexicon: Lexicon, kind: str) -> Iterable[Finding]:
    plain = _without_addresses(body)
    found = [
        each
        for name in MISPLACED.get(kind, ())
        for each in worded(plain, lexicon, {f"{Category.OUT_OF_PLACE}.{name}"})[ALLOWED.get(name, 0) :]
    ]
    return sorted(found, key=lambda one: (one.start, one.end, one.id))


def _frame(source: str, lexicon: Lexicon) -> _Frame:
    lines = list(_lines(source, lexicon))
    greeting, closing = lexicon.compiled("{greeting}"), lexicon.compiled("{closing}")
    start = next((_greeted(each) for each in lines if greeting.match(each.text, 1) and _greets(each)), None)
    ends = [(each, found) for each in lines if each.start >= (start or 0) and (found := closing.match(each.text, 1))]
    closes = [(each, after) for each, found in ends if (after := _closed(source, each, found.end())) is not None]
    line, after = closes[-1] if closes else (None, 0)
    there = {
        "greeting": start is not None,
        "closing": line is not None,
        "name": line is None or re.search(r"[^\W\d_]", source[after:]) is not None,
    }
    missing = frozenset(part for part in FRAME if not there[part])
    return _Frame(start or 0, line.start if line else len(source), missing)


def _lines(source: str, lexicon: Lexicon) -> Iterable[_Line]:
    above = 0
    for found in re.finditer(r"[^\n]+", source):
        if found[0].isspace():
            continue
        read = [
            token._replace(start=token.start + found.start(), end=token.end + found.start())
            for token in tokens(found[0], lexicon.folding)
        ]
        opens = not above or source.count("\n", above, found.start()) > 1
        above = found.end()
        yield _Line(*found.span(), opens, read, _plain(read))


def _greets(line: _Line) -> bool:
    """Whether a line that begins as a greeting is one."""
    return line.opens and (len(line.tokens) <= ALONE or "," in [each.text for each in line.tokens[:GREETED_BY]])


def _greeted(line: _Line) -> int:
    """Return where the text begins after a greeting: behind its comma, or behind its line."""
    return next((each.end for each in line.tokens[:GREETED_BY] if each.text == ","), line.end)


def _closed(source: str, line: _Line, end: int) -> int | None:
    """Return where the name begins after a closing that ends at a place of its line; None where it closes nothing."""
    number = line.text[:end].count(" ") - 1
    rest = line.tokens[number + 1 :]
    signs = [each for each in rest if not each.text[0].isalnum()]
    named = [each for each in rest if each not in signs]
    if len(named) > 3 or not all(source[each.start].isupper() for each in named):  # noqa: PLR2004 - first, middle, last
        return None
    return line.tokens[number].end


def _plain(run: Iterable[Token]) -> str:
    return " " + "".join(f"{token.text} " for token in run)


def _without_addresses(body: str) -> str:
    """Return a text with blanks in the place of its addresses, which are no words and ask no question."""
    return ADDRESS.sub(lambda found: " " * len(found[0]), body)
