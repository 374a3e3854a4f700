"""From a card or a row of an address book to the draft of a client with one contact."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clienthealth.core.records.client import is_address, is_zone
from clienthealth.importers.items import Draft, Note, Skipped, Who

_LANGUAGES = {
    "en": "en eng english englisch engelsk αγγλικά",
    "de": "de deu ger german deutsch tysk γερμανικά",
    "da": "da dan danish dansk dänisch δανικά",
    "nb": "nb no nob nor norwegian norsk bokmål norwegisch νορβηγικά",
    "el": "el ell gre greek griechisch græsk gresk ελληνικά",
}
_SEVERAL = re.compile(r"\s*(?::::|[;,\n])\s*")
_ANGLED = re.compile(r".*<([^<>]+)>")
_FEWEST_DIGITS = 6
_WIDEST = 60
LAST_DIGITS = 8
"""Of a telephone number: so many compare alike, with and without the code of the country."""


class Person(NamedTuple):
    """What an address book says of one person, or of one firm where it names no person."""

    name: str = ""
    organisation: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    role: str = ""
    uid: str = ""
    language: str = ""
    timezone: str = ""


def items_of(spot: str, person: Person, *, keeps_odd: bool = False) -> Iterator[Draft | Skipped | Note]:
    """Yield the draft of a client with this person as its contact, and what was odd; or that there is nothing in it.

    What stands for a mail address or a number and is none finds nobody. It is left out, as in a table it may be
    "n/a"; with `keeps_odd` it stays with the contact, as somebody once typed it there.

    The client is called like the organisation, else like the person, else by the first address or number: a name is
    never made up.
    """
    emails = _distinct(_address(text) for text in person.emails)
    odd = _distinct(_squeezed(text) for text in person.emails if not _address(text))
    phones = _distinct(phone for phone in map(_squeezed, person.phones) if keeps_odd or any(map(str.isdecimal, phone)))
    organisation = _squeezed(person.organisation)
    known = _squeezed(person.name) or next(iter((*emails, *phones)), "")
    if not known and not organisation:
        yield Skipped(spot, "empty")
        return
    for text in odd:
        what = "was kept, but finds nobody" if keeps_odd else "was left out"
        yield Note(spot, f"{text[:_WIDEST]!r} is no mail address, and {what}")
    called = organisation or known
    contact = {
        "name": known,
        "email": [*emails, *(odd if keeps_odd else ())],
        "phone": list(phones),
        "role": _squeezed(person.role),
    }
    said = {
        "name": called,
        "contacts": [{field: value for field, value in contact.items() if value}] if known else [],
        "language": language_of(person.language),
        "timezone": person.timezone if person.timezone and is_zone(person.timezone) else "",
    }
    yield Draft(
        spot,
        "client",
        {field: value for field, value in said.items() if value},
        _key(person.uid, emails, phones, known, organisation),
        _parties(called, emails, phones),
    )


def language_of(text: str) -> str:
    """Return the language of ours that a text names, by code or by word; nothing for any other."""
    if not text:
        return ""
    word = text.strip().casefold()
    codes = {word, word.partition("-")[0], word.partition("_")[0]}
    return next((code for code, words in _LANGUAGES.items() if codes.intersection(words.split())), "")


def several(cell: str) -> tuple[str, ...]:
    """Take apart a cell that holds more than one address or number: ` ::: `, semicolons, commas, line ends."""
    return tuple(part for part in _SEVERAL.split(cell.strip()) if part) if cell else ()


def last_digits(phone: str) -> str:
    """Return the digits by which a number is compared; nothing where it has too few to be one."""
    digits = "".join(sign for sign in phone if sign.isdecimal())
    return digits[-LAST_DIGITS:] if len(digits) >= _FEWEST_DIGITS else ""


def _address(text: str) -> str:
    angled = _ANGLED.fullmatch(text.strip())
    address = (angled[1] if angled else text).strip().removeprefix("mailto:").casefold()
    return address if is_address(address) else ""


def _key(uid: str, emails: tuple[str, ...], phones: tuple[str, ...], name: str, organisation: str) -> str:
    if uid:
        return f"uid:{uid}"
    if emails:
        return f"mail:{emails[0]}"
    if number := next(filter(None, map(last_digits, phones)), ""):
        return f"phone:{number}"
    return f"name:{name.casefold()}:{organisation.casefold()}"


def _parties(name: str, emails: tuple[str, ...], phones: tuple[str, ...]) -> tuple[Who, ...]:
    ways = [Who(address=address, name=name) for address in emails]
    ways += [Who(name=name, phone=phone) for phone in phones if last_digits(phone)]
    return tuple(ways) or (Who(name=name),)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
