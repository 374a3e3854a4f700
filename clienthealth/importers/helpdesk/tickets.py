"""Tickets and their changes: no contact by themselves; some give reason to ask the user a question."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.columns import DateStyle, DateVote, trouble
from clienthealth.importers.helpdesk.beside import GONE, Beside, Ticket, links
from clienthealth.importers.instants import from_connector, in_utc, instant
from clienthealth.importers.items import Hint, Item, Problem, Question, Skipped, Who
from clienthealth.importers.repeats import Repeats
from clienthealth.importers.roles import Roles
from clienthealth.importers.table import Row, Table

HISTORY: Mapping[str, tuple[str, ...]] = {
    "ticket": ("ticket_id",),
    "field": ("field", "field_name"),
    "value": ("value",),
    "at": ("updated_at", "updated"),
}
NEEDED_HISTORY = tuple(HISTORY)
NEEDED_TICKETS = ("id", "at", "status", "requester")

_ALARMING = frozenset({"incident", "problem", "urgent"})
# A thumb up or down, as the upper and the lower end of the smallest scale there is.
_ANSWERS = {"good": 2, "good with comment": 2, "bad": 1, "bad with comment": 1}


def style_of(table: Table, roles: Roles, answers: Answers) -> DateStyle | Question:
    """Let the dates of a table vote."""
    days = DateVote(roles["at"])
    for row in table.good_rows():
        days.see(row[roles["at"]])
    return days.style(answers)


class Tickets:
    """A table of tickets."""

    def __init__(self, table: Table, roles: Roles, style: DateStyle, answers: Answers) -> None:
        self._table = table
        self._roles = roles
        self._style = style
        self._answers = answers
        self._is_utc = from_connector(table)
        self._repeats = Repeats()
        self._merged: dict[str, str] = {}
        for row in table.good_rows():
            self._merged.update(links(row, roles))

    def items(self) -> Iterator[Item]:
        """Yield one thing for each ticket: left out, with why; and hints where it gives reason to ask."""
        for row in self._table.rows():
            if isinstance(row, Row):
                yield from self._about(row)
            else:
                yield row

    def _about(self, row: Row) -> Iterator[Item]:
        name, requester = row[self._roles["id"]], row[self._roles["requester"]]
        if row.long or not name:
            yield row.ragged() or Problem(row.spot, self._roles["id"], "is empty")
        elif repeated := self._repeats.of(row.spot, name, row.cells):
            yield repeated
        elif row[self._roles["status"]].casefold() in GONE:
            yield Skipped(row.spot, "deleted", f"ticket {name}")
        elif name in self._merged:
            yield Skipped(row.spot, "not-contact", f"ticket {name}, merged into {self._merged[name]}")
        elif not requester:
            yield Skipped(row.spot, "no-party", f"ticket {name}: {row[self._roles['subject']]}")
        else:
            try:
                hints = list(self._hints(row, name, requester))
            except InvalidField as error:
                yield trouble(row.spot, error)
                return
            yield Skipped(row.spot, "not-contact", f"ticket {name}")
            yield from hints

    def _hints(self, row: Row, name: str, requester: str) -> Iterator[Hint]:
        address = row[self._roles["address"]].casefold()
        parties = (Who(address) if address else Who(name=f"Zendesk user {requester}"),)
        subject = "" if self._answers.get("subjects") == "no" else row[self._roles["subject"]]
        values = {"ticket": name, "subject": subject}
        words = {row[self._roles[role]].casefold() for role in ("type", "priority")}
        if alarming := words & _ALARMING:
            at = self._moment(row, "at")
            would = {"type": "complaint", "text": subject or f"ticket {name}", "at": at}
            said = {**values, "kind": ", ".join(sorted(alarming))}
            yield Hint(row.spot, "urgent-ticket", f"zendesk:urgent:{name}", at, parties, said, would)
        if score := _ANSWERS.get(row[self._roles["satisfaction"]].casefold().replace("_", " ")):
            at = self._moment(row, "changed" if row[self._roles["changed"]] else "at")
            answer = {"type": "survey", "instrument": "csat", "score": score, "scale_max": 2, "at": at}
            said = {**values, "answer": row[self._roles["satisfaction"]]}
            yield Hint(row.spot, "satisfaction", f"zendesk:satisfaction:{name}", at, parties, said, answer)

    def _moment(self, row: Row, role: str) -> str:
        at = self._style.moment(row[self._roles[role]])
        return in_utc(at) if self._is_utc else at


class Changes:
    """A table of changes, with the tickets beside it."""

    def __init__(self, table: Table, roles: Roles, style: DateStyle, known: Beside, answers: Answers) -> None:
        self._table = table
        self._roles = roles
        self._style = style
        self._known = known
        self._answers = answers
        self._is_utc = from_connector(table)
        self._found: dict[str, list[_Change]] = {}

    def items(self) -> Iterator[Item]:
        """Yield the changes, none of which is contact, then a hint for each ticket that was solved and opened again.

        Memory grows with the changes of status: they may stand in any order.
        """
        for row in self._table.rows():
            yield self._item(row) if isinstance(row, Row) else row
        for ticket, found in self._found.items():
            yield from self._reopened(ticket, sorted(found))

    def _item(self, row: Row) -> Problem | Skipped:
        if ragged := row.ragged():
            return ragged
        ticket, field = row[self._roles["ticket"]], row[self._roles["field"]]
        try:
            at = self._style.moment(row[self._roles["at"]])
        except InvalidField as error:
            return trouble(row.spot, error)
        if field.casefold() == "status":
            at = in_utc(at) if self._is_utc else at
            change = _Change(instant(at, self._answers), row[self._roles["value"]].casefold(), at, row.spot)
            self._found.setdefault(ticket, []).append(change)
        return Skipped(row.spot, "not-contact", f"ticket {ticket}: {field}")

    def _reopened(self, ticket: str, found: list["_Change"]) -> Iterator[Hint]:
        about = self._known.tickets.get(ticket, Ticket())
        subject = "" if self._answers.get("subjects") == "no" else about.subject
        for before, change in pairwise(found):
            if (before.value, change.value) != ("solved", "open") or about.gone:
                continue
            would = {"type": "signal", "kind": "reopened", "at": change.at}
            values = {"ticket": ticket, "subject": subject, "day": change.at[:10]}
            key = f"zendesk:reopened:{ticket}:{change.at}"
            yield Hint(change.spot, "reopened", key, change.at, self._known.who(about.requester), values, would)


class _Change(NamedTuple):
    moment: datetime
    value: str
    at: str
    spot: str
