"""All words people read, by language and subject: the one mechanism for translated text.

A phrase is a sentence with `$name` placeholders, or a table `{ one = "...", other = "..." }` of which `one` is taken
when the value `n` is 1, and `none`, where there is one, when it is 0. A language that lacks a phrase falls back to
English.
"""

from datetime import date
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from clienthealth.core.saying import Saying

FALLBACK = "en"
LANGUAGES = Path(__file__).with_name("languages")
"""Beside this file: an installation is unpacked, and `importlib.resources` would cost 3 ms a command."""


@cache
def book(subject: str, language: str) -> dict[str, Any]:
    """Load the phrases of one subject in one language; English where that language has none."""
    import tomllib

    file = LANGUAGES / language / f"{subject}.toml"
    if not file.is_file():
        return book(subject, FALLBACK)
    loaded: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return loaded


def said(saying: Saying, subject: str, language: str = FALLBACK) -> str:
    """Return the sentence of a saying in a language; values are data and never act as placeholders."""
    values = {name: _plain(value) for name, value in saying.values}
    chosen = phrase(saying.key, subject, language)
    if isinstance(chosen, dict):
        form = {"0": "none", "1": "one"}.get(values.get("n", ""), "other")
        chosen = chosen.get(form, chosen["other"])
    return Template(chosen).substitute(values)


def phrase(key: str, subject: str, language: str = FALLBACK) -> Any:
    """Return the phrase of a dotted key, from English where the language lacks it."""
    for spoken in (language, FALLBACK):
        found: Any = book(subject, spoken)
        for part in key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if found is not None:
            return found
    raise KeyError(f"{subject}: {key}")


def beginnings(language: str) -> tuple[str, ...]:
    """Return how words begin that may describe a character, in small letters; none where a language has no list."""
    file = LANGUAGES / language / "honest.txt"
    return tuple(file.read_text(encoding="utf-8").casefold().split()) if file.is_file() else ()


def _plain(value: object) -> str:
    """Write a value into a sentence: days as ISO, numbers as they are."""
    if isinstance(value, float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, date) else str(value)
