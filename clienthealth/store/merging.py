"""Making two clients one: every record moves, ids that both have are told apart, references follow."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from clienthealth.core.changes.joining import joined
from clienthealth.core.frozen import replace
from clienthealth.core.records.client import Client
from clienthealth.core.records.reviewed import Said
from clienthealth.errors import Refused
from clienthealth.store.change import Change
from clienthealth.store.intake import REFERENCES
from clienthealth.store.references import replaced
from clienthealth.store.removing import OWNED, counted, owned
from clienthealth.store.rows import Stored
from clienthealth.store.store import Store

FOLLOWING = {kind.TYPE: any(name == kind.TYPE for name, _ in REFERENCES) for kind in OWNED}
"""Whether a type may refer to another record of its client."""


class Plan(NamedTuple):
    """What a merge will do: the client as it will be, how many records move, and the ids that change."""

    source: Stored[Client]
    target: Stored[Client]
    after: Client
    counts: dict[str, int]
    renamed: dict[str, str]


def plan(store: Store, source: Stored[Client], target: Stored[Client]) -> Plan:
    """Look what a merge would do; raises Refused where an invoice number stands on both sides."""
    both = sorted(_values(store, ["invoice"], "number", source) & _values(store, ["invoice"], "number", target))
    if both:
        named = ", ".join(both[:8])
        raise Refused(
            f"both have an invoice {named}",
            f"give one of them another number: clienthealth edit v… --number {both[0]}a",
        )
    kinds = [kind.TYPE for kind in OWNED]
    theirs, ours = _values(store, kinds, "id", source), _values(store, kinds, "id", target) | {target.record.id}
    return Plan(
        source,
        target,
        joined(target.record, source.record),
        counted(store, source.record.client),
        _renamed(theirs, ours, source.record.client),
    )


def merge(store: Store, change: Change, planned: Plan) -> Stored[Client]:
    """Do it: ids first, then all records, then the client that stays, and last the one that goes."""
    source = planned.source.record.client
    for name, new in planned.renamed.items():
        for held in _with_id(store, source, name):
            replaced(store, change, held, replace(held.record, id=new))
    # What refers to others is read before these move, since the database moves it along with them.
    tied = {kind: list(owned(store, kind, source)) for kind in OWNED if FOLLOWING[kind.TYPE]}
    for kind in OWNED:
        for held in tied[kind] if kind in tied else owned(store, kind, source):
            if kind is Said:  # it was said of the one that goes, and is not true of the one that stays
                change.remove(held)
            else:
                change.replace(held, _moved(held.record, planned))
    made = change.replace(planned.target, planned.after)
    change.remove(planned.source)
    return made


def _with_id(store: Store, slug: str, name: str) -> list[Stored[Any]]:
    given = {"client": slug, "id": name}
    return [held for kind in OWNED for held in store.all(kind, '"client" = :client and "id" = :id', given)]


def _moved(record: Any, planned: Plan) -> Any:
    """Return a record as one of the client that stays."""
    changes: dict[str, Any] = {"client": planned.target.record.client}
    if record.TYPE == "interaction" and record.reply_to in planned.renamed:
        changes["reply_to"] = planned.renamed[record.reply_to]
    if record.TYPE == "invoice" and record.currency is None:
        changes["currency"] = _own_currency(planned)
    return replace(record, **changes)


def _own_currency(planned: Plan) -> str | None:
    """Return the currency that amounts without one were in, where the client that stays has another."""
    mine, theirs = planned.source.record.currency, planned.target.record.currency
    return mine if mine != theirs else None


def _values(store: Store, kinds: list[str], column: str, held: Stored[Client]) -> set[str]:
    """Return what stands in a column of a client's records, over several types."""
    given = {"client": held.record.client}
    return {
        row[0]
        for kind in kinds
        for row in store.rows(f'select "{column}" from "{kind}" where "client" = :client', given)
    }


def _renamed(theirs: set[str], ours: set[str], slug: str) -> dict[str, str]:
    """Return a new id for each that both sides have, free on both."""
    taken, renamed = theirs | ours, {}
    for name in sorted(theirs & ours):
        renamed[name] = next(free for free in _suffixed(name, slug) if free not in taken)
        taken.add(renamed[name])
    return renamed


def _suffixed(name: str, slug: str) -> Iterator[str]:
    yield f"{name}-{slug}"
    number = 2
    while True:
        yield f"{name}-{slug}-{number}"
        number += 1
