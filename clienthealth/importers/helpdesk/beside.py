"""Tickets and users: what a table of comments or of changes needs to know, and does not hold itself."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Question, Who
from clienthealth.importers.source import Source
from clienthealth.importers.tables.roles import Names, Roles, roles_of
from clienthealth.importers.tables.table import Row, Table, has_columns, table_of

TICKETS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "Ticket ID"),
    "at": ("created_at", "created"),
    "changed": ("updated_at", "updated"),
    "status": ("status",),
    "priority": ("priority",),
    "type": ("type",),
    "subject": ("subject",),
    "requester": ("requester_id",),
    "address": ("requester_email",),
    "via": ("via_channel",),
    "merged": ("merged_into",),
    "merges": ("merged_ticket_ids",),
    "satisfaction": ("satisfaction_rating", "satisfaction_score", "satisfaction"),
}
GONE = frozenset({"deleted", "spam"})
NONE = "none"

_OWN_NAME = re.compile(r"(?:tickets?[_-])?(?:comments?|(?:status|field)[_-]history|history)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+", re.ASCII)


class Ticket(NamedTuple):
    """What one ticket says of itself."""

    requester: str = ""
    subject: str = ""
    via: str = ""
    gone: bool = False


class Beside(NamedTuple):
    """The tickets by id, which one each was merged into, and each user's address, name and role."""

    tickets: Mapping[str, Ticket]
    merged: dict[str, str]
    people: Mapping[str, Who]
    roles: Mapping[str, str]

    def target(self, ticket: str) -> str:
        """Follow a ticket to the one it was merged into in the end; a circle ends somewhere in it, always there."""
        seen = {ticket}
        while (following := self.merged.get(ticket, ticket)) not in seen:
            seen.add(following)
            ticket = following
        # The way is kept short, so that a long chain is walked once.
        self.merged.update(dict.fromkeys(seen, ticket))
        return ticket

    def who(self, user: str) -> tuple[Who, ...]:
        """Return a user as far as known, at least by number; nobody where there is none."""
        return (self.people.get(user, Who(name=f"Zendesk user {user}")),) if user else ()


def beside(source: Source, answers: Answers) -> Beside | Question:
    """Read the tickets and users that lie beside a file under a name like its own, or that the user named."""
    tickets = _found(source, answers, "tickets", "id", "status", "requester_id")
    if tickets is None and answers.get("tickets") != NONE:
        text = "which file beside this one holds the tickets (none: nobody knows who asked, and what was merged)?"
        return Question("tickets", text, guess=NONE)
    users = _found(source, answers, "users", "id", "email", "role")
    merged: dict[str, str] = {}
    people: dict[str, Who] = {}
    known = _tickets(tickets, answers, merged, people) if tickets else {}
    return Beside(known, merged, people, _roles(users, answers, people) if users else {})


def roles_beside(table: Table, names: Names, needed: tuple[str, ...], answers: Answers) -> Roles | Question:
    """Say which column holds what; the question also names the files beside it that are read along."""
    roles = roles_of(table, names, needed, answers, confirm=True)
    if not isinstance(roles, Question):
        return roles
    found = ((name, _by_name(table.source, name)) for name in ("tickets", "users"))
    return roles._replace(shown=(*roles.shown, *(f"{name}: {path.name}, beside it" for name, path in found if path)))


def links(row: Row, roles: Mapping[str, str]) -> dict[str, str]:
    """Return which ticket was merged into which, as a row of tickets says it: this one, or others into this one."""
    name = row[roles.get("id", "")]
    if into := row[roles.get("merged", "")]:
        return {name: into}
    return dict.fromkeys(_NUMBER.findall(row[roles.get("merges", "")]), name)


def _tickets(source: Source, answers: Answers, merged: dict[str, str], people: dict[str, Who]) -> dict[str, Ticket]:
    table = table_of(source, answers)
    roles = {role: table.column(*names) for role, names in TICKETS.items()}
    known = {}
    for row in table.good_rows():
        requester, address = row[roles["requester"]], row[roles["address"]].casefold()
        gone = row[roles["status"]].casefold() in GONE
        known[row[roles["id"]]] = Ticket(requester, row[roles["subject"]], row[roles["via"]].casefold(), gone)
        merged.update(links(row, roles))
        if requester and address:
            people[requester] = Who(address)
    return known


def _roles(source: Source, answers: Answers, people: dict[str, Who]) -> dict[str, str]:
    roles = {}
    for row in table_of(source, answers).good_rows():
        people[row["id"]] = Who(row["email"].casefold(), row["name"] or f"Zendesk user {row['id']}")
        roles[row["id"]] = row["role"].casefold()
    return roles


def _found(source: Source, answers: Answers, name: str, *columns: str) -> Source | None:
    answer = answers.get(name)
    if answer == NONE:
        return None
    path = source.path.parent / answer if answer else _by_name(source, name)
    if path is None:
        return None
    found = Source(path, f"{source.name}: {path.name}")
    if not path.is_file() or not has_columns(found, *columns):
        raise BadData(f"{path.name} is no table of {name}", f"--answer {name}=FILE names it, {name}=none goes without")
    return found


def _by_name(source: Source, name: str) -> Path | None:
    """Return the file whose name differs only in what it holds: `x-comments.csv`, `x-tickets.csv`."""
    own = source.path.name
    places = list(_OWN_NAME.finditer(own))
    if not places:
        return None
    place = places[-1]
    for word in (name, name.removesuffix("s")):
        path = source.path.with_name(own[: place.start()] + word + own[place.end() :])
        if path.is_file() and path.name != own:
            return path
    return None
