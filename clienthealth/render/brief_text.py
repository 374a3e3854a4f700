"""The brief in words, cut to one page, and as plain values; and what a handover moved."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from clienthealth.core.briefing.brief import Brief, Part
from clienthealth.core.briefing.fact import Fact, Sayings
from clienthealth.core.saying import Saying, Value, say
from clienthealth.render.phrases import phrase, said
from clienthealth.render.sheet import PAGE, Line, Section, Sheet, plain
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

SUBJECT = "brief"
LINES_A_FACT = 4
"""What a fact may take at the most, so that not too many are left out at once."""

NAME, VALUE, TEXT, TOLD = 44, 40, 96, 40
"""Columns of a name in the title, of a value in a sentence, of what is quoted, and of what is told of a handover."""

DATED = frozenset({"happened", "tried"})
"""The parts that tell a story: their lines begin with the day, those of the others with the handle or the name."""


def page(brief: Brief, voice: Voice) -> Sheet:
    """Return the brief as a sheet that fits one page, with how much was left out where something had to be."""
    made = sheet(brief, voice)
    while (over := len(plain(made).splitlines()) - PAGE) > 0:
        shorter = brief.shorter(max(1, over // LINES_A_FACT))
        if shorter == brief:
            return made
        brief, made = shorter, sheet(shorter, voice)
    return made


def sheet(brief: Brief, voice: Voice) -> Sheet:
    """Return the whole brief as a sheet."""
    words = _Words(voice)
    name = clipped(brief.name, NAME)
    key = "title" if name.casefold() == brief.client else "title-slug"
    return Sheet(
        title=words.word(key, name=name, client=brief.client, day=voice.long_day(brief.day)),
        opening=tuple(words.sentence(each) for each in brief.opening),
        sections=tuple(_section(part, words) for part in brief.parts),
        closing=(words.word("closing"),),
        command=f"clienthealth show {brief.client} --limit 0",
    )


def _section(part: Part, words: "_Words") -> Section:
    lines = [_line(each, part.name, words) for each in part.facts]
    if not lines:
        lines = [Line("", words.word(f"nothing.{part.name}"))]
    if part.left_out:
        lines.append(Line("", words.word("left-out", n=part.left_out)))
    intro: tuple[str, ...] = ()
    if part.name == "deciding" and part.facts:
        intro = (words.word("authority"),)
    return Section(words.word(f"part.{part.name}"), tuple(lines), intro=intro)


def _line(fact: Fact, part: str, words: "_Words") -> Line:
    told = words.sentence(fact.sayings)
    quoted = words.voice.quote(fact.text, TEXT)
    text = f"{told}: {quoted}" if quoted else told
    more = (words.sentence(fact.more),) if fact.more else ()
    if part in DATED:
        lead = words.voice.day(fact.day) if fact.day else ""
        return Line(lead, f"{fact.handle} {text}".lstrip(), more)
    return Line(clipped(fact.who, VALUE) or fact.handle, text, more, fact.command)


class _Words:
    """Speaks the brief's subject: values are clipped, days and amounts written as the language does."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.between: str = phrase("between", SUBJECT, voice.language)
        self.point: str = phrase("days.point", "review", voice.language)

    def word(self, key: str, **values: Value) -> str:
        """Return a phrase with its values."""
        return self.said(say(key, **values))

    def said(self, saying: Saying) -> str:
        """Return what a saying says."""
        values = tuple((name, self._value(name, value)) for name, value in saying.values)
        return said(Saying(saying.key, values), SUBJECT, self.voice.language)

    def sentence(self, sayings: Sayings) -> str:
        """Return sayings as one sentence."""
        return self.between.join(map(self.said, sayings))

    def _value(self, name: str, value: Value) -> Value:
        if isinstance(value, date):
            return self.voice.day(value)
        if name == "amount":
            whole, _, cents = str(value).partition(".")
            return f"{whole}{self.point}{cents:0<2}" if cents else whole
        return clipped(value, NAME if name == "name" else VALUE) if isinstance(value, str) else value


def as_json(brief: Brief) -> str:
    """Return the whole brief as JSON, nothing of it left out or cut: keys and values, no sentences."""
    from json import dumps

    return dumps(
        {
            "client": brief.client,
            "name": brief.name,
            "as_of": brief.day.isoformat(),
            "owner": brief.owner,
            "opening": [each for sayings in brief.opening for each in _plain(sayings)],
            **{part.name: [_fact(each) for each in part.facts] for part in brief.parts},
        },
        ensure_ascii=False,
    )


def _fact(fact: Fact) -> dict[str, Any]:
    found = {
        "handle": fact.handle,
        "day": fact.day.isoformat() if fact.day else "",
        "who": fact.who,
        "says": list(_plain((*fact.sayings, *fact.more))),
        "text": fact.text,
        "command": fact.command,
    }
    return {name: value for name, value in found.items() if value}


def _plain(sayings: Iterable[Saying]) -> Iterator[dict[str, Any]]:
    for each in sayings:
        values = {name: value.isoformat() if isinstance(value, date) else value for name, value in each.values}
        yield {"what": each.key, **values}


OWN_WORDS = ("name", "text", "quote", "number", "step", "kind")
"""What a record is known by, the most telling first."""


def moved(before: Sequence[Any], owner: str, voice: Voice) -> str:
    """Return a line for each record that went to a new owner: its handle, what it is, and from whom it came."""
    words = _Words(voice)
    client, *items = before
    lines = [words.word("moved.head", client=client.record.client, who=owner, n=len(items))]
    for each in before:
        keeper = each.record.owner or ""
        came = words.word("moved.from", who=keeper) if keeper else words.word("moved.from-nobody")
        kind = words.word(f"moved.{each.record.TYPE}")
        known = next((str(value) for name in OWN_WORDS if (value := getattr(each.record, name, None))), "")
        lines.append(f"  {each.handle:<5} {', '.join(part for part in (kind, came, voice.quote(known, TOLD)) if part)}")
    return "\n".join(lines)
