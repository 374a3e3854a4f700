"""What is due on one day or overdue, ours first."""

from datetime import date
from typing import NamedTuple

from clienthealth.core.commitments.clocks import Absent, absences
from clienthealth.core.history import Portfolio
from clienthealth.core.ownership import is_for, owners, several
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.weekly.due import Due, What, due_on


class Today(NamedTuple):
    """What is due on one day or overdue, ours first."""

    day: date
    mine: str | None
    clients: int
    due: tuple[Due, ...]
    absent: tuple[Absent, ...] = ()
    team: bool = False
    """Whether somebody beside the reader takes care of anything."""


def due_today(portfolio: Portfolio, desk: Desk, user: str, *, mine: bool = False) -> Today:
    """Return what is due today or overdue on either side, as its reader sees it; with `mine` theirs and nobody's.

    Who asked about their data is named from the first day on: to answer takes longer than a day.
    """
    me = user if mine else None
    found = due_on(portfolio, desk)
    asked = [each for each in found if (each.days >= 0 or each.what is What.REQUEST) and is_for(each.owner, me)]
    ordered = sorted(asked, key=lambda each: (not each.ours, *urgency(each)))
    return Today(
        desk.today,
        me,
        len(portfolio.histories),
        tuple(ordered),
        absences(portfolio.aways, desk),
        several(owners(portfolio.histories), user),
    )


def urgency(due: Due) -> tuple[bool, int, str, str]:
    """Return by what urgent things are ordered: call-backs, then the longest overdue."""
    return due.what is not What.CALLBACK, -due.days, due.client, due.handle
