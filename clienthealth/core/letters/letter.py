"""A letter as a value: who writes to whom, and ordered blocks of keys and values, without words or markup.

Renderers put the words in; what a block's values are called decides how they are written (`DATE_FORMS`).
A value that the record does not hold is `Missing`: shown to the user as a note, never invented.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from clienthealth.core.frozen import Frozen
from clienthealth.core.goodbye.ending import Ending
from clienthealth.core.kinds import Language, LetterKind
from clienthealth.core.letters.matter import Matter
from clienthealth.core.saying import Saying, say


class DateForm(StrEnum):
    """How a date stands in a sentence; each brings its preposition, which differs by language."""

    ON = "on"
    BY = "by"
    UNTIL = "until"
    FROM = "from"
    SINCE = "since"
    FOR = "for"
    OF = "of"
    AS_OF = "as_of"


DATE_FORMS = {
    "as_of": DateForm.AS_OF,
    "on_end": DateForm.ON,
    "on_d": DateForm.ON,
    "by_due": DateForm.BY,
    "until_end": DateForm.UNTIL,
    "from_d": DateForm.FROM,
    "since_d": DateForm.SINCE,
    "for_d": DateForm.FOR,
    "dated": DateForm.OF,
}
"""The form of each placeholder that takes a date."""


class Part(StrEnum):
    """What a stretch of a letter is about; a new part begins a new paragraph."""

    SUBJECT = "subject"
    OPENING = "opening"
    FACTS = "facts"
    REMEDY = "remedy"
    AGREED = "agreed"
    ASK = "ask"
    NEXT = "next"
    END = "end"
    WORK = "work"
    MONEY = "money"
    HELD = "held"
    HANDOVER = "handover"
    CLIENT = "client"
    CONTACT = "contact"
    GOODBYE = "goodbye"


class Money(Frozen):
    """An amount in units of its currency (ISO 4217)."""

    amount: Decimal
    currency: str


class Clock(Frozen):
    """A time of day where the reader is: a moment in their zone, and the IANA name of that zone."""

    at: datetime
    zone: str


class Missing(Frozen):
    """A value that a letter needs and the record and the configuration do not hold."""

    what: str


Filling = str | date | Money | Clock | Missing
Fillings = tuple[tuple[str, Filling], ...]


class Line(Frozen):
    """One entry of a block's list; `record` is what it stands for, where it stands for one."""

    key: str
    values: Fillings = ()
    record: str = ""


class Block(Frozen):
    """One sentence or two of a letter by id, with the list that follows it."""

    id: str
    part: Part
    values: Fillings = ()
    lines: tuple[Line, ...] = ()


class Sender(Frozen, kw_only=True):
    """Who writes, as the configuration says; what is empty was not said. `we` is a voice, not a number."""

    name: str = ""
    address: tuple[str, ...] = ()
    place: str = ""
    email: str = ""
    phone: str = ""
    signature: str = ""
    closing: str = ""
    we: bool = False
    country: str = ""


class Addressee(Frozen, kw_only=True):
    """Who is written to: an organisation, or `person` (there), with the form of address on record.

    `organisation` is empty where the client is a person; `person` where nobody in particular is meant; `email`, where
    a mail goes, where none is on record. `known_as_team` says that the record calls the client a company.
    """

    organisation: str = ""
    person: str = ""
    salutation: str = ""
    address_form: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    country: str = ""
    known_as_team: bool = False

    @property
    def one(self) -> bool:
        """Whether one person is addressed."""
        return bool(self.person)


class Letter(Frozen, kw_only=True):
    """A draft: everything a renderer needs besides words.

    `ending` is what an ending letter must agree with, `matter` what any other must; `notes` are for the user alone.
    """

    kind: LetterKind
    language: Language
    client: str
    day: date
    sender: Sender
    addressee: Addressee
    blocks: tuple[Block, ...]
    ending: Ending | None = None
    matter: Matter | None = None
    notes: tuple[Saying, ...] = ()

    @property
    def missing(self) -> tuple[Saying, ...]:
        """What the user has to fill in, each thing once, in the order of the letter."""
        found = dict.fromkeys(_missing_in(self))
        return tuple(say(f"mend.{what}", client=self.client) for what in found)

    def block(self, name: str) -> Block | None:
        """Return the block of that id, if the letter has it."""
        return next((each for each in self.blocks if each.id == name), None)


def fill(**values: Filling) -> Fillings:
    """Name the values of a block or a line."""
    return tuple(values.items())


def known(text: str | None, what: str) -> str | Missing:
    """Return a text that has something to show, else the note that it is missing."""
    shown = one_line(text or "")
    return shown or Missing(what)


def one_line(text: str) -> str:
    """Return text as it may stand in a letter: one line, composed, nothing that acts on a reader's screen.

    Control, format and bidirectional characters are taken out rather than made visible: the reader is
    somebody else, who has no use for escapes. Hard spaces stay; so do the joiners some scripts need.
    """
    composed = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if each in "\t\n\r\v\f\u2028\u2029\x85" else each for each in composed)
    return " ".join(part for part in "".join(filter(_harmless, spaced)).split(" ") if part).strip()


def _harmless(character: str) -> bool:
    return character in "\u200c\u200d" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _missing_in(letter: Letter) -> Iterable[str]:
    if not one_line(letter.sender.name):
        yield "sender_name"
    if not one_line(letter.addressee.organisation + letter.addressee.person):
        yield "addressee"
    for block in letter.blocks:
        for values in (block.values, *(line.values for line in block.lines)):
            yield from (value.what for _, value in values if isinstance(value, Missing))
