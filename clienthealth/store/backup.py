"""Copies that can be trusted: made while others write, verified before they get their name."""

import os
import sqlite3
from pathlib import Path

from clienthealth.errors import Refused, StoreError
from clienthealth.store.sqlite import connect, damaged, meaning


def copy_verified(source: Path, target: Path, *, replace: bool = False) -> Path:
    """Copy a database to `target` (0600), verified; an existing file is only overwritten where allowed."""
    if target.exists() and not replace:
        raise Refused(f"{target} exists already", "name another file")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_RDWR, 0o600))
        _copy(source, part)
        verify(part)
        _sync(part)
        part.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}", "nothing was changed") from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _copy(source: Path, part: Path) -> None:
    with meaning(part):
        origin, copy = connect(source), sqlite3.connect(part)
        try:
            origin.backup(copy)
        finally:
            copy.close()
            origin.close()


def verify(path: Path) -> None:
    """Refuse a file whose pages, references or checks are not in order."""
    with meaning(path):
        connection = connect(path)
        try:
            problems = [row[0] for row in connection.execute("pragma integrity_check(10)")]
            broken = connection.execute("pragma foreign_key_check").fetchall()
        finally:
            connection.close()
    if problems != ["ok"]:
        raise damaged(path, problems[0])
    if broken:
        raise damaged(path, f"{len(broken)} references lead nowhere")


def _sync(path: Path) -> None:
    """Make sure that a file or a folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def restore(backup: Path, target: Path, kept: Path) -> None:
    """Put a verified backup in the place of the database; the file that was there is kept as `kept`."""
    if not backup.is_file():
        raise Refused(f"{backup} is no file", "name a backup made with `clienthealth backup`")
    verify(backup)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.restored")
    copy_verified(backup, fresh, replace=True)
    try:
        if target.exists():
            copy_verified_or_raw(target, kept)
        fresh.replace(target)
        _sync(target.parent)
    finally:
        fresh.unlink(missing_ok=True)


def copy_verified_or_raw(source: Path, kept: Path) -> None:
    """Keep the file that is about to be replaced: as a link to the same bytes, sound or not."""
    os.link(source, kept)
