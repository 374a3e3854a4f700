"""Since when things are new to the reader of a review, and what they were shown then."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from clienthealth.core.assessment import Assessment
from clienthealth.core.kinds import Verdict
from clienthealth.core.moments import When
from clienthealth.core.records.reviewed import Reviewed, Said
from clienthealth.core.score.policy import DEFAULT, Policy

WEEK = timedelta(days=7)
"""What is new to somebody who has closed no review yet."""

Rules = tuple[str, str | None]
"""A model, and what was changed of its numbers."""


class Basis(StrEnum):
    """Why things are new since just that day."""

    ASKED = "asked"
    LAST_REVIEW = "last-review"
    WEEK = "week"


NOTHING_SAID: Mapping[str, tuple[Said, ...]] = MappingProxyType({})


class Memory(NamedTuple):
    """Why a review looks back to its day; the reader's last closed review; what reviews of the last weeks said."""

    why: Basis = Basis.ASKED
    last: Reviewed | None = None
    said: Mapping[str, tuple[Said, ...]] = NOTHING_SAID
    """By client, in the order of time."""
    round_began: date | None = None
    """When the round began that the reader's last closed review ended; None where it was none."""

    def at_last(self, client: str) -> Said | None:
        """Return what the reader's last closed review said of a client, if things are new since then."""
        return self._of_last(client) if self.why is Basis.LAST_REVIEW else None

    @property
    def last_rules(self) -> Rules | None:
        """The rules under which the reader's last closed review was written, if it said anything of anybody."""
        found = (self._of_last(client) for client in self.said)
        return next((each.rules for each in found if each is not None), None)

    def _of_last(self, client: str) -> Said | None:
        if self.last is None:
            return None
        which = self.last.at, self.last.by
        return next((each for each in reversed(self.said.get(client, ())) if (each.at, each.by) == which), None)

    @property
    def moment(self) -> datetime | None:
        """The moment from which on things are new, where it is known."""
        at = self.last.at if self.last and self.why is Basis.LAST_REVIEW else None
        return at if isinstance(at, datetime) else None


class Change(NamedTuple):
    """A verdict that has changed since an earlier day."""

    client: str
    before: Verdict
    now: Verdict


class Then(NamedTuple):
    """From where a review looks back: today, the day since when, why, and under which rules."""

    today: date
    since: date
    memory: Memory
    begun: Mapping[str, date]
    """When each client began."""
    zone: tzinfo
    policy: Policy = DEFAULT

    @property
    def rules(self) -> Rules:
        """The rules of today."""
        return rules_of(self.policy)

    def is_new(self, when: When, recorded: When | None, day: date) -> bool:
        """Whether something that happened on `day` was not there yet when the reader last looked."""
        told = when if isinstance(when, datetime) else recorded
        if day == self.since and self.memory.moment is not None and isinstance(told, datetime):
            return told > self.memory.moment
        return day > self.since


def rules_of(policy: Policy) -> Rules:
    """Return the name of a model, and each number that is not the published one, None where there is none."""
    pairs = zip(policy.numbers(), DEFAULT.numbers(), strict=True)
    changed = [f"{mine.name}={mine.value:g}" for mine, usual in pairs if mine.value != usual.value]
    return policy.model, " ".join(changed) or None


def by_client(said: Iterable[Said]) -> dict[str, tuple[Said, ...]]:
    """Group what was said, which comes in the order of time, by client."""
    ordered = sorted(said, key=lambda each: each.client)
    return {client: tuple(group) for client, group in groupby(ordered, key=lambda each: each.client)}


def verdicts(found: Iterable[Assessment], then: Then) -> tuple[dict[str, Verdict], bool]:
    """Return the verdicts that the reader was shown last, and whether there are clients of whom none was.

    What was said under other rules is no measure of today: it would show as the client's what the model changed.
    """
    shown: dict[str, Verdict] = {}
    lacking = False
    for each in found:
        said = then.memory.at_last(each.client)
        if said is not None and said.rules == then.rules:
            shown[each.client] = said.verdict
        else:
            lacking = lacking or then.begun[each.client] <= then.since
    return shown, lacking
