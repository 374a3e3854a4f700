"""Zendesk's changes of tickets: none is contact, but a ticket that was solved and opened again is worth a question.

The names of the columns are those of the interface and of connectors, not of a genuine export: they are confirmed.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple, cast

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.helpdesk.beside import Beside, Ticket, beside, roles_beside
from clienthealth.importers.helpdesk.dates import style_of
from clienthealth.importers.items import Hint, Item, Problem, Question, Skipped
from clienthealth.importers.source import Source
from clienthealth.importers.tables.columns import DateStyle, trouble
from clienthealth.importers.tables.instants import from_connector, in_utc, instant
from clienthealth.importers.tables.roles import Roles
from clienthealth.importers.tables.table import Row, Table, has_columns, table_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ticket": ("ticket_id",),
    "field": ("field", "field_name"),
    "value": ("value",),
    "at": ("updated_at", "updated"),
}


def recognises(source: Source) -> bool:
    """Whether it has the columns of changes."""
    field = has_columns(source, "field") or has_columns(source, "field_name")
    return field and has_columns(source, "ticket_id", "value")


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield one thing for each change, and a hint for each ticket that was solved and opened again."""
    table = table_of(source, answers)
    roles = roles_beside(table, COLUMNS, tuple(COLUMNS), answers)
    known = roles if isinstance(roles, Question) else beside(source, answers)
    if isinstance(roles, Question) or isinstance(known, Question):
        yield cast("Question", known)
        return
    style = style_of(table, roles["at"], answers)
    yield from (style,) if isinstance(style, Question) else _Changes(table, roles, style, known, answers).items()


class _Changes:
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
            values = {"ticket": ticket, "subject": subject or f"#{ticket}", "day": change.at[:10]}
            key = f"zendesk:reopened:{ticket}:{change.at}"
            yield Hint(change.spot, "reopened", key, change.at, self._known.who(about.requester), values, would)


class _Change(NamedTuple):
    moment: datetime
    value: str
    at: str
    spot: str
