"""The inbox in words: a line a suggestion, and one on a screen with its keys."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from string import Template
from typing import Any

from clienthealth.core.intake.inbox import Key, Run, keys, proposal, record, way_on
from clienthealth.core.moments import said as when_said
from clienthealth.core.records.kept import Suggestion
from clienthealth.core.saying import Value, say
from clienthealth.render.keys import by_letter
from clienthealth.render.paged import Row, Size, fitted, folded, labelled, side_by_side
from clienthealth.render.phrases import phrase, said
from clienthealth.render.ritual_text import Aside
from clienthealth.render.sheet import WIDTH, wrapped
from clienthealth.render.summary import summary
from clienthealth.render.words import columns, visible

SUBJECT = "inbox"
LEAD = 3
"""Columns of a handle."""


class Speaker:
    """Speaks the words of the inbox, as of a moment."""

    def __init__(self, language: str, now: datetime) -> None:
        self.language = language
        self.now = now

    def word(self, key: str, **values: Value) -> str:
        """Return a phrase of the inbox."""
        return said(say(key, **values), SUBJECT, self.language)

    def labels(self, held: Suggestion) -> dict[Key, str]:
        """Return what stands on the screen for each key that a suggestion has, its letter in brackets."""
        return {each: self.word(f"key.{each}") for each in keys(held)}

    def key(self, pressed: str, held: Suggestion) -> Key | None:
        """Return what a letter asks for about a suggestion."""
        return by_letter(self.labels(held)).get(pressed.casefold())

    def sentence(self, held: Suggestion) -> str:
        """Return why it is worth a look, with the values that the file gave; they are data and never act."""
        import json

        values: Mapping[str, Any] = json.loads(held.values or "{}")
        try:
            chosen = phrase(f"reason.{held.reason}", SUBJECT, self.language)
        except KeyError:
            return self.word("reason.other", what=held.reason)
        if isinstance(chosen, dict):
            chosen = chosen["one" if str(values.get("n", "")) == "1" else "other"]
        given = {name: str(value) for name, value in values.items()}
        for name in (name for name, value in given.items() if not value.strip()):
            chosen = chosen.replace(f": ${name}", "")
        return Template(chosen).safe_substitute(given)


def lines(held: Sequence[Any], speaker: Speaker) -> str:
    """Return what waits, by client and day, what would be recorded of it, and how one is dealt with."""
    if not held:
        return speaker.word("end.none")
    told = [speaker.word("end.waiting", n=len(held))]
    how = "end.how" if any(each.record.would for each in held) else "end.how-none"
    for each in held:
        sentences = [f"{each.record.client} · {_day(each.record, speaker)} · {visible(speaker.sentence(each.record))}"]
        if each.record.would:
            sentences.append(speaker.word("place.would", record=visible(proposed(each.record, speaker))))
        told += labelled(each.handle, LEAD, sentences, WIDTH)
    return "\n".join([*told, *wrapped(speaker.word(how), WIDTH)])


def as_json(held: Sequence[Any], speaker: Speaker) -> str:
    """Return a JSON object a suggestion."""
    import json

    told = []
    for each in held:
        one = each.record
        told.append(
            {
                "handle": each.handle,
                "client": one.client,
                "at": one.at.isoformat(),
                "reason": one.reason,
                "sentence": speaker.sentence(one),
                "values": json.loads(one.values or "{}"),
                "would": proposal(one, json.loads(one.would), speaker.now) if one.would else None,
                "source": one.source,
            }
        )
    return "\n".join(json.dumps(each, ensure_ascii=False, sort_keys=True) for each in told)


def screen(state: Run, held: Any, aside: Aside, speaker: Speaker, size: Size) -> list[Row]:
    """Return the page of one suggestion: why, from where, what would be recorded; then the keys, or a question."""
    one: Suggestion = held.record
    title = speaker.word("place.title", place=len(state.done) + 1, all=len(state.handles), client=one.client)
    head = [*(Row(each, "title") for each in folded(title, size.width)), Row("")]
    source = speaker.word("place.from", source=one.source or "", day=_day(one, speaker))
    key, values = ("would", {"record": proposed(one, speaker)}) if one.would else ("nothing", {"command": way_on(one)})
    would = speaker.word(f"place.{key}", **values)
    facts = ((speaker.sentence(one), "strong"), (source, ""), ("", ""), (would, ""))
    body = [Row(f"  {part}".rstrip(), style) for text, style in facts for part in folded(text, size.width - 2)]
    for each in aside.notices:
        body += [Row(""), *(Row(f"  {part}".rstrip(), "note") for part in folded(each, size.width - 2))]
    foot = [f"{aside.question}:"] if aside.question else side_by_side(speaker.labels(one).values(), size.width)
    below = [Row(""), *(Row(part, "strong") for each in foot for part in folded(each, size.width))]
    room = size.height - len(head) - len(below) - bool(aside.question)
    return [*head, *fitted(body, room, "…"), *below]


def help_text(held: Suggestion, speaker: Speaker, size: Size) -> str:
    """Return what each key of a suggestion does."""
    labels = speaker.labels(held)
    lead = max(map(columns, labels.values()))
    told = [labelled(label, lead, [speaker.word(f"help.{key}")], size.width - 2) for key, label in labels.items()]
    return "\n".join(line.removeprefix("  ") for several in told for line in several)


def proposed(held: Suggestion, speaker: Speaker) -> str:
    """Return what would be recorded, in one line."""
    import json

    would = proposal(held, json.loads(held.would or "{}"), speaker.now)
    return f"{would.get('type', '')} · {summary(record(held, would, speaker.now, 'f'), speaker.now)}"


def _day(held: Suggestion, speaker: Speaker) -> str:
    return when_said(held.at, speaker.now)
