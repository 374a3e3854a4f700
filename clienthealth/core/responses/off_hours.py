"""How many of their messages came outside the hours that were agreed: a count, and no judgement of it.

The hours are the client's `contact_hours`, else ours; the zone is the client's, else ours: nine in the evening with
us may be three in the afternoon with them.
"""

from collections.abc import Iterable
from datetime import tzinfo
from functools import cache
from typing import NamedTuple

from clienthealth.core.kinds import Channel, Direction
from clienthealth.core.records.client import Client
from clienthealth.core.responses.message import Message
from clienthealth.core.working_time import WorkingHours

MET = frozenset({Channel.MEETING, Channel.VISIT})
"""Channels on which both agreed on the hour."""


class Hours(NamedTuple):
    """The hours by which contact is judged: in which zone, and whether they were agreed with the client."""

    hours: WorkingHours
    zone: tzinfo
    agreed: bool = False


class OffHours(NamedTuple):
    """How many of their messages of which the time of day is known came outside some hours (higher = more)."""

    n: int
    of: int
    by: Hours


def hours_of(client: Client, hours: WorkingHours, zone: tzinfo) -> Hours:
    """Return the hours of a client: as agreed, else ours; text that names no hours agrees none."""
    theirs = _zone(client.timezone) or zone
    try:
        return Hours(WorkingHours.parse(client.contact_hours or ""), theirs, agreed=True)
    except ValueError:
        return Hours(hours, theirs)


def off_hours(messages: Iterable[Message], by: Hours) -> OffHours:
    """Return how many of their messages came outside some hours."""
    timed = [each.moment for each in messages if each.moment is not None and _theirs(each)]
    return OffHours(sum(not by.hours.covers(each.astimezone(by.zone)) for each in timed), len(timed), by)


def _theirs(message: Message) -> bool:
    return message.direction is Direction.IN and message.channel not in MET


@cache
def _zone(name: str | None) -> tzinfo | None:
    """Return a zone by its name; None for one that this machine does not know."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        return None
