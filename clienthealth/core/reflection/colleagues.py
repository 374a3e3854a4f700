"""Complaints by the colleague whom they met: counted only where that is configured, and never ranked.

A complaint names whom it met, not who caused it; so beside each count stand the contacts that one had, and how many
of the complaints were mostly through us, which is the share of the firm and not of a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from clienthealth.core.reflection.numbers import YEAR
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.reading import Reading


class Colleague(NamedTuple):
    """One of us in the last year: complaints that met this one, of how many clients, how many mostly through us.

    `contacts` are all contacts of the year that were noted with this one.
    """

    name: str
    complaints: int
    clients: int
    ours: int
    contacts: int


def colleagues(readings: Iterable[Reading], contacts: Mapping[str, int], policy: Policy) -> tuple[Colleague, ...]:
    """Return everybody who is named in a complaint or a contact of the year, by name."""
    clients: dict[str, list[str]] = defaultdict(list)
    ours: dict[str, int] = defaultdict(int)
    for reading in readings:
        begin = reading.case.today - YEAR
        for told in (each for episode in reading.episodes for each in episode.complaints):
            name = told.complaint.staff
            if name and told.day > begin:
                clients[name].append(reading.case.client)
                ours[name] += told.fault >= policy.bar.mirror_fault
    return tuple(
        Colleague(name, len(clients[name]), len(set(clients[name])), ours[name], contacts.get(name, 0))
        for name in sorted({*clients, *contacts})
    )
