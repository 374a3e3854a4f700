"""The brief: parts of facts, each with its day and handle, and which of them go first where room is short.

It tells what happened and never what we think of it: no verdict, score, severity, cause, mood, note or
decision is in it, no counting of complaints by colleague, and nothing of any other client.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from clienthealth.core.briefing.deciding import deciding
from clienthealth.core.briefing.fact import Fact, Sayings
from clienthealth.core.briefing.happened import happened
from clienthealth.core.briefing.matter import Matter
from clienthealth.core.briefing.opening import opening
from clienthealth.core.briefing.people import people, reach
from clienthealth.core.briefing.promised import promised
from clienthealth.core.briefing.tried import tried, wanted
from clienthealth.core.changes.commitments import zone_of
from clienthealth.core.frozen import Frozen, replace
from clienthealth.core.goodbye.owed import owed
from clienthealth.core.history import History, Portfolio
from clienthealth.core.records.contact import Interaction
from clienthealth.core.records.spent import Away
from clienthealth.core.score.as_of import as_of
from clienthealth.core.score.dated import case_of


class Part(Frozen, kw_only=True):
    """The facts under one heading, and how many more of them there are."""

    name: str
    facts: tuple[Fact, ...]
    left_out: int = 0


class Brief(Frozen, kw_only=True):
    """One client's case as of the end of `day`, for somebody who does not know it."""

    client: str
    name: str
    day: date
    owner: str | None
    opening: tuple[Sayings, ...]
    parts: tuple[Part, ...]

    def shorter(self, by: int) -> "Brief":
        """Return the brief without so many facts: what weighs least and is oldest; one fact a part always stays."""
        found = self
        for _ in range(by):
            found = found._without_one()
        return found

    def _without_one(self) -> "Brief":
        least = [_least(part, self.day) for part in self.parts if len(part.facts) > 1]
        if not least:
            return self
        gone = max(least, key=lambda each: _first_out(each, self.day))
        return replace(self, parts=tuple(_without(part, gone) for part in self.parts))


def _first_out(fact: Fact, day: date) -> tuple[int, int]:
    return fact.rank, (day - (fact.day or day)).days


def _least(part: Part, day: date) -> Fact:
    return max(part.facts, key=lambda each: _first_out(each, day))


def _without(part: Part, gone: Fact) -> Part:
    left = tuple(each for each in part.facts if each is not gone)
    return replace(part, facts=left, left_out=part.left_out + len(part.facts) - len(left))


def brief(  # noqa: PLR0913 - all but the record by name
    history: History,
    contacts: Iterable[Interaction],
    *,
    now: datetime,
    handle: Callable[[str], str],
    aways: Iterable[Away] = (),
    currency: str = "EUR",
) -> Brief:
    """Return the whole brief of a client; `contacts` are the latest ones, oldest first, `now` carries the zone."""
    day, zone, away = now.date(), zone_of(now), tuple(aways)
    cut = as_of(Portfolio(histories=(history,), aways=away), day, zone).histories or (History(client=history.client),)
    matter = Matter(
        history=cut[0],
        case=case_of(cut[0], day, zone),
        owed=owed(history, today=day, zone=zone, aways=away, currency=currency, handle=handle),
        contacts=tuple(contacts),
        now=now,
        handle=handle,
        currency=currency,
    )
    client = history.client
    return Brief(
        client=client.client,
        name=client.name,
        day=day,
        owner=client.owner,
        opening=opening(matter),
        parts=tuple(Part(name=name, facts=tuple(made(matter))) for name, made in PARTS.items()),
    )


PARTS: dict[str, Callable[[Matter], list[Fact]]] = {
    "happened": happened,
    "promised": promised,
    "wanted": wanted,
    "tried": tried,
    "deciding": deciding,
    "people": people,
    "reach": reach,
}
"""What a brief tells, in this order."""
