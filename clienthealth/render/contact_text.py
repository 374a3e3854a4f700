"""Answer times, last words, hours and rhythm, in words and as plain values: each number with its direction and n."""

from collections.abc import Iterator, Sequence
from typing import Any

from clienthealth.core.responses.answers import Answered
from clienthealth.core.responses.contact import Contact
from clienthealth.core.responses.pairs import Loop
from clienthealth.core.saying import Value, say
from clienthealth.render.numbers import written
from clienthealth.render.phrases import FALLBACK, said
from clienthealth.render.sheet import Line, Section
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

SUBJECT = "contact"
TEXT = 40
PLACES = 2

MOST = 3
"""Conversations named where they wait for us, the newest: an old last word is mostly a thank-you."""

MOST_PLAIN = 20
"""Conversations of either side among the plain values; of more it is said how many."""

HOURS_A_DAY, LONGEST_IN_HOURS = 24, 72
"""Hours up to which a length is told in hours; after that nobody counts them."""


def section(contact: Contact, voice: Voice) -> Section:
    """Return what their contacts say; without lines where there were none."""
    words = _Words(contact, voice.language)
    found = tuple(lines(contact, voice.language))
    title = words.said("title", since=voice.long_day(contact.since))
    return Section(title, found, intro=(words.said("not-scored"),) if found else ())


def lines(contact: Contact, language: str = FALLBACK) -> Iterator[Line]:
    """Yield what is known, a line each: our answers first, then theirs, last words, hours, rhythm."""
    words = _Words(contact, language)
    for lead, told in (
        ("ours", words.answers("ours", contact.answers.ours)),
        ("theirs", words.answers("theirs", contact.answers.theirs)),
        ("waiting", words.waiting()),
        ("awaited", words.awaited()),
        ("off-hours", words.off_hours()),
        ("rhythm", words.rhythm()),
    ):
        sentences = tuple(told)
        if sentences:
            yield Line(words.said(f"{lead}.lead"), sentences[0], sentences[1:])


def as_plain(contact: Contact) -> dict[str, Any]:
    """Return it as plain values; none of them enters the score.

    `answers`: of `ours` and `theirs` {n, median_hours by the clock, median_working_hours by our working hours}
    (higher = slower, null of fewer than three), and `misdated`, answers stamped before their question. `waiting` (they
    had the last word) and `awaited` (we had it): {n, talk_went_on, conversations, left_out}; of a conversation `days`
    (higher = longer) and what it began with. `off_hours`: `n` of `of` messages outside `hours` in `timezone` (higher =
    more), `agreed` with them or ours. `rhythm`: `median_gap_days` (higher = rarer), and days with contact in four weeks
    of the last quarter and before it (higher = more often).
    """
    found, hours, rhythm = contact.answers, contact.off_hours, contact.rhythm
    return {
        "since": contact.since.isoformat(),
        "until": contact.until.isoformat(),
        "answers": {"ours": _answered(found.ours), "theirs": _answered(found.theirs), "misdated": found.dropped},
        "waiting": _loops(contact.waiting, contact),
        "awaited": _loops(contact.awaited, contact),
        "off_hours": {
            "n": hours.n,
            "of": hours.of,
            "hours": str(hours.by.hours),
            "timezone": str(hours.by.zone),
            "agreed": hours.by.agreed,
        },
        "rhythm": {
            "contacts": rhythm.contacts,
            "days": rhythm.days,
            "median_gap_days": rhythm.gap,
            "days_in_four_weeks": _rounded(rhythm.recent),
            "days_in_four_weeks_before": _rounded(rhythm.before),
        },
    }


class _Words:
    """The sentences on one client's contacts in one language."""

    def __init__(self, contact: Contact, language: str) -> None:
        self.contact = contact
        self.language = language

    def said(self, key: str, **values: Value) -> str:
        """Return the sentence of a key."""
        return said(say(key, **values), SUBJECT, self.language)

    def answers(self, side: str, found: Answered) -> Iterator[str]:
        """Say how soon a side answers, or that too few answers are on record to tell."""
        if found.clock is not None and found.working is not None:
            working = self.said("long.working", n=written(found.working, 1, self.language))
            yield self.said(f"{side}.median", n=found.n, clock=self._long(found.clock), working=working)
        elif found.n:
            yield self.said(f"{side}.few", n=found.n)
        if side == "ours" and self.contact.answers.dropped:
            yield self.said("misdated", n=self.contact.answers.dropped)

    def waiting(self) -> Iterator[str]:
        """Say where they had the last word, and name the newest of these conversations."""
        still = [each for each in self.contact.waiting if not each.over]
        if still:
            yield self.said("waiting.line", n=len(still), days=self._age(still[0]))
        for each in still[: -MOST - 1 : -1]:
            text, key = clipped(each.first.text, TEXT), "waiting.named" if each.first.text else "waiting.bare"
            yield self.said(key, n=_age(each, self.contact), handle=each.first.handle, text=text)
        if over := len(self.contact.waiting) - len(still):
            yield self.said("waiting.over", n=over)

    def awaited(self) -> Iterator[str]:
        """Say where we had it."""
        still = [each for each in self.contact.awaited if not each.over]
        if still:
            yield self.said("awaited.line", n=len(still), days=self._age(still[0]))

    def off_hours(self) -> Iterator[str]:
        """Say how many of their messages came outside whose hours."""
        found = self.contact.off_hours
        if found.of:
            by = {"hours": str(found.by.hours), "zone": str(found.by.zone)}
            yield self.said("off-hours.agreed" if found.by.agreed else "off-hours.ours", n=found.of, off=found.n, **by)

    def rhythm(self) -> Iterator[str]:
        """Say how often there is contact, and whether that has changed."""
        found = self.contact.rhythm
        if found.days:
            yield self.said("rhythm.days", n=found.days)
        if found.gap is not None:
            yield self.said("rhythm.gap", n=written(found.gap, 1, self.language))
        if found.recent is not None and found.before is not None:
            now, before = (written(each, 1, self.language) for each in (found.recent, found.before))
            yield self.said("rhythm.change", now=now, before=before)

    def _age(self, loop: Loop) -> str:
        return self.said("long.days", n=_age(loop, self.contact))

    def _long(self, hours: float) -> str:
        if hours > LONGEST_IN_HOURS:
            return self.said("long.days", n=written(hours / HOURS_A_DAY, 1, self.language))
        return self.said("long.hours", n=written(hours, 1, self.language))


def _age(loop: Loop, contact: Contact) -> int:
    return contact.until.toordinal() - loop.first.day


def _answered(found: Answered) -> dict[str, Any]:
    return {"n": found.n, "median_hours": _rounded(found.clock), "median_working_hours": _rounded(found.working)}


def _loops(held: Sequence[Loop], contact: Contact) -> dict[str, Any]:
    """Return the conversations of one side: the newest, each with its age, oldest first among them."""
    shown = held[-MOST_PLAIN:]
    return {
        "n": len(held),
        "talk_went_on": sum(each.over for each in held),
        "conversations": [
            {
                "record": each.first.record,
                "handle": each.first.handle,
                "text": each.first.text,
                "days": _age(each, contact),
                "messages": each.messages,
                "talk_went_on": each.over,
                "needs_reply": each.asked,
            }
            for each in shown
        ],
        "left_out": len(held) - len(shown),
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, PLACES)
