"""The mirror as a short section of the review: only what is recent, or what asks something of us.

That the common factor may be us stands above the whole review, not here.
"""

from collections.abc import Container, Iterator
from datetime import timedelta

from clienthealth.core.reflection.messages import Waiting
from clienthealth.core.reflection.reflect import Reflection
from clienthealth.render.reflection_words import NAMES, named, recurring, topic, word
from clienthealth.render.sheet import Line, Section
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

RECENT = timedelta(days=60)
"""How new a lapse of ours has to be for the week's review, as the policy's window of the mirror; the counts are the
year's. Older ones stand in `score --mirror`."""


def section(found: Reflection | None, voice: Voice, told: Container[str] = ()) -> Section:
    """Return what the reports would say, shortly; without lines where nothing asks to be said.

    Clients in `told` are named elsewhere as waiting.
    """
    lines = []
    if found is not None:
        waiting = tuple(each for each in found.words.waiting if each.first.client not in told)
        lines += [*_lapses(found, voice), *_waiting(waiting, voice), *_patterns(found, voice)]
    if lines:
        lines.append(Line("", word(voice, "review.more"), command="clienthealth score --mirror"))
    return Section(word(voice, "section.review"), tuple(lines))


def _lapses(found: Reflection, voice: Voice) -> Iterator[Line]:
    """Yield in one line how many promises were late, complaints denied, and remedies without success."""
    late, denied, failed = found.ours.late, found.complaints.denied, found.remedies.failed
    counted = (
        ("late", late, found.ours.of),
        ("denied", denied, found.complaints.n),
        ("failed", failed, found.remedies.known),
    )
    told = [word(voice, f"review.{key}", n=len(held), all=of) for key, held, of in counted if held]
    if any(each.day > voice.today - RECENT for each in (*late, *denied, *failed)):
        yield Line("", word(voice, "review.lapses", since=voice.day(found.since), told=voice.joined(told)))


def _waiting(waiting: tuple[Waiting, ...], voice: Voice) -> Iterator[Line]:
    if waiting:
        told = (
            word(voice, "review.waited", client=clipped(each.first.client, NAMES), days=voice.length(each.days))
            for each in waiting
        )
        yield Line("", word(voice, "review.waiting", n=len(waiting), told=named(told, voice)))


def _patterns(found: Reflection, voice: Voice) -> Iterator[Line]:
    """Yield the causes that are ours, how many others recur, and whose record holds only bad entries."""
    ours = [each for each in found.recurring if each.is_ours]
    others = [topic(each.topic, voice) for each in found.recurring if not each.is_ours]
    for each in ours:
        yield Line("", recurring(each, voice), tone="warn")
    if others:
        yield Line("", word(voice, "review.recurring", told=", ".join(others)))
    for bad in found.only_bad:
        client, day = clipped(bad.client, NAMES), voice.day(bad.since)
        asked = word(voice, "review.only-bad", client=client, n=bad.bad, day=day)
        yield Line("", asked, command=f'clienthealth log {bad.client} "…" --tone 1')
