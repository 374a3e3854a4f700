"""What is due, in words: one sentence each, and `today` as lines."""

from clienthealth.core.weekly.due import Due, What
from clienthealth.core.weekly.today import Today
from clienthealth.render.sheet import LEAD, WIDTH
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, columns, table

TEXT = 48
"""Columns of what somebody wrote; longer than a week's name for a thing, shorter than a line."""


def today_text(today: Today, voice: Voice) -> str:
    """Return what is due, one line each; where nothing is, one line that says so."""
    if not today.due:
        return voice.word("today.nothing", day=voice.long_day(today.day))
    rows = [[clipped(each.client, LEAD), by_when(each, voice), each.handle, said(each, voice)] for each in today.due]
    room = WIDTH - sum(max(columns(row[place]) for row in rows) + 2 for place in range(3))
    return table([[*row[:3], clipped(row[3], max(room, LEAD))] for row in rows])


def said(due: Due, voice: Voice) -> str:
    """Return what is due in one sentence."""
    shown = voice.quote(due.text, TEXT) if due.what is What.SAFETY else clipped(due.text, TEXT)
    return voice.word(f"item.{due.what}", text=shown, n=due.many)


def by_when(due: Due, voice: Voice) -> str:
    """Return by when it is due, or by how much it is overdue."""
    if due.days > 0:
        return voice.word("when.overdue", n=due.days)
    at = f"{due.moment:%H:%M}" if due.moment is not None else ""
    if due.days == 0 and due.past and at:
        return voice.word("when.past-hour", time=at)
    if due.days == 0:
        return voice.word("when.today-at", time=at) if at else voice.word("when.today")
    tomorrow = due.days == -1
    return voice.word("when.tomorrow") if tomorrow else voice.word("when.by", day=f"{voice.day(due.day)} {at}".strip())
