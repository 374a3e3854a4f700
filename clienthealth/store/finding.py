"""Words found in everything that was written, the best first; what is typed are words, never syntax."""

from collections.abc import Iterable, Iterator, Sequence
from re import split
from typing import Any, NamedTuple

from clienthealth.core.matching import fold
from clienthealth.core.moments import text_of
from clienthealth.core.records.client import Client
from clienthealth.store.rows import Stored
from clienthealth.store.search import SEARCHED, phrase
from clienthealth.store.store import Store

OPENS, CLOSES = "\x02", "\x03"
"""What stands around a word that was found; `render` makes marks of them."""

WORDS_AROUND = 16
"""How many words of a text are shown around what was found."""


class Hit(NamedTuple):
    """A record in which the words were found; `snippet` is the place."""

    rank: float
    kind: str
    number: int
    client: str
    at: str
    snippet: str


class Found(NamedTuple):
    """The best hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def find(store: Store, text: str, *, client: str | None, most: int) -> Found:
    """Return the records in which every word of `text` occurs, the last one as a beginning."""
    words = phrase(text)
    if not words:
        return Found((), 0)
    given = {"words": words, "client": client, "most": most, "opens": OPENS, "closes": CLOSES}
    cards = list(_clients(store, text.split(), client))
    hits = [*cards[:most], *(hit for kind in SEARCHED for hit in _hits(store, kind, given))]
    total = len(cards) + sum(_count(store, kind, given) for kind in SEARCHED)
    best = sorted(sorted(hits, key=lambda hit: hit.at, reverse=True), key=lambda hit: round(hit.rank, 3))
    return Found(tuple(best[:most]), total)


def _hits(store: Store, kind: str, given: dict[str, Any]) -> Iterator[Hit]:
    index = f'"{kind}_fts"'
    rows = store.rows(
        f'select f.rank, t."handle", t."client", t."at", '
        f"snippet({index}, -1, :opens, :closes, '…', {WORDS_AROUND}) "
        f'from {index} as f join "{kind}" as t on t."handle" = f.rowid '
        f"where {index} match :words{_mine(given)} "
        f'order by f.rank, t."handle" desc limit :most',
        given,
    )
    return (Hit(row[0], kind, row[1], row[2], row[3], row[4] or "") for row in rows)


def _count(store: Store, kind: str, given: dict[str, Any]) -> int:
    joined = f' join "{kind}" as t on t."handle" = f.rowid' if given["client"] else ""
    select = f'select count(*) from "{kind}_fts" as f{joined} where "{kind}_fts" match :words{_mine(given)}'
    return int(store.rows(select, given)[0][0])


def _mine(given: dict[str, Any]) -> str:
    return ' and t."client" = :client' if given["client"] else ""


def _clients(store: Store, words: Sequence[str], client: str | None) -> Iterator[Hit]:
    """Yield the clients on whose card the words stand; a card found by its name comes before everything."""
    wanted = [part for word in words for part in fold(word).split() if any(each.isalnum() for each in part)]
    for held in store.all(Client, '"slug" = :slug' if client else "", {"slug": client}):
        texts = _written(held)
        if all(any(_has(text, word, wanted) for text in texts) for word in wanted):
            shown = [_marked(text, wanted) for text in texts if any(_has(text, word, wanted) for word in wanted)]
            yield Hit(-1000.0, "client", held.number, held.record.client, text_of(held.record.at), " · ".join(shown))


def _written(held: Stored[Client]) -> list[str]:
    """Return what people wrote on a client's card, a text each."""
    card = held.record
    people = [" ".join([each.name, each.role or "", *each.email, *each.phone]) for each in card.contacts]
    texts: Iterable[str | None] = (
        card.name,
        card.client,
        *card.aliases,
        *people,
        card.contract,
        *card.address,
        card.note,
    )
    return [text for text in texts if text]


def _has(text: str, word: str, words: Sequence[str]) -> bool:
    """Whether a word stands in a text, the last of all words as a beginning."""
    return any(_meets(fold(part), word, words) for part in split(r"\W+", text))


def _meets(part: str, word: str, words: Sequence[str]) -> bool:
    return part.startswith(word) if word == words[-1] else part == word


def _marked(text: str, words: Sequence[str]) -> str:
    parts = split(r"(\w+)", text)
    return "".join(
        f"{OPENS}{part}{CLOSES}" if any(_meets(fold(part), word, words) for word in words) else part for part in parts
    )
