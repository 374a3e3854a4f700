"""The promises of both sides as one list shows them, with how many were kept and who is away."""

from datetime import date
from typing import NamedTuple

from clienthealth.core.commitments.book import Promised, Stand, book, urgency
from clienthealth.core.commitments.clocks import Absent, absences, clocks
from clienthealth.core.commitments.rates import Rates, rates
from clienthealth.core.history import Portfolio
from clienthealth.core.ownership import is_for, owners, several
from clienthealth.core.score.away import away_days
from clienthealth.core.score.dated import case_of
from clienthealth.core.score.lateness import fates
from clienthealth.core.weekly.desk import Desk


class Wanted(NamedTuple):
    """Which promises are asked for: closed ones as well, only overdue ones, only theirs, only mine and nobody's."""

    closed: bool = False
    overdue: bool = False
    theirs: bool = False
    me: str | None = None

    def has(self, promised: Promised) -> bool:
        """Whether a promise is asked for."""
        return (
            (self.closed or promised.stand is not Stand.CLOSED)
            and (not self.overdue or promised.stand is Stand.OVERDUE)
            and not (self.theirs and promised.ours)
            and is_for(promised.owner, self.me)
        )


class Account(NamedTuple):
    """What is shown, the most urgent first; `rates` are of all, whatever is asked for; `team`: owners are named."""

    day: date
    shown: tuple[Promised, ...]
    rates: Rates
    absent: tuple[Absent, ...]
    wanted: Wanted
    team: bool


def account(portfolio: Portfolio, desk: Desk, wanted: Wanted, user: str) -> Account:
    """Return the promises that are asked for, as seen from the desk; `user` is who reads them."""
    found = [each for each in book(portfolio, clocks(portfolio.aways, desk)) if wanted.has(each)]
    return Account(
        day=desk.today,
        shown=tuple(sorted(found, key=urgency)),
        rates=_kept_rates(portfolio, desk),
        absent=absences(portfolio.aways, desk),
        wanted=wanted,
        team=several(owners(portfolio.histories), user),
    )


def _kept_rates(portfolio: Portfolio, desk: Desk) -> Rates:
    """Return how many promises were kept in time on either side, by the days that the score goes by."""
    away = away_days((each for each in portfolio.aways if desk.day(each.at) <= desk.today), desk.zone)
    cases = (case_of(each, desk.today, desk.zone) for each in portfolio.histories)
    return rates((fate for case in cases for fate in fates(case, away)), desk.today)
