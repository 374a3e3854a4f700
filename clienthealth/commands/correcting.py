"""How a correction goes from what was typed to the record as it should be, and into the store."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from clienthealth.commands.session import Session
from clienthealth.commands.typed_fields import NO, YES, Typed
from clienthealth.core.codec import Field, fields_of
from clienthealth.core.frozen import replace
from clienthealth.core.matching import nearest
from clienthealth.core.past import HAPPENED
from clienthealth.core.records.base import Record
from clienthealth.core.when import parse_day, parse_due, parse_past, parse_span
from clienthealth.errors import InvalidField, NotFound, Refused, UsageError

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored

PLANNED = frozenset({"due", "until"})
PLANNED_TYPES = frozenset({"client", "away"})
"""Types that may begin in the future."""


def correct(session: Session, held: "Stored[Any]", typed: Typed) -> "Stored[Any]":
    """Write the record as it was typed, and return it as it is then."""
    after = corrected(session, held, typed)
    if after == held.record:
        return held
    from clienthealth.store import references

    with session.store.writing("edit") as change:
        return references.replaced(session.store, change, held, after)


def corrected(session: Session, held: "Stored[Any]", typed: Typed) -> Any:
    """Return the record with what was typed; raises what the record itself refuses."""
    record = held.record
    given = dict(typed)
    if record.TYPE == "client":
        record = _with_lists(record, given)
    known = fields_of(type(record))
    changes = {known[name].attribute: _value(session, held, known[name], texts) for name, texts in given.items()}
    if record.TYPE == "client" and changes.get("status", record.status) != record.status:
        changes.setdefault("status_at", session.today)  # else it would have stood so from the beginning
    after = replace(record, **changes)
    if record.TYPE == "client":
        from clienthealth.core.records.client import check_typed

        check_typed(after, held.record)
    if after.client != held.record.client:
        _check_owner(session, held, after.client)
    return after


def _with_lists(client: Any, given: Typed) -> Any:
    """Return a client with the aliases and people that are to be added."""
    from clienthealth.commands.adding import contacts
    from clienthealth.core.changes.joining import with_people
    from clienthealth.core.records.client import Contact

    aliases = given.pop("alias", [])
    names, addresses = given.pop("contact", []), given.pop("email", [])
    if addresses and not names and len(client.contacts) == 1:
        names = [client.contacts[0].name]
    people = [Contact(name=each["name"], email=tuple(each.get("email", ()))) for each in contacts(names, addresses)]
    return replace(
        client,
        aliases=tuple(dict.fromkeys((*client.aliases, *aliases))),
        contacts=with_people(client.contacts, people),
    )


def _value(session: Session, held: "Stored[Any]", field: Field, texts: list[str]) -> Any:
    """Return the value of one field."""
    if field.name == "id":
        raise UsageError("an id is never changed", "journals know the record by it")
    if field.kind != "list" and len(texts) > 1:
        raise UsageError(f"{field.name} was given {len(texts)} times", "give it once")
    if texts == [""]:
        return _nothing(field)
    if field.kind == "list":
        return _list(session, field, texts)
    if (referred := _reference(session, held, field.name, texts[0])) is not None:
        return referred
    typed = _Text(session, held.record, field, texts[0])
    return (READ.get(field.name) or READ.get(field.kind) or _decoded)(typed)


def _nothing(field: Field) -> Any:
    if field.required or field.name == "client":
        raise InvalidField(field.name, "cannot be empty", "give a value")
    return () if field.kind == "list" else None


def _list(session: Session, field: Field, texts: list[str]) -> Any:
    """Return a list: a text each, or JSON where its items have fields of their own."""
    from json import loads

    if field.name == "reopened":
        return tuple(parse_past(text, session.now) for text in texts)
    try:
        items = [item for text in texts for item in (loads(text) if text.startswith("[") else [text])]
    except ValueError:
        raise InvalidField(field.name, "is no JSON list", 'for example: [{"name": "Anna"}]') from None
    return field.decode(field.name, items, session.settings.zone)


class _Text(NamedTuple):
    """What was typed for one field of a record."""

    session: Session
    record: Record
    field: Field
    text: str


def _decoded(typed: _Text) -> Any:
    return typed.field.decode(typed.field.name, typed.text, typed.session.settings.zone)


def _when(typed: _Text) -> Any:
    name, now = typed.field.name, typed.session.now
    if name in PLANNED:
        return parse_due(typed.text, now)
    if name not in HAPPENED or (name == "at" and typed.record.TYPE in PLANNED_TYPES):
        return parse_day(typed.text, now)
    return parse_past(typed.text, now)


def _flag(typed: _Text) -> bool:
    if typed.text.casefold() not in (*YES, *NO):
        raise InvalidField(typed.field.name, f"{typed.text!r} is neither yes nor no")
    return typed.text.casefold() in YES


def _closed(typed: _Text) -> Any:
    try:
        return _decoded(typed._replace(text=typed.text.casefold()))
    except InvalidField as error:
        close = nearest(typed.text, error.hint.removeprefix("one of: ").split(", "))
        hint = f"did you mean {close}? {error.hint}" if close else error.hint
        raise InvalidField(typed.field.name, f"{typed.text!r} is not one of its words", hint) from None


def _minutes(typed: _Text) -> float:
    return 0.0 if typed.text == "0" else parse_span(typed.text)


def _topic(typed: _Text) -> str | None:
    from clienthealth.commands.choices import topic

    return topic(typed.session, typed.text, may_be_all=typed.record.TYPE == "expectation")


READ: dict[str, Callable[[_Text], Any]] = {
    "minutes": _minutes,
    "topic": _topic,
    "when": _when,
    "flag": _flag,
    "closed": _closed,
}
"""How a field is read: by its name where that says more than its family."""


def _reference(session: Session, held: "Stored[Any]", name: str, text: str) -> str | None:
    """Return what a reference is kept as, from a handle, an id or a number; None where it is no reference."""
    from clienthealth.store.intake import REFERENCES

    targets = dict(REFERENCES.get((held.record.TYPE, name), ()))
    if not targets:
        return None
    if "number" in targets.values():
        return _invoice_number(session, held, text)
    found = session.store.by_handle(text)
    if found.record.TYPE not in targets:
        raise UsageError(f"{text} is a record of type {found.record.TYPE}", f"{name} refers to: {', '.join(targets)}")
    _same_client(held, found)
    return str(found.record.id)


def _invoice_number(session: Session, held: "Stored[Any]", text: str) -> str:
    from clienthealth.core.records.money import Invoice

    mine = session.store.of_client(Invoice, held.record.client)
    found = next((each for each in mine if text in {each.record.number, each.handle}), None)
    if found is None:
        raise NotFound(f"{held.record.client} has no invoice {text}", "`clienthealth invoice list` shows all")
    return found.record.number


def _same_client(held: "Stored[Any]", found: "Stored[Any]") -> None:
    if found.record.client != held.record.client:
        hint = f"{held.handle} can only refer to records of {held.record.client}"
        raise UsageError(f"{found.handle} is of {found.record.client}", hint)


def _check_owner(session: Session, held: "Stored[Any]", slug: str) -> None:
    """Refuse a slug that cannot be, and a move that would leave references behind."""
    from clienthealth.store import references

    if held.record.TYPE == "client":
        _check_slug(session, slug)
        return
    session.store.one(type(session.store.client(slug).record), '"slug" = :slug', {"slug": slug})
    tied = [each.held.handle for each in references.referring_to(session.store, held)]
    tied += references.referred_by(session.store, held).values()
    if tied:
        raise Refused(
            f"{held.handle} belongs together with {', '.join(tied)}",
            "take the references out first; `clienthealth merge` moves a whole client",
        )


def _check_slug(session: Session, slug: str) -> None:
    from clienthealth.commands.names import RESERVED
    from clienthealth.commands.naming import is_handle
    from clienthealth.core.records.base import is_slug

    if not is_slug(slug) or slug in RESERVED or is_handle(slug):
        raise UsageError(f"{slug!r} cannot be a slug", "a-z, 0-9 and -, no command, no handle")
    if any(each.slug == slug for each in session.store.names()):
        raise Refused(f"there is a client {slug} already", f"`clienthealth merge FROM {slug}` makes two clients one")
