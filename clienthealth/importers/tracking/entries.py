"""Stretches of work as tools state them, and what becomes of each: a draft, a repeat, or what has not happened yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Draft, Hint, Item, Problem, Skipped, Who
from clienthealth.importers.tables.instants import instant, later
from clienthealth.importers.tables.repeats import Repeats
from clienthealth.importers.text import cleaned

DAY = 24 * 60
"""Minutes of a day: more than these on one day of one person are worth a look."""

DIGITS = 2
"""Of minutes: a hundredth is less than a second."""


EARLIEST = "1900"


class Entry(NamedTuple):
    """One stretch of work, as its tool states it.

    `at` is an ISO time, with an offset where the tool states one, or a day. `said` holds what else is stated of
    `billable`, `project`, `staff` and `text`. `id` is what the tool knows it by; where it has none, `marks` are what
    tells it apart. `rank` is the tool's own version of it.
    """

    spot: str
    at: str
    minutes: float
    parties: tuple[Who, ...]
    said: Mapping[str, Any]
    id: str = ""
    marks: tuple[str, ...] = ()
    rank: str = ""


def items(form: str, found: Iterable[Entry | Item], answers: Answers) -> Iterator[Item]:
    """Turn entries into drafts, pass all else on, and end with hints at days on which somebody worked beyond 24 hours.

    Memory grows by a few bytes with each entry: equal ones without an id are legal twins and are counted, one with an
    id that stands twice is a repeat.
    """
    sheet = _Sheet(form, answers)
    for each in found:
        yield sheet.item(each) if isinstance(each, Entry) else each
    yield from sheet.long_days()


def named(*names: str) -> tuple[Who, ...]:
    """Return the first of some names that is not empty as whom the work was for; nobody where all are."""
    return next(((Who(name=name),) for name in names if name), ())


def stated(**said: Any) -> dict[str, Any]:
    """Keep what is stated: neither None nor empty."""
    return {name: value for name, value in said.items() if value not in (None, "")}


def plain(text: str) -> str:
    """Take out of a text from JSON what no text may hold: control characters, and halves of characters."""
    return cleaned(text if text.isascii() else text.encode("utf-8", "replace").decode()).strip()


class _Sheet:
    """All entries of one file so far: which were there, and how long each day of each person was."""

    def __init__(self, form: str, answers: Answers) -> None:
        self._form = form
        self._answers = answers
        self._repeats = Repeats()
        self._days: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._long: dict[tuple[str, str], Entry] = {}

    def item(self, entry: Entry) -> Draft | Problem | Skipped:
        """Say what becomes of an entry."""
        if entry.minutes < 0:
            return Problem(entry.spot, "minutes", "ends before it begins", "correct it where it was tracked")
        if entry.at < EARLIEST:
            return Problem(entry.spot, "at", f"{entry.at} is before {EARLIEST}", "correct it where it was tracked")
        if later(entry.at, self._answers):
            return Skipped(entry.spot, "not-held", f"begins {entry.at}")
        if entry.id and (repeated := self._repeats.of(entry.spot, entry.id, entry[1:], versions=bool(entry.rank))):
            return repeated
        self._count(entry)
        said = {"at": entry.at, "minutes": round(entry.minutes, DIGITS), **entry.said}
        key = f"{self._form}:{entry.id}" if entry.id else self._repeats.twin(self._form, *entry.marks)
        return Draft(entry.spot, "time", said, key, entry.parties, rank=entry.rank)

    def long_days(self) -> Iterator[Hint]:
        """Yield a hint for each day of a person that has more than 24 hours, at the entry that went beyond them."""
        for (staff, day), entry in self._long.items():
            hours = f"{self._days[staff, day] / 60:.2f}".rstrip("0").rstrip(".")
            key = f"{self._form}:long-day:{staff}:{day}"
            yield Hint(entry.spot, "long-day", key, day, entry.parties, {"day": day, "hours": hours, "staff": staff})

    def _count(self, entry: Entry) -> None:
        day = entry.at[:10]
        if len(entry.at) > len("2026-01-05T09:00:00"):
            day = instant(entry.at, self._answers).astimezone(self._answers.zone).date().isoformat()
        whose = (str(entry.said.get("staff", "")), day)
        self._days[whose] += entry.minutes
        if self._days[whose] > DAY:
            self._long.setdefault(whose, entry)
