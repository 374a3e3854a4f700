"""Zendesk's tickets: no contact by themselves; some give reason to ask the user a question.

The names of the columns are those of the interface and of connectors, not of a genuine export: they are confirmed.
"""

from collections.abc import Iterator

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.helpdesk.beside import GONE, TICKETS, links
from clienthealth.importers.helpdesk.dates import style_of
from clienthealth.importers.items import Hint, Item, Problem, Question, Skipped, Who
from clienthealth.importers.source import Source
from clienthealth.importers.tables.columns import DateStyle, trouble
from clienthealth.importers.tables.instants import from_connector, in_utc
from clienthealth.importers.tables.repeats import Repeats
from clienthealth.importers.tables.roles import Roles, roles_of
from clienthealth.importers.tables.table import Row, Table, has_columns, table_of

NEEDED = ("id", "at", "status", "requester")

_ALARMING = frozenset({"incident", "problem", "urgent"})
# A thumb up or down, as the upper and the lower end of the smallest scale there is.
_ANSWERS = {"good": 2, "good with comment": 2, "bad": 1, "bad with comment": 1}


def recognises(source: Source) -> bool:
    """Whether it has the columns of tickets."""
    return has_columns(source, "id", "status", "requester_id")


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield one thing for each ticket: left out, with why; and hints where it gives reason to ask."""
    table = table_of(source, answers)
    roles = roles_of(table, TICKETS, NEEDED, answers, confirm=True)
    if isinstance(roles, Question):
        yield roles
        return
    style = style_of(table, roles["at"], answers)
    if isinstance(style, Question):
        yield style
        return
    tickets = _Tickets(table, roles, style, answers)
    for row in table.rows():
        if isinstance(row, Row):
            yield from tickets.items(row)
        else:
            yield row


class _Tickets:
    """A table of tickets."""

    def __init__(self, table: Table, roles: Roles, style: DateStyle, answers: Answers) -> None:
        self._roles = roles
        self._style = style
        self._answers = answers
        self._is_utc = from_connector(table)
        self._repeats = Repeats()
        self._merged: dict[str, str] = {}
        for row in table.good_rows():
            self._merged.update(links(row, roles))

    def items(self, row: Row) -> Iterator[Item]:
        """Yield why a ticket is no contact, then what it gives reason to ask."""
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
        values = {"ticket": name, "subject": subject or f"#{name}"}
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
