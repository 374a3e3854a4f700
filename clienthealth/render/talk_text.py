"""The sheet for the talk in words: headed as private, in the user's language, the first sentence in the client's."""

from collections.abc import Iterator
from typing import Any

from clienthealth.core.goodbye.talk import Talk
from clienthealth.core.kinds import Confidence
from clienthealth.core.saying import Saying
from clienthealth.render import brief_text, economy_text
from clienthealth.render import ending as endings
from clienthealth.render.ending_steps import line
from clienthealth.render.numbers import written
from clienthealth.render.phrases import phrase
from clienthealth.render.sheet import Line, Section, Sheet
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

SUBJECT = "talk"
NAME, TEXT = 44, 60
"""Columns of a name, and of what they may ask about."""


def sheet(talk: Talk, voice: Voice) -> Sheet:
    """Return the whole sheet."""
    words, ending = _Words(talk, voice), talk.ending
    ours, theirs = endings.both_sides(ending, voice)
    return Sheet(
        title=words.word("title"),
        opening=(words.word("about", name=clipped(ending.name, NAME)),),
        sections=(
            Section(words.word("say.heading"), tuple(words.first())),
            Section(words.word("facts.heading"), tuple(words.facts()), intro=(words.word("facts.intro"),)),
            ours,
            theirs,
            Section(words.word("ask.heading"), tuple(words.reactions())),
            Section(words.word("not.heading"), tuple(Line("", f"– {each}") for each in words.listed("not.lines"))),
            Section(words.word("limit.heading"), tuple(words.limit()), "warn"),
            Section(words.word("private.heading"), tuple(words.private()), "warn"),
            Section(words.word("after.heading"), tuple(words.after())),
        ),
        closing=(words.word("closing"),),
    )


def as_json(talk: Talk, voice: Voice) -> str:
    """Return the sheet as one JSON object: sentences in the user's language, `private` always true."""
    from json import dumps

    words, ending = _Words(talk, voice), talk.ending
    plain: dict[str, Any] = {
        "private": True,
        "client": ending.client,
        "situation": ending.situation,
        "end": ending.end.isoformat(),
        "language": talk.language,
        "say_first": words.spoken(talk.opening),
        "facts": [_plain(each) for each in words.facts()],
        "reactions": [{**_plain(each), "asked": each.lead} for each in words.reactions()],
        "not": words.listed("not.lines"),
        "limit": [_plain(each) for each in words.limit()],
        "only_for_you": [_plain(each) for each in words.private()],
        "afterwards": [_plain(each) for each in words.after()],
    }
    return dumps(plain, ensure_ascii=False)


def _plain(each: Line) -> dict[str, str]:
    told = {"text": " ".join((each.text, *each.more)), "command": each.command}
    return {name: value for name, value in told.items() if value}


class _Words:
    """The parts of one sheet in one language."""

    def __init__(self, talk: Talk, voice: Voice) -> None:
        self.talk = talk
        self.voice = voice

    def word(self, key: str, **values: Any) -> str:
        """Return a phrase in the user's language."""
        return line(Saying(key, tuple(values.items())), SUBJECT, self.voice)

    def listed(self, key: str) -> list[str]:
        """Return a list of phrases."""
        found: list[str] = phrase(key, SUBJECT, self.voice.language)
        return found

    def spoken(self, saying: Saying) -> str:
        """Return what is said aloud, in the client's language."""
        return line(saying, SUBJECT, Voice(self.talk.language, self.voice.today))

    def first(self) -> Iterator[Line]:
        """Yield the one sentence to say first, what it means where it is in another language, and the silence after."""
        told = self.spoken(self.talk.opening)
        yield Line("", self.word("said", text=told), tone="good")
        if self.talk.language != self.voice.language:
            yield Line("", self.word("say.gloss", text=line(self.talk.opening, SUBJECT, self.voice)))
        yield Line("", self.word("say.then"))

    def facts(self) -> Iterator[Line]:
        """Yield the facts, each with its day and handle."""
        yield from brief_text.dated(self.talk.facts, self.voice)
        if not self.talk.facts:
            yield Line("", self.word("facts.nothing"))

    def reactions(self) -> Iterator[Line]:
        """Yield what they may say, and the answer below it."""
        for each in self.talk.reactions:
            yield Line("", self._said(each.asked), (f"→ {self._said(each.answer)}",), each.command)

    def limit(self) -> Iterator[Line]:
        """Yield what can be offered and no more, and when to stop."""
        ending = self.talk.ending
        yield Line("", self.word("limit.offer", day=ending.end))
        short = f"clienthealth offboard {ending.client} --situation conduct --start"
        yield Line("", self.word("limit.stop"), command=short)

    def private(self) -> Iterator[Line]:
        """Yield what is for the user alone: reasons, the judgement with its doubt, money and energy."""
        for day, reason in self.talk.reasons:
            yield Line("", self.word("private.reason", day=day, text=self.voice.quote(reason, TEXT)))
        yield Line("", self._judged())
        yield from (Line("", f"– {self.voice.say(each.because)}") for each in self.talk.evidence)
        for each in economy_text.lines(self.talk.economy, self.voice.language):
            yield Line("", f"{each.lead}: {each.text}", each.more)

    def after(self) -> Iterator[Line]:
        """Yield whom to call, what to write down, and what comes next."""
        client, names = self.talk.ending.client, ", ".join(self.talk.colleagues)
        yield Line("", self.word("after.call", names=clipped(names, TEXT)) if names else self.word("after.call-nobody"))
        yield Line("", self.word("after.log"), command=f"clienthealth log {client} … --via call --tone … --energy …")
        yield Line("", self.word("after.tick"), command=f"clienthealth offboard {client} --tick talk")
        letter = self.talk.ending.letter_command
        yield Line("", self.word("after.letter", day=self.talk.letter_by), command=letter)
        yield Line("", self.word("after.rest"))

    def _judged(self) -> str:
        found = self.talk.assessment
        if found is None or found.confidence is Confidence.INSUFFICIENT:
            return self.word("private.unsaid")
        conduct = found.problem_client
        return self.word(
            "private.judged",
            verdict=self.voice.of_score(f"verdict.{found.verdict}"),
            percent=self.voice.percent(conduct.probability),
            band=self.voice.band(conduct),
        )

    def _said(self, saying: Saying) -> str:
        """Return a saying; what they wrote is clipped, amounts are written as the language does."""
        values = tuple((name, self._value(name, value)) for name, value in saying.values)
        return line(Saying(saying.key, values), SUBJECT, self.voice)

    def _value(self, name: str, value: Any) -> Any:
        if name == "amount":
            return written(float(value), 2, self.voice.language)
        return clipped(value, TEXT) if isinstance(value, str) else value
