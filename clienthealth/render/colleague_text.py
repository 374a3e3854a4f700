"""Complaints by named colleague in the review: beside each count what it is to be read with."""

from collections.abc import Iterator

from clienthealth.core.commitments.rates import first_day
from clienthealth.core.reflection.colleagues import Colleague
from clienthealth.render.sheet import Line, Section
from clienthealth.render.voice import Voice
from clienthealth.render.words import visible


def colleagues(found: tuple[Colleague, ...] | None, voice: Voice) -> Section:
    """Return a line for each of us, by name; without lines where complaints are not counted so."""
    title = voice.word("colleague.title", day=voice.day(first_day(voice.today)))
    return Section(title, tuple(_lines(found or (), voice)))


def _lines(found: tuple[Colleague, ...], voice: Voice) -> Iterator[Line]:
    for each in found:
        told = voice.word("colleague.complaints", n=each.complaints)
        key = "line" if each.complaints else "none"
        met = voice.word("colleague.contacts", n=each.contacts)
        text = voice.word(f"colleague.{key}", complaints=told, ours=each.ours, contacts=met)
        yield Line(visible(each.name), text)
    if found:
        yield Line("", voice.word("colleague.fair"))
