"""Which records refer to which: what `show` resolves, what holds a removal back, what a rename takes along."""

from typing import Any, NamedTuple

from clienthealth.core.records.types import TYPES
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
