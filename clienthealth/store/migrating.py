"""Bring an older file up to date: a verified backup first, then everything in one transaction."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from clienthealth.store.backup import copy_verified
from clienthealth.store.migrations import migrations
from clienthealth.store.opening import SCHEMA, examined
from clienthealth.store.sqlite import write


def migrate(connection: sqlite3.Connection, path: Path) -> Path | None:
    """Apply what the file has not seen; a file with a record in it is copied beside itself first, verified.

    Returns where the copy is, or None where there was nothing to keep, or somebody else has done it all meanwhile.
    """
    copy = None
    with write(connection, path):
        # Looked at again now that nobody else can write: another command may have been faster, and newer.
        seen = examined(connection, path)
        if seen == SCHEMA:
            return None
        if seen:
            copy = path.with_name(f"{path.stem}.before-schema-{SCHEMA}{path.suffix}")
            copy_verified(path, copy, replace=True)
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute(f"pragma user_version = {SCHEMA}")
    return copy
