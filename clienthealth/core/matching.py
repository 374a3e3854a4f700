"""Which client is meant by what was typed: foldings, exact names, beginnings, and near misses.

The order never depends on how many clients there are: an exact slug, then an exact alias or name,
then an unambiguous beginning of any of them. Within each, what was typed literally comes first.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import count, islice, product
from typing import NamedTuple

SLUG_LENGTH = 32

_NEAR = 3
_CLOSE_ENOUGH = 0.6
_MOST_FOLDINGS = 64

# Letters that carry no removable accent, and the dashes and apostrophes of typesetters.
_JOINED = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "\u0131": "i"}
_PLAIN = str.maketrans(
    _JOINED | dict.fromkeys("-_\u2010\u2012\u2013\u2014\u2015", " ") | dict.fromkeys("\u2018\u2019\u02bc", "'")
)

# How people without the key type a letter: the long form first, which slugs use.
_SPELLINGS = {
    "æ": ("ae", "a"),
    "ø": ("oe", "o"),
    "å": ("aa", "a"),
    "ä": ("ae", "a"),
    "ö": ("oe", "o"),
    "ü": ("ue", "u"),
}

# Letter by letter, but for what takes two: in Latin, as Greek passports have it.
_GREEK = str.maketrans("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo")
_GREEK_PAIRS = {"ου": "ou", "θ": "th", "χ": "ch", "ψ": "ps"}


class Named(NamedTuple):
    """What a client is called. A tuple, as a few thousand are made before anything can be logged."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()


class Match(NamedTuple):
    """The one slug meant; or those it may be; or, when nothing begins like this, those close to it."""

    exact: str | None = None
    candidates: tuple[Named, ...] = ()
    near: tuple[Named, ...] = ()


def find(wanted: str, known: Sequence[Named]) -> Match:
    """Find the client meant; the first rule that any client meets decides."""
    if not fold(wanted):
        return Match()
    for meets in _rules(wanted):
        hits = tuple(client for client in known if meets(client))
        if hits:
            return Match(exact=hits[0].slug) if len(hits) == 1 else Match(candidates=hits)
    return Match(near=_near(wanted, known))


def fold(text: str) -> str:
    """Reduce to what is compared: no case, accents or joined letters, single spaces for - and _."""
    return _folded(text.casefold())


def foldings(text: str) -> frozenset[str]:
    """Return the folded ways to type `text`: ø as o or oe, å as a or aa; at most 64."""
    text = text.casefold()
    if text.isascii():
        return frozenset((_folded(text),))
    return frozenset(_folded(spelling) for spelling in _spellings(_composed(text)))


def slug_of(name: str, taken: Collection[str]) -> str:
    """Make a slug of `name` that is not taken, subcommand names counting as taken."""
    base = _cut(_slug_text(name) or "client", SLUG_LENGTH)
    if base not in taken:
        return base
    numbered = (f"{_cut(base, SLUG_LENGTH - len(suffix))}{suffix}" for suffix in map("-{}".format, count(2)))
    return next(slug for slug in numbered if slug not in taken)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that a wrong word most likely meant, if any is close."""
    folded = {fold(choice): choice for choice in choices}
    wanted = fold(word)
    begins = [choice for key, choice in folded.items() if wanted and key.startswith(wanted)]
    if len(begins) == 1:
        return begins[0]
    return next((folded[key] for key in _close(wanted, folded)), None)


def _rules(wanted: str) -> Iterator[Callable[[Named], bool]]:
    literal, folded, spellings = wanted.casefold().strip(), fold(wanted), foldings(wanted)
    beginnings = tuple(spellings)
    yield lambda client: client.slug == literal
    yield lambda client: fold(client.slug) == folded
    yield lambda client: any(name.casefold() == literal for name in _names(client))
    yield lambda client: not spellings.isdisjoint(_keys(client))
    yield lambda client: any(key.startswith(beginnings) for key in _keys(client))


def _names(client: Named) -> tuple[str, ...]:
    return (client.name, *client.aliases)


def _keys(client: Named) -> Iterator[str]:
    yield fold(client.slug)
    for name in _names(client):
        yield from foldings(name)


def _near(wanted: str, known: Sequence[Named]) -> tuple[Named, ...]:
    by_key: dict[str, list[Named]] = {}
    for client in known:
        for key in _keys(client):
            # A name is mistyped by its first word more often than in full.
            for part in {key, key.partition(" ")[0]} - {""}:
                by_key.setdefault(part, []).append(client)
    folded = fold(wanted)
    inside = (client for client in known if any(f" {folded}" in key for key in _keys(client)))
    close = (client for key in _close(folded, by_key) for client in by_key[key])
    return tuple(islice(dict.fromkeys((*inside, *close)), _NEAR))


def _close(word: str, keys: Collection[str]) -> list[str]:
    # Loaded only after a miss: difflib takes longer than everything else here.
    from difflib import get_close_matches

    return get_close_matches(word, keys, n=4 * _NEAR, cutoff=_CLOSE_ENOUGH)


def _folded(text: str) -> str:
    if not text.isascii():
        text = _without_accents(text)
    return " ".join(text.translate(_PLAIN).split())


def _without_accents(text: str) -> str:
    from unicodedata import combining, normalize

    # Twice: taking a letter apart may uncover a capital, and folding that a letter to take apart.
    for _ in range(2):
        text = normalize("NFKD", text).casefold()
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter))


def _composed(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", text)


def _spellings(text: str) -> Iterator[str]:
    special = [letter for letter in text if letter in _SPELLINGS]
    if 2 ** len(special) <= _MOST_FOLDINGS:
        choices = (_SPELLINGS.get(letter, (letter,)) for letter in text)
        yield from map("".join, product(*choices))
        return
    # Too many to vary one by one: each kind of letter is spelt alike throughout.
    kinds = sorted(set(special))
    for spelling in product(*(_SPELLINGS[letter] for letter in kinds)):
        spelt = text
        for letter, typed in zip(kinds, spelling, strict=True):
            spelt = spelt.replace(letter, typed)
        yield spelt


def _slug_text(name: str) -> str:
    spelt = _composed(name.casefold())
    for letter, (long, _) in _SPELLINGS.items():
        spelt = spelt.replace(letter, long)
    latin = fold(spelt).replace("'", "")
    for greek, pair in _GREEK_PAIRS.items():
        latin = latin.replace(greek, pair)
    latin = latin.translate(_GREEK)
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in latin)
    return "-".join(kept.split())


def _cut(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    at_hyphen = slug[: length + 1].rpartition("-")[0]
    return at_hyphen or slug[:length]
