"""The sheet for the first contact in words: the client's language, the sender's voice, blanks for what is not known."""

import re
from collections.abc import Iterator
from datetime import date
from string import Template
from typing import Any

from clienthealth.core.expected.first_sheet import Entry, FirstSheet
from clienthealth.core.kinds import Language
from clienthealth.core.letters.letter import Clock, Filling, Missing, Money, one_line
from clienthealth.core.working_time import WEEKDAYS
from clienthealth.render.dates import amount, clock, locale_of, written
from clienthealth.render.letter_page import NUMBERS, VOICES
from clienthealth.render.phrases import phrase
from clienthealth.render.sheet import WIDTH, Line, Section, Sheet, plain, wrapped

SUBJECT = "sheet"
MOST_LONG = 8
"""Entries named of a sheet that is too long."""


def sheet(made: FirstSheet) -> Sheet:
    """Return the sheet as it goes to the client."""
    words = Words(made)
    sections = (
        Section(words.phrase(f"parts.{part}"), tuple(Line("", words.line(each)) for each in entries))
        for part, entries in made.parts
    )
    client = one_line(made.addressee.organisation or made.addressee.person)
    return Sheet(
        title=words.phrase("form.title"),
        opening=(words.said("form.for", client=client, day=written(made.day, words.locale)),),
        sections=tuple(sections),
        closing=(words.phrase("form.closing"),),
    )


def length(made: FirstSheet) -> int:
    """Return how many lines of plain text the sheet takes."""
    return len(plain(sheet(made)).splitlines())


def longest(made: FirstSheet, over: int) -> Iterator[tuple[Entry, int]]:
    """Yield entries and the lines they take, the longest first, until they make up for `over`; a few at the most."""
    words = Words(made)
    sized = [(each, len(wrapped(words.line(each), WIDTH, "  "))) for each in made.entries]
    for entry, lines in sorted(sized, key=lambda each: -each[1])[:MOST_LONG]:
        if over <= 0:
            return
        yield entry, lines
        over -= lines


def usual(item: str, language: str, *, we: bool, one: bool = False) -> str:
    """Return the usual sentence of an item; our own words, without a sign that a shell would act on."""
    return _spoken(phrase(f"usual.{item}", SUBJECT, language), we=we, one=one)


class Words:
    """How the lines of one sheet are written."""

    def __init__(self, made: FirstSheet) -> None:
        self.made = made
        self.locale = locale_of(made.language, made.addressee.country or made.house.country)
        self.between: str = phrase("days.between", "review", made.language)

    def phrase(self, key: str, n: str = "") -> str:
        """Return a phrase in the sender's voice, in the form that the number takes."""
        found: Any = phrase(key, SUBJECT, self.made.language)
        if isinstance(found, dict):
            found = found.get({"0": "none", "1": "one"}.get(n, "other"), found["other"])
        return _spoken(found, we=self.made.house.we, one=self.made.addressee.one)

    def said(self, key: str, **values: str) -> str:
        """Return a phrase with its values, which are data and never act as placeholders."""
        return Template(self.phrase(key, values.get("n", ""))).substitute(values)

    def line(self, entry: Entry) -> str:
        """Return one entry as a line."""
        values = {name: self.value(value) for name, value in entry.values}
        if entry.usual:
            return self.said("lines.item", label=self.phrase(f"items.{entry.item}"), text=self._usual(entry.item))
        if entry.item:
            if self._is_labelled(entry.item, values["text"]):
                return self.said("lines.said", **values)
            values["label"] = self.phrase(f"items.{entry.item}")
        elif entry.key == "hours" and self.made.house.hours:
            values["n"] = self._hours(str(self.made.house.hours))
        elif entry.key == "closed":
            values["n"] = self.between.join(map(self._stretch, self.made.house.closed))
        return self.said(f"lines.{entry.key}", **values)

    def value(self, value: Filling) -> str:
        """Return one value as it stands in a line; what is not known is a blank."""
        match value:
            case Missing():
                return self.phrase("form.blank")
            case Money():
                return amount(value, self.locale)
            case Clock():
                return clock(value, self.locale)
            case date():
                return written(value, self.locale)
            case str():
                return one_line(value)

    def _is_labelled(self, item: str, text: str) -> bool:
        """Whether a text on record begins with the item's label, in whatever language it was sent."""
        we, one = self.made.house.we, self.made.addressee.one
        labels = (_spoken(phrase(f"items.{item}", SUBJECT, each), we=we, one=one) for each in Language)
        return any(text.startswith(f"{each}: ") for each in labels)

    def _usual(self, item: str) -> str:
        return usual(item, self.made.language, we=self.made.house.we, one=self.made.addressee.one)

    def _hours(self, hours: str) -> str:
        """Write `mon-wed,fri 09:00-17:00` with the weekdays of the language, and the zone where it matters."""
        names = phrase("days.weekdays", "review", self.made.language)
        days, _, clock = hours.partition(" ")
        named = re.sub("[a-z]{3}", lambda found: names[WEEKDAYS.index(found[0])], days)
        zone = f" ({one_line(self.made.house.zone)})" if self.made.house.zone else ""
        return f"{named.replace(',', ', ').replace('-', '–')}, {clock.replace('-', '–')}{zone}"

    def _stretch(self, days: tuple[date, date]) -> str:
        """Write days off, the month once where it is one."""
        first, last = days
        told = written(last, self.locale)
        if first == last:
            return told
        if (first.year, first.month) == (last.year, last.month):
            return re.sub(rf"{last.day}(\.?)", rf"{first.day}\1–{last.day}\1", told, count=1)
        return f"{written(first, self.locale)} – {told}"


def _spoken(text: str, *, we: bool, one: bool) -> str:
    return NUMBERS.sub(r"\2" if one else r"\1", VOICES.sub(r"\1" if we else r"\2", text))
