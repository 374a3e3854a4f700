"""A card of somebody's address book joined to a client: what is missing is added, nothing is changed or taken away."""

import re

from clienthealth.core.frozen import replace
from clienthealth.core.intake.book import phone_ending
from clienthealth.core.matching import fold
from clienthealth.core.records.client import Client, Contact

TELLING = 3
"""Letters from which on a word of a name tells firms apart."""

FORMS = frozenset({"gmbh", "mbh", "ohg", "ltd", "llc", "inc", "aps", "und", "and", "company", "the", "der", "die"})
"""Words that the names of many firms have."""


def joined(client: Client, card: Client) -> Client:
    """Return a client with the people, language and zone of a card that it does not have yet."""
    people = list(client.contacts)
    for each in card.contacts:
        place = next((number for number, known in enumerate(people) if is_same(known, each)), None)
        if place is None:
            people.append(each)
        else:
            people[place] = _joined(people[place], each)
    return replace(
        client,
        contacts=tuple(people),
        language=client.language or card.language,
        timezone=client.timezone or card.timezone,
    )


def is_same(one: Contact, other: Contact) -> bool:
    """Whether two cards are of one person: by an address, by a number, or by the name, where one has neither.

    A number alone does not do where each has an address and a name of their own.
    """
    if {each.casefold() for each in one.email} & {each.casefold() for each in other.email}:
        return True
    if _endings(one) & _endings(other):
        return not (one.email and other.email) or fold(one.name) == fold(other.name)
    bare = not (one.email or one.phone) or not (other.email or other.phone)
    return bare and fold(one.name) == fold(other.name)


def is_elsewhere(card: Client, client: Client, known: str) -> bool:
    """Whether a card that shares an address or a number with somebody at a client is of another firm.

    It is where it names an organisation and a person, and neither has a word in common with what the client is called
    or with `known`, the person who has the address: two firms share a bookkeeper, or a slip gave one the other's
    address. "Acme" and "Acme GmbH", or a person who is on record already, are the same.
    """
    person = card.contacts[0].name if card.contacts else ""
    if not known or not person or fold(card.name) == fold(person):
        return False
    ours = {word for name in (client.name, *client.aliases, known) for word in _words(name)}
    theirs = {*_words(card.name), *_words(person)}
    return bool(ours and theirs) and not ours & theirs


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(name)) if len(word) >= TELLING and word not in FORMS}


def _endings(person: Contact) -> set[str]:
    return {phone_ending(each) or each for each in person.phone}


def _joined(known: Contact, card: Contact) -> Contact:
    addresses = {each.casefold() for each in known.email}
    numbers = _endings(known)
    return replace(
        known,
        email=(*known.email, *(each for each in card.email if each.casefold() not in addresses)),
        phone=(*known.phone, *(each for each in card.phone if (phone_ending(each) or each) not in numbers)),
        role=known.role or card.role,
    )
