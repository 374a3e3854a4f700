"""Tables of activities: one engine for all CRMs, which differ in the names of their columns.

The names come from other programs' importers, not from genuine exports: what was understood is always confirmed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from clienthealth.errors import BadData, InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.crm.words import DIRECTIONS, NO_CONTACT, SKIP, Meaning, folded, kind_of, outcome_of
from clienthealth.importers.items import Draft, Hint, Item, Problem, Question, Skipped, Who
from clienthealth.importers.source import Source
from clienthealth.importers.tables.amounts import NumberStyle
from clienthealth.importers.tables.columns import DateStyle, DateVote, trouble
from clienthealth.importers.tables.instants import from_connector, in_utc, later, minutes_between
from clienthealth.importers.tables.repeats import Repeats
from clienthealth.importers.tables.roles import Names, Roles, roles_of
from clienthealth.importers.tables.table import Row, Table, table_of

_BETWEEN = re.compile(r"[\s<>,;:\"]+")
MOST_WORDS = 20
"""More unknown words in one file are no words for an ending: another column was named."""

_DONE = frozenset({"done", "yes", "true", "1", "completed"})
_OPEN = frozenset({"to do", "todo", "no", "false", "0", "open", "planned"})


class Crm(NamedTuple):
    """How a CRM writes its activities.

    `names` are the columns by role: `id`, `type`, `at`, `clock`, `end`, `duration`, `done`, `call`, `meeting` (how
    they ended), `direction`, `address`, `person`, `firm`, `subject`, `staff`. A table without a `type` holds meetings.
    """

    form: str
    names: Names
    needed: tuple[str, ...]


def read_activities(crm: Crm, source: Source, answers: Answers) -> Iterator[Item]:
    """Yield what a table of activities holds, or the first question that it raises."""
    table = table_of(source, answers)
    roles = roles_of(table, crm.names, crm.needed, answers, confirm=True)
    if isinstance(roles, Question):
        yield roles._replace(shown=(*roles.shown, "a mail without a direction counts as ours, for its owner logged it"))
        return
    activities = _Activities(crm, table, roles, answers)
    if question := activities.question():
        yield question
        return
    for row in table.rows():
        if isinstance(row, Row):
            yield from activities.items(row)
        else:
            yield row


class _Activities:
    """A table whose columns are known: what it leaves open, and what each of its rows is."""

    def __init__(self, crm: Crm, table: Table, roles: Roles, answers: Answers) -> None:
        self._form = crm.form
        self._table = table
        self._roles = roles
        self._answers = answers
        self._repeats = Repeats()
        self._days = DateStyle(roles["at"], "", "")
        self._is_utc = from_connector(table)
        self._numbers = NumberStyle(roles["duration"])

    def question(self) -> Question | None:
        """Let the dates vote and look at all words; return the first thing that only the user can say."""
        days = DateVote(self._roles["at"])
        words: dict[str, Question] = {}
        for row in self._table.good_rows():
            days.see(row[self._roles["at"]])
            for meaning in (self._kind(row), self._ending(row)):
                if isinstance(meaning, Question):
                    words.setdefault(meaning.name, meaning)
            if len(words) > MOST_WORDS:
                what = f"{self._table.source.name}: more than {MOST_WORDS} words for kinds and endings are not known"
                raise BadData(what, "name the columns that hold them: --answer columns=Column=type,Column=meeting,…")
        style = days.style(self._answers)
        if isinstance(style, Question):
            return style
        self._days = style
        return next(iter(words.values()), None)

    def items(self, row: Row) -> Iterator[Item]:
        """Yield the one thing a row becomes, and a hint where it gives reason to ask."""
        kind, ending = self._kind(row), self._ending(row)
        if isinstance(kind, Question) or isinstance(ending, Question) or row.long:
            yield row.ragged() or Problem(row.spot, self._roles["type"], "cannot be understood")
            return
        name = row[self._roles["id"]]
        if name and (repeated := self._repeats.of(row.spot, name, row.cells)):
            yield repeated
            return
        try:
            at = self._moment(row, row[self._roles["at"]])
            yield from self._told(row, kind, ending, at)
        except InvalidField as error:
            yield trouble(row.spot, error)

    def _told(self, row: Row, kind: Meaning, ending: Meaning, at: str) -> Iterator[Item]:
        if kind.channel == NO_CONTACT or (ending.channel == SKIP and kind.channel != "meeting"):
            yield Skipped(row.spot, "not-contact", row[self._roles["type"]])
            return
        if ending.channel == SKIP or later(at, self._answers):
            yield Skipped(row.spot, "not-held", at)
            return
        named = self._parties(row)
        parties = tuple(who for who in named if not self._answers.is_me(who))
        if named and not parties:
            yield Skipped(row.spot, "own", at)
            return
        key = self._key(row, at)
        yield Draft(row.spot, "interaction", self._said(row, kind, ending, at), key, parties)
        if ending.channel in {"no-show", "cancelled"}:
            would = {"type": "signal", "kind": "time-disrespect", "at": at} if ending.channel == "no-show" else None
            what = self._subject(row) or row[self._roles["type"]] or kind.channel
            values = {"day": at[:10], "channel": kind.channel, "subject": what}
            yield Hint(row.spot, ending.channel, f"{key}:{ending.channel}", at, parties, values, would)

    def _said(self, row: Row, kind: Meaning, ending: Meaning, at: str) -> dict[str, object]:
        said: dict[str, object] = {"at": at, "channel": kind.channel, "direction": self._direction(row, kind, ending)}
        if ending.channel != "held":
            said["status"] = ending.channel
        elif minutes := self._minutes(row, at):
            said["minutes"] = minutes
        if subject := self._subject(row):
            said["subject"] = subject
        if staff := row[self._roles["staff"]]:
            said["staff"] = staff
        return said

    def _kind(self, row: Row) -> Meaning | Question:
        if not self._roles["type"]:
            return Meaning("meeting")
        return kind_of(row[self._roles["type"]], self._answers)

    def _ending(self, row: Row) -> Meaning | Question:
        if done := folded(row[self._roles["done"]]):
            return Meaning("held" if done in _DONE else SKIP) if done in _DONE | _OPEN else self._unknown(done)
        if word := row[self._roles["meeting"]] or row[self._roles["call"]]:
            return outcome_of(word, self._answers)
        kind = self._kind(row)
        if isinstance(kind, Question) or kind.channel != "meeting":
            return Meaning("held")
        answer = {"held": Meaning("held"), "skip": Meaning(SKIP)}.get(self._answers.get("no-outcome"))
        text = "meetings without an outcome: were they held, or are they to be skipped?"
        return answer or Question("no-outcome", text, ("held", "skip"))

    def _unknown(self, word: str) -> Meaning | Question:
        return outcome_of(word, self._answers)

    def _direction(self, row: Row, kind: Meaning, ending: Meaning) -> str:
        stated = DIRECTIONS.get(folded(row[self._roles["direction"]]), "")
        if kind.channel == "call" and ending.direction == "both":
            # Who dialled is not who spoke; only where the CRM says so is it one side's call.
            return stated or "both"
        return stated or kind.direction or ending.direction or "both"

    def _moment(self, row: Row, text: str) -> str:
        if not text:
            raise InvalidField(self._roles["at"], "is empty", "give the day on which it was")
        at = self._days.moment(text, row[self._roles["clock"]])
        return in_utc(at) if self._is_utc else at

    def _minutes(self, row: Row, at: str) -> float:
        if duration := row[self._roles["duration"]]:
            return self._numbers.minutes(duration) if ":" in duration else 0
        if not (end := row[self._roles["end"]]):
            return 0
        return max(0, minutes_between(at, self._moment(row, end), self._answers))

    def _subject(self, row: Row) -> str:
        return "" if self._answers.get("subjects") == "no" else row[self._roles["subject"]]

    def _parties(self, row: Row) -> tuple[Who, ...]:
        person, firm = row[self._roles["person"]], row[self._roles["firm"]]
        words = _BETWEEN.split(row[self._roles["address"]].casefold())
        addresses = list(dict.fromkeys(word for word in words if "@" in word.strip("@")))
        # A name beside several addresses is not each one's.
        people = [Who(address, person if len(addresses) == 1 else "") for address in addresses]
        if not people and person:
            people = [Who(name=person)]
        return (*people, Who(name=firm)) if firm else tuple(people)

    def _key(self, row: Row, at: str) -> str:
        if name := row[self._roles["id"]]:
            return f"{self._form}:{name}"
        told = (row[self._roles[role]] for role in ("type", "address", "person", "firm", "subject", "meeting", "call"))
        return self._repeats.twin(self._form, at, *told)
