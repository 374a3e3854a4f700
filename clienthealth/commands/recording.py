"""What commands that write have in common: the fields of a new record, the record meant, one transaction."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from clienthealth.commands import honest
from clienthealth.commands.session import Session
from clienthealth.core.changes.commitments import Act, is_open, noted
from clienthealth.core.kinds import LETTERS
from clienthealth.core.moments import When, instant
from clienthealth.core.records.base import Record
from clienthealth.core.when import parse_due, parse_past
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored

R = TypeVar("R", bound=Record)
Still = Callable[[Any, datetime], bool]
"""Whether there is still to be done what a command does."""


def text(session: Session, client: str, words: Sequence[str]) -> str:
    """Return the words as one text, kept for a draft should the write fail; raises UsageError for none."""
    joined = " ".join(words).strip()
    if not joined:
        raise UsageError("the words are missing", "say in a few words what it is; no quotes needed")
    session.typed = {"client": client, "words": joined}
    return joined


def moment(session: Session, when: str | None) -> When:
    """Return when it was done: as typed, else now."""
    return parse_past(when, session.now) if when else instant(session.now)


def fields(
    session: Session, client: str, when: str | None, *, note: str | None = None, owner: str | None = None
) -> dict[str, Any]:
    """Return the fields all records made here have; raises NotFound for a client that is not clear."""
    at = moment(session, when)
    return {
        "client": session.store.slug(client),
        "at": at,
        "recorded_at": instant(session.now) if when else None,
        "id": session.store.new_id(),
        "source": "cli",
        "by": session.store.who,
        "owner": owner,
        "note": note,
    }


def due(session: Session, typed: str | None) -> When:
    """Return by when; where it was left out it is asked for on a terminal."""
    return parse_due(typed or session.ask("By when", "--due"), session.now)


def due_if(session: Session, typed: str | None) -> When | None:
    """Return by when, if it was said."""
    return parse_due(typed, session.now) if typed else None


def held(session: Session, kind: type[R], typed: str, still: Still = is_open) -> "Stored[R]":
    """Return the record of a type that is meant: by handle, long id, or a client with one open."""
    return session.store.record(kind, typed, lambda record: still(record, session.now))


def of_client(session: Session, kind: type[R], typed: str, client: str) -> "Stored[R]":
    """Return the record that is meant; raises UsageError where it is another client's."""
    found = held(session, kind, typed)
    _must_be(found, client)
    return found


def reference(session: Session, typed: str | None, kinds: Iterable[str], client: str) -> str | None:
    """Return the long id of the record that another one refers to, by its handle."""
    if typed is None:
        return None
    found, allowed = session.store.by_handle(typed), list(kinds)
    if found.record.TYPE not in allowed:
        letters = ", ".join(f"{kind} ({LETTERS[kind]}…)" for kind in allowed)
        raise UsageError(f"{typed} is a record of type {found.record.TYPE}", f"what is meant here: {letters}")
    _must_be(found, client)
    return str(found.record.id)


def add(session: Session, name: str, records: Sequence[Record], *, json: bool) -> "list[Stored[Any]]":
    """Write new records in one transaction, say what was written, and return it."""
    with session.store.writing(name) as change:
        made = [change.add(record) for record in records]
    session.typed = {}
    session.tell(made, json=json)
    honest.hint(session, made)
    return made


def act(session: Session, found: "Stored[Any]", when: str | None) -> Act:
    """Return what is done to a record, and when."""
    return Act(found.handle, moment(session, when), session.now)


def change(
    session: Session,
    name: str,
    ids: Sequence[str],
    kind: type[R],
    how: Callable[[R, Act], R],
    *,
    said: str,
    when: str | None,
    note: str | None = None,
    json: bool = False,
    still: Still = is_open,
) -> "list[Stored[Any]]":
    """Change the records that are meant, all in one transaction, say what was done when, and return them."""
    found = {each.number: each for each in (held(session, kind, typed, still) for typed in ids)}
    pairs = [(each, noted(how(each.record, act(session, each, when)), note)) for each in found.values()]
    with session.store.writing(name) as writing:
        made = [writing.replace(before, after) for before, after in pairs]
    tell(session, made, said, moment(session, when), json=json)
    return made


def paused_until(session: Session, until: When) -> str:
    """Return what is said of a pause, so that the end understood is echoed as well."""
    from clienthealth.core.moments import said

    return f"paused until {said(until, session.now)}, from"


def tell(session: Session, made: "Sequence[Stored[Any]]", said: str, at: When, *, json: bool) -> None:
    """Say what was done to records, and when that was understood to be."""
    from clienthealth.render import listing, written

    session.write(written.as_json(made) if json else listing.changed(made, said, at, session.now))


def _must_be(found: "Stored[Any]", client: str) -> None:
    if found.record.client != client:
        raise UsageError(
            f"{found.handle} is of {found.record.client}, not of {client}", f"`clienthealth show {client}` lists all"
        )
