"""Whose a record is: who of us takes care of it, and whether there is more than one of us."""

from collections.abc import Iterable, Iterator

from clienthealth.core.history import History
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client


def owner_of(record: Record, client: Client) -> str | None:
    """Return who takes care of a record: its own owner, else its client's; None is nobody in particular."""
    return record.owner or client.owner


def is_for(owner: str | None, me: str | None) -> bool:
    """Whether something is asked for: mine or nobody's; without `me` everybody's."""
    return me is None or owner in {None, me}


def several(owners: Iterable[str | None], me: str) -> bool:
    """Whether somebody beside me takes care of anything, so that lists have to say who."""
    return any(owner not in {None, me} for owner in owners)


def owners(histories: Iterable[History]) -> Iterator[str | None]:
    """Yield who takes care of the clients and of what is to be done about them."""
    for history in histories:
        yield history.client.owner
        for records in (history.promises, history.complaints, history.efforts, history.nexts):
            yield from (each.owner for each in records)
