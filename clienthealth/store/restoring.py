"""A backup in the place of the database: verified first, the present file kept beside it, sound or not."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import copyfileobj
from typing import NamedTuple

from clienthealth.errors import Refused, StoreError
from clienthealth.store.backup import free_name, new_file, sync
from clienthealth.store.opening import MAGIC, examined
from clienthealth.store.sqlite import code_of, connect, explained, meaning
from clienthealth.store.verifying import Step, Verified, check_same, pages_wrong, tally, verify

SIDES = ("-journal", "-wal", "-shm")
"""What SQLite may have left beside a database; it belongs to that file and to no other."""

IN_THE_WAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
    }
)
"""Errors that say nothing of whether the file is sound."""


class Ready(NamedTuple):
    """A backup that was verified and lies beside the database, ready to take its place."""

    fresh: Path
    target: Path
    verified: Verified


@contextmanager
def ready(backup: Path, database: Path, step: Step | None = None) -> Iterator[Ready]:
    """Copy a backup beside the database and verify it there; the backup itself is only read."""
    target = database.resolve()
    if not backup.is_file():
        raise Refused(f"{backup} is no file", "name a backup made with `clienthealth backup`")
    if target.exists() and backup.samefile(target):
        raise Refused(f"{backup} is the database itself", "name a backup made with `clienthealth backup`")
    fresh = target.with_name(f".{target.name}.{os.getpid()}.restored")
    try:
        _take(backup, fresh)
        yield Ready(fresh, target, _verified(fresh, backup, step))
    except OSError as error:
        raise StoreError(f"{backup} cannot be restored: {error.strerror}", "nothing was changed") from error
    finally:
        for path in (fresh, *_sides(fresh)):
            path.unlink(missing_ok=True)


def put(made: Ready, stamp: str) -> Path | None:
    """Put a verified backup in the place of the database; return where the file that was there is kept."""
    kept = free_name(made.target.parent, f"{made.target.stem}.before-restore-{stamp}", made.target.suffix)
    sound = made.target.exists() and _is_sound(made.target)
    present = _overwrite(made, kept) if sound else _swap(made, kept)
    sync(made.target.parent)
    return present


def _take(backup: Path, fresh: Path) -> None:
    """Copy the bytes of a backup, and of what belongs to it, into private files."""
    for suffix in ("", *SIDES[:2]):
        source = backup.with_name(backup.name + suffix)
        if source.is_file():
            target = fresh.with_name(fresh.name + suffix)
            new_file(target)
            with source.open("rb") as origin, target.open("wb") as copy:
                copyfileobj(origin, copy)


def _verified(fresh: Path, backup: Path, step: Step | None) -> Verified:
    """Verify the copy, settled into one file; raises StoreError naming the backup."""
    try:
        with meaning(backup), closing(connect(fresh)) as connection:
            connection.execute("pragma journal_mode = delete")
        verified = verify(fresh, called=backup, step=step)
    except StoreError as error:
        newer = error.hint.startswith("update")
        raise StoreError(error.message, error.hint if newer else "name another copy; nothing was changed") from error
    if not verified.schema:
        raise StoreError(f"{backup} is an empty database", "name a backup made with `clienthealth backup`")
    sync(fresh)
    return verified


def _is_sound(target: Path) -> bool:
    """Whether the present file can be read as a database; raises StoreError where it is not ours, or newer."""
    with target.open("rb") as file:
        start = file.read(len(MAGIC))
    if start and start != MAGIC:
        return False  # SQLite is not even shown it: it might tidy up what lies beside
    try:
        with closing(connect(target)) as connection:
            return not pages_wrong(connection) and examined(connection, target) >= 0
    except sqlite3.DatabaseError as error:
        if code_of(error) in IN_THE_WAY:
            raise explained(error, target) from error
        return False


def _overwrite(made: Ready, kept: Path) -> Path | None:
    """Write the backup over a sound database in one transaction, nobody else being able to write meanwhile."""
    with meaning(made.target), closing(connect(made.target)) as present, closing(connect(made.fresh)) as fresh:
        present.execute("pragma locking_mode = exclusive")
        present.execute("pragma journal_mode = delete")
        present.execute("begin exclusive")
        present.execute("commit")  # the lock stays
        kept_at = _keep(present, kept) if examined(present, made.target) else None
        fresh.backup(present)
        check_same(made.verified.tally, tally(present), made.target)
    return kept_at


def _keep(present: sqlite3.Connection, kept: Path) -> Path:
    """Copy the present database, which is locked by us, to where it is kept."""
    new_file(kept)
    with meaning(kept), closing(sqlite3.connect(kept, isolation_level=None)) as copy:
        present.backup(copy)
        check_same(tally(present), tally(copy), kept)
    sync(kept)
    return kept


def _swap(made: Ready, kept: Path) -> Path | None:
    """Set a damaged file aside, byte by byte as it is, with what belongs to it; the backup takes its name."""
    present = made.target.exists()
    if present:
        _also_called(made.target, kept)
    for suffix, side in zip(SIDES, _sides(made.target), strict=True):
        with suppress(FileNotFoundError):
            side.rename(kept.with_name(kept.name + suffix))
    made.fresh.replace(made.target)
    return kept if present else None


def _also_called(target: Path, kept: Path) -> None:
    """Let a file have a second name; where the disk has no such thing, copy its bytes."""
    try:
        os.link(target, kept)
    except FileExistsError:
        raise
    except OSError:
        new_file(kept)
        with target.open("rb") as origin, kept.open("wb") as copy:
            copyfileobj(origin, copy)
        sync(kept)
    kept.chmod(0o600)


def _sides(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in SIDES]
