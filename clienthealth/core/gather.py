"""From loose records to a portfolio: one history a client, in the order the score means."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, tzinfo
from typing import TypeVar

from clienthealth.core.history import History, Portfolio, Week
from clienthealth.core.moments import When, day_of, is_moment
from clienthealth.core.records.agreed import Boundary, Expectation, Next, Promise
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.contact import Interaction
from clienthealth.core.records.judged import Decision, Outcome, Survey
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.records.spent import Away, Pulse, Time
from clienthealth.core.records.trouble import Complaint, Effort, Hardship, Signal

R = TypeVar("R", bound=Record)

PLACES: dict[type[Record], str] = {
    Time: "times",
    Expectation: "expectations",
    Promise: "promises",
    Complaint: "complaints",
    Effort: "efforts",
    Signal: "signals",
    Boundary: "boundaries",
    Hardship: "hardships",
    Invoice: "invoices",
    Payment: "payments",
    Survey: "surveys",
    Next: "nexts",
    Pulse: "pulses",
    Decision: "decisions",
    Outcome: "outcomes",
}
"""Where each type of record stands in a history."""


def portfolio(records: Iterable[Record], zone: tzinfo, until: date | None = None) -> Portfolio:
    """Group records into a portfolio; with `until`, interactions after that day are left out of the sums.

    A client without a record of its own is called by its slug and begins with its first record.
    """
    by_client: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_client[record.client].append(record)
    aways = tuple(each for each in by_client.pop("", []) if isinstance(each, Away))
    histories = tuple(_history(slug, by_client[slug], zone, until) for slug in sorted(by_client))
    return Portfolio(histories=histories, aways=tuple(sorted(aways, key=lambda each: in_order(each, zone))))


def in_order(record: Record, zone: tzinfo) -> tuple[date, bool, float, str]:
    """Return what sorts records: the day in the zone, bare days first, then by moment, then by id."""
    return day_of(record.at, zone), is_moment(record.at), seconds(record.at), record.id


def latest(records: Iterable[R], day: date, zone: tzinfo) -> R | None:
    """Return the latest record up to the end of a day."""
    known = [each for each in records if day_of(each.at, zone) <= day]
    return max(known, key=lambda each: in_order(each, zone), default=None)


def seconds(when: When) -> float:
    """Return the moment as seconds, or 0 for a bare day."""
    stamp = getattr(when, "timestamp", None)
    return float(stamp()) if stamp else 0.0


def weeks(interactions: Iterable[Interaction], zone: tzinfo) -> tuple[Week, ...]:
    """Sum interactions by ISO week of their day in the zone."""
    by_week: dict[int, list[tuple[int, Interaction]]] = defaultdict(list)
    for each in interactions:
        day = day_of(each.at, zone).toordinal()
        by_week[(day - 1) // 7].append((day, each))
    return tuple(_week(by_week[number]) for number in sorted(by_week))


def _week(held: Sequence[tuple[int, Interaction]]) -> Week:
    days = [day for day, _ in held]
    tones = [(day, each.tone) for day, each in held if each.tone is not None]
    energies = [each.energy for _, each in held if each.energy is not None]
    return Week(
        first_day=min(days),
        last_day=max(days),
        count=len(held),
        day_sum=sum(days),
        tone_sum=sum(tone for _, tone in tones),
        tone_day_sum=sum(day * tone for day, tone in tones),
        minutes=sum(each.minutes or 0 for _, each in held),
        unbilled=sum(each.minutes or 0 for _, each in held if each.billable is False),
        energy_sum=sum(energies),
        energy_count=len(energies),
        last_in=max((day for day, each in held if each.direction != "out"), default=None),
        last_out=max((day for day, each in held if each.direction != "in"), default=None),
        minutes_count=sum(each.minutes is not None for _, each in held),
    )


def _history(slug: str, records: Sequence[Record], zone: tzinfo, until: date | None) -> History:
    ordered = sorted(records, key=lambda each: in_order(each, zone))
    clients = [each for each in ordered if isinstance(each, Client)]
    placed: dict[str, list[Record]] = {name: [] for name in History.__fields__}
    for each in ordered:
        if type(each) in PLACES:
            placed[PLACES[type(each)]].append(each)
    interactions = [
        each for each in ordered if isinstance(each, Interaction) and (until is None or day_of(each.at, zone) <= until)
    ]
    client = clients[-1] if clients else Client(client=slug, at=ordered[0].at, id=slug, name=slug)
    del placed["client"], placed["weeks"]
    whole = {name: tuple(held) for name, held in placed.items()}
    return History(client=client, weeks=weeks(interactions, zone), **whole)  # type: ignore[arg-type]
