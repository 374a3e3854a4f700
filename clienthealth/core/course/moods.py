"""The moods of all clients over the last half year, at a glance: few looks, far apart."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from clienthealth.core.score.health import health
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.reading import Reading

LOOKS = 8
APART = timedelta(weeks=3)

EFFORT = 40_000
"""Records that are read anew in all: a quarter of a second or so. Of larger portfolios `history` draws one client."""

Moods = dict[str, tuple[float | None, ...]]
"""By client, 0 to 100 (higher = better), the latest last; None where nothing was known, or nothing new for long."""


def moods(read: Callable[[date], Iterable[Reading]], today: date, policy: Policy) -> Moods:
    """Return the mood of every client on `LOOKS` days up to today; `read` reads all as of the end of a day."""
    days = [today - APART * back for back in range(LOOKS - 1, -1, -1)]
    seen = [{each.case.client: _mood(each, policy) for each in read(day)} for day in days]
    return {client: tuple(look.get(client) for look in seen) for client in seen[-1]}


def affordable(records: int) -> bool:
    """Whether so many records can be read for every look while somebody waits for a list."""
    return records * LOOKS <= EFFORT


def _mood(reading: Reading, policy: Policy) -> float | None:
    found = health(reading, policy)
    return None if found.stale else found.score
