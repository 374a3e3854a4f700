"""Writes that leave no image behind: the audit is append only but for these, which erase."""

import sqlite3
from typing import Any

from clienthealth.store import queries
from clienthealth.store.rows import Stored, to_row
from clienthealth.store.store import Store


def empty(connection: sqlite3.Connection, command: int, position: int) -> None:
    """Empty the images of one change: what has neither is known to be erased."""
    connection.execute(
        'update "change" set "before" = null, "after" = null where "command" = :command and "position" = :position',
        {"command": command, "position": position},
    )


def reimage(connection: sqlite3.Connection, command: int, position: int, before: str | None, after: str | None) -> None:
    """Put other images in the place of those of one change."""
    connection.execute(
        'update "change" set "before" = :before, "after" = :after '
        'where "command" = :command and "position" = :position',
        {"before": before, "after": after, "command": command, "position": position},
    )


def rewrite(store: Store, held: Stored[Any], after: Any) -> None:
    """Write a record as it is to be from now on, without an image of what it was, under the version it has."""
    row = to_row(after, store.zone) | {"handle": held.number, "version": held.version, "versions_on": 0}
    store.connection.execute(queries.updated(type(after)), row)
