"""The people at a client as they come, change and leave."""

from collections.abc import Sequence
from typing import Any

from clienthealth.core.frozen import replace
from clienthealth.core.matching import fold, nearest
from clienthealth.core.records.client import Client, Contact
from clienthealth.errors import NotFound, Refused


def with_person(client: Client, person: Contact) -> Client:
    """Return a client with one more person; refused where there is one of that name."""
    if any(fold(each.name) == fold(person.name) for each in client.contacts):
        raise Refused(
            f"there is a {person.name} at {client.client} already",
            f'`clienthealth contact edit {client.client} "{person.name}" …` changes what is known of them',
        )
    return replace(client, contacts=(*client.contacts, person))


def with_changed(client: Client, wanted: str, changes: dict[str, Any]) -> tuple[Client, Contact]:
    """Return a client with one person changed, and that person; what was not given stays."""
    place = _place(client, wanted)
    person = replace(client.contacts[place], **changes)
    people = list(client.contacts)
    people[place] = person
    return replace(client, contacts=tuple(people)), person


def _place(client: Client, wanted: str) -> int:
    """Return where a person stands in the list: by name, address, or an unambiguous beginning."""
    for found in (_named(client.contacts, wanted), _beginning(client.contacts, wanted)):
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(client.contacts[place].name for place in found)
            raise NotFound(f"{wanted!r} may be one of {len(found)} people at {client.client}", f"say which: {listed}")
    names = [each.name for each in client.contacts]
    close = nearest(wanted, names)
    add = f'`clienthealth contact add {client.client} "{wanted}"` adds them'
    raise NotFound(f"there is no {wanted!r} at {client.client}", f"did you mean {close}?" if close else add)


def _named(people: Sequence[Contact], wanted: str) -> list[int]:
    folded = fold(wanted)
    return [
        place
        for place, each in enumerate(people)
        if fold(each.name) == folded or wanted.casefold() in {address.casefold() for address in each.email}
    ]


def _beginning(people: Sequence[Contact], wanted: str) -> list[int]:
    folded = fold(wanted)
    return [place for place, each in enumerate(people) if folded and fold(each.name).startswith(folded)]
