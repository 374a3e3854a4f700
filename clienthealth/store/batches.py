"""Imports that were made, and taking one of them back whatever was written since."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC
from typing import Any, NamedTuple

from clienthealth.core.frozen import replace
from clienthealth.core.intake.book import Clue
from clienthealth.core.journal import record_of
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.held import HELD
from clienthealth.core.records.kept import Batch, Profile, Rule, Suggestion
from clienthealth.errors import NotFound, Refused
from clienthealth.store import audit
from clienthealth.store.change import MOST_NAMED, Change
from clienthealth.store.removing import OWNED
from clienthealth.store.rows import Stored, image, letter
from clienthealth.store.store import Store

OF_COMMAND = """
    select "type", "handle", "after" from "change"
    where "command" = :seq and "type" in ('client', 'suggestion') and "before" is null
"""
"""The clients and suggestions that a command made."""

OF_BATCH = 'select "type", "handle", coalesce("last_handle", "handle") from "change" where "command" = :seq'
LATER = """
    select b."handle", h."type", h."handle" from "batch" as b
    join "command" as c on c."id" = b."command" and c."seq" > :seq
    join "change" as h on h."command" = c."seq" and h."last_handle" is null
    where h."type" not in ('profile', 'suggestion')
"""
"""What later imports corrected, each with the number of the import."""

PAYMENTS = """
    select v."handle", p."handle" from "payment" as p
    join "invoice" as v on v."client" = p."client" and v."number" = p."invoice"
"""

WRITTEN = 'select "handle", "before", "after" from "change" where "command" = :seq and "type" = :type'

MOST_DIGITS = 18
"""Of a number that SQLite can hold."""


class Undone(NamedTuple):
    """A batch that was taken back, and how many suggestions of it stay because somebody decided about them."""

    batch: Stored[Batch]
    kept: int


def all_batches(store: Store) -> list[Stored[Batch]]:
    """Return the imports that still stand, in the order they were made."""
    return sorted(store.all(Batch), key=lambda held: held.number)


def batch(store: Store, wanted: str) -> Stored[Batch]:
    """Return the import behind a handle (`m3`) or its number; raises NotFound."""
    digits = wanted.strip().casefold().removeprefix(letter(Batch.TYPE))
    is_number = digits.isdecimal() and digits.isascii() and len(digits) <= MOST_DIGITS
    found = store.all(Batch, '"handle" = :handle', {"handle": int(digits)}) if is_number else []
    if not found:
        raise NotFound(f"there is no import {wanted!r}", "`clienthealth imports` lists them")
    return found[0]


def take_back(store: Store, held: Stored[Batch]) -> Undone:
    """Take a batch back as if it had never been; raises Refused where records of it were changed since.

    What was answered about sources stays where later imports answered more, and so does the day a client begins
    where they moved it on: no record rests on either.
    A suggestion that was accepted or dismissed stays as long as its client does: what was decided is to last.
    """
    command = held.record.command
    seq = _seq(store, held)
    made = store.rows(OF_COMMAND, {"seq": seq})
    numbers = {row[1] for row in made if row[0] == "client"}
    clients = {each.record.client for each in store.all(Client) if each.number in numbers}
    suggestions = {row[1] for row in made if row[0] == "suggestion"}
    decided = [each for each in store.all(Suggestion, "\"state\" <> 'open'") if each.number in suggestions]
    try:
        _take_back(store, command, seq, decided, clients)
    except Refused as error:
        raise _built_upon(store, held, seq, clients) or error from error
    return Undone(held, sum(each.record.client not in clients for each in decided))


def _seq(store: Store, held: Stored[Batch]) -> int:
    """Return the number of the command that made a batch."""
    return int(store.rows('select "seq" from "command" where "id" = :id', {"id": held.record.command})[0][0])


def _written_by(store: Store, seq: int) -> set[tuple[str, int]]:
    """Return the records that a command wrote, by type and number."""
    rows = store.rows(OF_BATCH, {"seq": seq})
    return {(kind, number) for kind, first, last in rows for number in range(first, last + 1)}


def _take_back(store: Store, command: str, seq: int, decided: list[Stored[Suggestion]], clients: set[str]) -> None:
    with store.writing("imports undo", undoes=command) as change:
        for each in decided:
            if each.record.client in clients:
                change.remove(each)
        passed = {("suggestion", each.number) for each in decided} | _written_since(store, Profile, seq, lambda _: True)
        passed |= _written_since(store, Client, seq, _only_begins_earlier)
        for row in store.rows(OF_COMMAND, {"seq": seq}):
            if row[0] == "client":
                _begin_again(store, change, row[1], row[2])
        audit.take_back(store, change, seq, passed)


def _built_upon(store: Store, held: Stored[Batch], seq: int, clients: Iterable[str]) -> Refused | None:
    """Return the refusal that names what came after a batch and rests on it: a later import, else records."""
    mine = _written_by(store, seq)
    later = {row[0] for row in store.rows(LATER, {"seq": seq}) if (row[1], row[2]) in mine}
    if later:
        last = next(each for each in reversed(all_batches(store)) if each.number in later)
        what = f"{last.handle} ({', '.join(last.record.files)}) came later, and changed what {held.handle} had written"
        return Refused(what, f"`clienthealth imports undo {last.handle}` first; nothing was undone")
    others = [("payment", row[1]) for row in store.rows(PAYMENTS) if ("invoice", row[0]) in mine]
    for kind in OWNED:
        of_kind = f'select "handle" from "{kind.TYPE}" where "client" = :client'
        others += [(kind.TYPE, row[0]) for client in clients for row in store.rows(of_kind, {"client": client})]
    resting = [each for each in others if each not in mine]
    if not resting:
        return None
    named = ", ".join(f"{letter(kind)}{number}" for kind, number in resting[:MOST_NAMED])
    what = f"what {held.handle} brought is needed by what came later: {named}{', …' * (len(resting) > MOST_NAMED)}"
    by = next(
        (
            each
            for each in reversed(all_batches(store))
            if not _written_by(store, _seq(store, each)).isdisjoint(resting)
        ),
        None,
    )
    way = f"`clienthealth imports undo {by.handle}` first" if by else "`clienthealth rm` takes records out"
    return Refused(what, f"{way}; nothing was undone")


def _written_since(store: Store, kind: type[Record], seq: int, passes: Callable[[Any], bool]) -> set[tuple[str, int]]:
    """Return the records, among those a command wrote and that pass, that are no longer as it left them."""
    now = {each.number: image(each.record) for each in store.all(kind)}
    rows = store.rows(WRITTEN, {"seq": seq, "type": kind.TYPE})
    return {(kind.TYPE, row[0]) for row in rows if now.get(row[0]) != row[2] and passes(row)}


def _only_begins_earlier(row: Any) -> bool:
    """Whether a command only moved the beginning of a client."""
    if not (row[1] and row[2]):
        return False
    before, after = json.loads(row[1]), json.loads(row[2])
    return bool({**before, "at": after["at"]} == after)


def _begin_again(store: Store, change: Change, number: int, after: str | None) -> None:
    """Let a client that a batch made begin when it did, if that is all that is different of it now."""
    for held in store.all(Client, '"handle" = :handle', {"handle": number}):
        made = record_of(json.loads(after), UTC, HELD) if after else held.record
        begun: Client = replace(held.record, at=made.at)
        if begun != held.record and begun == made:
            change.replace(held, begun)


class Kept(NamedTuple):
    """What was answered about sources, and who is who."""

    profiles: list[Stored[Profile]]
    rules: list[Stored[Rule]]


def kept(store: Store) -> Kept:
    """Return what imports keep so that it is asked once."""
    rules = sorted(store.all(Rule), key=lambda held: (held.record.client, held.record.kind, held.record.value))
    return Kept(sorted(store.all(Profile), key=lambda held: held.record.name), rules)


def forget(store: Store, wanted: Iterable[tuple[str, Clue]]) -> int:
    """Take out profiles by name and rules by clue, and return how many; raises NotFound for what is not there."""
    held = kept(store)
    going: list[Stored[Any]] = []
    for name, clue in wanted:
        found: list[Stored[Any]] = [each for each in held.profiles if each.record.name == name]
        found += [each for each in held.rules if (each.record.kind, each.record.value) == clue]
        if not found:
            raise NotFound(f"nothing is kept of {name!r}", "`clienthealth imports answers` lists what is")
        going += found
    with store.writing("imports forget") as change:
        return change.remove_all({(type(each.record), each.number): each for each in going}.values())
