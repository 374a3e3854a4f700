"""By what a client and its people are known in what nobody wrote about them: names of files, answers about files."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from clienthealth.core.intake.book import PHONE_DIGITS, Clue
from clienthealth.core.matching import fold
from clienthealth.core.privacy.masking import AFTER, BEFORE, GENITIVE, SHORTEST_NUMBER
from clienthealth.core.records.client import Client, Contact, is_address
from clienthealth.core.records.kept import Rule, RuleKind


def clues(record: Any) -> Iterator[Clue]:
    """Yield by what a record says that its client or somebody there is known; as it is written, not folded."""
    match record:
        case Client():
            yield from (Clue(RuleKind.NAME, each) for each in (record.name, *record.aliases, record.client))
            for contact in record.contacts:
                yield from of_person(contact)
        case Rule():
            yield Clue(record.kind, record.value)
        case _:
            if who := getattr(record, "contact", None):
                yield of_field(who)


def of_person(contact: Contact) -> Iterator[Clue]:
    """Yield by what one person is known."""
    yield from (Clue(RuleKind.NAME, each) for each in (contact.name, contact.salutation) if each)
    yield from (Clue(RuleKind.ADDRESS, each) for each in contact.email)
    for number in contact.phone:
        digits = "".join(each for each in number if each.isdecimal())
        if len(digits) >= SHORTEST_NUMBER:
            yield Clue(RuleKind.PHONE, digits[-PHONE_DIGITS:])


def of_field(who: str) -> Clue:
    """Return what a field that names one person holds."""
    return Clue(RuleKind.ADDRESS if is_address(who) else RuleKind.NAME, who)


class Known:
    """Tells whether somebody is named in a text: whole words, without regard to case, accents, hyphens and `_`."""

    def __init__(self, clues: Iterable[Clue]) -> None:
        ways = dict.fromkeys(way for clue in clues if (way := _way(clue)))
        self._pattern = re.compile("|".join(ways)) if ways else None

    def stands_in(self, text: str) -> bool:
        """Whether one of them is named."""
        return self._pattern is not None and self._pattern.search(fold(text)) is not None


def _way(clue: Clue) -> str:
    """Return the pattern that finds a clue in a folded text; of nothing none."""
    if clue.kind is RuleKind.PHONE:
        return r"[\s().\-/]*".join(clue.value) + AFTER
    folded = fold(clue.value)
    return f"{BEFORE}{re.escape(folded)}{GENITIVE}{AFTER}" if folded else ""
