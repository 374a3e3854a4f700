"""What is due, in words: one sentence each, and `today` as lines."""

from clienthealth.core.commitments.deadline import Timed
from clienthealth.core.weekly.due import Due, What
from clienthealth.core.weekly.today import Today
from clienthealth.render.absent_text import absent_lines
from clienthealth.render.sheet import LEAD, WIDTH, wrapped
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, columns, table

HOURS_A_DAY = 24
MINUTES = 60

OWNER = 12
"""Columns of a colleague's name."""

TEXT = 48
"""Columns of what somebody wrote; longer than a week's name for a thing, shorter than a line."""


def today_text(today: Today, voice: Voice) -> str:
    """Return what is due, one line each; where nothing is, one line that says so."""
    away = [line for each in absent_lines(today.absent, voice) for line in wrapped(each, WIDTH)]
    if not today.due:
        return "\n".join([*away, voice.word("today.nothing", day=voice.long_day(today.day))])
    rows = [[*_who(each, today), by_when(each, voice), each.handle, said(each, voice)] for each in today.due]
    room = WIDTH - sum(max(columns(row[place]) for row in rows) + 2 for place in range(len(rows[0]) - 1))
    return "\n".join([*away, table([[*row[:-1], clipped(row[-1], max(room, LEAD))] for row in rows])])


def _who(due: Due, today: Today) -> list[str]:
    """Return whose it is: the client, and who of us takes care of it where there is a team."""
    owner = [clipped(due.owner or "", OWNER)] if today.team else []
    return [clipped(due.client, LEAD), *owner]


def said(due: Due, voice: Voice) -> str:
    """Return what is due in one sentence."""
    shown = voice.quote(due.text, TEXT) if due.what is What.SAFETY else clipped(due.text, TEXT)
    return voice.word(f"item.{due.what}", text=shown, n=due.many)


def by_when(due: Timed, voice: Voice) -> str:
    """Return by when it is due, or by how much it is overdue: by the hour where it has one and that is near."""
    if due.moment is not None and due.minutes is not None and _is_near(due):
        at = f"{due.moment:%H:%M}"
        when = voice.word("when.past-hour" if due.past else "when.today-at", time=at)
        return f"{when}, {_away(due.minutes, voice)}"
    if due.days > 0:
        return voice.word("when.overdue", n=due.days)
    at = f"{due.moment:%H:%M}" if due.moment is not None else ""
    if due.days == 0:
        return voice.word("when.today")
    if due.days == -1:
        return voice.word("when.tomorrow-at", time=at) if at else voice.word("when.tomorrow")
    return voice.word("when.by", day=f"{voice.day(due.day)} {at}".strip())


def _is_near(due: Timed) -> bool:
    """Whether hours say more than days: today, or within a day past."""
    return due.days == 0 or (due.past and due.minutes is not None and -due.minutes < HOURS_A_DAY * MINUTES)


def _away(minutes: int, voice: Voice) -> str:
    """Return how far away a moment is, ahead or back: in minutes within the hour, else in whole hours."""
    side, far = ("in" if minutes > 0 else "ago"), abs(minutes)
    if far < MINUTES:
        return voice.word(f"when.minutes-{side}", n=far)
    return voice.word(f"when.hours-{side}", n=far // MINUTES)
