"""Guides of the user's own: the TOML files in the folder `guides` beside the configuration.

A file that cannot be read is a problem with its name, key and value, and never keeps another from being read.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from clienthealth.config.own_files import text_of
from clienthealth.config.readers import Impossible
from clienthealth.config.source import Source
from clienthealth.core.guides.guide import Guide, Note
from clienthealth.errors import BadData, UserError

FOLDER = "guides"
LONGEST = 600
"""Characters of one text."""

MOST = 40
"""Entries of one list."""

SHOWN = 60
"""Characters of a value that are shown of what is wrong with it."""

NAME_LENGTH = 20
"""Characters of a name: it stands in a column of the list."""


class Found(NamedTuple):
    """What was read, and what could not be, by the name it would have had."""

    guides: tuple[Guide, ...] = ()
    problems: tuple[tuple[str, UserError], ...] = ()


def names(folder: Path | None) -> list[str]:
    """Return the names of the files, sound or not, without reading them; none where the folder cannot be read."""
    try:
        return [each.stem for each in _files(folder)]
    except OSError:
        return []


def own(folder: Path | None) -> Found:
    """Read all guides of a folder, by name; one that is not there holds none."""
    guides, problems = [], []
    try:
        for path in _files(folder):
            try:
                guides.append(_read(path))
            except UserError as error:
                problems.append((path.stem, error))
    except OSError as error:
        return Found(problems=(("", BadData(f"{folder}: cannot be read: {error.strerror}", "see who may read it")),))
    return Found(tuple(guides), tuple(problems))


def _files(folder: Path | None) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    return sorted(each for each in folder.iterdir() if each.suffix == ".toml" and not each.name.startswith("."))


def _read(path: Path) -> Guide:
    name = _name(path)
    source = Source(path, text_of(path))
    table = source.tables()
    for key in table:
        if key not in READERS:
            raise _unknown(source, key, READERS)
    for key in NEEDED:
        if key not in table:
            raise _wrong(source, key, "is missing", f"a guide needs {', '.join(NEEDED)}; docs/guide.md shows one")
    values: dict[str, Any] = {key: _value(source, key, table[key]) for key in table}
    return Guide(topic=name, file=str(path), **{FIELDS.get(key, key): value for key, value in values.items()})


def _name(path: Path) -> str:
    """Return the name that a file gives its guide; raises BadData for one that could not be typed."""
    from unicodedata import normalize

    name = normalize("NFC", path.stem)
    typed = all(part.isalnum() for part in name.split("-")) and name == name.lower()
    if not typed or len(name) > NAME_LENGTH:
        hint = f"name the file in small letters, digits and hyphens, {NAME_LENGTH} at most, as in night-launch.toml"
        raise BadData(f"{path}: {name!r} is no name of a guide", hint)
    return name


def _value(source: Source, key: str, value: object) -> object:
    try:
        return READERS[key](value)
    except Impossible as error:
        raise _wrong(source, key, str(error), error.hint) from None


def _unknown(source: Source, key: str, known: dict[str, Any]) -> BadData:
    from difflib import get_close_matches

    near = get_close_matches(key, known, 1)
    hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
    return _wrong(source, key, "is not a key of a guide", hint)


def _words(value: object) -> str:
    """Read a text; its line breaks are spaces, for it is wrapped to where it is shown."""
    if not isinstance(value, str):
        raise Impossible(f"{_short(value)} is no text", 'text stands in quotes: "like this"')
    words = " ".join(value.split())
    if not words:
        raise Impossible("is empty", "say something, or leave the key out")
    if len(words) > LONGEST:
        raise Impossible(f"{_short(value)} is longer than {LONGEST} characters", "make two texts of it")
    return words


def _list(value: object) -> tuple[str, ...]:
    """Read a list of texts; a single text is a list of one."""
    return tuple(map(_words, _entries([value] if isinstance(value, str) else value)))


def _notes(value: object) -> tuple[Note, ...]:
    """Read texts, each with the command that goes with it, or alone."""
    return tuple(map(_note, _entries([value] if isinstance(value, str | dict) else value)))


def _note(value: object) -> Note:
    if not isinstance(value, dict):
        return Note(_words(value))
    wrong = sorted(value.keys() - {"text", "command"})
    if wrong or "text" not in value:
        what = f"{_short(wrong[0])} does not belong here" if wrong else "text is missing"
        raise Impossible(what, "an entry has a text and may have a command")
    return Note(*(_words(value[name]) for name in ("text", "command") if name in value))


def _entries(value: object) -> Iterator[object]:
    if not isinstance(value, list):
        raise Impossible(f"{_short(value)} is no list", 'a list stands in brackets: ["one", "two"]')
    if not 0 < len(value) <= MOST:
        raise Impossible(f"has {len(value)} entries", f"1 to {MOST}")
    yield from value


def _short(value: object) -> str:
    """Write a value as it stands in the file, more or less, in one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _wrong(source: Source, key: str, what: str, hint: str) -> BadData:
    """Make the error about a key. Its line is looked for, not parsed: a file may hold very many lines."""
    import re

    found = re.search(rf'^[ \t]*(?:\[\[?[ \t]*)?["\']?{re.escape(key)}["\']?[ \t]*[=.\]]', source.text, re.MULTILINE)
    line = source.text.count("\n", 0, found.start()) + 1 if found else 1
    return BadData(f"{source.path}:{line}: {_short(key)[1:-1]}: {what}", hint)


READERS: dict[str, Callable[[object], object]] = {
    "title": _words,
    "when": _words,
    "steps": _list,
    "instead": _notes,
    "examples": _list,
    "write": _notes,
    "letter": _notes,
    "due": _list,
}
"""What a file may hold; docs/guide.md says what each key means, and a test reads it."""

NEEDED = ("title", "when", "steps")
FIELDS = {"letter": "letters"}
