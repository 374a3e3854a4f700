"""The stamps before the messages of a chat's text: how phones write them, and what they say.

Which of two numbers is the day cannot be told from one stamp, so a stamp keeps its numbers in their order, and
`Votes` decides over a whole file.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

MARKS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""What steers the direction of text, and stands before stamps, names and notices."""
_MARK = f"[{MARKS}]*"
_GAP = "[ \u00a0\u2009\u202f]"
_DATE = (
    rf"(?P<a>[0-9]{{1,4}})(?P<by>[./-]){_GAP}?(?P<b>[0-9]{{1,2}})(?P=by){_GAP}?(?P<c>[0-9]{{1,4}})\.?(?:{_GAP}?г\.)?"
)
_TIME = (
    rf"(?:(?P<before>[^\W\d_][^\d\[\]]{{0,9}}?){_GAP}?)?(?P<hour>[0-9]{{1,2}})(?:[:.]|{_GAP}h{_GAP})(?P<minute>[0-9]{{2}})"
    rf"(?:(?:[:.]|{_GAP}min{_GAP})(?P<second>[0-9]{{2}})(?:{_GAP}s)?)?(?:{_GAP}?(?P<after>[^\W\d_][^\d\[\]:]{{0,9}}?))?"
)
_PATTERNS = {
    "[": re.compile(rf"{_MARK}\[{_MARK}{_DATE}(?P<comma>,?){_GAP}{{1,2}}{_TIME}\](?:{_GAP}|$)"),
    "[t": re.compile(rf"{_MARK}\[{_MARK}{_TIME}(?P<comma>,?){_GAP}{{1,2}}{_DATE}\](?:{_GAP}|$)"),
    "-": re.compile(rf"{_MARK}{_DATE}(?P<comma>,?){_GAP}{{1,2}}{_TIME}\.?{_GAP}[-\u2013](?:{_GAP}|$)"),
    # Phones of before 2017 put a colon after the seconds.
    ":": re.compile(rf"{_MARK}{_DATE}(?P<comma>,?){_GAP}{{1,2}}{_TIME}:{_GAP}"),
}
_SOMETHING_LIKE_IT = re.compile(
    rf"{_MARK}(?:\[(?P<in>[^\[\]]{{8,48}})\]{_GAP}|(?P<out>[^\[\]]{{8,48}}?){_GAP}[-\u2013]{_GAP})"
)
_NUMBER = re.compile(r"\d+")

# The words for the two halves of the day without dots and spaces; every other word that may stand before a time means
# nothing, and one that is in neither table is not passed over.
_FORENOON = frozenset({"am", "πμ", "上午", "午前", "오전", "öö", "sa", "fm", "de", "vorm"})
_AFTERNOON = frozenset({"pm", "μμ", "下午", "午後", "오후", "ös", "ch", "em", "du", "nachm"})
_MEANINGLESS = frozenset(
    {
        "",
        "à",
        "às",
        "as",
        "at",
        "um",
        "kl",
        "klo",
        "uhr",
        "h",
        "alle",
        "ore",
        "в",
        "о",
        "ob",
        "u",
        "la",
        "las",
        "alas",
        "den",
    }
)
_HALF_DAY = 12
_EARLIEST = 2009
"""The year of the first of these messengers; an earlier one is of another calendar, or of a broken clock."""
_FEW = 100
_SOME = 20


class Shape(NamedTuple):
    """What all stamps of one export have in common, and a line that was pasted into a message mostly has not."""

    kind: str
    by: str
    comma: bool
    seconds: bool
    long_year: str


class Stamp(NamedTuple):
    """A stamp: its shape, its numbers in the order written, the time of day, a word that is not known, and its end."""

    shape: Shape
    numbers: tuple[str, str, str]
    clock: tuple[int, int, int]
    odd: str
    end: int


def stamp_of(line: str, only: str = "") -> Stamp | None:
    """Read the stamp at the beginning of a line, of one kind only where that is known; nothing where there is none."""
    for kind in (only,) if only else _kinds(line):
        if found := _PATTERNS[kind].match(line):
            return _taken(kind, found)
    return None


def _kinds(line: str) -> tuple[str, ...]:
    start = line[:4]
    if "[" in start:
        return ("[", "[t")
    return ("-", ":") if any(each in "0123456789" for each in start) else ()


def _taken(kind: str, found: re.Match[str]) -> Stamp:
    a, by, b, c, comma, before, hour, minute, second, after = found.group(
        "a", "by", "b", "c", "comma", "before", "hour", "minute", "second", "after"
    )
    half, odd = _half(before or "", after or "")
    hours = int(hour)
    if half is not None and hours <= _HALF_DAY:
        hours = hours % _HALF_DAY + half
    elif half == 0:
        hours = 99  # 15:00 in the forenoon is no time
    clock = (hours, int(minute), int(second or 0))
    long_year = "a" if len(a) > 2 else "c" if len(c) > 2 else ""  # noqa: PLR2004 - digits of a year
    return Stamp(_shape(kind, by, bool(comma), second is not None, long_year), (a, b, c), clock, odd, found.end())


_shape = lru_cache(maxsize=256)(Shape)


@lru_cache(maxsize=256)
def _half(before: str, after: str) -> tuple[int | None, str]:
    """Return the hours to add, if the words say so, and the word that nobody knows, if there is one."""
    half: int | None = None
    for word in (before, after):
        bare = "".join(each for each in word.casefold() if each.isalpha())
        if bare in _FORENOON:
            half = 0
        elif bare in _AFTERNOON:
            half = _HALF_DAY
        elif bare not in _MEANINGLESS:
            return None, word
    return half, ""


def is_like_a_stamp(line: str) -> bool:
    """Whether a line begins with what may be a stamp, be it of other digits, another calendar or another language."""
    found = _SOMETHING_LIKE_IT.match(line)
    if found is None:
        return False
    text = found["in"] or found["out"]
    if found["in"] is None and not (text[0].isdigit() or text[0] > "\u2e7f"):
        return False
    return len("ymdhm") <= len(_NUMBER.findall(text)) <= len("ymdhms")


@lru_cache(maxsize=4096)
def day_of(numbers: tuple[str, str, str], order: str) -> date | None:
    """Return the day that three numbers mean in an order (dmy, mdy, ymd), or nothing where no calendar has it."""
    said = dict(zip(order, numbers, strict=True))
    try:
        return date(int(said["y"]) + (2000 if len(said["y"]) < len("2026") else 0), int(said["m"]), int(said["d"]))
    except ValueError:
        return None


def moment_of(stamp: Stamp, order: str) -> datetime | None:
    """Return the local time of a stamp, or nothing where there is no such day or time."""
    day = day_of(stamp.numbers, order)
    hour, minute, second = stamp.clock
    if day is None or hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - a clock
        return None
    return datetime.combine(day, time(hour, minute, second))


class Votes:
    """What the stamps of one shape say together about the order of day and month."""

    def __init__(self, shape: Shape, latest: int) -> None:
        self.shape = shape
        self.stamps = 0
        self.unreadable = 0
        self.odd = 0
        self.word = ""
        self.example = ""
        self._latest = latest
        self._last: tuple[str, str, str] | None = None
        self._last_readable = False
        self._changes = 0
        self._days: dict[str, date] = {}
        self._fits = dict.fromkeys(_orders(shape), 0)
        self._falls = dict.fromkeys(self._fits, 0)

    def add(self, stamp: Stamp) -> None:
        """Count a stamp."""
        if stamp.odd:
            self.odd += 1
            self.word = self.word or stamp.odd.strip(" ,")
            return
        self.stamps += 1
        if stamp.numbers != self._last:
            self._last = stamp.numbers
            self._last_readable = self._counted(stamp.numbers)
        self.unreadable += not self._last_readable

    def _counted(self, numbers: tuple[str, str, str]) -> bool:
        days = {order: day for order in self._fits if (day := day_of(numbers, order)) and self._can_be(day)}
        if not days:
            self.example = self.example or self.shape.by.join(numbers)
            return False
        self._changes += 1
        for order, day in days.items():
            self._fits[order] += 1
            self._falls[order] += day < self._days.get(order, day)
            self._days[order] = day
        return True

    def _can_be(self, day: date) -> bool:
        return _EARLIEST <= day.year <= self._latest

    @property
    def of_another_calendar(self) -> bool:
        """Whether most of the dates are none that there can be; `example` is the first of them."""
        return self.unreadable * 2 > self.stamps

    @property
    def of_another_language(self) -> bool:
        """Whether words stand in the stamps that nobody knows, and not just in a line that somebody pasted."""
        return not self.stamps or (self.odd > 1 and self.odd * _SOME > self.stamps)

    @property
    def possible(self) -> tuple[str, ...]:
        """The orders in which all dates are days, or all but one in a hundred; none where dates contradict."""
        whole = tuple(order for order, fits in self._fits.items() if fits == self._changes)
        nearly = tuple(order for order, fits in self._fits.items() if fits * _FEW >= self._changes * (_FEW - 1))
        return whole or nearly

    @property
    def rising(self) -> str:
        """The only possible order in which the days never fall."""
        level = [order for order in self.possible if not self._falls[order]]
        return level[0] if len(level) == 1 else ""


def _orders(shape: Shape) -> tuple[str, ...]:
    if shape.long_year == "a":
        return ("ymd",)
    # Two digits of a year come first where French is spoken in Canada, and nowhere without dashes.
    return ("dmy", "mdy", "ymd") if shape.by == "-" and not shape.long_year else ("dmy", "mdy")
