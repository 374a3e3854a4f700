"""Calendars (.ics): meetings that took place, from two years back (or `since`) to the present.

An occurrence is known by the event's id and the start that it had by the rule, so a meeting that was moved stays
the same one. Nobody's coming can be read off a calendar: what was answered before is all it knows.

Answers that are asked for or obeyed: `zone:NAME` (what an unknown zone is, as Europe/Berlin; none leaves it out),
`since` (a day), `call-words` (words in titles that make it a call), `floating` (yes: times without a zone are in that
of their calendar, X-WR-TIMEZONE, else in the profile's), `all-day` (yes: take them as a day), `titles` (yes: with
nobody named, the title is the name that is looked for), `private` (yes: take these too), `subjects` (no: leave titles
out).
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from clienthealth.errors import UsageError
from clienthealth.importers.answers import Answers
from clienthealth.importers.calendars.event import (
    Bad,
    Event,
    Moment,
    event,
    in_zone,
    is_made,
    original_of,
    uid_of,
    written,
    zones_of,
)
from clienthealth.importers.calendars.lines import Part, begins_as_calendar, parts
from clienthealth.importers.calendars.meeting import Meetings
from clienthealth.importers.calendars.series import Occurrence, in_order, occurrences, steps
from clienthealth.importers.calendars.zones import UnknownZone, Zones
from clienthealth.importers.items import Item, Problem, Question, Skipped
from clienthealth.importers.source import Source

BACK = 2
"""Years that are read where no day is named."""

AHEAD = timedelta(days=60)
"""How far from the present the next occurrence of a series is looked for."""

MOST_IN_A_FILE = 50_000
"""Occurrences of recurring events that are taken from one file."""

MOST_STEPS = 500_000
"""Steps from one occurrence to the next that are walked for one file, those before the time that is read included."""

_A_LOOK = 1_000
"""Steps that looking in vain for a day of a rule counts as."""

_ZONE_HINT = "--answer 'zone:{name}=Europe/Berlin' says what it is"
_SHOWN = 3


def recognises(source: Source) -> bool:
    """Whether it begins as a calendar or as one event of it does."""
    return not source.is_folder and begins_as_calendar(source.head)


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield what a calendar holds, series by series; raises BadData where it is none."""
    return _Reading(source, answers).items()


class _Reading:
    def __init__(self, source: Source, answers: Answers) -> None:
        self._source = source
        self._encoding = answers.get("encoding", "cp1252")
        self._begin = datetime.combine(_since(answers), time(), answers.zone)
        self._answers = answers
        self._zones = Zones((), {})
        self._meetings = Meetings(answers, self._begin)
        self._made: set[str] = set()
        self._left = MOST_IN_A_FILE
        self._steps = MOST_STEPS

    def items(self) -> Iterator[Item]:
        groups: dict[bytes, list[Part]] = {}
        zones: list[bytes] = []
        others: list[Part] = []
        for part in parts(self._source):
            if part.kind == "VTIMEZONE":
                zones.append(part.text)
            elif part.kind == "VEVENT" and part.method not in {"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"}:
                groups.setdefault(uid_of(part), []).append(part)
            else:
                others.append(part)
        self._zones = Zones(zones, self._answers.given)
        question = self._question(groups)
        if question:
            yield question
            return
        for part in others:
            yield Skipped(f"line {part.line}", "not-contact", part.kind)
        for group in groups.values():
            yield from self._group(group)

    def _question(self, groups: dict[bytes, list[Part]]) -> Question | None:
        """Return the first zone that nobody knows, if a time that would be taken is in it."""
        seen: set[str] = set()
        for part in (part for group in groups.values() for part in group):
            for name in zones_of(part, self._encoding):
                if name in seen or self._zones.refused(name):
                    continue
                try:
                    self._zones.named(name)
                    seen.add(name)
                except UnknownZone:
                    if not self._is_old(part):
                        return _asked(name, part, self._encoding)
        return None

    def _is_old(self, part: Part) -> bool:
        """Whether a single event lies before what is read, whatever its zone may be."""
        found = re.search(rb"(?mi)^DTSTART[^:\n]*:(\d{8})", part.text)
        far = f"{self._begin - timedelta(days=2):%Y%m%d}".encode()
        return found is not None and found[1] < far and not re.search(rb"(?mi)^(RRULE|RDATE)[;:]", part.text)

    def _group(self, group: list[Part]) -> Iterator[Item]:
        """Yield the items of the events of one id; of several versions of one the highest is taken."""
        newest: dict[str, Event] = {}
        unread: list[Moment] = []
        twins: dict[str, Event] = {}
        for part in group:
            try:
                found = self._event(part)
            except (Bad, UnknownZone) as error:
                yield self._refused(part, error)
                original = original_of(part, self._zones, self._encoding)
                unread += [] if original is None else [original]
                continue
            yield from _newer(newest, found, twins)
        yield from self._twins(newest, twins)
        if (again := self._again(newest)) is not None:
            yield from again
            return
        master = newest.pop("", None)
        if master and unread:  # what was changed, and nobody can read how, was not held as the rule has it
            master = master._replace(without=(*master.without, *unread))
        if master and not master.recurs and not newest:
            yield from self._meetings.single(master)
        elif master or newest:
            yield from self._series(master, list(newest.values()))

    def _event(self, part: Part) -> Event:
        """Read an event; times without a zone are in the one that its calendar says it is in, if they are taken."""
        found = event(part, self._zones, self._encoding)
        if not self._answers.says("floating") or not part.zone:
            return found
        try:
            return in_zone(found, self._zones.named(part.zone))
        except UnknownZone:
            return found

    def _twins(self, newest: dict[str, Event], twins: dict[str, Event]) -> Iterator[Item]:
        """Yield the items of several events to which a program gave one id; each is known by its start as well."""
        best = newest[""].version if twins else None
        for each in twins.values():
            if each.version != best:
                yield Skipped(each.spot, "duplicate", f"replaced at {newest[''].spot}")
        alike = [each for each in twins.values() if each.version == best]
        for each in [newest.pop(""), *alike] if alike else []:
            yield from self._meetings.single(each._replace(uid=f"{each.uid}|{written(each.start)}"))

    def _again(self, newest: dict[str, Event]) -> list[Item] | None:
        """Return what is left out where events without an id were there before, written otherwise."""
        uid = next((each.uid for each in newest.values()), "")
        if uid not in self._made:
            self._made |= {uid} if is_made(uid) else set()
            return None
        return [Skipped(each.spot, "duplicate") for each in newest.values()]

    def _refused(self, part: Part, error: Bad | UnknownZone) -> Item:
        """Return what is said of an event that cannot be read, or that is in a zone nobody knows."""
        spot = f"line {part.line}"
        if isinstance(error, Bad):
            return Problem(spot, error.field, error.what)
        if self._is_old(part):
            return Skipped(spot, "old")
        name = error.name[:60]
        return Problem(spot, "TZID", f"{name!r} is no zone that is known", _ZONE_HINT.format(name=name))

    def _series(self, master: Event | None, changes: list[Event]) -> Iterator[Item]:
        """Yield the items of a series; where its rule cannot be carried out, what was changed of it still stands."""
        found = None
        if master:
            try:
                found = self._expanded(master, changes)
            except Bad as bad:
                yield Problem(master.spot, bad.field, bad.what, "enter its meetings by hand, or export fewer of them")
        if found is not None and master:
            yield from self._meetings.series(master, changes, found)
        elif changes:
            alone = [Occurrence(each, each.start, each.end, each.original or each.start) for each in changes]
            yield from self._meetings.series(changes[0], changes, in_order(alone))

    def _weighed(self, master: Event, end: datetime) -> int:
        """Return the steps that a series costs; one that is refused costs the time of looking at it."""
        try:
            return steps(master, self._begin, end)
        except Bad:
            self._steps -= _A_LOOK
            raise

    def _expanded(self, master: Event, changes: list[Event]) -> list[Occurrence]:
        end = self._answers.now.astimezone(self._answers.zone) + AHEAD
        if self._steps > 0:
            self._steps -= self._weighed(master, end)
        if self._left <= 0 or self._steps <= 0:
            raise Bad("RRULE", f"the events of this file repeat more than {MOST_IN_A_FILE:,} times")
        found = occurrences(master, changes, self._begin, end)
        self._left -= len(found)
        return found


def _newer(newest: dict[str, Event], found: Event, twins: dict[str, Event]) -> Iterator[Item]:
    """Let the higher of two versions stand for an event or an occurrence; yield that the other one is left out.

    Two at different times, neither of which is the higher one, are no versions but `twins`, if they take place once.
    """
    place = "" if found.original is None else written(found.original)
    other = newest.get(place)
    once = not place and not found.recurs and other is not None and not other.recurs
    if other and once and other.version == found.version and written(other.start) != written(found.start):
        if (start := written(found.start)) in twins:
            yield Skipped(found.spot, "duplicate", f"as at {twins[start].spot}")
        twins.setdefault(start, found)
        return
    older = found if other and other.version > found.version else other
    newest[place] = other if other and older is found else found
    if older:
        yield Skipped(older.spot, "duplicate", f"replaced at {newest[place].spot}")


def _since(answers: Answers) -> date:
    given = answers.get("since")
    if given:
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise UsageError(f"since: {given!r} is no day", "as 2025-01-31") from error
    today = answers.today
    return today.replace(year=today.year - BACK, day=min(today.day, 28) if today.month == 2 else today.day)  # noqa: PLR2004


def _asked(name: str, part: Part, encoding: str) -> Question:
    shown = [line.decode(encoding, "replace") for line in part.text.split(b"\n") if b"TZID" in line.upper()]
    return Question(
        f"zone:{name}",
        f"which zone is {name!r}, as Europe/Berlin? (none: leave out what is in it)",
        (),
        tuple(shown[:_SHOWN]),
    )
