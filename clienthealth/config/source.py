"""The configuration file: its tables, and on which line a key of it stands."""

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from clienthealth.errors import BadData, UsageError, UserError


class Source(NamedTuple):
    """The configuration file as it was read; without text where there is none."""

    path: Path | None = None
    text: str = ""

    def tables(self) -> dict[str, Any]:
        """Parse the file."""
        if not self.text:
            return {}
        import tomllib

        try:
            return tomllib.loads(self.text)
        except RecursionError:
            raise BadData(f"{self.path}:1: is nested too deep", "no value here needs more than one list") from None
        except ValueError as error:
            raise self._malformed(str(error)) from error

    def line_of(self, key: str) -> int | None:
        """Return the line on which a key like `targets.answer` stands, if it is in the file."""
        return lines_of(self.text).get(key) if self.text else None

    def wrong(self, key: str, what: str, hint: str) -> BadData:
        """Make the error about a key of this file."""
        return BadData(f"{self.path}:{self.line_of(key) or 1}: {key}: {what}", hint)

    def _malformed(self, complaint: str) -> BadData:
        """Make the error about TOML that is none, from the words of its parser."""
        what, _, place = complaint.rpartition(" (at ")
        number = place.removeprefix("line ").partition(",")[0].rstrip(")")
        line = number if number.isdigit() else self.text.rstrip("\n").count("\n") + 1
        hint = 'the file is TOML: one `key = value` a line, text in quotes; "#" begins a comment'
        return BadData(f"{self.path}:{line}: {what or complaint}", hint)


def read(named: Path | None, usual: Path | None) -> Source:
    """Read the file named on the command line, which must be there, or the usual one, which may be."""
    path = named or usual
    if path is None:
        return Source()
    try:
        return Source(path, path.read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        if named:
            raise UsageError(f"{path}: there is no such configuration file") from None
        return Source(path)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadData(f"{path}:{line}: is not UTF-8", "save the file as UTF-8") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error


@lru_cache(maxsize=1)
def lines_of(text: str) -> dict[str, int]:
    """Return the line on which each key and table of a sound TOML file begins.

    The parser gives no lines, so the file is parsed statement by statement: lines are put together until
    they parse, which an unfinished list or text never does.
    """
    import tomllib

    found: dict[str, int] = {}
    table, statement, begin = "", "", 1
    for number, line in enumerate(text.split("\n"), 1):
        statement += line + "\n"
        try:
            parsed = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        names = _names(parsed)
        if statement.lstrip().startswith("["):
            table = names[-1] + "."
        else:
            names = [table + name for name in names]
        for name in names:
            found.setdefault(name, begin)
        statement, begin = "", number + 1
    return found


def _names(tables: dict[str, Any]) -> list[str]:
    """Return the names of all keys and tables in a parsed file, outer ones first."""
    found: list[str] = []
    for name, value in tables.items():
        inner = value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else value
        deeper = _names(inner) if isinstance(inner, dict) else []
        found += [name, *(f"{name}.{below}" for below in deeper)]
    return found
