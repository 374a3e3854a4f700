"""What becomes of an event that took place, or did not: a record, something to ask, or nothing."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from clienthealth.importers.answers import Answers
from clienthealth.importers.calendars.event import (
    Event,
    Moment,
    address_in,
    instant,
    is_day,
    is_floating,
    span,
    written,
)
from clienthealth.importers.calendars.series import Occurrence
from clienthealth.importers.items import Draft, Hint, Item, Skipped, Who

A_DAY = timedelta(hours=24)
"""From this length on an event is one of days, whether it has times or not."""

OFTEN = 3
"""Moved so many times is often."""

LATE = timedelta(hours=24)
"""Cancelled so shortly before is late."""


_TAKES = {
    "all-day": "no time of day: --answer all-day=yes takes such",
    "floating": "no zone: --answer floating=yes takes such in that of the calendar, else of the profile",
    "title-only": "nobody invited: --answer titles=yes looks for clients by such titles",
}


class Meetings:
    """Tells of each occurrence of a calendar what it is, by what was answered about it."""

    def __init__(self, answers: Answers, begin: datetime) -> None:
        self._answers = answers
        self._begin = begin
        words = [word.strip() for word in answers.get("call-words").split(",") if word.strip()]
        self._calls = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE) if words else None
        )

    def single(self, event: Event) -> Iterator[Item]:
        """Yield what becomes of an event that takes place once."""
        whole = Occurrence(event, event.start, event.end, event.start)
        yield from self._item(whole, event, f"{event.uid}|")
        if event.sequence >= OFTEN and self._took_place(whole):
            yield from self._moved(event, event.sequence)

    def series(self, first: Event, changes: Sequence[Event], found: Sequence[Occurrence]) -> Iterator[Item]:
        """Yield what becomes of the occurrences of a series, the next one included, and of changes to none of them."""
        told = {id(first)} if found else set()
        asked = False
        for each in found:
            told.add(id(each.event))
            if self._start(each) < self._begin:
                yield Skipped(each.event.spot, "old")
                continue
            future = self._start(each) > self._answers.now
            for item in self._item(each, first, f"{first.uid}|{written(each.original)}"):
                of_nobody = isinstance(item, Hint) and not item.parties
                if not (of_nobody and asked):  # one question for a series that names nobody, not one a week
                    yield item
                asked = asked or of_nobody
            if future:
                break
        yield from self._left_over([first, *changes], told)
        moved = sum(each.original is not None and written(each.original) != written(each.start) for each in changes)
        if moved >= OFTEN and found:
            yield from self._moved(first, moved)

    def _left_over(self, events: Sequence[Event], told: set[int]) -> Iterator[Item]:
        """Yield why an event of a series is none of its occurrences: of another time, or taken out of it."""
        for event in events:
            if id(event) in told:
                continue
            told.add(id(event))
            start = instant(event.start, self._answers.zone)
            if start < self._begin:
                yield Skipped(event.spot, "old")
            elif start > self._answers.now:
                yield Skipped(event.spot, "not-held")
            else:
                yield Skipped(event.spot, "deleted" if event.original is not None else "empty")

    def _start(self, each: Occurrence) -> datetime:
        return instant(each.start, self._answers.zone)

    def _took_place(self, each: Occurrence) -> bool:
        return (
            self._begin <= self._start(each)
            and instant(each.end or each.start, self._answers.zone) <= self._answers.now
        )

    def _item(self, each: Occurrence, first: Event, key: str) -> Iterator[Item]:
        event = each.event
        reason = self._left_out(each)
        if reason:
            yield Skipped(event.spot, reason)
            return
        parties, declined = self._parties(event)
        if not self._took_place(each):
            yield Skipped(event.spot, "not-held")
            if parties and event.status != "CANCELLED" and self._start(each) > self._answers.now:
                yield self._hint(
                    "future-appointment",
                    key,
                    each,
                    parties,
                    {"type": "next", "text": self._title(event) or "meeting", "due": self._at(each)},
                )
            return
        if declined:
            yield Skipped(event.spot, "declined")
            return
        yield from self._held(each, first, key, parties)

    def _left_out(self, each: Occurrence) -> str:
        """Return why an occurrence is no meeting that may be taken, whoever it was with; nothing if it may."""
        event = each.event
        if event.private and not self._answers.says("private"):
            return "private"
        if any(person.answer == "DECLINED" and self._answers.is_me(person.who) for person in event.people):
            return "declined"
        if event.transparent and self._is_days(each):
            return "not-contact"
        return "old" if self._start(each) < self._begin else ""

    def _held(self, each: Occurrence, first: Event, key: str, parties: tuple[Who, ...]) -> Iterator[Item]:
        event = each.event
        said = self._said(each)
        cancelled = event.status == "CANCELLED"
        unsure = self._unsure(each)
        if unsure or not parties:
            if self._answers.says("titles") and not unsure and event.title:
                yield self._draft(each, first, said, key, (Who(address_in(event.title), event.title),))
                return
            reason = unsure or "title-only"
            yield self._skipped(event, reason)
            if event.title and not cancelled:
                named = address_in(event.title)
                yield self._hint(
                    reason, key if unsure else first.uid, each, parties or ((Who(named),) if named else ()), said
                )
            return
        yield self._draft(each, first, said, key, parties)
        if cancelled and (hours := self._cancelled_before(each)) is not None:
            yield self._hint("cancelled-late", key, each, parties, None, hours=hours)

    def _skipped(self, event: Event, why: str) -> Skipped:
        """Return what is left to the user, with the answer that takes it; an event of nobody without a title is not."""
        if why == "title-only" and not event.title:
            return Skipped(event.spot, "no-party")
        return Skipped(event.spot, "to-decide", f"{self._title(event)} ({_TAKES[why]})".strip())

    def _title(self, event: Event) -> str:
        return event.title if self._answers.says("subjects", default=True) else ""

    def _unsure(self, each: Occurrence) -> str:
        """Return which of its times must be asked for: an event of days has none, a floating one no zone."""
        if self._is_days(each):
            return "" if self._answers.says("all-day") else "all-day"
        return "floating" if is_floating(each.start) and not self._answers.says("floating") else ""

    def _is_days(self, each: Occurrence) -> bool:
        return is_day(each.start) or (each.end is not None and span(each.start, each.end) >= A_DAY)

    def _draft(self, each: Occurrence, first: Event, said: dict[str, Any], key: str, parties: tuple[Who, ...]) -> Draft:
        newest = max(each.event.version, first.version)
        return Draft(each.event.spot, "interaction", said, key, parties, rank="{:010d}|{}|{}".format(*newest))

    def _said(self, each: Occurrence) -> dict[str, Any]:
        title = each.event.title
        call = self._calls is not None and self._calls.search(title) is not None
        said: dict[str, Any] = {"at": self._at(each), "channel": "call" if call else "meeting", "direction": "both"}
        if self._title(each.event):
            said["subject"] = title
        if each.event.status == "CANCELLED":
            said["status"] = "cancelled"
        elif each.end is not None and not self._is_days(each) and (length := span(each.start, each.end)):
            minutes = length.total_seconds() / 60
            said["minutes"] = int(minutes) if minutes.is_integer() else round(minutes, 2)
        return said

    def _at(self, each: Occurrence) -> str:
        """Return when it was: the day of one without times, the local time of one without a zone, else in UTC."""
        start: Moment = each.start
        if not isinstance(start, datetime):
            return start.isoformat()
        return (start.astimezone(UTC) if start.tzinfo else start).isoformat()

    def _parties(self, event: Event) -> tuple[tuple[Who, ...], bool]:
        """Return who took part besides us, and whether somebody would have but all of them said no."""
        others = [person for person in event.people if not self._answers.is_me(person.who)]
        present = tuple(dict.fromkeys(person.who for person in others if person.takes_part))
        named = {who.address for who in present if who.name}
        there = tuple(who for who in present if who.name or who.address not in named)
        return there, not there and any(person.answer == "DECLINED" for person in others)

    def _cancelled_before(self, each: Occurrence) -> str | None:
        """Return how many hours before it began a cancelled event was last changed, if that was late."""
        changed = each.event.changed
        if not changed.endswith("Z"):
            return None
        try:
            before = self._start(each) - datetime.strptime(changed, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            return None
        return str(round(before.total_seconds() / 3600)) if timedelta(0) <= before < LATE else None

    def _moved(self, event: Event, times: int) -> Iterator[Item]:
        parties, _ = self._parties(event)
        if parties and not self._left_out(Occurrence(event, self._begin, None, event.start)):
            whole = Occurrence(event, event.start, event.end, event.start)
            yield self._hint("moved-often", event.uid, whole, parties, None, times=str(times))

    def _hint(
        self,
        reason: str,
        key: str,
        each: Occurrence,
        parties: tuple[Who, ...],
        would: dict[str, Any] | None,
        **more: str,
    ) -> Hint:
        title = self._title(each.event)
        record = None if would is None else {"type": "interaction", **would}
        return Hint(
            each.event.spot, reason, f"{reason}|{key}", self._at(each), parties, {"title": title, **more}, record
        )
