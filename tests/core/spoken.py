"""Messages in one line each: `said("in", "2026-01-12 09:00")`; days and hours are those of Berlin."""

from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from clienthealth.core.kinds import Channel, Direction
from clienthealth.core.responses.clock import Worked
from clienthealth.core.responses.message import Message
from clienthealth.core.working_time import WorkingHours

ZONE = ZoneInfo("Europe/Berlin")
HOURS = WorkingHours.parse("mon-fri 09:00-17:00")
WORKED = Worked(HOURS, ZONE)
IDS = count(1)


def said(direction, at, thread="t", **given):
    """A message of a thread; without a time of day it is known by its day alone."""
    when = datetime.fromisoformat(at)
    moment = (when if when.tzinfo else when.replace(tzinfo=ZONE)) if ":" in at else None
    day = moment.astimezone(ZONE).date() if moment else date.fromisoformat(at)
    number = next(IDS)
    channel = Channel(given.pop("channel", "email"))
    given = {"record": f"r{number:05d}", "handle": f"i{number}", **given}
    return Message("acme", day.toordinal(), moment, Direction(direction), channel=channel, thread=thread, **given)


def chat(direction, at, **given):
    return said(direction, at, channel="chat", **given)


def hours(pairs, *, ours):
    """How long each answer of a side took by the clock, in the order of the questions."""
    meant = sorted((each for each in pairs if each.ours is ours), key=lambda each: each.asked.moment.timestamp())
    taken = [(each.answer.moment.timestamp() - each.asked.moment.timestamp()) / 3600 for each in meant]
    return [round(each, 2) for each in taken]
