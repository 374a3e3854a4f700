"""Tables of tracked time: one engine for all tools that write them, which differ in the names of their columns."""

from collections.abc import Iterator
from typing import NamedTuple

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item, Problem, Question, Skipped
from clienthealth.importers.source import Source
from clienthealth.importers.tables.amounts import NumberStyle, NumberVote
from clienthealth.importers.tables.columns import DateStyle, DateVote, trouble
from clienthealth.importers.tables.instants import minutes_between
from clienthealth.importers.tables.roles import Names, Roles, roles_of
from clienthealth.importers.tables.table import Row, Table, table_of
from clienthealth.importers.tracking.entries import DAY, Entry, items, named, stated

YES = frozenset(["yes", "true", "1", "y", "x", "ja", "oui", "sí", "si", "sim", "tak", "ναι"])
NO = frozenset({"no", "false", "0", "n", "nein", "nej", "nei", "nee", "non", "não", "nie", "όχι"})
WORK = frozenset({"", "regular", "work"})
REST = frozenset({"break", "holiday", "time off", "time_off"})
UNITS = {"hours": 60, "minutes": 1, "seconds": 0}
"""What a bare number in a column of durations may count, as `NumberStyle.minutes` takes it."""


class Tool(NamedTuple):
    """How a tool writes its tables.

    `names` are the columns by role: `id`; `day`, `start`, `end_day`, `end` (without a `day` the `start` is a whole
    moment); `duration`, in hours where it is a bare number, or in what the numbers prove or the user says if
    `unit_asked`; `client`, `project`, `task`, `text`, `staff`, `surname`, `billable`, `type`, `version`.
    """

    form: str
    names: Names
    needed: tuple[str, ...]
    unit_asked: bool = False


class Styles(NamedTuple):
    """How one file writes days and numbers, and how many minutes a bare duration counts (0: it counts seconds)."""

    day: DateStyle
    number: NumberStyle
    unit: int


def read_sheet(tool: Tool, source: Source, answers: Answers) -> Iterator[Item]:
    """Yield what a table of tracked time holds, or the first question that it raises."""
    table = table_of(source, answers)
    roles = roles_of(table, tool.names, tool.needed, answers)
    if isinstance(roles, Question):
        yield roles
        return
    styles = styles_of(tool, table, roles, answers)
    if isinstance(styles, Question):
        yield styles
        return
    sheet = Sheet(roles, styles, answers)
    found = (sheet.entry(row) if isinstance(row, Row) else row for row in table.rows())
    yield from items(tool.form, found, answers)


def styles_of(tool: Tool, table: Table, roles: Roles, answers: Answers) -> Styles | Question:
    """Let the columns of days and durations vote; what they do not settle is a question."""
    columns = [roles[role] for role in ("day", "start", "end_day", "end") if roles[role]]
    days = DateVote(columns[0])
    numbers = NumberVote(roles["duration"])
    units = _Units(roles)
    for row in table.good_rows():
        for column in columns:
            days.see(row[column])
        numbers.see(row[roles["duration"]])
        if tool.unit_asked:
            units.see(row)
    day = days.style(answers)
    if isinstance(day, Question):
        return day
    number = numbers.style(answers)
    if isinstance(number, Question):
        return number
    unit = units.unit(answers) if tool.unit_asked else UNITS["hours"]
    return unit if isinstance(unit, Question) else Styles(day, number, unit)


class Sheet:
    """A table whose columns and styles are known; makes an entry of each row."""

    def __init__(self, roles: Roles, styles: Styles, answers: Answers) -> None:
        self._roles = roles
        self._styles = styles
        self._answers = answers

    def entry(self, row: Row) -> Entry | Problem | Skipped:
        """Say what a row states: work, a break, what is still running, a line of sums, or what is wrong with it."""
        begin = row[self._roles["day"]] or row[self._roles["start"]]
        if not begin or row.long:
            return self._no_entry(row, begin)
        kind = row[self._roles["type"]].casefold()
        if kind in REST:
            return Skipped(row.spot, "not-contact", kind)
        if kind not in WORK:
            return Problem(row.spot, self._roles["type"], f"{kind!r} is no kind of time that is known here")
        try:
            return self._work(row, begin)
        except InvalidField as error:
            return trouble(row.spot, error)

    def _no_entry(self, row: Row, begin: str) -> Problem | Skipped:
        if ragged := row.ragged():
            return ragged
        if not begin and not any(row[self._roles[role]] for role in ("start", "client", "project", "id")):
            return Skipped(row.spot, "empty", "a line of sums")
        return Problem(row.spot, self._roles["day"], "is empty", "give the day on which it was done")

    def _work(self, row: Row, begin: str) -> Entry | Skipped:
        get = self._roles
        clock = row[get["start"]] if get["day"] else ""
        at = self._styles.day.moment(begin, clock)
        if get["end"] and not row[get["end"]] and "T" in at:
            return Skipped(row.spot, "not-held", f"runs since {at}")
        minutes = self._minutes(row, begin, at)
        client, project = row[get["client"]], row[get["project"]]
        text = ": ".join(filter(None, (row[get["task"]], row[get["text"]])))
        staff = " ".join(filter(None, (row[get["staff"]], row[get["surname"]])))
        said = stated(billable=self._billable(row), project=project, staff=staff, text=text)
        marks = (client, project, at, str(minutes), text, staff)
        parties = named(client, project)
        return Entry(row.spot, at, minutes, parties, said, row[get["id"]], marks, row[get["version"]])

    def _minutes(self, row: Row, begin: str, at: str) -> float:
        get = self._roles
        if stated_duration := row[get["duration"]]:
            return self._styles.number.minutes(stated_duration, self._styles.unit)
        end, day = row[get["end"]], row[get["end_day"]]
        if not end or "T" not in at:
            raise InvalidField(get["duration"] or "duration", "is empty, and there is no end", "say how long it took")
        # Where there is one day for both, the end is a time of that day, or of the next one.
        ends = self._styles.day.moment(day or begin, end) if get["day"] else self._styles.day.moment(end)
        minutes = minutes_between(at, ends, self._answers)
        return minutes + DAY if minutes < 0 and get["day"] and not day else minutes

    def _billable(self, row: Row) -> bool | None:
        word = row[self._roles["billable"]].casefold()
        if word and word not in YES | NO:
            raise InvalidField(self._roles["billable"], f"{word!r} is neither yes nor no", "such as Yes or No")
        return word in YES if word else None


class _Units:
    """Sees durations that are bare numbers beside start and end, and tells what they count."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._proofs: dict[str, int] = dict.fromkeys(UNITS, 0)
        self._shown: list[str] = []

    def see(self, row: Row) -> None:
        """Compare one row; a duration with a colon or a unit says nothing, nor does one of nothing."""
        text = row[self._roles["duration"]]
        number = text.replace(",", ".")
        if not number.replace(".", "", 1).isdecimal() or not float(number):
            return
        self._shown = [*self._shown, text][:3]
        took = _clock_minutes(row[self._roles["end"]]) - _clock_minutes(row[self._roles["start"]])
        if took > 0:
            for name, counted in (("hours", 60.0), ("minutes", 1.0), ("seconds", 1 / 60)):
                self._proofs[name] += abs(float(number) * counted - took) <= 1

    def unit(self, answers: Answers) -> int | Question:
        """Return what a bare number counts; a question where the rows do not prove one thing alone."""
        answer = answers.get("duration")
        proved = [name for name, count in self._proofs.items() if count]
        if answer in UNITS or not self._shown:
            return UNITS[answer or "hours"]
        if len(proved) == 1:
            return UNITS[proved[0]]
        text = f"{self._roles['duration']}: do these numbers count hours, minutes or seconds?"
        return Question("duration", text, tuple(UNITS), tuple(self._shown))


def _clock_minutes(text: str) -> float:
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes[:2]) if hours.isdecimal() and minutes[:2].isdecimal() else 0.0
