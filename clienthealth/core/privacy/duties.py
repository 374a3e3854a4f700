"""What is owed to people whose data are on record: answers to what they asked, and an end to what was kept."""

from typing import NamedTuple

from clienthealth.core.history import Portfolio
from clienthealth.core.kinds import ClientStatus
from clienthealth.core.ownership import is_for
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.weekly.due import Due, What, due_on


class Duties(NamedTuple):
    """Open requests, the soonest first; records kept long enough, the longest over first.

    `retention` is how many months records are kept after an end, None where nobody said so; `ended` counts the clients
    that have ended.
    """

    requests: tuple[Due, ...]
    over: tuple[Due, ...]
    retention: int | None
    ended: int


def duties(portfolio: Portfolio, desk: Desk, me: str | None = None) -> Duties:
    """Return what is owed today; with `me` only what is theirs and nobody's."""
    found = [each for each in due_on(portfolio, desk) if is_for(each.owner, me)]
    return Duties(
        requests=tuple(each for each in found if each.what is What.REQUEST),
        over=tuple(each for each in found if each.what is What.RETENTION and each.days >= 0),
        retention=desk.retention,
        ended=sum(each.client.stands is ClientStatus.ENDED for each in portfolio.histories),
    )
