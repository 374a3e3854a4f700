"""Imports that were made, and taking one of them back whatever was written since."""

import json
from datetime import UTC
from typing import NamedTuple

from clienthealth.core.frozen import replace
from clienthealth.core.journal import record_of
from clienthealth.core.records.client import Client
from clienthealth.core.records.held import HELD
from clienthealth.core.records.kept import Batch, Suggestion
from clienthealth.errors import NotFound, Refused
from clienthealth.store import audit
from clienthealth.store.change import Change
from clienthealth.store.rows import Stored, letter
from clienthealth.store.store import Store

OF_COMMAND = """
    select "type", "handle", "after" from "change"
    where "command" = :seq and "type" in ('client', 'suggestion') and "before" is null
"""
"""The clients and suggestions that a command made."""


ANSWERED_SINCE = """
    select "handle" from "change" as "one"
    where "command" = :seq and "type" = 'profile' and exists (
        select 1 from "change" as "later"
        where "later"."type" = 'profile' and "later"."handle" = "one"."handle" and "later"."command" > :seq
    )
"""
"""What was answered about sources in a command, and added to by later ones: nothing that was imported rests on it."""


BEGUN_EARLIER = """
    select "handle" from "change" as "one"
    where "command" = :seq and "type" = 'client'
    and json_remove("before", '$.at') = json_remove("after", '$.at') and exists (
        select 1 from "change" as "later"
        where "later"."type" = 'client' and "later"."handle" = "one"."handle" and "later"."command" > :seq
    )
"""
"""The clients of which a command only moved the beginning, and to which later ones wrote: it may stay."""

BUILT_UPON = """
    select distinct "command"."id" from "change" as "one"
    join "change" as "later" on "later"."command" > "one"."command" and "later"."type" = "one"."type"
        and "later"."handle" between "one"."handle" and coalesce("one"."last_handle", "one"."handle")
    join "command" on "command"."seq" = "later"."command"
    where "one"."command" = :seq and "one"."type" not in ('profile', 'suggestion')
"""
"""The later commands that changed what a command wrote."""


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
    is_number = digits.isdecimal() and digits.isascii()
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
    seq = int(store.rows('select "seq" from "command" where "id" = :id', {"id": command})[0][0])
    made = store.rows(OF_COMMAND, {"seq": seq})
    numbers = {row[1] for row in made if row[0] == "client"}
    clients = {each.record.client for each in store.all(Client) if each.number in numbers}
    suggestions = {row[1] for row in made if row[0] == "suggestion"}
    decided = [each for each in store.all(Suggestion, "\"state\" <> 'open'") if each.number in suggestions]
    try:
        with store.writing("imports undo", undoes=command) as change:
            for each in decided:
                if each.record.client in clients:
                    change.remove(each)
            passed = {("suggestion", each.number) for each in decided}
            passed |= {("profile", row[0]) for row in store.rows(ANSWERED_SINCE, {"seq": seq})}
            passed |= {("client", row[0]) for row in store.rows(BEGUN_EARLIER, {"seq": seq})}
            for number, after in ((row[1], row[2]) for row in made if row[0] == "client"):
                _begin_again(store, change, number, after)
            audit.take_back(store, change, seq, passed)
    except Refused as error:
        later = _built_upon(store, seq)
        if later is None:
            raise
        what = (
            f"{later.handle} ({', '.join(later.record.files)}) came later, and changed what {held.handle} had written"
        )
        raise Refused(what, f"`clienthealth imports undo {later.handle}` first; nothing was undone") from error
    return Undone(held, sum(each.record.client not in clients for each in decided))


def _begin_again(store: Store, change: Change, number: int, after: str | None) -> None:
    """Let a client that a batch made begin when it did, if that is all that is different of it now."""
    for held in store.all(Client, '"handle" = :handle', {"handle": number}):
        made = record_of(json.loads(after), UTC, HELD) if after else held.record
        begun: Client = replace(held.record, at=made.at)
        if begun != held.record and begun == made:
            change.replace(held, begun)


def _built_upon(store: Store, seq: int) -> Stored[Batch] | None:
    """Return the last of the imports that changed what a command wrote."""
    later = {row[0] for row in store.rows(BUILT_UPON, {"seq": seq})}
    return next((each for each in reversed(all_batches(store)) if each.record.command in later), None)
