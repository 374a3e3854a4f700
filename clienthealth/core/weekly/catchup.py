"""Catching up after weeks without logging: who is to be asked about, in which order, and where a key leads.

It knows no terminal, no clock and no store. Nothing is kept of a run that was left: who was dealt with has something
fresh on record, and everybody else is asked about next time.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.changes.commitments import is_open
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import ClientStatus, PulseState
from clienthealth.core.moments import day_of
from clienthealth.core.ownership import is_for
from clienthealth.core.score.away import away_days
from clienthealth.core.score.dated import case_of
from clienthealth.core.score.policy import Policy
from clienthealth.core.weekly.rhythm import last_noted

COMMAND = "catchup"
"""What the audit calls what was written; each answer is one command with its own undo."""

FRESH = timedelta(days=7)
"""How long what was noted of a client stands for how things are: the review comes once a week."""

LONG = 14
"""Days without a record of anybody, above which we may well have been away."""


class Key(StrEnum):
    """What one key asks for; which letter it is, is a matter of language."""

    QUIET = "quiet"
    FINE = "fine"
    TROUBLE = "trouble"
    LATER = "later"
    QUIT = "quit"
    HELP = "help"


LOOKS = {Key.QUIET: PulseState.QUIET, Key.FINE: PulseState.FINE}
"""The answers that are written as a look at the client: the time was observed, nothing more."""

ANSWERS = (*LOOKS, Key.TROUBLE, Key.LATER)
"""The keys after which the next client is asked about."""


class Asked(NamedTuple):
    """A client who is asked about, since when nothing was noted of them, for how many days, and what is open."""

    client: str
    name: str
    since: date
    days: int
    complaints: int
    promises: int
    """Open promises of ours."""


class Gap(NamedTuple):
    """Days on which nothing was noted of anybody, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


class Run(NamedTuple):
    """One going through: the clients in their order, and what was answered about the first of them, in that order."""

    clients: tuple[str, ...]
    answers: tuple[Key, ...] = ()
    left: bool = False

    @property
    def client(self) -> str | None:
        """The client who is asked about; None at the end."""
        return self.clients[len(self.answers)] if len(self.answers) < len(self.clients) else None

    @property
    def is_over(self) -> bool:
        """Whether it was left, or everybody was asked about."""
        return self.left or self.client is None

    def answered(self, key: Key) -> tuple[str, ...]:
        """Return the clients about whom a key was pressed, in their order."""
        return tuple(client for client, answer in zip(self.clients, self.answers, strict=False) if answer is key)


def begin(clients: Iterable[str]) -> Run:
    """Begin with the first client; each is asked about once."""
    return Run(tuple(dict.fromkeys(clients)))


def press(state: Run, key: Key) -> tuple[Run, Key | None]:
    """Return where a key leads, and what is to be done first, if anything.

    What writes leaves the state as it is until it is in the record; then `answered` goes on.
    """
    if state.is_over:
        return state, None
    if key is Key.QUIT:
        return state._replace(left=True), None
    if key is Key.LATER:
        return answered(state, key), None
    return state, key


def answered(state: Run, key: Key) -> Run:
    """Go on after the client who was asked about has been answered for."""
    return state if state.is_over else state._replace(answers=(*state.answers, key))


def to_ask(
    histories: Iterable[History], now: datetime, zone: tzinfo, told: Collection[str] = (), me: str | None = None
) -> list[Asked]:
    """Return the active clients of whom nothing fresh is known, the longest silence first.

    `told` are clients of whom something was written down lately, whenever it happened. With `me` they are only mine
    and nobody's.
    """
    today = day_of(now, zone)
    asked = (_asked(each, now, zone) for each in histories if _may_be_asked(each, me))
    silent = (each for each in asked if today - each.since >= FRESH and each.client not in told)
    return sorted(silent, key=lambda each: (each.since, each.client))


def gap(portfolio: Portfolio, today: date, zone: tzinfo) -> Gap | None:
    """Return the days since the last record of anybody, where they are many and nobody noted to have been away."""
    known = (last_noted(each, today, zone) for each in portfolio.histories)
    last = max((day for day in known if day is not None), default=None)
    if last is None or (today - last).days <= LONG:
        return None
    found = Gap(last + timedelta(days=1), today - timedelta(days=1))
    spans = away_days(portfolio.aways, zone).spans()
    is_noted = any(begun <= found.last.toordinal() and ended >= found.first.toordinal() for begun, ended in spans)
    return None if is_noted else found


def unseen(portfolio: Portfolio, today: date, zone: tzinfo, policy: Policy) -> Gap | None:
    """Return the days up to yesterday that no look of today makes observed: too many on which nobody wrote anything."""
    cases = (case_of(each, today, zone) for each in portfolio.histories)
    last = max((day for case in cases for day in case.busy() if day < today.toordinal()), default=None)
    if last is None or today.toordinal() - last - 1 < policy.window.empty_run:
        return None
    return Gap(date.fromordinal(last + 1), today - timedelta(days=1))


def _may_be_asked(history: History, me: str | None) -> bool:
    client = history.client
    return client.stands is ClientStatus.ACTIVE and is_for(client.owner, me)


def _asked(history: History, now: datetime, zone: tzinfo) -> Asked:
    today, client = day_of(now, zone), history.client
    since = last_noted(history, today, zone) or day_of(client.at, zone)
    return Asked(
        client=client.client,
        name=client.name,
        since=since,
        days=(today - since).days,
        complaints=sum(is_open(each, now) for each in history.complaints),
        promises=sum(is_open(each, now) and each.ours for each in history.promises),
    )
