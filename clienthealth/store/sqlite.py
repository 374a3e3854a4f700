"""The connection to one SQLite file: pragmas, the one way to write, and what its errors mean to a user."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clienthealth.errors import StoreError

PATIENCE = 30.0
"""Seconds a command waits for its turn to write: longer than any command but a large import takes."""

SHORTEST_NAP, LONGEST_NAP = 0.002, 0.05
"""Seconds between two tries, drawn at random: SQLite's own back-off starves some of many writers."""

PRIMARY_CODE = 0xFF


def connect(path: Path) -> sqlite3.Connection:
    """Open the file with the pragmas every connection of ours has."""
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for pragma in (
        "foreign_keys = on",
        "synchronous = full",
        "secure_delete = on",
        "trusted_schema = off",
        "mmap_size = 0",
    ):
        connection.execute(f"pragma {pragma}")
    return connection


@contextmanager
def write(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Run one transaction that holds the right to write from its beginning; all of it, or nothing."""
    with meaning(path):
        _patiently(connection, "begin immediate", path)
        try:
            yield
            _commit(connection, path)
        except BaseException:
            # Where even going back fails, the journal stays, and the next to open the file goes back.
            with suppress(sqlite3.Error):
                if connection.in_transaction:
                    connection.execute("rollback")
            raise


def _commit(connection: sqlite3.Connection, path: Path) -> None:
    """Commit; an interrupt that comes when all is written comes too late, and is not said to have stopped it."""
    try:
        _patiently(connection, "commit", path)
    except KeyboardInterrupt as interrupt:
        # A commit that failed leaves no transaction either, but then the interrupt has met its error.
        if connection.in_transaction or isinstance(interrupt.__context__, sqlite3.Error):
            raise


def _patiently(connection: sqlite3.Connection, statement: str, path: Path) -> None:
    """Run a statement that may have to wait, trying again with jitter until patience ends."""
    deadline = time.monotonic() + PATIENCE
    connection.execute("pragma busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute(statement)
            except sqlite3.OperationalError as error:
                if code_of(error) not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                    raise
                if time.monotonic() > deadline:
                    raise busy(path) from error
                _nap()
            else:
                return
    finally:
        connection.execute(f"pragma busy_timeout = {int(PATIENCE * 1000)}")


def _nap() -> None:
    from random import uniform

    time.sleep(uniform(SHORTEST_NAP, LONGEST_NAP))  # noqa: S311 - jitter, no secret


@contextmanager
def meaning(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into what a user can act on."""
    try:
        with telling(path):
            yield
    except UnicodeDecodeError as error:  # a damaged schema is quoted in SQLite's own message
        raise damaged(path, "it holds text that is none") from error


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn the errors that SQLite itself raises into what a user can act on, around what does more than ask it."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error


def explained(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    """Return the store error that a SQLite error stands for."""
    match code_of(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return busy(path)
        case sqlite3.SQLITE_FULL:
            hint = "free some space, also where temporary files go, then try again"
            return StoreError(f"the disk is full: nothing was written to {path}", hint)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            hint = f"check the rights of {path.parent}, or name another place with --db FILE"
            return StoreError(f"{path} cannot be written", hint)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_FORMAT:
            return damaged(path, str(error))
        case sqlite3.SQLITE_IOERR:
            hint = "check the disk; nothing was half-written, and `clienthealth doctor` tells more"
            return StoreError(f"the disk under {path} failed: {error}", hint)
        case _:
            return StoreError(f"{path}: {error}", "`clienthealth doctor` tells more")


def damaged(path: Path, what: str) -> StoreError:
    """Return the error for a file that is no sound database of ours."""
    hint = "`clienthealth restore FILE` puts a backup in its place and keeps this file beside it"
    return StoreError(f"{path} is damaged or no database: {what}", hint)


def busy(path: Path) -> StoreError:
    """Return the error for a file somebody else holds, naming who where the system tells."""
    holder = holder_of(path)
    who = f"held by {holder}" if holder else "held by another program"
    hint = "nothing was written; end that program or try again in a moment"
    return StoreError(f"{path} is busy: {who} for more than {PATIENCE:.0f} seconds", hint)


def holder_of(path: Path) -> str:
    """Return the process that holds a lock on the file (Linux: /proc/locks), or nothing."""
    try:
        inode = str(path.stat().st_ino)
        locks = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except OSError:
        return ""
    for line in locks:
        words = line.split()
        if "->" not in words and words[5].rpartition(":")[2] == inode and words[4] != str(os.getpid()):
            return _process(words[4])
    return ""


def _process(number: str) -> str:
    try:
        words = Path("/proc", number, "cmdline").read_bytes().split(b"\0")
    except OSError:
        return f"process {number}"
    return f"process {number} ({b' '.join(words[:4]).decode(errors='replace').strip()})"


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code of an error."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & PRIMARY_CODE
