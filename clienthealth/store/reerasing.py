"""A backup that is to take the place of the database: who was erased since it was made is erased from it first."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from clienthealth.core.records.client import Client
from clienthealth.store import erased, erasing, erasing_person
from clienthealth.store.erased import Erasure
from clienthealth.store.restoring import Ready
from clienthealth.store.rows import Stored
from clienthealth.store.sqlite import connect, write
from clienthealth.store.store import Store
from clienthealth.store.verifying import verify


class As(NamedTuple):
    """Whose erasures these are, and when; the words for a client and a person who are gone."""

    zone: tzinfo
    who: str
    now: datetime
    pseudonym: str
    nobody: str


def again(made: Ready, folders: Iterable[Path], by: As) -> tuple[Ready, int]:
    """Erase from a verified backup whoever was erased since, and return it with how many that were.

    The lists are that of the present database, as far as it can be read, and those in the folders. An erasure that the
    backup has seen itself is not done again: whoever came back after it is in the backup rightly.
    """
    listed = (each for folder in folders for each in erased.in_folder(folder))
    known = dict.fromkeys((*_of_database(made.target), *listed))
    with closing(connect(made.fresh)) as connection:
        own = {each.digest for each in erased.known(connection)}
    pending = [each for each in known if each.digest not in own]
    if not pending:
        return made, 0
    many = _erase(made.fresh, {each.digest: each for each in pending}, by)
    with closing(connect(made.fresh)) as connection, write(connection, made.fresh):
        seen = {each.digest for each in erased.known(connection)}
        erased.remember(connection, [each for each in pending if each.digest not in seen])
    return made._replace(verified=verify(made.fresh, called=made.target)), many


def _of_database(path: Path) -> tuple[Erasure, ...]:
    """Return the list of a database that may be damaged: nothing of it, or of what lies beside it, is touched."""
    with suppress(sqlite3.Error, UnicodeDecodeError):
        if path.is_file():
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
                return erased.known(connection)
    return ()


def _erase(fresh: Path, pending: dict[str, Erasure], by: As) -> int:
    """Erase who is listed and there; the file is brought up to date for it only where somebody is."""
    if not _is_in(fresh, pending):
        return 0
    store = Store(fresh, by.zone, by.who, by.now)
    try:
        many = sum(_erase_one(store, held, pending, by) for held in store.all(Client))
        erasing.settle(store)
        return many
    finally:
        store.close()
        if store.kept is not None:
            store.kept.unlink(missing_ok=True)


def _erase_one(store: Store, held: Stored[Client], pending: dict[str, Erasure], by: As) -> int:
    if (entry := pending.get(erased.of_client(held))) is not None:
        erasing.erase(store, held, keep_invoices=entry.kept == erasing.INVOICES, name=by.pseudonym)
        return 1
    listed = [
        (person, entry)
        for person in held.record.contacts
        if (entry := pending.get(erased.of_person(held, person.name))) is not None
    ]
    for person, entry in listed:
        now = store.one(Client, '"handle" = :handle', {"handle": held.number})
        texts = entry.kept != erasing_person.TEXTS
        erasing_person.erase(store, now, person, by.nobody, texts=texts)
    return len(listed)


def _is_in(fresh: Path, pending: dict[str, Erasure]) -> bool:
    with closing(connect(fresh)) as connection:
        return any(digest in pending for digest in _digests(connection))


def _digests(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the digests of all clients and people, read without the rest of the record: an older schema has these."""
    import json

    for number, name, contacts in connection.execute('select "handle", "id", "contacts" from "client"'):
        yield erased.digest_of(number, name)
        yield from (erased.digest_of(number, name, each["name"]) for each in json.loads(contacts or "[]"))
