"""What a whole column says about its values: the pattern and order of its dates, the style of its numbers.

A vote sees every value of a column (or of several that a tool writes alike) in constant memory, and ends as a style
that reads the values one by one, or as the question that only a person can answer. Styles raise InvalidField, whose
field is the column; `trouble` makes a problem of it.
Numbers, durations and money: `NumberVote`, `NumberStyle`, `currency_of`.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Problem, Question
from clienthealth.importers.tables.amounts import NumberStyle, NumberVote, currency_of
from clienthealth.importers.tables.clock import Parts, clock_of, day_of, full_year, parts_of

__all__ = [
    "DateStyle",
    "DateVote",
    "NumberStyle",
    "NumberVote",
    "clock_of",
    "currency_of",
    "together",
    "trouble",
    "vote",
]

ORDERS = ("dmy", "mdy")

_LEAST_RISING = 3
_LEAST_SORTED = 6
"""Of so many days in a wrong order of day and month fewer than one file in three hundred is sorted by chance."""

_EXAMPLES = 3


class DateStyle(NamedTuple):
    """How the dates of a column are written, proved or answered: `order` where numbers need one, else empty."""

    column: str
    shape: str
    order: str
    patterns: tuple[str, ...] = ()

    def day(self, text: str) -> str:
        """Return the day as YYYY-MM-DD, without any clock; raises InvalidField where it is none of this column."""
        return self.moment(text)[:10]

    def moment(self, text: str, clock: str = "") -> str:
        """Return a day, or with a clock (behind it, or in a column of its own) an ISO time, with the offset it has.

        Raises InvalidField where the date is none that is written like the others, or no calendar has it.
        """
        given = _by_patterns(text, self.patterns)
        if given is not None:
            return _joined(given[0], clock or given[1], self.column)
        parts = parts_of(text)
        if parts is None:
            raise InvalidField(self.column, f"{_shown(text)} is no date", "dates in files are written in full")
        if self.shape and parts.shape != self.shape:
            hint = "give its pattern with --date, such as %d.%m.%Y"
            raise InvalidField(self.column, f"{_shown(text)} is not written like the other dates of the column", hint)
        day = _day(parts, self.order)
        if day is None:
            raise InvalidField(
                self.column, f"{_shown(text)} is in no calendar of ours, read {self._reading}", "correct it"
            )
        return _joined(day, clock or parts.clock, self.column)

    @property
    def _reading(self) -> str:
        return {"dmy": "day first", "mdy": "month first"}.get(self.order, "year first")


class DateVote:
    """Sees the dates of a column, and tells their pattern and the order of day and month.

    Proved: a field above 12, or dots. Else, where only one order is sorted throughout. Else it is a question
    (`order`; one column alone is answered by `order:COLUMN`). `rising` says that the format writes in the order of
    time, so that fewer days are enough.
    """

    def __init__(self, column: str, *, rising: bool = False) -> None:
        self.column = column
        self._rising = rising
        self._shapes: Counter[str] = Counter()
        self._above = [0, 0]
        self._runs = {order: _Run() for order in ORDERS}
        self._examples: list[str] = []

    def see(self, text: str) -> None:
        """Count one value; an empty one says nothing."""
        if not text:
            return
        parts = parts_of(text)
        if parts is None:
            return
        self._shapes[parts.shape] += 1
        if parts.year_first:
            return
        if len(self._examples) < _EXAMPLES and text not in self._examples:
            self._examples.append(text)
        for place in (0, 1):
            self._above[place] += parts.numbers[place] > 12  # noqa: PLR2004 - months
        for order, run in self._runs.items():
            run.see(_day(parts, order))

    @property
    def shape(self) -> str:
        """What most of its dates look like; empty where none was seen."""
        return max(self._shapes, key=lambda each: self._shapes[each], default="")

    def style(self, answers: Answers, among: str = "", perhaps: str = "") -> DateStyle | Question:
        """Return how the dates are to be read; patterns that are answered by `date` come first.

        `among` is the order that other columns of the same shape show, `perhaps` what they are sorted by. An answer
        may be an old one, of another file: what the dates show goes before it, unless it names this column.
        """
        shape = self.shape
        patterns = tuple(filter(None, answers.get("date").split("|")))
        told = answers.get(f"order:{self.column}")
        if patterns or not shape or shape[0] in "yw":
            return DateStyle(self.column, shape, told or answers.get("order"), patterns)
        found = told or self.shown or among or answers.get("order") or self.proved or perhaps
        if found:
            return DateStyle(self.column, shape, found)
        text = f"{self.column}: which comes first, the day (dmy) or the month (mdy)?"
        return Question("order", text, ORDERS, tuple(map(_both_ways, self._examples)))

    @property
    def shown(self) -> str:
        """The order of day and month that a field above 12 shows, else nothing: where both are above, two are mixed."""
        first, second = self._above
        if bool(first) == bool(second):
            return ""
        return "dmy" if first else "mdy"

    @property
    def proved(self) -> str:
        """The order that the dates show by themselves, by how they are written or how they are sorted, else nothing."""
        if self.shown or any(self._above):
            return self.shown
        if self.shape.endswith("."):
            # Wherever dates are written with dots, the day comes first.
            return "dmy"
        least = _LEAST_RISING if self._rising else _LEAST_SORTED
        ordered = [order for order, run in self._runs.items() if run.sorted(rising_only=self._rising)]
        return ordered[0] if len(ordered) == 1 and self._runs[ordered[0]].days >= least else ""


def together(votes: Iterable[DateVote], answers: Answers) -> list[DateStyle] | Question:
    """Return the styles of several columns of one file, or what must be asked.

    A tool writes all its dates alike: one column proves the order for those of the same shape, unless two differ.
    """
    votes = list(votes)
    styles = []
    for each in votes:
        alike = [other for other in votes if other.shape == each.shape]
        style = each.style(answers, _one(other.shown for other in alike), _one(other.proved for other in alike))
        if isinstance(style, Question):
            return style
        styles.append(style)
    return styles


def _one(orders: Iterable[str]) -> str:
    """Return the only order among some, else nothing."""
    found = set(orders) - {""}
    return found.pop() if len(found) == 1 else ""


def vote(columns: Iterable[str], rows: Iterable[Iterable[str]], *, rising: bool = False) -> list[DateVote]:
    """Let several columns vote in one reading of a file: `rows` are the values of these columns."""
    votes = [DateVote(column, rising=rising) for column in columns]
    for row in rows:
        for each, value in zip(votes, row, strict=True):
            each.see(value)
    return votes


def trouble(spot: str, error: InvalidField) -> Problem:
    """Say as a problem what a style could not read."""
    return Problem(spot, error.field, error.reason, error.hint)


class _Run:
    """Whether a series of days only rises, or only falls, and how many different ones it had in a row."""

    def __init__(self) -> None:
        self.days = 0
        self._last: date | None = None
        self._rises = self._falls = True

    def see(self, day: date | None) -> None:
        if day is None:
            self._rises = self._falls = False
        elif self._last is None or day != self._last:
            if self._last is not None:
                self._rises = self._rises and day > self._last
                self._falls = self._falls and day < self._last
            self.days += 1
            self._last = day

    def sorted(self, *, rising_only: bool) -> bool:
        return self._rises or (self._falls and not rising_only)


def _day(parts: Parts, order: str) -> date | None:
    first, second, last = parts.numbers
    if parts.year_first:
        return day_of(first, second, last)
    if order == "ymd":
        return day_of(full_year(first, 2), second, last % 100)
    if order == "mdy":
        return day_of(last, first, second)
    return day_of(last, second, first) if order == "dmy" else None


def _by_patterns(text: str, patterns: tuple[str, ...]) -> tuple[date, str] | None:
    for pattern in patterns:
        try:
            read = datetime.strptime(" ".join(text.split()), pattern)  # noqa: DTZ007 - the zone is the profile's
        except ValueError:
            continue
        has_clock = any(mark in pattern for mark in ("%H", "%I", "%X", "%c", "%T"))
        return read.date(), read.isoformat()[11:] if has_clock else ""
    return None


def _joined(day: date, clock: str, column: str) -> str:
    if not clock:
        return day.isoformat()
    read = clock_of(clock)
    if read is None:
        raise InvalidField(column, f"{_shown(clock)} is no time of day", "times are written 14:30 or 2:30 pm")
    return f"{day.isoformat()}T{read[0].isoformat()}{read[1]}"


def _both_ways(text: str) -> str:
    parts = parts_of(text)
    days = [] if parts is None else [_day(parts, order) for order in ORDERS]
    return f"{text}: " + ", ".join(
        f"{order} {day.isoformat()}" for order, day in zip(ORDERS, days, strict=False) if day
    )


def _shown(text: str) -> str:
    longest = 40
    return repr(text if len(text) <= longest else f"{text[:longest]}…")
