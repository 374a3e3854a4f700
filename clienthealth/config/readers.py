"""How a value of the configuration is read: one small reader a kind of value, each with its refusal."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from clienthealth.config import environment
from clienthealth.core.working_time import WorkingHours

Reader = Callable[[object], object]
LONGEST_HOLIDAY = 366


class Impossible(ValueError):
    """A value that its key cannot have, with what it can have."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint


def text(value: object) -> str:
    """Read text that says something; it may have several lines."""
    if not isinstance(value, str):
        raise Impossible(f"{_written(value)} is no text", 'text stands in quotes: "like this"')
    if "\0" in value:
        raise Impossible("holds a NUL character", "take it out")
    if not value.strip():
        raise Impossible("is empty", "leave the key out if there is nothing to say")
    return value.strip()


def line(value: object) -> str:
    """Read text of one line."""
    found = text(value)
    if not found.isprintable():
        raise Impossible(f"{_written(found)} is more than one line of plain text", "write it on one line")
    return found


def lines(value: object) -> tuple[str, ...]:
    """Read several lines: a list of them, or one text with line breaks."""
    if isinstance(value, list):
        return tuple(line(item) for item in value)
    return tuple(line(part) for part in text(value).splitlines() if part.strip())


def texts(value: object) -> tuple[str, ...]:
    """Read a list of one-line texts, each once."""
    if not isinstance(value, list):
        raise Impossible(f"{_written(value)} is no list", 'a list stands in brackets: ["one", "two"]')
    return tuple(dict.fromkeys(line(item) for item in value))


def mail_address(value: object) -> str:
    """Read a mail address."""
    found = line(value)
    name, _, host = found.rpartition("@")
    if not name or not host or " " in found:
        raise Impossible(f"{_written(found)} is no mail address", 'a mail address, as "me@example.com"')
    return found


def path(value: object) -> Path:
    """Read the path of a file or folder."""
    found = environment.expanded(Path(line(value)))
    if found.parts[0].startswith("~"):
        raise Impossible(f"{_written(value)}: there is no such home folder", "write the whole path")
    return found


def zone_name(value: object) -> str:
    """Read the name of a time zone; whether there is such a zone is seen when it is first needed."""
    found = line(value)
    if found.startswith("/"):
        raise Impossible(f"{_written(found)} is no name of a time zone", 'a name, as "Europe/Berlin"')
    return found


def truth(value: object) -> bool:
    """Read yes or no."""
    if not isinstance(value, bool):
        raise Impossible(f"{_written(value)} is neither true nor false", "true or false, without quotes")
    return value


def number(value: object) -> float:
    """Read a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < float("inf"):
        raise Impossible(f"{_written(value)} is no number", "a number, without quotes")
    return float(value)


def rate(value: object) -> float:
    """Read a rate of exchange: a number above 0."""
    found = number(value)
    if found <= 0:
        raise Impossible(f"{_written(value)} is no rate", "what one unit is worth in `currency`, above 0")
    return found


def whole(low: int, high: int) -> Callable[[object], int]:
    """Make a reader of whole numbers from `low` to `high`."""

    def read(value: object) -> int:
        allowed = f"a whole number from {low} to {high}, without quotes"
        if isinstance(value, bool) or not isinstance(value, int):
            raise Impossible(f"{_written(value)} is no whole number", allowed)
        if not low <= value <= high:
            raise Impossible(f"{value} is out of range", allowed)
        return value

    return read


def one_of(allowed: Iterable[str]) -> Callable[[object], str]:
    """Make a reader of one word out of `allowed`."""
    words = {str(word): word for word in allowed}

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise Impossible(f"{_written(value)} is not known", "one of: " + ", ".join(words))
        return words[value]

    return read


def code(letters: int, standard: str, example: str) -> Callable[[object], str]:
    """Make a reader of codes of so many capital letters."""

    def read(value: object) -> str:
        is_code = isinstance(value, str) and value.isascii() and value.isalpha() and value.isupper()
        if not is_code or len(str(value)) != letters:
            raise Impossible(f"{_written(value)} is no {standard} code", f"{letters} capitals, as {example}")
        return str(value)

    return read


def hours(value: object) -> WorkingHours:
    """Read weekdays and hours."""
    try:
        return WorkingHours.parse(line(value))
    except Impossible:
        raise
    except ValueError as error:
        raise Impossible(f"{_written(value)}: {error}", 'write it like "mon-fri 09:00-17:00"') from error


def days(value: object) -> frozenset[date]:
    """Read a list of days and of spans of days (`DATE..DATE`, both included)."""
    if not isinstance(value, list):
        raise Impossible(f"{_written(value)} is no list", 'a list: ["2026-12-24", "2026-12-27..2027-01-01"]')
    return frozenset(day for item in value for day in _span(item))


def _span(value: object) -> Iterator[date]:
    first, dots, last = str(value).partition("..")
    try:
        begin = date.fromisoformat(first.strip())
        end = date.fromisoformat(last.strip()) if dots else begin
    except ValueError:
        hint = 'write a day as "YYYY-MM-DD", a span as "YYYY-MM-DD..YYYY-MM-DD"'
        raise Impossible(f"{_written(value)} is no day and no span of days", hint) from None
    length = (end - begin).days + 1
    if not 1 <= length <= LONGEST_HOLIDAY:
        raise Impossible(f"{_written(value)} spans {length} days", "the first day first, a year at most")
    return (begin + timedelta(days=step) for step in range(length))


def _written(value: object) -> str:
    """Write a value as it stands in the file, more or less."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    return f'"{value}"' if isinstance(value, str) else str(value)
