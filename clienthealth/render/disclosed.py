"""Records as the person they are about reads them: words and labels in their language, every field that is filled."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from clienthealth.core.codec import fields_of
from clienthealth.core.frozen import Frozen
from clienthealth.core.lines import line_of
from clienthealth.core.moments import day_of, parse
from clienthealth.core.privacy.copy import Copy, Told, Was, Words
from clienthealth.core.saying import Value, say
from clienthealth.render.page.wording import Wording
from clienthealth.render.phrases import phrase, said
from clienthealth.render.privacy_text import word
from clienthealth.render.sheet import WIDTH, Line, wrapped
from clienthealth.render.words import visible

SHORT = 60
"""Characters up to which a text stands among others on one line."""

UNTOLD = frozenset({"client", "id", "at", "type", "source", "by", "recorded_at"})
"""Fields that are told otherwise: in the lead, or with who wrote it."""

MAIN = ("text", "quote", "subject", "reason", "name", "number", "value")
"""Fields that say what a record is about; the first that is filled stands first."""

BY_KIND = frozenset({"signal", "effort"})
"""Types that are first of all of a kind."""

REFERRING = frozenset({"complaint", "against", "repeat_of", "supersedes", "reply_to"})
"""Fields that name another record; whoever reads knows it by its day."""

SPOKEN = {
    "channel": ("brief", "channel"),
    "direction": ("brief", "direction"),
    "outcome": ("brief", "outcome"),
    "response": ("brief", "response"),
    "apology": ("brief", "apology"),
    "topic": ("mirror", "topic"),
    "recommendation": ("score", "recommendation"),
    "verdict": ("score", "verdict"),
    "confidence": ("score", "confidence"),
}
"""Closed words that other pages have words for already."""


def words(language: str) -> Words:
    """Return what stands in the place of people who are not to be seen."""
    return Words(*(word(f"mask.{name}", language) for name in ("colleague", "contact", "client", "person")))


def journal(copy: Copy) -> Iterator[str]:
    """Yield the lines of the journal."""
    for record in copy.lines:
        yield json.dumps(line_of(record), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def summary(copy: Copy, files: Sequence[Path], requests: Sequence[str], language: str) -> str:
    """Return what was written, and what is to be looked at before it is handed over."""
    lines = [
        word("written.files", language, n=len(copy.told), name=visible(copy.subject.name)),
        *(f"  {visible(str(path))}" for path in files),
        word("written.masked", language, n=copy.masked),
    ]
    if copy.subject.person is not None and not copy.subject.whole:
        lines.append(word("written.left-out", language, n=copy.left_out))
    elif copy.subject.client.contacts and copy.subject.person is None:
        lines.append(word("written.people", language, client=copy.subject.client.client))
    lines.append(word("written.read", language))
    lines += [f"  clienthealth next done {handle}" for handle in requests]
    return "\n".join(part for line in lines for part in ([line] if line.startswith("  ") else wrapped(line, WIDTH)))


def as_json(copy: Copy, files: Sequence[Path], requests: Sequence[str], _: str) -> str:
    """Return the same as a JSON object."""
    page, lines = map(str, files)
    plain = {"page": page, "journal": lines, "records": len(copy.told), "left_out": copy.left_out}
    return json.dumps({**plain, "masked": copy.masked, "requests": list(requests)}, ensure_ascii=False)


class Reader(NamedTuple):
    """Whoever reads the copy: their language, and the zone its hours are in."""

    words: Wording
    zone: tzinfo
    days: Mapping[str, str]
    """The day of each record by its id, as it is read."""

    @staticmethod
    def of(copy: Copy, words: Wording) -> "Reader":
        """Return the reader of a copy."""
        bare = Reader(words, copy.frame.zone, {})
        return bare._replace(days={each.record.id: bare.day(each.record.at) for each in copy.told})

    def told(self, told: Told) -> Line:
        """Return a record as a line: its day, what it is about, everything else, and who wrote it when."""
        record = told.record
        return Line(self.day(record.at), self.about(record), (*self.details(record), *self.wrote(told)))

    def wrote(self, told: Told) -> Iterator[str]:
        """Yield who wrote a record, and who changed it, each with the moment and the command; and where it is from."""
        for place, act in enumerate(told.acts):
            key = "wrote.changed" if place else "wrote.made"
            yield self.word(key, at=self.moment(act.at), who=act.by, command=act.command)
        source = told.record.source
        if source and source != "cli":
            yield self.word("wrote.source", source=source)

    def was(self, was: Was) -> Line:
        """Return what a record was, and when that ended."""
        key = "was.removed" if was.removed else "was.corrected"
        ended = self.word(key, at=self.moment(was.act.at), who=was.act.by, command=was.act.command)
        return Line(self.day(was.record.at), self.about(was.record), (*self.details(was.record), ended))

    def about(self, record: Any) -> str:
        """Return of which type a record is and what it says."""
        kind = self.word(f"type.{record.TYPE}")
        said = [str(held) for name in MAIN if (held := getattr(record, name, None))][:1]
        of = [self._closed("kind", str(record.kind), record)] if record.TYPE in BY_KIND else []
        return f"{kind}: {'. '.join([*of, *said])}" if of or said else kind

    def details(self, record: Any) -> Iterator[str]:
        """Yield every other filled field with its label, on one line, and longer texts on lines of their own."""
        main = next((name for name in MAIN if getattr(record, name, None)), "")
        but = {main, *UNTOLD, *(["kind"] if record.TYPE in BY_KIND else []), *(["ref"] if _is_request(record) else [])}
        short = []
        for label, text, is_text in self._filled(record, but):
            if is_text and len(text) > SHORT:
                yield f"{label}: {text}"
            else:
                short.append(f"{label}: {text}")
        if short:
            yield " · ".join(short)

    def facts(self, record: Any) -> Iterator[Line]:
        """Yield each field of a record as a line of its own."""
        for label, text, _ in self._filled(record, UNTOLD - {"at"}):
            yield Line(label, text)

    def word(self, key: str, **values: Value) -> str:
        """Return a phrase of the copy."""
        return word(key, self.words.language, **values)

    def day(self, when: date) -> str:
        """Return a day in the reader's words, with the time of day where it is known."""
        day = self.words.full_day(day_of(when, self.zone))
        return f"{day}, {when.astimezone(self.zone):%H:%M}" if isinstance(when, datetime) else day

    def moment(self, text: str) -> str:
        """Return a moment of the audit."""
        return self.day(parse(text, self.zone))

    def _filled(self, value: Any, but: Iterable[str]) -> Iterator[tuple[str, str, bool]]:
        left_out = frozenset(but)
        for name, field in fields_of(type(value)).items():
            held = getattr(value, field.attribute)
            if held is not None and held != () and name not in left_out:
                yield self._label(name), self._value(name, held, value), field.kind == "text"

    def _label(self, name: str) -> str:
        found: str = phrase(f"field.{name}", "privacy", self.words.language)
        return found

    def _value(self, name: str, held: Any, owner: Any) -> str:
        match held:
            case bool():
                return self.word("value.yes" if held else "value.no")
            case str():
                return self._written(name, held, owner)
            case date():
                return self.day(held)
            case tuple():
                return "; ".join(self._value(name, each, owner) for each in held)
            case Frozen():
                return ", ".join(f"{label}: {text}" for label, text, _ in self._filled(held, ()))
        return self.words.number(float(held), 2)

    def _written(self, name: str, held: str, owner: Any) -> str:
        """Return a text as it stands, the day of a record that is referred to, or the word for a closed one."""
        if name in REFERRING:
            return self.days.get(held, held)
        is_closed = isinstance(held, StrEnum) or name in SPOKEN
        return self._closed(name, str(held), owner) if is_closed else held

    def _closed(self, name: str, code: str, owner: Any) -> str:
        """Return a closed word in the reader's language, or as it is recorded where there is no other for it."""
        if name == "kind":
            table = {"signal": ("privacy", "act"), "effort": ("brief", "effort")}.get(owner.TYPE, ("privacy", "value"))
        else:
            table = SPOKEN.get(name, ("privacy", "value"))
        for subject, key in (table, ("privacy", "value")):
            with suppress(KeyError):
                return said(say(f"{key}.{code}"), subject, self.words.language)
        return code


def _is_request(record: Any) -> bool:
    """Whether it is the deadline of what they asked, whose reference says no more than its text."""
    return bool(getattr(record, "of_privacy", False))
