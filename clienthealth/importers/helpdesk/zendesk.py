"""Zendesk: tables of comments, of tickets, and of changes, each for itself; comments and changes look at the tickets.

The names of the columns are those of the interface and of connectors, not of a genuine export: they are confirmed.
"""

from collections.abc import Iterator
from typing import cast

from clienthealth.importers.answers import Answers
from clienthealth.importers.helpdesk.beside import TICKETS, beside, named_beside
from clienthealth.importers.helpdesk.comments import COLUMNS, NEEDED, Comments
from clienthealth.importers.helpdesk.tickets import HISTORY, NEEDED_HISTORY, NEEDED_TICKETS, Changes, Tickets, style_of
from clienthealth.importers.items import Item, Question
from clienthealth.importers.roles import Names, Roles, roles_of
from clienthealth.importers.source import Source
from clienthealth.importers.table import Table, has_columns, table_of


def recognises(source: Source) -> bool:
    """Whether it has the columns of comments, of tickets or of their changes."""
    return _is_comments(source) or _is_history(source) or has_columns(source, "id", "status", "requester_id")


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield an `interaction` for each public comment, or hints that tickets and their changes give reason for."""
    table = table_of(source, answers)
    if _is_comments(source):
        return _comments(table, answers)
    return _history(table, answers) if _is_history(source) else _tickets(table, answers)


def _comments(table: Table, answers: Answers) -> Iterator[Item]:
    roles = _roles(table, COLUMNS, NEEDED, answers)
    known = roles if isinstance(roles, Question) else beside(table.source, answers)
    if isinstance(roles, Question) or isinstance(known, Question):
        yield cast("Question", known)
        return
    comments = Comments(table, roles, known, answers)
    question = comments.question()
    yield from (question,) if question else comments.items()


def _history(table: Table, answers: Answers) -> Iterator[Item]:
    roles = _roles(table, HISTORY, NEEDED_HISTORY, answers)
    known = roles if isinstance(roles, Question) else beside(table.source, answers)
    if isinstance(roles, Question) or isinstance(known, Question):
        yield cast("Question", known)
        return
    style = style_of(table, roles, answers)
    yield from (style,) if isinstance(style, Question) else Changes(table, roles, style, known, answers).items()


def _tickets(table: Table, answers: Answers) -> Iterator[Item]:
    roles = roles_of(table, TICKETS, NEEDED_TICKETS, answers, confirm=True)
    if isinstance(roles, Question):
        yield roles
        return
    style = style_of(table, roles, answers)
    yield from (style,) if isinstance(style, Question) else Tickets(table, roles, style, answers).items()


def _roles(table: Table, names: Names, needed: tuple[str, ...], answers: Answers) -> Roles | Question:
    """Say which column holds what; the question also names the files that are read along."""
    roles = roles_of(table, names, needed, answers, confirm=True)
    if isinstance(roles, Question):
        return roles._replace(shown=(*roles.shown, *named_beside(table.source)))
    return roles


def _is_comments(source: Source) -> bool:
    author = has_columns(source, "author_id") or has_columns(source, "user_id")
    return author and has_columns(source, "ticket_id", "public")


def _is_history(source: Source) -> bool:
    field = has_columns(source, "field") or has_columns(source, "field_name")
    return field and has_columns(source, "ticket_id", "value")
