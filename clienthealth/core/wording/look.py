"""Reading a text against the patterns of its language."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from clienthealth.core.wording import plain
from clienthealth.core.wording.finding import NOWHERE, Finding, apart
from clienthealth.core.wording.lexicon import NAME, Category, Lexicon, Pattern, Present, Severity, without_accents
from clienthealth.core.wording.names import Name, Named, Names
from clienthealth.core.wording.quotes import taken_out
from clienthealth.core.wording.tokens import Token, pieces, tokens

PER_PATTERN = 20
"""So often a pattern is reported within one piece."""

SHORTEST_CAPITALS = 3
DATED = re.compile(r"\d{1,4}[./-]\d{1,2}\b|\b\d{1,2}\.?\s\w{3,10}|\b\w{3,10}\s\d{1,2}\b")


class Known(NamedTuple):
    """What is known beside the text: whose names there are, for whom it is, what is the sender's own."""

    names: tuple[Name, ...] = ()
    client: str = ""
    """The client the text is for; with none, no name is a leak."""
    own: str = ""
    """The sender's own address, account and signature, which are no secrets."""
    kind: str = ""
    """The kind of letter, where it is one."""


NOTHING = Known()


class Looked(NamedTuple):
    """What was found in a text, and which names were read as names."""

    findings: tuple[Finding, ...]
    masked: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """What stands in the way of sending it."""
        return tuple(each for each in self.findings if each.severity is Severity.BLOCK)

    def with_more(self, findings: Iterable[Finding]) -> "Looked":
        """Return the same with more findings, in the order of the text; what stands nowhere comes last."""
        every = sorted((*self.findings, *findings), key=lambda one: (one.start == NOWHERE, one.start))
        return self._replace(findings=tuple(every))


class _Reading(NamedTuple):
    """A text being read, and by what."""

    source: str
    lexicon: Lexicon
    names: Names
    kind: str


def look(source: str, lexicon: Lexicon, known: Known = NOTHING) -> Looked:
    """Return what is found in a text; the time it takes grows with its length and no faster."""
    reading = _Reading(source, lexicon, Names(known.names, lexicon.folding), known.kind)
    every = [_meant(source, token) for token in tokens(source, lexicon.folding)]
    left, quotes = taken_out(source, every)
    found = _worded(reading, left)
    found += [
        Finding("quote.as_is", Category.QUOTE, quote.start, quote.end)
        for quote in quotes
        if any(each.severity is Severity.BLOCK for each in _worded(reading, quote.tokens))
    ]
    named = list(reading.names.found(source, every))
    spans = [(every[each.start].start, every[each.end - 1].end) for each in named]
    found += [each for each in _everywhere(source, every, lexicon, known.own) if not _of_a_name(each, spans)]
    found += _leaks(every, named, known.client)
    return Looked(apart(found, source), tuple(dict.fromkeys(source[start:end] for start, end in spans)))


def _of_a_name(finding: Finding, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether what looks like a gap is part of a name: somebody may be called `{{ 7*7 }}`."""
    return finding.category is Category.PLACEHOLDER and any(
        start <= finding.start and finding.end <= end for start, end in spans
    )


def worded(source: str, lexicon: Lexicon, ids: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Return what the patterns alone find outside of quotes; with `ids`, only these."""
    reading = _Reading(source, lexicon, Names((), lexicon.folding), "")
    left, _ = taken_out(source, tokens(source, lexicon.folding))
    return apart((each for each in _worded(reading, left) if ids is None or each.id in ids), source)


def _meant(source: str, token: Token) -> Token:
    """Return a token as it is meant to look, where it mixes scripts."""
    if token.text.isascii() or not plain.is_mixed(source[token.start : token.end]):
        return token
    return token._replace(text=plain.meant(token.text))


def _everywhere(source: str, every: list[Token], lexicon: Lexicon, own: str) -> Iterable[Finding]:
    """Yield what is found without patterns; quotes hide none of it."""
    yield from plain.placeholders(source)
    yield from plain.secrets(source, lexicon.words.get("secret", ()), own)
    yield from plain.mixed(source, every)
    yield from plain.shouting(source, every, lexicon.words_of("common"))


def _leaks(run: Sequence[Token], named: Iterable[Named], client: str) -> Iterable[Finding]:
    """Yield the whole names of other clients than the one the text is for, if it is for one."""
    for each in named:
        if client and each.whole and each.clients and client not in each.clients:
            yield Finding("leak.client", Category.LEAK, run[each.start].start, run[each.end - 1].end)


def _worded(reading: _Reading, part: list[Token]) -> list[Finding]:
    masked = list(part)
    for each in sorted(reading.names.found(reading.source, part), reverse=True):
        masked[each.start : each.end] = [Token(NAME, part[each.start].start, part[each.end - 1].end)]
    return [found for piece in pieces(masked) for found in _in_piece(reading, piece)]


class _Line(NamedTuple):
    """A piece as one line, and where in it each token begins."""

    tokens: Sequence[Token]
    text: str
    begins: dict[int, int]
    """The token that begins at a place of the line; the end of the line is one more token."""


def _line(run: Sequence[Token]) -> _Line:
    begins, place = {}, 1
    for number, token in enumerate(run):
        begins[place] = number
        place += len(token.text) + 1
    begins[place] = len(run)
    return _Line(run, " " + "".join(f"{token.text} " for token in run), begins)


def _in_piece(reading: _Reading, run: Sequence[Token]) -> Iterable[Finding]:
    line = _line(run)
    yield from _matches(reading, line, frozenset(), reading.lexicon.there(line.text))
    loud = frozenset(place for place, token in enumerate(run) if _bare(reading.source, token))
    if loud:
        line = _line([token._replace(text=without_accents(token.text)) for token in run])
        yield from _matches(reading, line, loud, reading.lexicon.there(line.text, bare=True))


def _bare(source: str, token: Token) -> bool:
    """Whether a word stands in capitals of an alphabet that has no accents there."""
    word = source[token.start : token.end]
    return len(word) >= SHORTEST_CAPITALS and "\u0370" <= token.text[0] <= "\u03ff" and word.isupper()


def _matches(reading: _Reading, line: _Line, loud: frozenset[int], present: Present) -> Iterable[Finding]:
    """Yield what patterns find in a line; where some of it is loud, only what has a word of that in it."""
    for pattern in reading.lexicon.patterns:
        if reading.kind in pattern.not_kinds or (loud and not pattern.caps) or not present.all(pattern.needs):
            continue
        for number, match in enumerate(reading.lexicon.compiled(pattern.regex, bare=bool(loud)).finditer(line.text)):
            if number == PER_PATTERN:
                break
            first, last = line.begins.get(match.start()), line.begins.get(match.end() + 1)
            if first is None or last is None or (loud and not loud.intersection(range(first, last))):
                continue
            if not _harmless(reading, pattern, line.text, match.span(), bare=bool(loud)):
                start, end = line.tokens[first].start, line.tokens[last - 1].end
                yield Finding(pattern.id, pattern.category, start, end, pattern.reason, pattern.better)


def _harmless(reading: _Reading, pattern: Pattern, text: str, span: tuple[int, int], *, bare: bool) -> bool:
    """Whether the sentence around a match, or what stands right before it, takes the edge off."""
    ends = reading.lexicon.ends
    start = max(text.rfind(f" {end} ", 0, span[0] + 1) + 2 for end in ends)
    stops = [place for end in ends if (place := text.find(f" {end} ", span[1] - 2)) >= 0]  # a match may end with it
    sentence = text[max(start, 0) : min(stops, default=len(text)) + 3]
    sentence = sentence if sentence.startswith(" ") else f" {sentence}"
    compiled = reading.lexicon.compiled
    if reading.kind == "boundary" and pattern.category is Category.BLAME and DATED.search(sentence):
        return True
    if pattern.unless and compiled(pattern.unless, bare=bare).search(sentence):
        return True
    if not pattern.not_before:
        return False
    return bool(compiled(pattern.not_before, bare=bare, end=" $").search(f" {text[max(start, 1) : span[0]].lstrip()}"))
