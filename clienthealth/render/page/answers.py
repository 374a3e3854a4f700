"""Answer times on both sides, on one scale: the words of the mirror, each with a bar."""

from collections.abc import Iterator
from typing import NamedTuple

from clienthealth.core.picture.pictures import Pictures
from clienthealth.core.reflection.messages import Times
from clienthealth.core.reflection.reflect import Reflection
from clienthealth.render.page.bars import Bar, barred
from clienthealth.render.page.blocks import headed, sentence
from clienthealth.render.page.element import Element
from clienthealth.render.page.wording import Wording
from clienthealth.render.reflection_words import length, word


class Answered(NamedTuple):
    """Answers of one sort: the phrases of who, of how long, and of none, where none is worth a word."""

    who: str
    line: str
    none: str
    times: Times


def section(pictures: Pictures, words: Wording) -> Element:
    """Return how soon we answered and they did, and how soon complaints were acknowledged and answered."""
    found, voice = pictures.reflection, words.voice
    known = [each for each in _sorts(found) if each.times.n]
    longest = max((each.times.median or 0.0 for each in known), default=0.0) or 1.0
    bars = (
        Bar(
            word(voice, each.who),
            word(voice, each.line, n=each.times.n, long=length(each.times, voice)),
            (each.times.median or 0.0) / longest,
        )
        for each in known
    )
    lacking = (each.none for each in _sorts(found) if not each.times.n and each.none)
    return headed(
        "answers",
        words.word("answers.title"),
        sentence(words.word("answers.explains", since=words.full_day(found.since))) if known else None,
        barred(bars),
        *(sentence(word(voice, each), "note") for each in lacking),
        sentence(word(voice, "answers.clock"), "note") if known else None,
    )


def _sorts(found: Reflection) -> Iterator[Answered]:
    yield Answered("answers.ours", "answers.ours-line", "answers.ours-none", found.words.ours)
    yield Answered("answers.theirs", "answers.theirs-line", "answers.theirs-none", found.words.theirs)
    yield Answered("section.complaints", "complaints.acknowledged", "", found.complaints.acknowledged)
    yield Answered("section.complaints", "complaints.answered", "", found.complaints.answered)
