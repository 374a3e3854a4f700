"""The settings for people: what is in force and why, and a file to begin with."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import reduce
from pathlib import Path

from clienthealth.config.settings import Settings
from clienthealth.config.table import KEYS, OPEN_TABLES, Key

HEAD = """\
# The configuration of clienthealth. Every key is optional. A key without its "#" is in force;
# as the keys stand here, they hold the default or, where the default is no value, an example.
"""


def shown(settings: Settings) -> list[tuple[str, str, str]]:
    """Return key, value and origin (`default`, `file F:LINE`, `environment V`, `option --db`) of all keys."""
    return [*_closed(settings), *_open(settings)]


def sample() -> str:
    """Write a file with every key in it as a comment: its meaning, and its default or an example."""
    parts = [HEAD]
    table = ""
    defaults = Settings(database=Path(), me="", timezone="")
    for key in KEYS:
        if _table(key) != table:
            table = _table(key)
            parts.append(f"\n[{table}]\n")
        parts.append(_documented(key, defaults))
    for entries in OPEN_TABLES:
        parts.append(f"\n[{entries.name}]\n\n# {entries.meaning}\n")
        parts.append(f"#{entries.example}\n" if entries.example else "")
    return "".join(parts)


def _closed(settings: Settings) -> Iterator[tuple[str, str, str]]:
    for key in KEYS:
        value = _value(settings, key)
        unsaid = value is None or value in ("", (), frozenset())
        yield key.name, key.otherwise if unsaid else _text(value), settings.origin(key.name)


def _open(settings: Settings) -> Iterator[tuple[str, str, str]]:
    for table in OPEN_TABLES:
        entries: Mapping[str, float] = getattr(settings, table.name)
        for name, value in entries.items():
            key = f"{table.name}.{name}"
            yield key, _text(value), settings.origin(key)


def _table(key: Key) -> str:
    return key.name.rpartition(".")[0]


def _documented(key: Key, defaults: Settings) -> str:
    """Write the lines of a key: what it means, what else holds, and itself."""
    otherwise = f"# Default: {key.otherwise}.\n" if key.otherwise else ""
    name = key.name.rpartition(".")[2]
    return f"\n# {key.meaning}\n{otherwise}#{name} = {key.example or _toml(_value(defaults, key))}\n"


def _value(settings: Settings, key: Key) -> object:
    return reduce(getattr, key.name.split("."), settings)


def _toml(value: object) -> str:
    """Write a default as it would stand in the file: a number, true or false, or text."""
    return _text(value) if isinstance(value, bool | int) else f'"{value}"'


def _text(value: object) -> str:
    """Write a value for people."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, frozenset):
        return ", ".join(_runs(value))
    # Not isinstance: working hours are a tuple too, but write themselves.
    return ", ".join(value) if type(value) is tuple else str(value)


def _runs(days: frozenset[date]) -> Iterator[str]:
    """Write days, neighbours as `DATE..DATE`."""
    one_day = timedelta(days=1)
    for first in sorted(day for day in days if day - one_day not in days):
        last = first
        while last + one_day in days:
            last += one_day
        yield f"{first}..{last}" if last > first else str(first)
