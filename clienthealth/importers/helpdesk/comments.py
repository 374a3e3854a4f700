"""Zendesk's comments of tickets: each public one is contact, in the direction that its author's role shows.

The names of the columns are those of the interface and of connectors, not of a genuine export: they are confirmed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import cast

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.helpdesk.beside import NONE, Beside, Ticket, beside, roles_beside
from clienthealth.importers.items import Draft, Item, Problem, Question, Skipped, Who
from clienthealth.importers.source import Source
from clienthealth.importers.tables.columns import DateStyle, DateVote, trouble
from clienthealth.importers.tables.instants import from_connector, in_utc, later
from clienthealth.importers.tables.repeats import Repeats
from clienthealth.importers.tables.roles import Roles
from clienthealth.importers.tables.table import Row, Table, has_columns, table_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "Comment ID"),
    "ticket": ("ticket_id",),
    "author": ("author_id", "user_id"),
    "role": ("author_role",),
    "at": ("created_at", "created"),
    "public": ("public", "is_public"),
    "body": ("plain_body", "body"),
}
NEEDED = ("ticket", "author", "at", "public")

_OURS = frozenset({"agent", "admin", "owner", "light agent", "contributor"})
_THEIRS = frozenset({"end-user", "end user", "customer", "requester"})
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_CHANNELS = {"": "email", "email": "email", "mail": "email", "chat": "chat", "sms": "sms"}
_SHOWN = 10


def recognises(source: Source) -> bool:
    """Whether it has the columns of comments."""
    author = has_columns(source, "author_id") or has_columns(source, "user_id")
    return author and has_columns(source, "ticket_id", "public")


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield an `interaction` for each public comment of a ticket that is there still."""
    table = table_of(source, answers)
    roles = roles_beside(table, COLUMNS, NEEDED, answers)
    known = roles if isinstance(roles, Question) else beside(source, answers)
    if isinstance(roles, Question) or isinstance(known, Question):
        yield cast("Question", known)
        return
    comments = _Comments(table, roles, known, answers)
    question = comments.question()
    yield from (question,) if question else comments.items()


class _Comments:
    """A table of comments, with what lies beside it."""

    def __init__(self, table: Table, roles: Roles, known: Beside, answers: Answers) -> None:
        self._table = table
        self._roles = roles
        self._known = known
        self._answers = answers
        self._is_utc = from_connector(table)
        self._repeats = Repeats()
        self._days = DateStyle(roles["at"], "", "")
        self._asked: dict[str, str] = {}
        agents = answers.get("agents")
        self._agents = frozenset(agents.replace(",", " ").split()) if agents != NONE else frozenset()

    def question(self) -> Question | None:
        """Look at all comments once: who asked in each ticket, how dates are written, and of whom no role is known."""
        days = DateVote(self._roles["at"])
        unknown: Counter[str] = Counter()
        for row in self._table.good_rows():
            days.see(row[self._roles["at"]])
            ticket, author = row[self._roles["ticket"]], row[self._roles["author"]]
            if row[self._roles["public"]].casefold() not in _YES or self._known.tickets.get(ticket, Ticket()).gone:
                continue
            ours = self._is_ours(row)
            if ours is None:
                unknown[author] += bool(author)
            elif not ours:
                self._asked.setdefault(ticket, author)
        style = days.style(self._answers)
        if isinstance(style, Question):
            return style
        self._days = style
        if not +unknown:
            return None
        text = "which of these users are ours (numbers with commas between them, or none)?"
        return Question("agents", text, shown=tuple(f"{user}: {n} comments" for user, n in unknown.most_common(_SHOWN)))

    def items(self) -> Iterator[Item]:
        """Yield one thing for each comment. Memory grows by a few bytes with each, and with the tickets."""
        for row in self._table.rows():
            yield self._item(row) if isinstance(row, Row) else row

    def _item(self, row: Row) -> Draft | Problem | Skipped:
        name, ticket = row[self._roles["id"]], row[self._roles["ticket"]]
        public = row[self._roles["public"]].casefold()
        if row.long or not ticket or public not in _YES | _NO:
            what = "has no ticket, or says neither that it is public nor that it is not"
            return row.ragged() or Problem(row.spot, self._roles["ticket"], what)
        if name and (repeated := self._repeats.of(row.spot, name, row.cells)):
            return repeated
        if public in _NO:
            return Skipped(row.spot, "not-contact", "an internal note")
        if self._known.tickets.get(ticket, Ticket()).gone:
            return Skipped(row.spot, "deleted", f"ticket {ticket}")
        try:
            return self._draft(row, name, ticket)
        except InvalidField as error:
            return trouble(row.spot, error)

    def _draft(self, row: Row, name: str, ticket: str) -> Draft | Skipped:
        text = row[self._roles["at"]]
        if not text:
            raise InvalidField(self._roles["at"], "is empty", "give the time at which it was written")
        at = self._days.moment(text)
        at = in_utc(at) if self._is_utc else at
        if later(at, self._answers):
            return Skipped(row.spot, "not-held", at)
        author, target = row[self._roles["author"]], self._known.target(ticket)
        if not author:
            raise InvalidField(self._roles["author"], "is empty", "say who wrote it")
        ours = bool(self._is_ours(row))
        parties = self._asker(ticket, target) if ours else self._known.who(author)
        if parties and all(map(self._answers.is_me, parties)):
            return Skipped(row.spot, "own", f"ticket {ticket}")
        thread, body = f"zendesk:ticket:{target}", row[self._roles["body"]]
        key = f"zendesk:comment:{name}" if name else self._repeats.twin("zendesk:comment", ticket, author, at, body)
        return Draft(row.spot, "interaction", self._said(ticket, at, body, ours=ours), key, parties, thread=thread)

    def _asker(self, ticket: str, target: str) -> tuple[Who, ...]:
        for each in (ticket, target):
            if asker := self._known.tickets.get(each, Ticket()).requester or self._asked.get(each):
                return self._known.who(asker)
        return ()

    def _said(self, ticket: str, at: str, body: str, *, ours: bool) -> dict[str, object]:
        known = self._known.tickets.get(ticket, Ticket())
        channel = _CHANNELS.get(known.via, "other")
        said: dict[str, object] = {"at": at, "channel": channel, "direction": "out" if ours else "in"}
        if body:
            said["words"] = len(body.split())
        if known.subject and self._answers.get("subjects") != "no":
            said["subject"] = known.subject
        preview = self._answers.get("preview")
        if preview.isdecimal() and (begun := body[: int(preview)].strip()):
            said["text"] = begun
        return said

    def _is_ours(self, row: Row) -> bool | None:
        """Say whether one of us wrote it: by address, by role, by what was answered; None where nothing tells."""
        author = row[self._roles["author"]]
        who = self._known.people.get(author)
        if author in self._agents or (who and self._answers.is_me(who)):
            return True
        role = row[self._roles["role"]].casefold().replace("_", " ") or self._known.roles.get(author, "")
        if role in _OURS | _THEIRS:
            return role in _OURS
        if author and author == self._known.tickets.get(row[self._roles["ticket"]], Ticket()).requester:
            return False
        return False if self._answers.get("agents") else None
