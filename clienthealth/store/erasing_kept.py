"""What is kept for nobody in particular and may name somebody all the same: files of imports, answers about sources."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from clienthealth.core.frozen import replace
from clienthealth.core.privacy.masking import Mask, Person, of_contact
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.kept import Batch, Profile
from clienthealth.store.store import Store
from clienthealth.store.unaudited import empty, rewrite

IMAGES = """
    select "command", "position", coalesce("before", '') || ' ' || coalesce("after", '')
    from "change"
    where "type" in ('batch', 'profile') and ("before" is not null or "after" is not null)
"""

FILE = "…"
"""What stands for the name of a file that named somebody."""


def of_client(client: Client) -> Mask:
    """Return what finds a client and its people in such places."""
    called = Person(names=(client.name, *client.aliases, client.client), word=FILE)
    return Mask([called, *(of_contact(each, FILE)._replace(parts=()) for each in client.contacts)])


def of_person(person: Contact) -> Mask:
    """Return what finds one person in such places."""
    return Mask([of_contact(person, FILE)._replace(parts=())])


def scrub(store: Store, mask: Mask) -> int:
    """Take out what names somebody and return in how many places that was: an answer is asked for again then."""
    count = 0
    for batch in store.all(Batch):
        files = tuple(FILE if _names(mask, each) else each for each in batch.record.files)
        count += _rewritten(store, batch, replace(batch.record, files=files))
    for profile in store.all(Profile):
        count += _rewritten(store, profile, replace(profile.record, answers=_answers(mask, profile.record.answers)))
    return count + sum(_emptied(store.connection, mask))


def _answers(mask: Mask, text: str) -> str:
    """Return the answers about a source without those that name somebody; the same text where none does."""
    given = json.loads(text)
    kept = {key: without for key, value in given.items() if (without := _without(mask, key, value))}
    return text if kept == given else json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _without(mask: Mask, key: str, value: str) -> str:
    """Return an answer without the lines that name somebody; nothing where the question does."""
    if _names(mask, key):
        return ""
    return "\n".join(line for line in value.split("\n") if not _names(mask, line))


def _names(mask: Mask, text: str) -> bool:
    return mask.text(text)[1] > 0


def _rewritten(store: Store, held: Any, after: Any) -> int:
    if after == held.record:
        return 0
    rewrite(store, held, after)
    return 1


def _emptied(connection: sqlite3.Connection, mask: Mask) -> Iterator[int]:
    for command, position, text in connection.execute(IMAGES).fetchall():
        if _names(mask, text):
            empty(connection, command, position)
            yield 1
