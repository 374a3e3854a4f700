"""Names and addresses out of text: literally known ones only, and never more certain than that.

What describes somebody without naming them, nicknames and misspellings are not found; whoever masks has to say so.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from clienthealth.core import matching
from clienthealth.core.codec import Field, fields_of
from clienthealth.core.frozen import Frozen, replace
from clienthealth.core.intake.book import phone_ending
from clienthealth.core.records.client import Client, Contact

SHORTEST_PART = 3
"""Letters from which a part of a name is looked for by itself: shorter ones are mostly other words."""

SHORTEST_NUMBER = 6
"""Digits from which a telephone number is one."""

GENITIVE = r"(?:['’]?s)?"
BEFORE, AFTER = r"(?<!\w)", r"(?!\w)"

BOUND = frozenset(
    (
        *("client", "id", "complaint", "against", "supersedes", "repeat_of", "invoice", "reply_to"),
        *("number", "about", "became", "key", "fields"),
    )
)
"""Texts by which records are found and refer to each other: never masked, lest they no longer do."""


class Person(NamedTuple):
    """Somebody by what they are called and reached by; `parts` are looked for by themselves; `word` stands instead."""

    names: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    word: str = ""

    @property
    def called(self) -> frozenset[str]:
        """All that a field may hold which names them, folded; as well as who is who holds it."""
        kept = (*map(matching.fold, self.names), *map(phone_ending, self.phones))
        return frozenset((*map(fold, (*self.names, *self.addresses, *self.phones, *self.parts)), *filter(None, kept)))


class Mask:
    """Puts a word in the place of each known name and address; counts nothing it does not find."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = tuple(people)
        self._called = {called: each.word for each in reversed(self._people) for called in each.called}
        ways = sorted(
            ((way, place) for place, person in enumerate(self._people) for way in _ways(person)),
            key=lambda each: -len(each[0]),
        )
        self._places = [place for _, place in ways]
        self._pattern = re.compile("|".join(f"({way})" for way, _ in ways)) if ways else None

    def text(self, text: str) -> tuple[str, int]:
        """Return a text without the people, and in how many places they stood."""
        return self._pattern.subn(self._word, text) if self._pattern else (text, 0)

    def field(self, text: str) -> tuple[str, int]:
        """Return what a field that names one person holds, without them: there a part in small letters will do."""
        word = self._called.get(fold(text))
        return (word, 1) if word is not None else self.text(text)

    def _word(self, found: "re.Match[str]") -> str:
        return self._people[self._places[(found.lastindex or 1) - 1]].word


class Masked(NamedTuple):
    """A value without the people, and in how many places they stood."""

    value: Any
    places: int


NAMING = frozenset({"contact", "staff", "by", "owner", "value"})
"""Fields that name one person; `value` is that of who is who."""


def masked(value: Any, mask: Mask) -> Masked:
    """Return a record, or a value in one, in all texts of which the people are masked."""
    changes, places = {}, 0
    for field in fields_of(type(value)).values():
        held = getattr(value, field.attribute)
        if held and field.name not in BOUND:
            changed, n = _field(field, held, mask)
            if n:
                changes[field.attribute] = changed
                places += n
    return Masked(replace(value, **changes), places) if changes else Masked(value, 0)


def _field(field: Field, held: Any, mask: Mask) -> tuple[Any, int]:
    if field.kind == "text":
        return mask.field(held) if field.name in NAMING else mask.text(held)
    if field.kind != "list":
        return held, 0
    items = [_item(each, mask) for each in held]
    return tuple(each for each, _ in items), sum(n for _, n in items)


def _item(item: Any, mask: Mask) -> tuple[Any, int]:
    if isinstance(item, str):
        return mask.text(item)
    return masked(item, mask) if isinstance(item, Frozen) else (item, 0)


def of_contact(contact: Contact, word: str, besides: Iterable[str] = ()) -> Person:
    """Return a contact as somebody to be masked; parts of the name that others share are no sign of them."""
    shared = {part for name in besides for part in parts(name)}
    return Person(
        names=tuple(dict.fromkeys(each for each in (contact.name, contact.salutation) if each)),
        addresses=contact.email,
        phones=contact.phone,
        parts=tuple(each for each in parts(contact.name) if each not in shared),
        word=word,
    )


def of_client(client: Client, word: str) -> Person:
    """Return another client as somebody to be masked: by its names only, which are no parts of anything."""
    return Person(names=(client.name, *client.aliases), word=word)


def parts(name: str) -> list[str]:
    """Return the words of a name that may stand for it."""
    words = (each.strip(".,()") for each in name.split())
    return [each for each in words if len(each) >= SHORTEST_PART and each[0].isupper()]


def fold(text: str) -> str:
    """Return a text without regard to case and spaces."""
    return " ".join(text.casefold().split())


def _ways(person: Person) -> Iterable[str]:
    """Yield patterns without groups that find a person."""
    for name in person.names:
        words = r"\s+".join(re.escape(each) for each in name.split())
        # A name of one word is often a word as well: then its case is what tells them apart.
        yield f"{BEFORE}(?i:{words}){GENITIVE}{AFTER}" if " " in name.strip() else f"{BEFORE}{words}{GENITIVE}{AFTER}"
    yield from (f"{BEFORE}{re.escape(each)}{GENITIVE}{AFTER}" for each in person.parts)
    yield from (rf"(?<![\w.+-])(?i:{re.escape(each)})(?![\w-])" for each in person.addresses)
    for phone in person.phones:
        digits = [each for each in phone if each.isdigit()]
        if len(digits) >= SHORTEST_NUMBER:
            yield r"\+?(?<!\d)" + r"[\s().\-/]*".join(digits) + r"(?!\d)"
