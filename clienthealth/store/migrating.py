"""Bring an older file up to date: a verified backup first, then everything in one transaction."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from clienthealth.errors import StoreError
from clienthealth.store.backup import copy_verified
from clienthealth.store.migrations import migrations
from clienthealth.store.opening import SCHEMA, version_of
from clienthealth.store.sqlite import write


def migrate(connection: sqlite3.Connection, path: Path, seen: int) -> None:
    """Apply what the file has not seen; a file with a record in it is copied beside itself first."""
    if seen:
        copy_verified(path, path.with_name(f"{path.stem}.before-schema-{SCHEMA}{path.suffix}"), replace=True)
    with write(connection, path):
        if version_of(connection) == SCHEMA:
            return  # another command was faster
        database = Database(connection, execute_plugins=False)
        _refuse_unknown(database, path)
        migrations.apply(database)
        connection.execute(f"pragma user_version = {SCHEMA}")


def _refuse_unknown(database: Database, path: Path) -> None:
    """Refuse a file that has seen steps this program does not know, whatever number it claims."""
    known = {step.name for step in migrations.pending(database)} | {step.name for step in migrations.applied(database)}
    ours = {step.name for step in migrations._migrations}  # noqa: SLF001 - the library has no public list
    if strange := known - ours:
        hint = "update clienthealth; nothing was touched"
        raise StoreError(f"{path} has seen unknown steps: {', '.join(sorted(strange))}", hint)
