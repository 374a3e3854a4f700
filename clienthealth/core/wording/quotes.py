"""What stands between quotation marks: the words of somebody else."""

import re
from collections import deque
from typing import NamedTuple

from clienthealth.core.wording.lexicon import QUOTED, QUOTED_WORD
from clienthealth.core.wording.tokens import Token

MARKS = re.compile(
    r"„(?:[^“”\"„]{1,300})[“”\"]|[“”](?:[^“”\"]{1,300})[”“]|«(?:[^«»]{1,300})»|»(?:[^«»]{1,300})«|\"(?:[^\"]{1,300})\""
    r"|‚(?:[^‚‘\n]{1,300})‘|(?<!\w)['‘](?=[^\s'’])(?:[^'’\n]|(?<=\w)['’](?=\w)){1,300}(?<=\S)['’](?!\w)"
)
MARK = frozenset({'"', "'", "«", "»"})
WORDS = 2
"""So many quoted words at most are one pointed at, not a saying."""


class Quote(NamedTuple):
    """A quote, marks included, and the tokens in it."""

    start: int
    end: int
    tokens: list[Token]


def taken_out(source: str, run: list[Token]) -> tuple[list[Token], list[Quote]]:
    """Return the tokens with one in the place of each quote, and the quotes."""
    spans = deque(found.span() for found in MARKS.finditer(source) if "\n\n" not in found[0])
    quotes: list[Quote] = []
    left: list[Token] = []
    for token in run:
        while spans and spans[0][1] <= token.start:
            spans.popleft()
        if not spans or token.start < spans[0][0]:
            left.append(token)
            continue
        if not quotes or quotes[-1].start != spans[0][0]:
            quotes.append(Quote(*spans[0], []))
            left.append(Token(QUOTED, *spans[0]))
        if token.text not in MARK:
            quotes[-1].tokens.append(token)
        few = sum(each.text[0].isalnum() for each in quotes[-1].tokens) <= WORDS
        left[-1] = Token(QUOTED_WORD if few else QUOTED, *spans[0])
    return left, quotes
