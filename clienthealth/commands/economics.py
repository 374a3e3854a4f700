"""How money, time and energy come from the record to `show`, `why`, `score --json` and `offboard`."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.economy import Economy
    from clienthealth.core.history import History


def of_clients(session: Session, slugs: Iterable[str], day: date) -> "Mapping[str, Economy]":
    """Return money and energy of clients as of the end of a day, with their share of all income."""
    from clienthealth.core.economy import dependences, economy_of
    from clienthealth.core.frozen import replace

    portfolio, zone, rates = session.portfolio(day), session.settings.zone, session.rates
    wanted, income = set(slugs), dependences(portfolio, day, zone, rates)
    return {
        each.client.client: replace(
            economy_of(each, day, zone, rates),
            dependence=income.get(each.client.client),
        )
        for each in portfolio.histories
        if each.client.client in wanted
    }


def of_one(session: Session, history: "History") -> "Economy":
    """Return money and energy of one client today; the others, and so its share, are not looked at."""
    from clienthealth.core.economy import economy_of
    from clienthealth.core.frozen import replace
    from clienthealth.store.reading import weeks_of

    weeks = weeks_of(session.store, history.client.client, session.today)
    return economy_of(replace(history, weeks=weeks), session.today, session.settings.zone, session.rates)


def much_of_income(session: Session, slug: str) -> float | None:
    """Return a client's share of our income where it is more than one should lose unprepared."""
    from clienthealth.core.beside import much
    from clienthealth.core.economy import dependences

    income = dependences(session.portfolio(), session.today, session.settings.zone, session.rates)
    return much(income, slug, session.policy)
