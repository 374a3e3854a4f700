"""From a path to a store: the file is ours, sound, not newer than this program, and private."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from clienthealth.errors import StoreError
from clienthealth.store.sqlite import connect, damaged, meaning

MAGIC = b"SQLite format 3\0"
APPLICATION_ID = 0x636C6874
STEPS = ("m0001_the_record", "m0002_closed_reviews", "m0003_imports", "m0004_versions")
"""The migrations by name; `migrations.py` itself is loaded only where a file has seen fewer."""

SCHEMA = len(STEPS)

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def opened(path: Path, kept: Callable[[Path], None] | None = None) -> sqlite3.Connection:
    """Open the database at `path`, making or migrating it where needed; raises StoreError.

    `kept` is told where the file is kept as it was, if it had to be brought up to date.
    """
    _make_private(path)
    with meaning(path):
        connection = connect(path)
        try:
            copy = _settle(connection, path)
        except BaseException:
            connection.close()
            raise
    if copy is not None and kept is not None:
        kept(copy)
    return connection


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many migrations the file has seen."""
    return int(connection.execute("pragma user_version").fetchone()[0])


def _make_private(path: Path) -> None:
    """Make the folder (0700) and an empty file (0600), or make sure that what is there is a database."""
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            raise damaged(path, "it is no regular file")
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except FileNotFoundError:
        _create(path)
    except OSError as error:
        raise _unreachable(path, error) from error
    else:
        if start and start != MAGIC:
            raise damaged(path, "it does not begin as a database does")


def _create(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_RDWR, PRIVATE_FILE))
    except FileExistsError as error:
        if path.is_symlink():
            raise StoreError(f"{path} is a link to nothing", "name the file itself with --db FILE") from error
        # Otherwise another command was faster; its file is as good.
    except OSError as error:
        raise _unreachable(path, error) from error


def _unreachable(path: Path, error: OSError) -> StoreError:
    hint = "check the path and the rights of its folder, or name another place with --db FILE"
    return StoreError(f"{path} cannot be opened: {error.strerror}", hint)


def _settle(connection: sqlite3.Connection, path: Path) -> Path | None:
    """Refuse strangers and newer files untouched; migrate older ones, and return where they are kept as they were."""
    connection.execute("begin")  # one moment for all that is read: another command may be making the file
    try:
        seen = examined(connection, path)
    finally:
        connection.execute("rollback")
    if seen == SCHEMA:
        return None
    from clienthealth.store.migrating import migrate

    return migrate(connection, path)


def examined(connection: sqlite3.Connection, path: Path) -> int:
    """Return how many migrations a file of ours has seen; raises StoreError on a stranger or a newer one."""
    owner = connection.execute("pragma application_id").fetchone()[0]
    seen = version_of(connection)
    if owner not in {0, APPLICATION_ID} or (owner == 0 and (seen or not _fresh(connection))):
        raise StoreError(f"{path} is another program's database", "name another place with --db FILE")
    if owner == 0:
        return 0
    unknown = _steps(connection) - {*STEPS}
    if seen > SCHEMA or unknown:
        what = ", ".join([f"schema {seen}, this one knows {SCHEMA}", *sorted(unknown)])
        raise StoreError(
            f"{path} was made by a newer clienthealth ({what})", "update clienthealth; nothing was touched"
        )
    return seen


def _steps(connection: sqlite3.Connection) -> set[str]:
    """Return the names of the migrations a file says it has seen."""
    found = connection.execute('select "name" from "_sqlite_migrations" where "migration_set" = \'clienthealth\'')
    return {str(row[0]) for row in found}


def _fresh(connection: sqlite3.Connection) -> bool:
    """Whether the file holds nothing yet."""
    return int(connection.execute("select count(*) from sqlite_master").fetchone()[0]) == 0
