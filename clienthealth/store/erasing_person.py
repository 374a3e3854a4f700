"""One person out of a client's record: their entry goes, and a neutral word stands where they were named."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any, NamedTuple

from clienthealth.core.frozen import replace
from clienthealth.core.journal import record_of
from clienthealth.core.moments import day_of, instant
from clienthealth.core.privacy.known import Known, of_person
from clienthealth.core.privacy.masking import NAMING, Mask, masked, of_contact
from clienthealth.core.privacy.requests import asked_by
from clienthealth.core.records.agreed import Next
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.held import HELD
from clienthealth.errors import Refused, UserError
from clienthealth.store import erased, erasing_kept, search
from clienthealth.store.erased import Erasure
from clienthealth.store.erasing import COMMAND
from clienthealth.store.images import Change, images_of
from clienthealth.store.removing import OWNED, owned
from clienthealth.store.rows import Stored, image
from clienthealth.store.store import Store
from clienthealth.store.unaudited import empty, reimage, rewrite

TEXTS = "texts"
"""What is kept where names in free text were not to be masked."""

IMAGES = 'select "before", "after" from "change" where "command" = :command and "position" = :position'


class Place(NamedTuple):
    """A record that names the person, as it will be, and in how many places it names them."""

    held: Stored[Any]
    after: Any
    places: int


class Plan(NamedTuple):
    """What erasing a person will change: fields that name them, and texts in which they are named."""

    held: Stored[Client]
    person: Contact
    word: str
    fields: tuple[Place, ...]
    texts: tuple[Place, ...]


class Gone(NamedTuple):
    """What was erased of a person: counts of places in fields, in texts, of changes in the audit; what was kept."""

    erasure: Erasure
    handle: str
    fields: int
    texts: int
    images: int


def plan(store: Store, held: Stored[Client], person: Contact, word: str) -> Plan:
    """Look what erasing a person will change; raises Refused where the client is that person."""
    _check(held.record, person)
    fields, texts = [], []
    for each in _records(store, held):
        found = _apart(each.record, person, _mask(held.record, person, word))
        if found.fields != each.record:
            fields.append(Place(each, found.fields, found.in_fields))
        if found.in_texts:
            texts.append(Place(each, found.whole, found.in_texts))
    return Plan(held, person, word, tuple(fields), tuple(texts))


def erase(store: Store, held: Stored[Client], person: Contact, word: str, *, texts: bool = True) -> Gone:
    """Erase a person in one transaction: where a field names them, and with `texts` in free text as well."""
    with store.writing(COMMAND) as change:
        now = store.one(Client, '"handle" = :handle', {"handle": held.number})
        planned = plan(store, now, person, word)
        erasure = _erasure(store, now, person, texts=texts)
        asked = [each.number for each in store.of_client(Next, now.record.client) if asked_by(each.record, person.name)]
        mask = _mask(now.record, person, word)
        changes = images_of(store, now).changes
        images = sum(_again(store, each, person, mask, texts=texts) for each in changes)
        for each in planned.fields:
            rewrite(store, each.held, each.after)
        for each in planned.texts if texts else ():
            rewrite(store, each.held, each.after)
        _answer(store, asked)
        images += erasing_kept.scrub(store, Known(of_person(person)))
        search.rebuild(store.connection)
        change.erased("client", now.number)
        erased.remember(store.connection, [erasure])
    in_texts = sum(each.places for each in planned.texts) if texts else 0
    return Gone(erasure, now.handle, sum(each.places for each in planned.fields), in_texts, images)


def _answer(store: Store, numbers: Iterable[int]) -> None:
    """Close what the person had asked: nothing of them is left that could be copied, corrected or erased."""
    for number in numbers:
        held = store.one(Next, '"handle" = :handle', {"handle": number})
        if held.record.closed_at is None:
            rewrite(store, held, replace(held.record, closed_at=instant(store.now)))


class _Apart(NamedTuple):
    """A record without the person: in its fields only, and as a whole; and in how many places each."""

    fields: Any
    in_fields: int
    whole: Any
    in_texts: int


def _apart(record: Record, person: Contact, mask: Mask) -> _Apart:
    bare = replace(record, contacts=_others(record, person)) if isinstance(record, Client) else record
    gone = 0 if bare == record else 1
    named = {name: mask.field(value) for name in NAMING if (value := getattr(bare, name, None))}
    fields = replace(bare, **{name: value for name, (value, n) in named.items() if n})
    whole, places = masked(fields, mask)
    return _Apart(fields, gone + sum(n for _, n in named.values()), whole, places)


def _again(store: Store, each: Change, person: Contact, mask: Mask, *, texts: bool) -> int:
    """Write the images of one change without the person; one that no longer makes a record is emptied."""
    given = {"command": each.command, "position": each.position}
    before, after = store.rows(IMAGES, given)[0]
    try:
        new = [_image(text, person, mask, texts=texts) for text in (before, after)]
    except (UserError, ValueError):
        empty(store.connection, each.command, each.position)
        return 1
    if new == [before, after]:
        return 0
    reimage(store.connection, each.command, each.position, *new)
    return 1


def _image(text: str | None, person: Contact, mask: Mask, *, texts: bool) -> str | None:
    if text is None:
        return None
    found = _apart(record_of(json.loads(text), UTC, HELD), person, mask)
    return image(found.whole if texts else found.fields)


def _records(store: Store, held: Stored[Client]) -> Iterator[Stored[Any]]:
    yield held
    for kind in OWNED:
        yield from owned(store, kind, held.record.client)


def _others(client: Client, person: Contact) -> tuple[Contact, ...]:
    """Return the contacts of a client but for one, whatever else was known of them at the time."""
    addresses = set(person.email)
    return tuple(each for each in client.contacts if each.name != person.name and not addresses & set(each.email))


def _mask(client: Client, person: Contact, word: str) -> Mask:
    others = [each.name for each in _others(client, person)]
    return Mask([of_contact(person, word, [*others, client.name, *client.aliases])])


def _erasure(store: Store, held: Stored[Client], person: Contact, *, texts: bool) -> Erasure:
    today = day_of(store.now, store.zone).isoformat()
    return Erasure(erased.of_person(held, person.name), today, "" if texts else TEXTS)


def _check(client: Client, person: Contact) -> None:
    _, named = Mask([of_contact(person, "")._replace(parts=())]).text("\n".join((client.name, *client.aliases)))
    if named:
        raise Refused(
            f"{client.client} is called by the name of {person.name}",
            f"`clienthealth privacy erase {client.client}` erases the whole client; or rename it first with `edit`",
        )
