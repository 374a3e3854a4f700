"""What stands between quotation marks: the words of somebody else."""

import re
from typing import NamedTuple

from clienthealth.core.wording.lexicon import QUOTED, QUOTED_WORD
from clienthealth.core.wording.tokens import Token

MARKS = re.compile(
    r"„(?:[^“”\"„]{1,300})[“”\"]|[“”](?:[^“”\"]{1,300})[”“]|«(?:[^«»]{1,300})»|»(?:[^«»]{1,300})«|\"(?:[^\"]{1,300})\""
    r"|‚(?:[^‚‘\n]{1,300})‘|(?<!\w)['‘](?=[^\s'’])(?:[^'’\n]|(?<=\w)['’](?=\w)){1,300}(?<=\S)['’](?!\w)"
)
WORDS = 2
"""So many quoted words at most are one pointed at, not a saying."""


class Quote(NamedTuple):
    """A quote, marks included, and the tokens in it."""

    start: int
    end: int
    tokens: list[Token]


def taken_out(source: str, paragraphs: list[list[Token]]) -> tuple[list[list[Token]], list[Quote]]:
    """Return the tokens with one in the place of each quote, and the quotes."""
    spans = [found.span() for found in MARKS.finditer(source) if "\n\n" not in found[0]]
    quotes: list[Quote] = []
    left = [_paragraph(paragraph, spans, quotes) for paragraph in paragraphs]
    return left, quotes


def _paragraph(paragraph: list[Token], spans: list[tuple[int, int]], quotes: list[Quote]) -> list[Token]:
    left: list[Token] = []
    for token in paragraph:
        while spans and spans[0][1] <= token.start:
            spans.pop(0)
        if not spans or token.start < spans[0][0]:
            left.append(token)
            continue
        start, end = spans[0]
        if not quotes or quotes[-1].start != start:
            quotes.append(Quote(start, end, []))
            left.append(Token(QUOTED, start, end))
        if token.text not in {'"', "'", "«", "»"}:
            quotes[-1].tokens.append(token)
        few = sum(each.text[0].isalnum() for each in quotes[-1].tokens) <= WORDS
        left[-1] = Token(QUOTED_WORD if few else QUOTED, start, end)
    return left
