"""Which records refer to which: what `show` resolves, what holds a removal back, what a rename takes along."""

from typing import Any, NamedTuple

from clienthealth.core.frozen import replace
from clienthealth.core.records.types import TYPES
from clienthealth.store.change import Change
from clienthealth.store.intake import REFERENCES
from clienthealth.store.rows import Stored
from clienthealth.store.store import Store


class Referring(NamedTuple):
    """A record that refers to another one, and by which field."""

    held: Stored[Any]
    field: str


def referring_to(store: Store, held: Stored[Any]) -> list[Referring]:
    """Return the records that refer to this one."""
    record, found = held.record, []
    for (kind, field), targets in REFERENCES.items():
        for other, key in targets:
            if other == record.TYPE:
                where = f'"client" = :client and "{field}" = :target'
                given = {"client": record.client, "target": getattr(record, key)}
                found += [Referring(each, field) for each in store.all(TYPES[kind], where, given)]
    return found


def referred_by(store: Store, held: Stored[Any]) -> dict[str, str]:
    """Return the handle behind each reference of a record, by the field that holds it."""
    handles: dict[str, str] = {}
    for (kind, field), targets in REFERENCES.items():
        if kind == held.record.TYPE and (value := getattr(held.record, field)) is not None:
            given = {"client": held.record.client, "target": value}
            for other, key in targets:
                found = store.all(TYPES[other], f'"client" = :client and "{key}" = :target', given)
                handles.update((field, each.handle) for each in found)
    return handles


def handles_in(store: Store, *stored: Stored[Any]) -> dict[str, str]:
    """Return the handles of all that some records refer to, by what stands in their fields."""
    named: dict[str, str] = {}
    for held in stored:
        named |= {getattr(held.record, field): handle for field, handle in referred_by(store, held).items()}
    return named


def replaced(store: Store, change: Change, held: Stored[Any], after: Any) -> Stored[Any]:
    """Correct a record; where others refer to it by what is corrected, they follow, each with its audit."""
    followers = [each for each in referring_to(store, held) if _moved(each, held.record, after)]
    made = change.replace(held, after)
    for each in followers:
        key = _key(each, held.record)
        change.replace(each.held, replace(each.held.record, **{each.field: getattr(after, key)}))
    return made


def _moved(each: Referring, before: Any, after: Any) -> bool:
    key = _key(each, before)
    return bool(getattr(before, key) != getattr(after, key))


def _key(each: Referring, target: Any) -> str:
    """Return the field of a record by which another one refers to it."""
    return dict(REFERENCES[each.held.record.TYPE, each.field])[target.TYPE]
