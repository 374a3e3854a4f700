"""From the cells of a mapped table to plain values: how a column is to be read is voted on, then each cell is read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from clienthealth.core.codec import fields_of, plain_number
from clienthealth.core.records.types import TYPES
from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Question
from clienthealth.importers.mapped.closed_words import members, words_of
from clienthealth.importers.mapped.mapping import Mapped
from clienthealth.importers.tables.amounts import NumberStyle, NumberVote
from clienthealth.importers.tables.clock import clock_of
from clienthealth.importers.tables.columns import DateStyle, DateVote, together
from clienthealth.importers.tables.instants import minutes_between
from clienthealth.importers.tables.table import Row

YES = frozenset({"yes", "y", "true", "1", "x", "ja", "j", "ναι", "wahr", "sand", "sant"})
NO = frozenset({"no", "n", "false", "0", "nein", "nei", "nej", "όχι", "falsch", "falsk", "usand", "usant"})

_HOURS = re.compile(r"\b(?:h|hrs|hours?|std|stunden|timer|ώρες)\b", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:\n|;| ::: )\s*")

NUMERIC = frozenset({"count", "number", "money"})

MOST_WORDS = 12
"""Distinct words of a column that are asked about; with more it holds free text, and the mapping is wrong."""


class Styles(NamedTuple):
    """How each mapped field is read."""

    fields: Mapping[str, str]
    dates: Mapping[str, DateStyle]
    numbers: Mapping[str, NumberStyle]
    words: Mapping[str, Mapping[str, str]]

    def value(self, name: str, column: str, text: str) -> Any:
        """Return the plain value of a cell; raises InvalidField that names the column."""
        family = self.fields.get(name, "text")
        if family == "when":
            return self.dates[name].moment(text)
        if family in NUMERIC:
            return self._number(name, column, text, family)
        if family == "closed":
            return self._word(name, column, text)
        if family == "flag":
            return _flag(column, text)
        return [part for part in _LIST.split(text) if part] if family == "list" else text

    def minutes_until(self, at: str, column: str, text: str, answers: Answers) -> float:
        """Return how long something took that began at a time; raises InvalidField where that cannot be told.

        An end that is a time of day is of the same day, or of the next where it would lie before the beginning.
        """
        clock = clock_of(text)
        if "T" not in at or not (clock or "at" in self.dates):
            raise InvalidField(column, "needs a beginning with a time of day", "map its column to at as well")
        if not clock:
            minutes = minutes_between(at, self.dates["at"]._replace(column=column).moment(text), answers)
        else:
            day = date.fromisoformat(at[:10])
            ends = (f"{each}T{clock[0]}{clock[1]}" for each in (day, day + timedelta(days=1)))
            minutes = next((took for each in ends if (took := minutes_between(at, each, answers)) >= 0), -1)
        if minutes < 0:
            raise InvalidField(column, f"{text[:40]!r} lies before the beginning", "correct the row")
        return minutes

    def _number(self, name: str, column: str, text: str, family: str) -> Any:
        if name == "minutes":
            return self.numbers[name].minutes(text, 60 if _HOURS.search(column) else 1)
        return self.numbers[name].amount(text) if family == "money" else plain_number(self.numbers[name].number(text))

    def _word(self, name: str, column: str, text: str) -> str:
        found = self.words[name].get(text.casefold())
        if found is None:
            choices = ", ".join(dict.fromkeys(self.words[name].values()))
            raise InvalidField(column, f"{text[:40]!r} is not one of the words of {name}", f"one of: {choices}")
        return found


@cache
def families(kind: str) -> Mapping[str, str]:
    """Return the fields of a type with what they hold: text, when, count, number, money, flag, closed, list."""
    return {name: field.kind for name, field in fields_of(TYPES[kind]).items()}


def styles_of(choice: Mapped, rows: Iterable[Row], answers: Answers) -> Iterator[Question | Styles]:
    """Look at all rows once; yield how they are read, or what must be asked before."""
    fields = families(choice.type)
    dates = {name: DateVote(choice.title(name)) for name in choice.columns if fields.get(name) == "when"}
    numbers = {name: NumberVote(choice.title(name)) for name in choice.columns if fields.get(name) in NUMERIC}
    words = {
        name: words_of(choice.type, name, answers.given) for name in choice.columns if fields.get(name) == "closed"
    }
    votes: dict[str, DateVote | NumberVote] = {**dates, **numbers}
    unknown: dict[str, dict[str, str]] = {name: {} for name in words}
    for row in rows:
        for name, vote in votes.items():
            vote.see(joined(row, choice.columns[name]))
        for name, said in unknown.items():
            text = joined(row, choice.columns[name])
            if text and text.casefold() not in words[name] and len(said) <= MOST_WORDS:
                said.setdefault(text.casefold(), f"{row.spot}: {text}")
    read_dates = together(dates.values(), answers)
    read_numbers = {name: vote.style(answers) for name, vote in numbers.items()}
    asked = [each for each in (read_dates, *read_numbers.values()) if isinstance(each, Question)]
    asked += [question for name, said in unknown.items() for question in _asked(name, said, words[name])]
    if asked or isinstance(read_dates, Question):
        yield asked[0]
        return
    yield Styles(
        fields,
        dict(zip(dates, read_dates, strict=True)),
        {name: style for name, style in read_numbers.items() if isinstance(style, NumberStyle)},
        words,
    )


def fixed_styles(choice: Mapped) -> Styles:
    """Return how the values that are the same in each row are read: as the journal writes them."""
    names = choice.constants
    fields = families(choice.type)
    words = {
        name: {word: word for word in members(choice.type, name)} for name in names if fields.get(name) == "closed"
    }
    dates = {name: DateStyle("--set", "", "") for name in names}
    return Styles(fields, dates, {name: NumberStyle("--set") for name in names}, words)


def joined(row: Row, columns: Iterable[str]) -> str:
    """Return what stands in the columns of one field, a date and its clock for example, with a space between."""
    return " ".join(filter(None, (row[column] for column in columns)))


def _asked(name: str, said: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Question]:
    if len(said) <= MOST_WORDS:
        choices = tuple(dict.fromkeys(known.values()))
        for word, shown in said.items():
            yield Question(f"{name}:{word}", f"{name}: what does {word!r} mean?", choices, (shown,))


def _flag(column: str, text: str) -> bool:
    word = text.casefold()
    if word in YES or word in NO:
        return word in YES
    raise InvalidField(column, f"{text[:40]!r} is neither yes nor no", "write yes or no")
