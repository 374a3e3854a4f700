"""What is kept for nobody in particular and may name somebody all the same: files of imports, answers about sources."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from clienthealth.core.frozen import replace
from clienthealth.core.journal import record_of
from clienthealth.core.privacy.known import Known
from clienthealth.core.records.held import HELD
from clienthealth.core.records.kept import Batch, Profile
from clienthealth.errors import UserError
from clienthealth.store.rows import image
from clienthealth.store.store import Store
from clienthealth.store.unaudited import empty, reimage, rewrite

IMAGES = """
    select "command", "position", "handle", "before", "after"
    from "change"
    where "type" in ('batch', 'profile') and ("before" is not null or "after" is not null)
"""

FILE = "…"
"""What stands for a name that named somebody."""


def scrub(store: Store, known: Known) -> int:
    """Take out what names somebody and return in how many places that was: an answer is asked for again then."""
    count = 0
    for kind in (Batch, Profile):
        for held in store.all(kind):
            after = _without(held.record, held.number, known)
            if after != held.record:
                rewrite(store, held, after)
                count += 1
    return count + sum(_in_images(store.connection, known))


def _without(record: Any, number: int, known: Known) -> Any:
    """Return an import or the answers about a source without what names somebody; names of profiles stay apart."""
    if isinstance(record, Batch):
        return replace(record, files=tuple(FILE if known.stands_in(each) else each for each in record.files))
    name = f"{FILE} {number}" if known.stands_in(record.name) else record.name
    return replace(record, name=name, answers=_answers(known, record.answers))


def _answers(known: Known, text: str) -> str:
    """Return the answers about a source without those that name somebody; the same text where none does."""
    given = json.loads(text)
    kept = {key: without for key, value in given.items() if (without := _answer(known, key, value))}
    return text if kept == given else json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _answer(known: Known, key: str, value: str) -> str:
    """Return an answer without the lines that name somebody; nothing where the question does."""
    if known.stands_in(key):
        return ""
    return "\n".join(line for line in value.split("\n") if not known.stands_in(line))


def _in_images(connection: sqlite3.Connection, known: Known) -> Iterator[int]:
    """Take out of the audit what names somebody, so that what is left can still be undone; yield each place."""
    for command, position, number, *images in connection.execute(IMAGES).fetchall():
        try:
            new = [text and _image(text, number, known) for text in images]
        except (UserError, ValueError):
            empty(connection, command, position)
            yield 1
            continue
        if new != images:
            reimage(connection, command, position, *new)
            yield 1


def _image(text: str, number: int, known: Known) -> str:
    """Return an image without what names somebody; the same text where nothing does."""
    record = record_of(json.loads(text), UTC, HELD)
    after = _without(record, number, known)
    return text if after == record else image(after)
