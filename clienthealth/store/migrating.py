"""Bring an older file up to date: a verified backup first, then everything in one transaction."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from clienthealth.store.backup import copy_verified
from clienthealth.store.migrations import migrations
from clienthealth.store.opening import SCHEMA, examined
from clienthealth.store.sqlite import write


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Apply what the file has not seen; a file with a record in it is copied beside itself first."""
    with write(connection, path):
        # Looked at again now that nobody else can write: another command may have been faster, and newer.
        seen = examined(connection, path)
        if seen == SCHEMA:
            return
        if seen:
            copy_verified(path, path.with_name(f"{path.stem}.before-schema-{SCHEMA}{path.suffix}"), replace=True)
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute(f"pragma user_version = {SCHEMA}")
