"""What the fields with a few fixed values may be, and how tables and people call these values in five languages."""

from collections.abc import Mapping
from enum import StrEnum
from typing import get_args, get_type_hints

from clienthealth.core.codec import fields_of
from clienthealth.core.records.types import TYPES

_WORDS = {
    "email": "email e-mail mail e-post epost",
    "call": "call phone telephone anruf telefon telefonat opkald opringning oppringning samtale τηλέφωνο κλήση",
    "meeting": "meeting termin besprechung treffen møde møte συνάντηση",
    "chat": "chat",
    "sms": "sms",
    "letter": "letter brief brev επιστολή γράμμα",
    "visit": "visit besuch besøg besøk επίσκεψη",
    "in": "in incoming inbound received eingehend empfangen indgående innkommende εισερχόμενο",
    "out": "out outgoing outbound sent ausgehend gesendet udgående utgående εξερχόμενο",
    "both": "both beide begge",
}


def members(kind: str, name: str) -> tuple[str, ...]:
    """Return all that a field of a type may be; nothing for a field that is open, or is none."""
    field = fields_of(TYPES[kind]).get(name)
    if field is None or field.kind != "closed":
        return ()
    hint = get_type_hints(TYPES[kind])[field.attribute]
    choices = (each for each in (hint, *get_args(hint)) if isinstance(each, type) and issubclass(each, StrEnum))
    return tuple(str(member) for enum in choices for member in enum)


def words_of(kind: str, name: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return what each word in lower case means: those of the five languages, and those that were answered.

    An answer is named `FIELD:WORD`, such as `channel:funk`.
    """
    own = members(kind, name)
    known = {word: word for word in own}
    for meant, words in _WORDS.items():
        if meant in own:
            known |= dict.fromkeys(words.split(), meant)
    for question, answer in given.items():
        field, _, word = question.partition(":")
        if field == name and word and answer in own:
            known[word.casefold()] = answer
    return known
