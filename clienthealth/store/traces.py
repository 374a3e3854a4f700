"""What is left of somebody, found by searching bytes: the database, what lies beside it, drafts, copies, backups."""

import mmap
import os
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from clienthealth.core.codec import fields_of
from clienthealth.core.frozen import Frozen
from clienthealth.core.intake.book import Clue
from clienthealth.core.kinds import LETTERS
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.kept import Batch, RuleKind
from clienthealth.store import indexed
from clienthealth.store.audited import earlier
from clienthealth.store.backup import NAME
from clienthealth.store.known import clues_of
from clienthealth.store.removing import OWNED, owned
from clienthealth.store.restoring import SIDES
from clienthealth.store.rows import Stored, letter
from clienthealth.store.search import SEARCHED
from clienthealth.store.sqlite import connect, meaning
from clienthealth.store.store import Store

SHORTEST = 4
"""Letters from which a name says whose it is; a shorter one stands in other words as well, and the id has to do."""

SHORTEST_PIECE = 12
"""Letters from which a piece of a text is looked for."""

LONGEST = 60
"""Letters of a text that are looked for: longer ones are broken over pages."""

MOST = 500
"""Texts that are looked for beside names, addresses and ids: a larger record is sampled evenly."""

SHOWN = frozenset({*LETTERS, Batch.TYPE})
"""Types whose handles people see."""

BREAKS = '"\\\n\r\t'
"""Characters that a journal line writes otherwise than a column does."""


class Sought(NamedTuple):
    """What is looked for: what names somebody, and pieces of what was written; `of` is how many there are in all."""

    names: tuple[str, ...]
    pieces: tuple[str, ...] = ()
    of: int = 0

    @property
    def all(self) -> tuple[str, ...]:
        """Names and pieces."""
        return tuple(dict.fromkeys((*self.names, *self.pieces)))


class Searched(NamedTuple):
    """What was searched, and what still holds something."""

    store: tuple[Path, ...]
    """The database and what SQLite leaves beside it."""
    left: int
    """How many of the texts stand in their bytes and in no record that is still there."""
    indexes: tuple[str, ...]
    """Types whose full-text index does not agree with their records."""
    naming: tuple[str, ...]
    """Handles of records of others that still name them."""
    besides: tuple[str, ...]
    """Handles of what else still names them (people of other clients, files of imports), or the table it is in."""
    drafts: tuple[Path, ...]
    copies: tuple[Path, ...]
    backups: tuple[Path, ...]
    elsewhere: tuple[Path, ...]
    files: int
    """How many files were searched beside those of the store."""
    digest: str
    """The SHA-256 of the database as it is now."""
    pieces: tuple[int, int]
    """How many texts were looked for, of how many."""

    @property
    def clean(self) -> bool:
        """Whether nothing is left in the store and in the drafts."""
        return not (self.left or self.indexes or self.drafts)


class Places(NamedTuple):
    """Where traces may lie: the database, the folder of drafts, that of backups, and what else was named."""

    database: Path
    drafts: Path
    backups: Path
    more: tuple[Path, ...] = ()


def of_client(store: Store, held: Stored[Client], more: Iterable[str] = (), neutral: Collection[str] = ()) -> Sought:
    """Return by what a client is found again: its names, its people, its id, and what was written.

    `neutral` words stand for people who were erased before, and may stand with other clients as well.
    """
    client = held.record
    people = [text for each in client.contacts for text in _naming(each)]
    people += [text for each in clues_of(store, held) if each.value not in neutral for text in _spelt(each)]
    names = [client.name, *client.aliases, *people, *client.address, f'"client":"{client.client}"', client.id, *more]
    pieces = sorted({piece for record in _records(store, held) for piece in _pieces(record)})
    step = max(1, -(-len(pieces) // MOST))
    telling = _telling(names, client.client)
    return Sought(telling, (client.client, *pieces[::step]), len({*telling, client.client, *pieces}))


def of_person(person: Contact, more: Iterable[str] = ()) -> Sought:
    """Return by what a person is found again: name, addresses, numbers."""
    return Sought(_telling([*_naming(person), *more]))


def search(places: Places, sought: Sought) -> Searched:
    """Search everything; nothing may be open on the database, whose locks its other readers would lose."""
    database = places.database.resolve()
    files = tuple(path for path in (database, *_sides(database)) if path.is_file())
    found = [text for text in sought.all if any(holds(path, [text]) for path in files)]
    with meaning(database), closing(connect(database)) as connection:
        left, besides = _in_rows(connection, found, sought.names)
        wrong = tuple(indexed.wrong(connection))
        naming = naming_of(connection, sought.names)
    drafts, copies, backups = _in(places.drafts), beside(database), backups_in(places.backups)
    elsewhere = [path for each in places.more for path in ([each] if each.is_file() else _in(each))]
    return Searched(
        store=files,
        left=len(left),
        indexes=wrong,
        naming=naming,
        besides=tuple(each for each in besides if each not in naming),
        drafts=holding(drafts, sought.names),
        copies=holding(copies, sought.names),
        backups=holding(backups, sought.names),
        elsewhere=holding(elsewhere, sought.names),
        files=len(drafts) + len(copies) + len(backups) + len(elsewhere),
        digest=_digest(database),
        pieces=(len(sought.all), max(len(sought.all), sought.of)),
    )


def holding(paths: Iterable[Path], texts: Sequence[str]) -> tuple[Path, ...]:
    """Return the files in whose bytes one of the texts stands."""
    return tuple(path for path in paths if holds(path, texts))


def holds(path: Path, texts: Iterable[str]) -> bool:
    """Whether one of the texts stands in the bytes of a file; one that cannot be read may hold anything."""
    try:
        with path.open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                return False
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
                return any(held.find(text.encode()) >= 0 for text in texts)
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True


def beside(database: Path) -> list[Path]:
    """Return the copies that lie beside a database: from before a new schema or a restore, or left half-made."""
    stem, suffix = database.stem, database.suffix
    patterns = (f"{stem}.before-*", f".{database.name}.*", f"{stem}*sync-conflict*{suffix}*")
    return sorted({path for each in patterns for path in database.parent.glob(each) if _is_plain(path)})


def backups_in(folder: Path) -> list[Path]:
    """Return our copies in a folder of backups."""
    return sorted(path for path in _in(folder) if NAME.fullmatch(path.name))


def naming_of(connection: sqlite3.Connection, names: Sequence[str], but: str = "") -> tuple[str, ...]:
    """Return the records of all clients, or of all `but` one, in whose words one of the names stands."""
    found = []
    for kind, columns in SEARCHED.items():
        written = " or ".join(f'instr(lower("{column}"), lower(:name)) > 0' for column in columns)
        select = f'select "handle" from "{kind}" where "client" <> :but and ({written}) order by "handle"'
        for name in names:
            rows = connection.execute(select, {"name": name, "but": but})
            found += [f"{letter(kind)}{row[0]}" for row in rows]
    return tuple(dict.fromkeys(found))


def _digest(path: Path) -> str:
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _in_rows(connection: sqlite3.Connection, found: Sequence[str], names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the texts that stand in no row, and the rows in which one of the names stands, by handle or table.

    What is left of the former is in bytes that nothing refers to any more.
    """
    left, rows = {text: _folded(text) for text in found}, []
    # Most rows hold no word of a name: that is seen sooner than any pattern would.
    patterns = [(max(words, key=len), _whole(words)) for each in names if (words := _folded(each).split())]
    for where, row in _every_text(connection):
        folded = _folded(row)
        left = {text: each for text, each in left.items() if each not in folded}
        if any(word in folded and pattern.search(folded) for word, pattern in patterns):
            rows.append(where)
    return list(left), rows


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a name as it stands by itself in a folded text."""
    name = r"\s+".join(map(re.escape, words))
    return re.compile(rf"(?<![^\W_]){name}(?![^\W_])")


def _every_text(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield all texts of the database, those of its schema included, but for what the index makes of them.

    Each is that of a row, after its handle, or after the table of one that has none.
    """
    tables = [
        str(row[0])
        for row in connection.execute("select name from sqlite_master where type = 'table' and name not like '%_fts%'")
    ]
    for table in ("sqlite_master", *tables):
        cursor = connection.cursor()
        cursor.row_factory = None
        for row in cursor.execute(f'select * from "{table}"'):
            where = f"{letter(table)}{row[0]}" if table in SHOWN else table
            yield where, "\n".join(each for each in row if isinstance(each, str))


def _folded(text: str) -> str:
    """Return a text as the index folds it, so that a word of the index is known by the text it is from."""
    if text.isascii():
        return text.lower()
    return "".join(each for each in normalize("NFD", text.casefold()) if not "\u0300" <= each <= "\u036f")


def _records(store: Store, held: Stored[Client]) -> Iterator[Any]:
    """Yield all of a client, and what its records were before."""
    yield held.record
    yield from (each.record for each in earlier(store, held))
    for kind in OWNED:
        yield from (each.record for each in owned(store, kind, held.record.client))


def _pieces(value: Any) -> Iterator[str]:
    """Yield pieces of all texts of a record that stand unchanged in a column as well as in a journal line."""
    for field in fields_of(type(value)).values():
        held = getattr(value, field.attribute)
        for each in held if isinstance(held, tuple) else (held,):
            if isinstance(each, Frozen):
                yield from _pieces(each)
            elif isinstance(each, str) and field.kind in {"text", "list"} and field.name not in {"client", "source"}:
                piece = max(_split(each), key=len)[:LONGEST]
                if len(piece) >= SHORTEST_PIECE:
                    yield piece


def _split(text: str) -> list[str]:
    for each in BREAKS:
        text = text.replace(each, "\n")
    return text.split("\n")


def _naming(person: Contact) -> tuple[str, ...]:
    return (person.name, *person.email, *person.phone)


def _spelt(clue: Clue) -> tuple[str, ...]:
    """Return how a clue is written; one word or a domain may stand for others as well and is none of theirs alone."""
    text = clue.value
    if clue.kind is RuleKind.DOMAIN or not (clue.kind is RuleKind.PHONE or "@" in text or " " in text):
        return ()
    return (text, text.title()) if clue.kind is RuleKind.NAME and text.islower() else (text,)


def _telling(names: Iterable[str], slug: str = "") -> tuple[str, ...]:
    """Return the names that say whose something is; an id that is but the slug says no more than it."""
    return tuple(dict.fromkeys(each for each in names if len(each) >= SHORTEST and each != slug))


def _in(folder: Path) -> list[Path]:
    """Return the files under a folder, following no link."""
    found = [Path(root, name) for root, _, names in os.walk(folder) for name in names]
    return sorted(path for path in found if _is_plain(path))


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _sides(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in SIDES]
