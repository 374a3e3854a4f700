"""A text as patterns read it: words and signs in one plain form, each knowing where it stands in the source.

Upper and lower case, composed and decomposed letters, hard spaces, folded lines, soft hyphens, zero-width signs and
the shape of apostrophes make no difference. Accents stay: in Greek they tell words apart.
"""

import re
from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import normalize

GONE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""What nobody sees: soft hyphen, zero-width space and joiners."""

PLAIN = {
    **dict.fromkeys("’‘‛ʼ´`′＇", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    "…": ".",
}
CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]{0,8}|[\u0300-\u036f]", re.DOTALL)
WORD = re.compile(r"\d+(?:[.,:/]\d+)*|\w{1,60}(?:['-]\w{1,60}){0,4}'?(?!\w)|\w{1,60}|[^\w\s]")
BREAK = re.compile(r"\n[^\S\n]*\n|\n(?=[^\S\n]*(?:[-*•–]|\d{1,2}[.)])[^\S\n])")
"""Between paragraphs, and before an item of a list."""

STOP = "."

LONGEST = 400
"""Tokens a piece has at most, so that no pattern takes long over a text without an end."""


class Token(NamedTuple):
    """A word or sign in its plain form, and where it stands in the source."""

    text: str
    start: int
    end: int


class Folding(NamedTuple):
    """How a language reads its letters and short forms."""

    letters: Mapping[str, str] = {}
    """Letters that may as well be written with others: `ä` as `ae`."""
    rewrite: Mapping[str, tuple[str, ...]] = {}
    """Words that are read as others: `don't` as `do not`."""


NO_FOLDING = Folding()


class Cleaned(NamedTuple):
    """A text in its plain letters, with the place each came from; one place more than letters."""

    text: str
    places: list[int]


def cleaned(source: str, folding: Folding) -> Cleaned:
    """Return a text in its plain letters."""
    letters: list[str] = []
    places: list[int] = []
    for found in CLUSTER.finditer(source):
        plain = _plain(found[0], folding.letters)
        letters.append(plain)
        places.extend([found.start()] * len(plain))
    places.append(len(source))
    return Cleaned("".join(letters), places)


def folded(text: str, letters: Mapping[str, str]) -> str:
    """Return a text in its plain letters, without their places."""
    return "".join(_plain(found[0], letters) for found in CLUSTER.finditer(text))


def _plain(cluster: str, letters: Mapping[str, str]) -> str:
    """Return a letter with its marks in plain form; nothing for what nobody sees."""
    if cluster.isascii():
        return PLAIN.get(cluster, cluster.lower())
    if cluster[0] in GONE:
        return ""
    plain = normalize("NFC", normalize("NFC", cluster).casefold())
    if plain.isspace():
        return " "
    return "".join(letters.get(each, PLAIN.get(each, each)) for each in plain)


def tokens(source: str, folding: Folding = NO_FOLDING) -> list[Token]:
    """Return the tokens of a text; a full stop of no width stands between paragraphs."""
    text, places = cleaned(source, folding)
    breaks = deque(found.end() for found in BREAK.finditer(text))
    read: list[Token] = []
    for found in WORD.finditer(text):
        if breaks and breaks[0] <= found.start():
            while breaks and breaks[0] <= found.start():
                breaks.popleft()
            read.append(Token(STOP, places[found.start()], places[found.start()]))
        word = Token(found[0].strip("'") or "'", places[found.start()], _end(places, found.end()))
        read += _rewritten(word, folding.rewrite)
    return read


def _end(places: list[int], end: int) -> int:
    """Return where the source goes on after a plain letter: what nobody sees goes with the letter before it."""
    return places[end] if end < len(places) else places[-1]


def _rewritten(token: Token, rewrite: Mapping[str, tuple[str, ...]]) -> Iterable[Token]:
    read = rewrite.get(token.text)
    return [Token(word, token.start, token.end) for word in read] if read else [token]


def pieces(run: list[Token]) -> Iterable[list[Token]]:
    """Yield tokens in pieces of bounded length, cut at the end of a sentence where there is one."""
    start = 0
    while start < len(run):
        end = min(start + LONGEST, len(run))
        if end < len(run):
            stops = [place + 1 for place in range(start + LONGEST // 2, end) if run[place].text in ".!?"]
            end = stops[-1] if stops else end
        yield run[start:end]
        start = end
