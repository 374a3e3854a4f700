"""Endings that are advised and were not begun: since when, until when postponed, and what each week costs."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Judgement
from clienthealth.core.economy import Window, spent
from clienthealth.core.history import History
from clienthealth.core.kinds import ENDINGS, Choice, ClientStatus, Recommendation
from clienthealth.core.moments import day_of
from clienthealth.core.score.judge import Panel
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.weekly.risk import first_step

LOOKS = (1, 3, 6, 8, 13, 26)
"""Weeks back at which the review looks for how long an ending has been advised; the nearer ones are days on which it
looks for alarms as well (`lookback.LOOKS`), so that the record is read for both at once."""

WEEKS = 13
"""Weeks over which the cost of one is taken: a quarter, so that one quiet or one bad week does not speak for all."""

HOUR = 60

Past = Callable[[date], Judgement | Panel]
"""How the record was judged at the end of an earlier day; of a panel, only who is asked for is judged."""


class Cost(NamedTuple):
    """What a week with a client costs: hours (None: no minutes noted), and the mean of the energy noted (-2 to 2)."""

    hours: float | None
    energy: float | None
    weeks: int = WEEKS


class PutOff(NamedTuple):
    """An ending that is advised and was not begun: since when at least, and until when it was postponed."""

    client: str
    recommendation: Recommendation
    since: date
    or_longer: bool
    postponed: date | None
    until: date | None
    command: str
    cost: Cost = Cost(None, None)


def put_off(shown: Iterable[History], judged: Iterable[Assessment], desk: Desk, past: Past) -> Iterator[PutOff]:
    """Yield the endings that are being put off; an ending begun, or decided against, is not."""
    histories = {each.client.client: each for each in shown}
    for each in judged:
        history = histories[each.client]
        if history.client.stands is ClientStatus.OFFBOARDING or _overridden(each):
            continue
        step = next((step for step in each.next_steps if "offboard" in step.command), first_step(each))
        if each.recommendation in ENDINGS and step is not None:
            since, or_longer = _stands_since(each.client, desk.today, past)
            day, until = _postponed(history, desk)
            cost = cost_of(history, desk)
            yield PutOff(each.client, each.recommendation, since, or_longer, day, until, step.command, cost)


def cost_of(history: History, desk: Desk) -> Cost:
    """Return what a week with a client cost over the last quarter."""
    monday = desk.today - timedelta(days=desk.today.weekday())
    found = spent(history, Window(monday - timedelta(weeks=WEEKS - 1), desk.today), desk.zone)
    hours = found.minutes / HOUR / WEEKS if found.entries else None
    return Cost(hours, found.energy_sum / found.energies if found.energies else None)


def _overridden(found: Assessment) -> bool:
    """Whether the user decided otherwise, and that still holds: then nothing is being put off."""
    return found.decided is not None and found.decided.choice is Choice.OVERRIDDEN


def _stands_since(client: str, today: date, past: Past) -> tuple[date, bool]:
    """Return the earliest of the looks back at which the ending already stood, and whether it is the last of all.

    Found by halving, since each look judges the whole record; a gap in between is not looked for.
    """
    days = [today - timedelta(weeks=weeks) for weeks in (0, *LOOKS)]
    stood, not_yet = 0, len(days)
    while not_yet - stood > 1:
        look = (stood + not_yet) // 2
        earlier = past(days[look]).of(client)
        if earlier is not None and earlier.recommendation in ENDINGS:
            stood = look
        else:
            not_yet = look
    return days[stood], stood == len(LOOKS)


def _postponed(history: History, desk: Desk) -> tuple[date | None, date | None]:
    """Return when the ending was last postponed, and until when, unless something else was decided since."""
    about = [each for each in history.decisions if each.recommendation in ENDINGS]
    last = max(about, key=lambda each: day_of(each.at, desk.zone), default=None)
    if last is None or last.choice is not Choice.POSTPONED:
        return None, None
    return day_of(last.at, desk.zone), day_of(last.until, desk.zone) if last.until is not None else None
