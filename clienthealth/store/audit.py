"""Taking back what a command did, from the images its audit rows hold; itself a command with an audit."""

import json
import sqlite3
from collections.abc import Container
from datetime import UTC
from functools import partial
from typing import Any, NamedTuple

from clienthealth.core.journal import record_of
from clienthealth.core.records.held import HELD
from clienthealth.errors import NotFound, Refused
from clienthealth.store import queries
from clienthealth.store.change import Change
from clienthealth.store.rows import Stored, image, of_row
from clienthealth.store.store import Store

ERASED = "what this command wrote was erased (`privacy erase`), and nothing is left that could bring it back"


class Command(NamedTuple):
    """A command that wrote something and still stands."""

    seq: int
    id: str
    at: str
    by: str
    name: str


def standing(store: Store, most: int) -> list[Command]:
    """Return my commands that can be taken back, the newest first."""
    rows = store.rows(queries.LAST_COMMAND, {"by": store.who, "most": most})
    return [Command(*row) for row in rows]


def unerased(store: Store) -> list[Command]:
    """Return my last command of which nothing was erased since."""
    return [Command(*row) for row in store.rows(queries.LAST_UNERASED, {"by": store.who})]


def undo(store: Store, *, before_erasure: bool = False) -> Command:
    """Take back my last command, or the last that erasures left whole; raises Refused where it cannot be."""
    found = unerased if before_erasure else partial(standing, most=1)
    mine = found(store)
    if not mine:
        raise NotFound("there is nothing of yours to take back", "`clienthealth undo --list` shows what stands")
    last = mine[0]
    with store.writing("undo", undoes=last.id) as change:
        if found(store) != mine:
            raise Refused("another command of yours came between", "look at `clienthealth undo --list`, then try again")
        take_back(store, change, last.seq)
    return last


def take_back(store: Store, change: Change, seq: int, passed: Container[tuple[str, int]] = ()) -> None:
    """Undo all changes of a command, the last first, but for those of some records (type and handle)."""
    for row in _changes(store.connection, seq):
        if (row[0], row[1]) not in passed:
            _take_back(store, change, row)


def added_with(store: Store, held: Stored[Any]) -> list[Stored[Any]]:
    """Return the other records that the command which made a record made as well, as far as they are still there."""
    given = {"type": type(held.record).TYPE, "handle": held.number}
    rows = store.rows(queries.ADDED_WITH, given)
    found = [store.all(HELD[row[0]], '"handle" = :handle', {"handle": row[1]}) for row in rows]
    return [each for several in found for each in several]


def _changes(connection: sqlite3.Connection, seq: int) -> list[Any]:
    return connection.execute(
        'select "type", "handle", "last_handle", "before", "after" from "change" '
        'where "command" = :seq order by "position" desc',
        {"seq": seq},
    ).fetchall()


def _take_back(store: Store, change: Change, row: Any) -> None:
    """Undo one change: a range of new records, a new record, a correction or a removal."""
    kind, first, last, before, after = row
    if last is None and before is None and after is None:
        raise Refused(ERASED, "`clienthealth undo --before-erasure` takes back the last command that it left whole")
    if last is not None:
        change.remove_range(kind, first, last)
    elif after is None:
        change.put_back(kind, first, before)
    else:
        held = _unchanged(store, kind, first, after)
        if before is None:
            change.remove(held)
        else:
            change.replace(held, record_of(json.loads(before), UTC, HELD), step=-1)


def _unchanged(store: Store, kind: str, number: int, after: str) -> Stored[Any]:
    """Return a record as the command left it; raises Refused where it is no longer so."""
    made = HELD[kind]
    select = f'{queries.selected(made)} where "handle" = :handle'
    row = store.connection.execute(select, {"handle": number}).fetchone()
    held = of_row(made, tuple(row)) if row else None
    if held is None or image(held.record) != after:
        what = held.handle if held else f"{kind} {number}"
        raise Refused(
            f"{what} was changed since", f"`clienthealth show {what}` tells what it is now; nothing was undone"
        )
    return held
