"""How money, time and energy come from the record to `show`, `why`, `score --json` and `offboard`."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.economy import Economy


def of_all(session: Session, day: date) -> "Mapping[str, Economy]":
    """Return money and energy of each client as of the end of a day."""
    from clienthealth.core.economy import economies

    return economies(session.portfolio(day), day, session.settings.zone, session.rates)


def of_client(session: Session, slug: str) -> "Economy | None":
    """Return money and energy of one client today; of the others only the money is read, for the share."""
    from clienthealth.commands.listing import histories
    from clienthealth.core.economy import economies
    from clienthealth.core.frozen import replace
    from clienthealth.core.history import Portfolio
    from clienthealth.core.records.money import Invoice, Payment
    from clienthealth.core.records.spent import Time
    from clienthealth.core.records.trouble import Effort
    from clienthealth.store.reading import weeks_of

    store, day = session.store, session.today
    found = histories(
        session,
        None,
        invoices=store.all(Invoice),
        payments=store.all(Payment),
        times=store.of_client(Time, slug),
        efforts=store.of_client(Effort, slug),
    )
    if slug not in found:
        return None
    found[slug] = replace(found[slug], weeks=weeks_of(store, slug, day))
    portfolio = Portfolio(histories=tuple(found.values()))
    return economies(portfolio, day, session.settings.zone, session.rates).get(slug)


def much_of_income(session: Session, slug: str) -> float | None:
    """Return a client's share of our income where it is more than one should lose unprepared."""
    from clienthealth.core.economy import shares_of_income

    day = session.today
    share = shares_of_income(session.portfolio(day), day, session.settings.zone, session.rates).get(slug)
    return share if share is not None and share > session.policy.bar.concentration else None
