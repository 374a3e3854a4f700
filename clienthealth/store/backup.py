"""Copies that can be trusted: made while others write, verified before they get their name."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from clienthealth.errors import Refused, StoreError
from clienthealth.store.sqlite import code_of, connect, explained
from clienthealth.store.verifying import Step, Tally, Verified, check_same, tally, verify

NAME = re.compile(r"clienthealth-(\d{8}-\d{6})(?:-(\d+))?\.db")
"""What our own copies are called; nothing else is ever pruned."""

OF_THE_COPY = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN})
"""Errors that say something of where the copy goes, not of what is copied."""


class Made(NamedTuple):
    """A copy: where it is, what was found in it, and which older ones made room for it."""

    path: Path
    verified: Verified
    pruned: tuple[Path, ...] = ()


def make(source: Path, folder: Path, stamp: str, keep: int, step: Step | None = None) -> Made:
    """Copy the database into the folder of backups under a new name, and let go of the oldest beyond `keep`."""
    path = free_name(folder, f"clienthealth-{stamp}", ".db")
    verified = copy_verified(source, path, step=step)
    return Made(path, verified, tuple(_prune(path, keep, source)))


def copy_verified(source: Path, target: Path, *, replace: bool = False, step: Step | None = None) -> Verified:
    """Copy a database to `target` (0600), verified; an existing file is only overwritten where allowed."""
    if not source.is_file():
        raise StoreError(f"there is no database at {source} yet", "nothing was copied")
    if os.path.lexists(target) and not replace:
        raise Refused(f"{target} exists already", "name another file")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        new_file(part)
        held = _copy(source, part, target)
        # What is wrong with a fresh copy is wrong with what was copied.
        verified = verify(part, called=source, step=step)
        check_same(held, verified.tally, target)
        sync(part)
        _give_name(part, target, replace=replace)
        sync(target.parent)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}", "nothing was changed") from error
    finally:
        # A disk that takes nothing back either has said so already; what is left of the copy has no name of ours.
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return verified


def newest(folder: Path) -> Path | None:
    """Return the newest of our copies in a folder."""
    return max(_ours(folder), key=_age, default=None)


def newest_of(source: Path, folder: Path) -> Path | None:
    """Return the newest of our copies of one database; a folder may hold those of others too."""
    mine = _origin(source)
    return next((path for path in sorted(_ours(folder), key=_age, reverse=True) if _origin(path) == mine), None)


def day_of(copy: Path) -> date | None:
    """Return the day of a copy by the moment in its name."""
    found = NAME.fullmatch(copy.name)
    try:
        return datetime.strptime(found[1], "%Y%m%d-%H%M%S").date() if found else None  # noqa: DTZ007 - a wall clock's
    except ValueError:
        return None


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return a name in a folder that nothing has yet: the plain one, else numbered."""
    names = (f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}" for number in count(1))
    return next(path for name in names if not os.path.lexists(path := folder / name))


def new_file(path: Path) -> None:
    """Make a private file that was not there, and its folder."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_RDWR, 0o600))


def sync(path: Path) -> None:
    """Make sure that a file or a folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(source: Path, part: Path, target: Path) -> Tally:
    """Copy one moment of the database, which others may be writing to, and return what it held."""
    try:
        with closing(connect(source)) as origin, closing(sqlite3.connect(part, isolation_level=None)) as copy:
            origin.execute("begin")
            held = tally(origin)
            origin.backup(copy)
            origin.execute("rollback")
            copy.execute("pragma journal_mode = delete")
            return held
    except sqlite3.DatabaseError as error:
        raise explained(error, target if code_of(error) in OF_THE_COPY else source) from error


def _give_name(part: Path, target: Path, *, replace: bool) -> None:
    """Let the finished copy have its name; a file that came in between keeps it."""
    if replace:
        part.replace(target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise Refused(f"{target} exists already", "name another file") from None
    except OSError:  # a disk without hard links, such as a stick
        if os.path.lexists(target):
            raise
        part.replace(target)


def _prune(made: Path, keep: int, source: Path) -> Iterator[Path]:
    """Remove the oldest of our copies of this database beyond `keep`, never the one just made."""
    mine = _origin(source)
    others = [path for path in _ours(made.parent) if path != made and _origin(path) == mine]
    for path in sorted(others, key=_age)[: max(0, len(others) + 1 - keep)]:
        with suppress(OSError):
            path.unlink()
            yield path


def _ours(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if NAME.fullmatch(path.name) and path.is_file() and not path.is_symlink()]


def _age(path: Path) -> tuple[str, int]:
    """Return what sorts our copies: the moment in their name, then their number."""
    found = NAME.fullmatch(path.name)
    return (found[1], int(found[2] or 1)) if found else ("", 0)


def _origin(path: Path) -> str | None:
    """Return what tells this store from all others: the id of its first command; None where it has none."""
    try:
        with closing(connect(path)) as connection:
            row = connection.execute('select "id" from "command" where "seq" = 1').fetchone()
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row else None
