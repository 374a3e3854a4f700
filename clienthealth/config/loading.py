"""From the file, the environment and the options to the settings in force."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from clienthealth.config import environment
from clienthealth.config.settings import SECTIONS, Settings
from clienthealth.config.source import Source, read

USUAL: Mapping[str, Callable[[], object]] = {
    "database": environment.database,
    "me": environment.login_name,
    "timezone": environment.local_timezone,
}


def load(config: Path | None = None, db: Path | None = None) -> Settings:
    """Read the settings; `config` and `db` are what was typed after --config and --db."""
    source = read(config, environment.configuration())
    values = _checked(source) if source.text.strip() else {}
    given: dict[str, str] = {}
    for key, value, origin in _said_elsewhere(db, frozenset(values)):
        values[key] = value
        given[key] = origin
    for key, usual in USUAL.items():
        if key not in values:
            values[key] = usual()
    return Settings(source=source, given=MappingProxyType(given), **_nested(values))


def _said_elsewhere(db: Path | None, in_file: frozenset[str]) -> Iterator[tuple[str, object, str]]:
    """Yield what options and environment say: over the file for database and name, else only beside it."""
    if db:
        yield "database", environment.expanded(db), "option --db"
    elif by_variable := environment.variable("CLIENTHEALTH_DB"):
        yield "database", environment.expanded(Path(by_variable)), "environment CLIENTHEALTH_DB"
    if user := environment.user():
        yield "me", user, "environment CLIENTHEALTH_USER"
    if "language" not in in_file and (locale := environment.locale_language()):
        yield "language", locale[0], f"environment {locale[1]}"
    if "timezone" not in in_file and (zone := environment.timezone()):
        yield "timezone", zone, "environment TZ"


def _checked(source: Source) -> dict[str, Any]:
    """Read every value of the file by the table of keys."""
    from clienthealth.config.checking import checked

    return checked(source)


def _nested(values: dict[str, Any]) -> dict[str, Any]:
    """Gather `sender.name` and its like into a `Sender`, the entries of open tables into a mapping."""
    found: dict[str, Any] = {}
    tables: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        table, dot, name = key.partition(".")
        if dot:
            tables.setdefault(table, {})[name] = value
        else:
            found[key] = value
    for table, entries in tables.items():
        kind = SECTIONS.get(table)
        found[table] = kind(**entries) if kind else MappingProxyType(entries)
    return found
