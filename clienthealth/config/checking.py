"""What the file may say: every key known, every value possible, else file, line and key."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clienthealth.config.readers import Impossible, Reader
from clienthealth.config.table import KEYS, OPEN_TABLES, TABLES

if TYPE_CHECKING:
    from clienthealth.config.source import Source
    from clienthealth.errors import BadData

READERS = {key.name: key.read for key in KEYS}
NAMES_IN = {table.name: (table.read_name, table.read) for table in OPEN_TABLES}


def checked(source: "Source") -> dict[str, Any]:
    """Return the values of a file by their keys (`targets.answer`)."""
    folder = source.path.parent if source.path else Path()
    found = {}
    for key, value in _entries(source, source.tables()):
        read = _reader(source, key)
        result = _read(source, key, read, value)
        found[key] = folder / result if isinstance(result, Path) else result
    return found


def _entries(source: "Source", table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield every key of a table and of those within it, in the order of the file."""
    for name, value in table.items():
        key = prefix + name
        is_table = key in TABLES or prefix.startswith("policy.")
        if is_table and isinstance(value, dict):
            yield from _entries(source, value, key + ".")
        elif key in TABLES:
            raise source.wrong(key, "is a table", f"write [{key}] on its own line and its keys below")
        else:
            yield key, value


def _reader(source: "Source", key: str) -> Reader:
    """Find the reader of a key, or refuse the key."""
    if key in READERS:
        return READERS[key]
    table, dot, name = key.partition(".")
    if dot and table in NAMES_IN:
        read_name, read = NAMES_IN[table]
        _read(source, key, read_name, name)
        return read
    raise _unknown(source, key)


def _read(source: "Source", key: str, read: Reader, value: object) -> object:
    """Read one value; what it cannot be is said with file, line and key."""
    try:
        return read(value)
    except Impossible as error:
        raise source.wrong(key, str(error), error.hint) from None


def _unknown(source: "Source", key: str) -> "BadData":
    """Make the error about a key that nobody knows, with the nearest that is known."""
    from difflib import get_close_matches

    table, dot, name = key.rpartition(".")
    beside = [known for known in READERS if known.rpartition(".")[0] == table]
    if dot and beside:
        near = [f"{table}.{one}" for one in get_close_matches(name, [known.rpartition(".")[2] for known in beside], 1)]
    else:
        elsewhere = [known for known in READERS if known.rpartition(".")[2] == name]
        near = elsewhere or get_close_matches(key, [*READERS, *TABLES], 1)
    hint = f"did you mean {near[0]}?" if near else "known here: " + ", ".join(beside or sorted(TABLES))
    return source.wrong(key, "is not a key of the configuration", hint)
