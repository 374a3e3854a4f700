"""What was never made clear before an act and does not count therefore, and what would make it clear from now on."""

from collections.abc import Iterable
from datetime import date, tzinfo
from typing import NamedTuple

from clienthealth.core.expected.items import ITEMS, UNCLEAR
from clienthealth.core.history import History
from clienthealth.core.records.trouble import Signal
from clienthealth.core.saying import Saying
from clienthealth.core.score.agreed_before import AgreedBefore, agreed_before
from clienthealth.core.score.dated import Dated, case_of, ordinal
from clienthealth.core.score.notice import NEEDS, UNTOLD, never_told


class Offer(NamedTuple):
    """An act that does not count and why; the item whose sentence makes it clear, and that item's topic."""

    record: str
    because: Saying
    item: str
    topic: str


def offers(history: History, signals: Iterable[Signal], today: date, zone: tzinfo) -> tuple[Offer, ...]:
    """Return an offer for each kind of act, at its first, that nothing had been made clear about, nor is by now.

    An act within a complaint counts with that complaint, so nothing is offered for it.
    """
    agreed = agreed_before(case_of(history, today, zone))
    found: dict[str, Offer] = {}
    for each in signals:
        because = None if each.complaint else never_told(Dated(ordinal(each.at, zone), each), agreed)
        if because is not None and because.key.startswith(UNTOLD) and not _is_clear(each, agreed, today):
            item = ITEMS[UNCLEAR[each.kind]]
            found.setdefault(item.name, Offer(each.id, because, item.name, str(item.topic)))
    return tuple(found.values())


def _is_clear(signal: Signal, agreed: AgreedBefore, today: date) -> bool:
    """Whether the next act of that kind would count: somebody made it clear meanwhile."""
    tomorrow = today.toordinal() + 1
    return tomorrow in agreed.bounded or agreed.clear_before(NEEDS[signal.kind], tomorrow)
