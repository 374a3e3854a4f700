"""One fact of a brief: when, under which handle, what in our words and what in theirs."""

from datetime import date
from enum import IntEnum

from clienthealth.core.frozen import Frozen
from clienthealth.core.saying import Saying

Sayings = tuple[Saying, ...]


class Rank(IntEnum):
    """How soon a fact is left out where one page does not hold all: the highest first."""

    NEVER_FIRST = 0
    OPEN = 1
    IN_FORCE = 2
    RECENT = 3
    EARLIER = 4


class Fact(Frozen, kw_only=True):
    """What is told in one line or two: `sayings` in our words, `text` as somebody wrote it, `more` what followed.

    `moment` puts the facts of one day in order.
    """

    sayings: Sayings
    handle: str = ""
    day: date | None = None
    moment: str = ""
    who: str = ""
    text: str = ""
    more: Sayings = ()
    command: str = ""
    rank: Rank = Rank.RECENT
