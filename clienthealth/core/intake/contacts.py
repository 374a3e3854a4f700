"""A card of somebody's address book joined to a client: what is missing is added, nothing is changed or taken away."""

from clienthealth.core.frozen import replace
from clienthealth.core.intake.book import phone_ending
from clienthealth.core.matching import fold
from clienthealth.core.records.client import Client, Contact


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
