"""What a brief is made from: one client's record as it stands today, and nobody else's."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from clienthealth.core.changes.commitments import is_open, zone_of
from clienthealth.core.goodbye.owed import Owed
from clienthealth.core.history import History
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.contact import Interaction
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.dated import Case

YEAR = timedelta(days=365)
"""How far back what is over still counts as recent."""


class Matter(NamedTuple):
    """One client's record as of today.

    `contacts` are the latest ones, oldest first; `handle` gives short names; `currency` holds where none is noted.
    """

    history: History
    case: Case
    owed: Owed
    contacts: tuple[Interaction, ...]
    now: datetime
    handle: Callable[[str], str]
    currency: str

    @property
    def client(self) -> Client:
        """Who it is about."""
        return self.history.client

    @property
    def today(self) -> date:
        """The present day."""
        return self.now.date()

    def day(self, when: When) -> date:
        """Return the day of a moment in the zone of the present one."""
        return day_of(when, zone_of(self.now))

    def open(self, record: Record) -> bool:
        """Whether something is still to be done about a record, or it is in force."""
        return is_open(record, self.now)

    def recent(self, when: When) -> bool:
        """Whether it was within a year."""
        return self.day(when) > self.today - YEAR

    def is_ahead(self, until: When | None) -> bool:
        """Whether an end lies ahead: it has none, or is today or later."""
        return until is None or self.day(until) >= self.today

    def open_complaints(self) -> list[Complaint]:
        """Return the complaints that the client has not confirmed to be over, the oldest first."""
        return [each for each in self.history.complaints if self.open(each)]
