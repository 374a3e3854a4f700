"""Who was erased, as digests: by them a restored backup is known to hold somebody who is to be erased again.

The list stands in the store, so that a backup says itself which erasures it has seen, and in a file beside the
database and beside the backups, so that it outlives the loss of the database. It names nobody: a digest is made of the
number and the id that the store gave.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from clienthealth.core.records.client import Client
from clienthealth.store.backup import sync
from clienthealth.store.rows import Stored

KEY = "erased"
FILE = "clienthealth-erased.json"


class Erasure(NamedTuple):
    """One erasure: whose, on which day, and what was kept: `invoices` by law, `texts` that were not to be masked."""

    digest: str
    day: str
    kept: str = ""


def of_client(held: Stored[Client]) -> str:
    """Return the digest of a client."""
    return digest_of(held.number, held.record.id)


def of_person(held: Stored[Client], name: str) -> str:
    """Return the digest of a person at a client."""
    return digest_of(held.number, held.record.id, name)


def digest_of(number: int, name: str, person: str = "") -> str:
    """Return the digest of a client by its number and id, or of a person there."""
    told = f"{number}:{name}:{' '.join(person.casefold().split())}"
    return sha256(told.encode()).hexdigest()


def known(connection: sqlite3.Connection) -> tuple[Erasure, ...]:
    """Return the erasures that a store has seen."""
    row = connection.execute('select "value" from "setting" where "key" = :key', {"key": KEY}).fetchone()
    return _read(row[0]) if row else ()


def remember(connection: sqlite3.Connection, erasures: Iterable[Erasure]) -> None:
    """Add erasures to the list of a store, within its transaction."""
    value = _text([*known(connection), *erasures])
    connection.execute(
        'insert into "setting" ("key", "value") values (:key, :value) '
        'on conflict ("key") do update set "value" = :value',
        {"key": KEY, "value": value},
    )


def in_folder(folder: Path) -> tuple[Erasure, ...]:
    """Return the erasures that are noted in a folder; none where nothing readable is."""
    try:
        return _read((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ()


def note_in(folder: Path, erasures: Iterable[Erasure]) -> None:
    """Add erasures to the list in a folder; one that is not there, or takes nothing, is passed over."""
    import os

    part = folder / f".{FILE}.{os.getpid()}.part"
    with suppress(OSError):
        if not folder.is_dir():
            return
        text = _text([*in_folder(folder), *erasures])
        with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_WRONLY, 0o600), "w") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / FILE)
        sync(folder)


def _text(erasures: Iterable[Erasure]) -> str:
    return json.dumps([[*each] for each in dict.fromkeys(erasures)], separators=(",", ":"))


def _read(text: str) -> tuple[Erasure, ...]:
    """Read a list; what is none of ours in it is left out."""
    try:
        found = json.loads(text)
    except ValueError:
        return ()
    rows = found if isinstance(found, list) else []
    fields = len(Erasure._fields)
    return tuple(
        Erasure(*row)
        for row in rows
        if isinstance(row, list) and len(row) == fields and all(isinstance(each, str) for each in row)
    )
