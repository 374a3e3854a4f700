"""The running round of the weekly ritual, read from the record and its audit: nothing is kept for it."""

from datetime import date, datetime

from clienthealth.core.moments import day_of, parse, text_of
from clienthealth.core.records.judged import Decision
from clienthealth.core.records.reviewed import Reviewed
from clienthealth.store import queries
from clienthealth.store.rows import Stored
from clienthealth.store.store import Store


def decisions(store: Store, command: str, first: datetime) -> list[Stored[Decision]]:
    """Return what I decided in my running round, in the order of time.

    It began with the first decision of the command called `command`, from the moment `first` on and after the last
    review that I closed. What was taken back since is none; what `decide` wrote since it began is one as well.
    """
    given = {"by": store.who, "name": command, "first": text_of(first)}
    return store.all(Decision, f'"handle" in ({queries.OF_MY_ROUND})', given)


def began(store: Store, command: str, first: datetime, last: Reviewed) -> date | None:
    """Return the day on which the round began that my review `last` closed; None where it closed none.

    A round may take several days, and what was decided on the first of them is to be looked at again as well.
    """
    given = {"by": store.who, "name": command, "first": text_of(first), "closed": text_of(last.at)}
    found = store.rows(queries.MY_LAST_ROUND, given)[0][0]
    return day_of(parse(found, store.zone), store.zone) if found else None
