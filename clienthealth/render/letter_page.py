"""A letter put into words: header lines, salutation, paragraphs with their lists, and closing.

Every format starts from the same page. What people typed passes `Marks.typed` and what is a date passes
`Marks.whole`, so that a format can escape the one and keep the other on one line; our own words pass neither.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from itertools import groupby
from string import Template
from typing import Any

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import LetterKind
from clienthealth.core.letters.letter import (
    DATE_FORMS,
    Block,
    Clock,
    Filling,
    Fillings,
    Letter,
    Missing,
    Money,
    Part,
    one_line,
)
from clienthealth.core.letters.own import Own
from clienthealth.errors import BadData
from clienthealth.render.dates import amount, clock, locale_of, stated, written
from clienthealth.render.phrases import book, phrase
from clienthealth.render.salutation import greeting

VOICES = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
NUMBERS = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
WARM = frozenset({LetterKind.THANKS, LetterKind.FOLLOW_UP, LetterKind.SURVEY, LetterKind.HARDSHIP})
"""Letters in which the most formal greeting would be cold."""

HARD = "\u00a0"
"""The space at which no line breaks."""

ON_LETTER_PAPER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Countries that print on US Letter; all others use A4 (CLDR 47, supplemental measurement data)."""

SENTENCES = frozenset({"what", "summary", "policy", "change", "expect", "consequence", "gift"})
"""Values that end the sentence they stand in, so that they get a full stop where none was typed."""

ENDS = (".", "!", "?", "…", ";", "·")
"""Signs that end a sentence, in any of our languages."""

WHOLE, SHORT = frozenset({"clause", "inv"}), 20
"""Values that stay on one line as long as they are short: the number of a clause, of an invoice."""


class Marks(Frozen):
    """What a format does to a value before it stands in a sentence: to typed text, to what stays on one line."""

    typed: Callable[[str], str] = str
    whole: Callable[[str], str] = str


class Paragraph(Frozen):
    """Sentences, and the list that follows them."""

    text: str
    entries: tuple[str, ...] = ()


class Paper(Enum):
    """The sheet it is printed on: width and height in millimetres."""

    A4 = (210.0, 297.0)
    LETTER = (215.9, 279.4)

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height."""
        return self.value


class Page(Frozen, kw_only=True):
    """A letter in words, in the order in which it is read; absent lines are left out.

    Below are what files say about themselves: `title` is the subject alone, names and mail addresses are one line each
    (empty where none is known), `language` is a tag of BCP 47, `date` the day of the letter.
    """

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    day: str
    subject: str
    salutation: str
    paragraphs: tuple[Paragraph, ...]
    closing: str
    signature: tuple[str, ...]
    title: str
    sender_name: str
    sender_mail: str
    addressee_name: str
    addressee_mail: str
    language: str
    paper: Paper
    date: date


class _Words:
    """How values of one letter are written."""

    def __init__(self, letter: Letter, marks: Marks, own: Own | None = None) -> None:
        self.letter = letter
        self.marks = marks
        self.own = own or Own()
        self.theirs = dict(self.own.blocks)
        self.locale = locale_of(letter.language, letter.addressee.country or letter.sender.country)

    def phrase(self, key: str) -> Any:
        """Return a phrase of the letter's language, as the recipient's country has it."""
        subject, language = book("letters", self.letter.language), self.letter.language
        special: Any = subject.get(self.locale.rpartition("_")[2], {})
        for part in key.split("."):
            special = special.get(part) if isinstance(special, dict) else None
        return phrase(key, "letters", language) if special is None else special

    def said(self, key: str, values: Fillings) -> str:
        """Return the sentence of a block or line; values are data and never act as placeholders."""
        standard = self.phrase(key)
        block = key.removeprefix("blocks.")
        if block != key and block in self.theirs:
            standard = same_values(self.theirs[block], standard, f"{self.own.file}: {block}")
        one_voice = VOICES.sub(r"\1" if self.letter.sender.we else r"\2", standard)
        text = NUMBERS.sub(r"\2" if self.letter.addressee.one else r"\1", one_voice)
        return Template(text).substitute({name: self.value(name, value) for name, value in values})

    def value(self, name: str, value: Filling) -> str:
        """Return one value as it stands in a sentence."""
        match value:
            case Missing():
                return self.note(value.what)
            case Money():
                return self.marks.typed(amount(value, self.locale))
            case Clock():
                return self.marks.typed(clock(value, self.locale))
            case date():
                return stated(value, DATE_FORMS[name], self.locale, self.marks.whole)
            case str():
                shown = one_line(value)
                ended = name not in SENTENCES or shown.rstrip("\"'”“’»«)").endswith(ENDS)
                typed = self.marks.typed(shown if ended else f"{shown}.")
                return self.marks.whole(typed) if name in WHOLE and len(typed) <= SHORT else typed

    def note(self, what: str) -> str:
        """Return the note to the writer that stands where a value is missing."""
        return self.marks.typed(f"[{self.phrase(f'missing.{what}')}]")

    def typed(self, text: str, label: str = "") -> str:
        """Return a line of the header, with its label; nothing where there is nothing to show."""
        shown = one_line(text)
        if not shown:
            return ""
        marked = self.marks.typed(shown)
        return Template(self.phrase(f"form.{label}")).substitute(value=marked) if label else marked


class Spoken(Frozen):
    """One block in words: its sentence, and the entries of its list."""

    text: str
    entries: tuple[str, ...] = ()


def spoken(letter: Letter, own: Own | None = None) -> tuple[Spoken, ...]:
    """Put each block of a letter into words, in its order."""
    words = _Words(letter, Marks(), own)
    return tuple(_spoken(block, words) for block in letter.blocks)


def same_values(text: str, standard: str, place: str) -> str:
    """Return a text that holds the same values as the standard one; raises BadData for one that does not."""
    holds, must = (frozenset(Template(each).get_identifiers()) for each in (text, standard))
    if holds != must or not Template(text).is_valid():
        wanted = ", ".join(f"${name}" for name in sorted(must)) or "none"
        raise BadData(f"{place}: does not hold the values of the letter", f"they are: {wanted}; a dollar sign is $$")
    return text


def page(letter: Letter, marks: Marks | None = None, own: Own | None = None) -> Page:
    """Put a letter into words: ours, or the user's `own` where there are such.

    Raises BadData for words of the user's own that cannot be used.
    """
    words = _Words(letter, marks or Marks(), own)
    greeted = greeting(letter.addressee, words.phrase, words.marks.typed, warm=letter.kind in WARM)
    return Page(
        sender=_sender(words),
        addressee=_addressee(words),
        day=_day(words),
        subject=_subject(words),
        salutation=greeted.salutation,
        paragraphs=_own_paragraphs(words) if words.own.template else tuple(_paragraphs(words)),
        closing=words.typed(letter.sender.closing) or greeted.closing,
        signature=_signature(words),
        title=_title(words),
        sender_name=one_line(letter.sender.name),
        sender_mail=one_line(letter.sender.email),
        addressee_name=one_line(letter.addressee.person or letter.addressee.organisation),
        addressee_mail=one_line(letter.addressee.email),
        language=words.locale.replace("_", "-"),
        paper=_paper(letter),
        date=letter.day,
    )


def _paper(letter: Letter) -> Paper:
    """Return the sheet of who prints it: of the sender's country, else of the addressee's."""
    country = letter.sender.country or letter.addressee.country
    return Paper.LETTER if country in ON_LETTER_PAPER else Paper.A4


def _sender(words: _Words) -> tuple[str, ...]:
    sender = words.letter.sender
    lines = [words.typed(sender.name) or words.note("sender_name"), *(words.typed(line) for line in sender.address)]
    lines += [words.typed(sender.email, "email"), words.typed(sender.phone, "phone")]
    return tuple(line for line in lines if line)


def _addressee(words: _Words) -> tuple[str, ...]:
    to = words.letter.addressee
    names = dict.fromkeys(line for line in (words.typed(to.organisation), words.typed(to.person)) if line)
    address = (words.typed(line) for line in to.address)
    return (*(names or [words.note("addressee")]), *(line for line in address if line))


def _day(words: _Words) -> str:
    day = words.marks.whole(written(words.letter.day, words.locale))
    place = words.typed(words.letter.sender.place)
    return Template(words.phrase("form.date_line")).substitute(place=place, day=day) if place else day


def _title(words: _Words) -> str:
    block = next(each for each in words.letter.blocks if each.part is Part.SUBJECT)
    return words.said(f"blocks.{block.id}", block.values)


def _subject(words: _Words) -> str:
    return Template(words.phrase("form.subject")).substitute(subject=_title(words))


def _paragraphs(words: _Words) -> Iterator[Paragraph]:
    """Yield a paragraph for each part; within a part, a list ends one and begins the next."""
    body = [block for block in words.letter.blocks if block.part is not Part.SUBJECT]
    for _, part in groupby(body, key=lambda block: block.part):
        sentences: list[str] = []
        for block in part:
            said = _spoken(block, words)
            if said.entries and sentences:
                yield Paragraph(" ".join(sentences))
                sentences = []
            sentences.append(said.text)
            if said.entries:
                yield Paragraph(" ".join(sentences), said.entries)
                sentences = []
        if sentences:
            yield Paragraph(" ".join(sentences))


def _own_paragraphs(words: _Words) -> tuple[Paragraph, ...]:
    from clienthealth.render.own_template import Written, body, parted

    said = {block.id: _spoken(block, words) for block in words.letter.blocks}
    values = {
        "blocks": {name: each.text for name, each in said.items()},
        "lists": {name: list(each.entries) for name, each in said.items()},
        "client": words.typed(words.letter.addressee.organisation or words.letter.addressee.person),
        "person": words.typed(words.letter.addressee.person),
        "sender": words.typed(words.letter.sender.name),
        "today": words.letter.day,
        "end": words.letter.ending.end if words.letter.ending else None,
    }
    as_written = Written(date=lambda day: words.marks.whole(written(day, words.locale)))
    made = body(words.own.template, values, as_written, file=words.own.template_file)
    return tuple(Paragraph(*each) for each in parted(made))


def _spoken(block: Block, words: _Words) -> Spoken:
    entries = tuple(words.said(f"lines.{line.key}", line.values) for line in block.lines)
    return Spoken(words.said(f"blocks.{block.id}", block.values), entries)


def _signature(words: _Words) -> tuple[str, ...]:
    """Return the name, and the lines a user signs with below it; a signature that holds the name replaces it."""
    sender = words.letter.sender
    lines = [words.typed(line) for line in sender.signature.splitlines()]
    name = words.typed(sender.name) or words.note("sender_name")
    signed = [line for line in lines if line]
    return tuple(signed if any(name in line for line in signed) else [name, *signed])
