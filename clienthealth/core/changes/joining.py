"""Two clients that are one: names become aliases, people are joined, gaps are filled; nothing is overwritten."""

from collections.abc import Iterable
from typing import Any

from clienthealth.core.frozen import replace
from clienthealth.core.matching import fold
from clienthealth.core.moments import text_of
from clienthealth.core.records.client import Client, Contact

FILLED = (
    "owner",
    "ref",
    "language",
    "country",
    "timezone",
    "notice_days",
    "contract",
    "contract_date",
    "contract_clause",
    "address",
    "recipient",
)
"""What the one takes from the other where it has nothing itself."""

APART = ("currency", "hourly_rate", "payment_terms_days", "contact_hours", "status")
"""What would change the meaning of records that are there already, and is therefore left as it is."""


def joined(into: Client, other: Client) -> Client:
    """Return `into` as it is once `other` has become a part of it."""
    gaps: dict[str, Any] = {
        name: getattr(other, name) for name in FILLED if getattr(into, name) in (None, ()) and getattr(other, name)
    }
    return replace(
        into,
        at=min(into.at, other.at, key=text_of),
        aliases=_aliases(into, (other.name, other.client, *other.aliases)),
        contacts=with_people(into.contacts, other.contacts),
        note="\n".join(note for note in (into.note, other.note) if note) or None,
        **gaps,
    )


def left_apart(into: Client, other: Client) -> list[tuple[str, Any, Any]]:
    """Return the fields in which the two differ and `into` stays as it is: name, its value, the other's."""
    pairs = [(name, getattr(into, name), getattr(other, name)) for name in (*FILLED, *APART)]
    return [
        (name, mine, theirs) for name, mine, theirs in pairs if theirs not in (None, (), mine) and _stays(name, mine)
    ]


def with_people(known: tuple[Contact, ...], others: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return all people once; who is in both lists keeps their addresses of both."""
    people = list(known)
    for other in others:
        place = next((place for place, person in enumerate(people) if _same(person, other)), None)
        if place is None:
            people.append(other)
        else:
            people[place] = _one(people[place], other)
    return tuple(people)


def _stays(name: str, mine: Any) -> bool:
    return name in APART or mine not in (None, ())


def _aliases(into: Client, names: Iterable[str]) -> tuple[str, ...]:
    """Return the aliases with the new names, each once, without what the client is called anyway."""
    called = {name.casefold() for name in (into.name, into.client, *into.aliases)}
    added = {name.casefold(): name for name in names if name.casefold() not in called}
    return (*into.aliases, *added.values())


def _same(one: Contact, other: Contact) -> bool:
    """Whether two entries are one person: the same name, and no dates that contradict each other."""
    dates = ((one.from_, other.from_), (one.until, other.until))
    return fold(one.name) == fold(other.name) and all(mine in (None, his) or his is None for mine, his in dates)


def _one(person: Contact, other: Contact) -> Contact:
    gaps: dict[str, Any] = {
        name: getattr(other, name)
        for name in ("role", "salutation", "address_form", "from_", "until")
        if getattr(person, name) is None
    }
    return replace(
        person,
        email=_once((*person.email, *other.email)),
        phone=_once((*person.phone, *other.phone)),
        **gaps,
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple({text.casefold(): text for text in reversed(tuple(texts))}.values())[::-1]
