"""Dates and times of day as tools write them: their shapes and parts, without deciding the order of day and month."""

import re
from datetime import date, time
from functools import lru_cache
from typing import NamedTuple

from clienthealth.core.matching import fold

_MONTHS = {
    1: "january januar jänner ιανουάριος ιανουαρίου jan ιαν",
    2: "february februar φεβρουάριος φεβρουαρίου feb φεβ",
    3: "march märz marts mars μάρτιος μαρτίου mar mär mrz μαρ μάρ",
    4: "april απρίλιος απριλίου apr απρ",
    5: "may mai maj μάιος μαΐου μαίου μάι μαΐ μαϊ",
    6: "june juni ιούνιος ιουνίου jun ιουν ιούν",
    7: "july juli ιούλιος ιουλίου jul ιουλ ιούλ",
    8: "august αύγουστος αυγούστου aug αυγ αύγ",
    9: "september σεπτέμβριος σεπτεμβρίου sep sept σεπ",
    10: "october oktober οκτώβριος οκτωβρίου oct okt οκτ",
    11: "november νοέμβριος νοεμβρίου nov νοε νοέ",
    12: "december dezember desember δεκέμβριος δεκεμβρίου dec dez des δεκ",
}
_MORNING = frozenset({"am", "a.m.", "a. m.", "a.m", "πμ", "π.μ.", "π. μ.", "π.μ"})
_AFTERNOON = frozenset({"pm", "p.m.", "p. m.", "p.m", "μμ", "μ.μ.", "μ. μ.", "μ.μ"})
_HALF_DAY = 12

_NUMBERS = re.compile(r"(\d{1,4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{1,2})\.?(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)", re.ASCII)
_DAY_WORD = re.compile(r"(\d{1,2})\.?(?:st|nd|rd|th)?[ -]?([^\W\d_]{3,12})\.?,?[ -](\d{4}|\d{2})(?!\d)")
_WORD_DAY = re.compile(r"([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_WEEKDAY = re.compile(r"[^\W\d_]{2,12}\.?,\s*")
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?: ?([apπμ]\.? ?[mμ]\.?))?"
    r"(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}))?",
    re.ASCII | re.IGNORECASE,
)
_GAP = re.compile(r"(?:,? +(?:at |um |kl\.? |- )?|T)", re.IGNORECASE)

CENTURY = 2000
_OLDEST_SHORT = 70


class Parts(NamedTuple):
    """A text taken apart: three numbers in their order, or a day with a month in words; then perhaps a clock.

    `shape` is what the dates of one column share: `2-1-1` and such with its separator, or `word`. With `word`
    and with a year first the numbers are year, month, day; else their order is not known.
    """

    shape: str
    numbers: tuple[int, int, int]
    clock: str = ""

    @property
    def year_first(self) -> bool:
        """Whether the order needs no decision."""
        return self.shape[0] in "yw"


def parts_of(text: str) -> Parts | None:
    """Take a date apart, or return nothing where this is none that is written in full."""
    text = " ".join(text.split())
    if (weekday := _WEEKDAY.match(text)) and not _WORD_DAY.match(text):
        text = text[weekday.end() :]
    for pattern, parts in (
        (_NUMBERS, _of_numbers),
        (_COMPACT, _of_compact),
        (_DAY_WORD, _of_day),
        (_WORD_DAY, _of_word),
    ):
        if found := pattern.match(text):
            known = parts(found)
            return known and _with_clock(known, text[found.end() :])
    return None


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or nothing where no calendar has it or the year is of another calendar."""
    if not 1900 <= year < 2200:  # noqa: PLR2004 - a Buddhist or an Iranian year is none of ours
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(number: int, digits: int) -> int:
    """Return the year that two digits mean: 70 to 99 are of the last century."""
    if digits > len("26"):
        return number
    return number + (CENTURY if number < _OLDEST_SHORT else CENTURY - 100)


def clock_of(text: str) -> tuple[time, str] | None:
    """Read a time of day, of 24 or of twice 12 hours, and the offset behind it: `+02:00`, or nothing."""
    found = _CLOCK.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half = (found[4] or "").casefold()
    if half in _MORNING or half in _AFTERNOON:
        if not 1 <= hour <= _HALF_DAY:
            return None
        hour = hour % _HALF_DAY + (_HALF_DAY if half in _AFTERNOON else 0)
    elif half:
        return None
    try:
        return time(hour, minute, second), _offset(found[5] or "")
    except ValueError:
        return None


def _offset(zone: str) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    time(int(digits[:2]), int(digits[2:]))  # raises ValueError: no zone is a day or more away
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _of_numbers(found: re.Match[str]) -> Parts | None:
    first, last = found[1], found[4]
    numbers = int(first), int(found[3])
    if len(first) == len("2026"):
        return Parts(f"y{found[2]}", (*numbers, int(last))) if len(last) <= len("28") else None
    if len(first) > len("28") or len(last) < len("26"):
        return None
    return Parts(f"{len(last)}{found[2]}", (*numbers, full_year(int(last), len(last))))


def _of_compact(found: re.Match[str]) -> Parts | None:
    return Parts("y", (int(found[1]), int(found[2]), int(found[3])))


def _of_day(found: re.Match[str]) -> Parts | None:
    month = _month(found[2])
    return Parts("word", (full_year(int(found[3]), len(found[3])), month, int(found[1]))) if month else None


def _of_word(found: re.Match[str]) -> Parts | None:
    month = _month(found[1])
    return Parts("word", (int(found[3]), month, int(found[2]))) if month else None


@lru_cache(maxsize=256)
def _month(word: str) -> int:
    folded = fold(word)
    return next((number for number, words in _MONTHS.items() if folded in fold(words).split()), 0)


def _with_clock(parts: Parts, rest: str) -> Parts | None:
    if not rest.strip():
        return parts
    gap = _GAP.match(rest)
    if gap is None or clock_of(rest[gap.end() :]) is None:
        return None
    return parts._replace(clock=rest[gap.end() :])
