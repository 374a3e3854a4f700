"""The tables as this program makes them, to be read by people."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from clienthealth.store.opening import opened

OURS = """
    select "sql" from "sqlite_master"
    where "sql" is not null and "name" not like '%\\_fts\\_%' escape '\\' and "name" not like '\\_sqlite%' escape '\\'
    order by "type" = 'index', "rowid"
"""
"""All but what SQLite makes for itself."""


def statements() -> list[str]:
    """Return the statements that make a new store."""
    with TemporaryDirectory(prefix="clienthealth-") as folder, closing(opened(Path(folder, "new.db"))) as connection:
        return [str(row[0]) for row in connection.execute(OURS)]
