"""A client at a glance: where it stands, how it is judged, when there was contact last, what is open."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from clienthealth.core.appreciation.answers import Answer, answered
from clienthealth.core.assessment import Assessment, Judgement
from clienthealth.core.changes.commitments import is_open
from clienthealth.core.goodbye.owed import owed
from clienthealth.core.history import History, Portfolio


class Glance(NamedTuple):
    """One client; `assessment` is missing where the relationship has not begun."""

    history: History
    assessment: Assessment | None
    last_contact: date | None
    we_owe: int
    they_owe: int
    answer: Answer | None = None
    """What they answered last when they were asked how satisfied they are."""


def glances(portfolio: Portfolio, judgement: Judgement, now: datetime, currency: str) -> Iterator[Glance]:
    """Yield all clients in the order of their slugs; what is open is counted as on the card."""
    assessed = {each.client: each for each in judgement.assessments}
    for history in portfolio.histories:
        zone = now.tzinfo
        if zone is None:
            continue
        balance = owed(history, today=now.date(), zone=zone, aways=portfolio.aways, currency=currency)
        complaints = sum(1 for each in history.complaints if is_open(each, now))
        yield Glance(
            history,
            assessed.get(history.client.client),
            _last_contact(history),
            len(balance.promises) + complaints + len(balance.held),
            len(balance.asked) + len(balance.invoices),
            next(reversed(answered(history.surveys, now)), None),
        )


def _last_contact(history: History) -> date | None:
    days = [week.last_day for week in history.weeks]
    return date.fromordinal(max(days)) if days else None
