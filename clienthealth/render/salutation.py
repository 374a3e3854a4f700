"""How a letter greets and takes its leave: by the title on record, the full name, the company, or nobody.

A form of address that is unknown is never guessed: without a title the full name stands, which fits everyone.
"""

import unicodedata
from collections.abc import Callable, Collection
from string import Template
from typing import Any, NamedTuple

from clienthealth.core.letters.letter import Addressee, one_line

FIRST_NAME_TERMS = frozenset({"du", "informal", "first name", "first-name"})
"""Forms of address that mean first names, in any of our languages."""


class Greeting(NamedTuple):
    """The line that greets, and the closing that goes with it."""

    salutation: str
    closing: str


def greeting(
    addressee: Addressee, phrase: Callable[[str], Any], typed: Callable[[str], str], *, warm: bool = False
) -> Greeting:
    """Return the salutation and its closing in the words of `phrase`; `typed` marks what people typed.

    A `warm` letter greets nobody in particular as one would at the door.
    """
    form, line = _form(addressee, phrase, typed)
    if warm and form == "nobody":
        form, line = "warm", phrase("salutation.warm")
    return Greeting(line, phrase(f"closing.{form}"))


def surname(name: str) -> str:
    """Return the family name of a full name, with the small words that belong to it (`van der Berg`)."""
    before, comma, _ = name.partition(",")
    if comma:
        return before.strip()
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].islower():
        first -= 1
    return " ".join(words[first:])


def _form(addressee: Addressee, phrase: Callable[[str], Any], typed: Callable[[str], str]) -> tuple[str, str]:
    person, salutation = one_line(addressee.person), one_line(addressee.salutation)
    organisation = one_line(addressee.organisation)
    if not person:
        form = "team" if addressee.known_as_team and organisation else "nobody"
        template = phrase(f"salutation.{form}" if organisation else "salutation.unknown")
        called = _informal(organisation, phrase("form.legal_forms")) if form == "team" else organisation
        return form, _line(template, typed, called)
    if salutation:
        return _as_recorded(person, salutation, phrase, typed)
    if one_line(addressee.address_form).casefold() in FIRST_NAME_TERMS:
        return "first_name", _line(phrase("salutation.first_name"), typed, person.split()[0], person)
    return "named", _line(phrase("salutation.named"), typed, person)


def _informal(organisation: str, legal_forms: Collection[str]) -> str:
    """Return a company's name as people say it, without its legal form at the end."""
    words = organisation.split()
    while len(words) > 1 and _bare(words[-1]) in legal_forms:
        words.pop()
    return " ".join(words)


def _as_recorded(
    person: str, salutation: str, phrase: Callable[[str], Any], typed: Callable[[str], str]
) -> tuple[str, str]:
    """Use the form of address on record: a whole greeting, a title with or without the name, or a name."""
    words = salutation.split()
    if words[0].casefold() in phrase("form.greetings"):
        return "titled", typed(salutation.rstrip(" ,:;.!")) + phrase("form.greeting_end")
    titles = {title.casefold(): line for title, line in phrase("titles").items()}
    places = [place for place, word in enumerate(words) if _bare(word) in titles]
    if places:
        place = places[-1] if phrase("form.one_title") else places[0]
        rest = _with_surname(words[place + 1 :], person)
        alone = {title.casefold(): line for title, line in phrase("alone").items()}
        title = _bare(words[place])
        return "titled", _line(alone[title] if title in alone and _declines(rest) else titles[title], typed, rest)
    return "first_name", _line(phrase("salutation.called"), typed, salutation)


def _declines(name: str) -> bool:
    """Whether a name is in Greek letters, so that it changes when its bearer is spoken to."""
    return any(unicodedata.name(each, "").startswith("GREEK") for each in name)


def _bare(word: str) -> str:
    return word.casefold().rstrip(".")


def _with_surname(rest: list[str], person: str) -> str:
    """Return what follows a title; degrees alone (`Dr.`) still need the name."""
    named = " ".join(rest)
    if not rest or all(word.endswith(".") for word in rest):
        return f"{named} {surname(person)}".strip()
    return named


def _line(template: str, typed: Callable[[str], str], name: str, full: str = "") -> str:
    return Template(template).substitute(name=typed(name), full=typed(full or name))
