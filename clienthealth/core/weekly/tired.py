"""What was asked in vain for some reviews is let rest for a while: a nag that never stops is not read any more.

Only what may wait is let rest; what is overdue, unanswered or about safety never is.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import takewhile

from clienthealth.core.assessment import Assessment
from clienthealth.core.kinds import ENDINGS, Recommendation
from clienthealth.core.records.reviewed import Said
from clienthealth.core.weekly.absence import Absence

Told = tuple[date, Said]
"""What a closed review said of a client, and the day it was closed."""

TIMES = 3
"""Closed reviews that say a thing in full before it rests."""

REST = timedelta(days=28)
"""For how long it is one counted line then."""


def rests(shown_on: Iterable[date], today: date) -> bool:
    """Whether what was shown in the reviews closed on some days rests today; after the rest it is shown anew."""
    times, until = 0, None
    for day in sorted(shown_on):
        if until is not None and day < until:
            continue
        times += 1
        if times == TIMES:
            times, until = 0, day + REST
    return until is not None and today < until


def awake(found: Iterable[Absence], closed: Sequence[date], today: date) -> tuple[list[Absence], list[Absence]]:
    """Return the absences to be told in full, and those that rest; `closed` are the days of the reader's reviews."""
    shown: list[Absence] = []
    resting: list[Absence] = []
    for each in found:
        asked = (day for day in closed if day >= each.since)
        (resting if rests(asked, today) else shown).append(each)
    return shown, resting


def heard_enough(found: Assessment, said: Iterable[Told], decided: date | None, today: date) -> bool:
    """Whether the same was said of a client in the reader's last reviews, nothing came of it, and it may wait.

    `said` is what the reader's closed reviews said of it, the newest first, each with its day; `decided` is the day of
    the last decision about it. An ending has a section of its own and safety outranks everything: neither ever rests.
    """
    if found.recommendation in ENDINGS or found.recommendation is Recommendation.SAFETY:
        return False
    alike = takewhile(
        lambda told: (told[1].verdict, told[1].recommendation) == (found.verdict, found.recommendation), said
    )
    days = [day for day, _ in alike]
    return bool(days) and (decided is None or decided < min(days)) and rests(days, today)
