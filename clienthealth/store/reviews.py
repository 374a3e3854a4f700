"""Closed reviews, and what they said of whom; kept beside the record, and never part of an export."""

from datetime import date, timedelta

from clienthealth.core.moments import text_of
from clienthealth.core.records.reviewed import Reviewed, Said
from clienthealth.store import queries
from clienthealth.store.rows import of_row
from clienthealth.store.store import Store


def last_of_mine(store: Store) -> Reviewed | None:
    """Return the last review that I closed."""
    rows = store.rows(
        f'{queries.selected(Reviewed)} where "by" = :by and "at" <= :now order by "at" desc, "handle" desc limit 1',
        {"by": store.who, "now": text_of(store.now)},
    )
    found: list[Reviewed] = [of_row(Reviewed, tuple(row)).record for row in rows]
    return found[0] if found else None


def said_since(store: Store, first: date, last: Reviewed | None) -> list[Said]:
    """Return what was said from a day on, by whomever, and what the review `last` said, in the order of time."""
    rows = store.rows(
        f'{queries.selected(Said)} where "at" >= :first or ("at" = :at and "by" = :by) order by "at", "handle"',
        {
            "first": text_of(first - timedelta(days=1)),  # a day more, as days of UTC are not ours
            "at": text_of(last.at) if last else None,
            "by": last.by if last else None,
        },
    )
    return [of_row(Said, tuple(row)).record for row in rows]


def said_of(store: Store, client: str) -> list[Said]:
    """Return all that was ever said of a client, in the order of time."""
    return [held.record for held in store.of_client(Said, client)]
