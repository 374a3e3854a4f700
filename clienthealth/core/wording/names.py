"""Names in a text: of clients, contacts and products, which are no words, and whose they are."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clienthealth.core.wording.tokens import Folding, Token, tokens

FORMS = """
gmbh ag kg ohg gbr ug mbh co cie ltd limited llc llp inc plc corp a/s as aps ivs asa enk ab oy sa sarl bv nv srl spa
οε αε εε επε ικε μον
"""
"""Legal forms: a firm is meant without its own as well."""

SHORTEST = 3


class Name(NamedTuple):
    """A name as it is written, and the client it belongs to; none for a product."""

    text: str
    client: str = ""


class Named(NamedTuple):
    """A name found in a run of tokens."""

    start: int
    end: int
    clients: frozenset[str]
    """Whose name it is; none for a product."""
    whole: bool
    """Whether the whole name stands there, not one word of it."""


class Names:
    """Names by their first word."""

    def __init__(self, names: Iterable[Name], folding: Folding) -> None:
        forms = frozenset(FORMS.split())
        self._by_first: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        self._small: set[tuple[str, ...]] = set()
        self._of: dict[tuple[str, ...], frozenset[str]] = {}
        for name in names:
            words = [each.text for each in tokens(name.text, folding._replace(rewrite={}))]
            core = [word for word in words if word not in forms and word[0].isalnum()]
            parts = () if "@" in words else ((core, True), *(([word], len(core) == 1) for word in core))
            for run, whole in ((words, True), *parts):
                if run and len("".join(run)) >= SHORTEST:
                    self._by_first.setdefault(run[0], []).append((tuple(run), whole))
                    if not name.text[:1].isupper():
                        self._small.add(tuple(run))
                    self._of[tuple(run)] = self._of.get(tuple(run), frozenset()) | ({name.client} - {""})
        for runs in self._by_first.values():
            runs.sort(key=lambda each: (-len(each[0]), not each[1]))

    def found(self, source: str, run: Sequence[Token]) -> Iterable[Named]:
        """Yield the names in a run of tokens, the longest first where several begin; small letters are words."""
        place = 0
        while place < len(run):
            named = self._at(source, run, place)
            if named:
                yield named
            place = named.end if named else place + 1

    def _at(self, source: str, run: Sequence[Token], place: int) -> Named | None:
        first = run[place]
        small = source[first.start : first.start + 1].islower()
        for stem in (first.text, *_without_case(first.text)):
            for words, whole in self._by_first.get(stem, ()):
                if small and words not in self._small:
                    continue
                there = [each.text for each in run[place : place + len(words)]]
                last = {there[-1], *_without_case(there[-1])} if there else set()
                if len(there) == len(words) and there[1:-1] == list(words[1:-1]) and words[-1] in last:
                    return Named(place, place + len(words), self._of[words], whole)
        return None


def _without_case(word: str) -> Iterable[str]:
    """Yield a word without the ending of a genitive."""
    for ending in ("'s", "s", "'"):
        if word.endswith(ending):
            yield word[: -len(ending)]
