"""What went well: somebody to thank, somebody who is satisfied again, a relationship that was mended."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from clienthealth.core.appreciation.thanks import thanked_since
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import Confirmed, EffortOutcome, Verdict
from clienthealth.core.moments import When
from clienthealth.core.records.base import Record
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.weekly.since import Change, Then

THANKED = frozenset({"praise", "referral", "accepts-no", "own-apology", "pays-early", "flexible"})
"""What of it is somebody's to be thanked for."""


class GoodNews(NamedTuple):
    """Something good that happened: a signal of goodwill, `satisfied`, or `mended`; `thanked`: we wrote since."""

    client: str
    what: str
    text: str
    day: date
    record: str
    handle: str
    thanked: bool = True


def good_news(shown: Iterable[History], portfolio: Portfolio, desk: Desk, then: Then) -> Iterator[GoodNews]:
    """Yield what is new of it to the reader, a client's story once."""
    for history in shown:
        slug = history.client.client
        told: set[str] = set()
        for record, what, when, text in _good(history):
            day = desk.day(when)
            story = getattr(record, "complaint", None) or record.id
            if day <= desk.today and then.is_new(when, record.recorded_at, day) and story not in told:
                told.add(story)
                thanked = what not in THANKED or _thanked(history, day, desk)
                yield GoodNews(slug, what, text, day, record.id, portfolio.handle(slug, record.id), thanked)


def mended(changed: Iterable[Change], today: date) -> Iterator[GoodNews]:
    """Yield the relationships that went badly when the reader looked last, and go well today."""
    for each in changed:
        if each.before is not Verdict.NOT_ENOUGH_EVIDENCE and each.now is Verdict.HEALTHY:
            yield GoodNews(each.client, "mended", "", today, "", "")


def _thanked(history: History, day: date, desk: Desk) -> bool:
    """Whether they had thanks or an extra since a day, or we turned to them after it."""
    return thanked_since(history.efforts, day, desk.now) or any(
        week.last_out is not None and week.last_out > day.toordinal() for week in history.weeks
    )


def _good(history: History) -> Iterator[tuple[Record, str, When, str]]:
    """Yield goodwill, and whom we satisfied; an effort on a complaint tells the complaint's story."""
    complaints = {each.id: each.text or each.about for each in history.complaints}
    for signal in history.signals:
        if signal.goodwill:
            yield signal, signal.kind, signal.at, signal.quote or ""
    for effort in history.efforts:
        if effort.taken is EffortOutcome.SATISFIED:
            text = complaints.get(effort.complaint or "", "") or effort.note or effort.kind
            yield effort, "satisfied", effort.outcome_at or effort.at, text
    for complaint in history.complaints:
        if complaint.confirmed is Confirmed.SATISFIED:
            yield complaint, "satisfied", complaint.confirmed_at or complaint.at, complaint.text or complaint.about
