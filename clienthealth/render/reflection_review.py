"""The mirror as a short section of the review: only what is recent, or what asks something of us."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from clienthealth.core.assessment import Mirror
from clienthealth.core.reflection.messages import Point, Waiting
from clienthealth.core.reflection.reflect import Reflection
from clienthealth.render.reflection_words import NAMES, named, topic, word
from clienthealth.render.score_text import sentence
from clienthealth.render.sheet import Line, Section
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

RECENT = timedelta(days=60)
"""How new a lapse of ours has to be for the week's review, as the policy's window of the mirror; the counts are the
year's. Older ones stand in `score --mirror`."""


def section(found: Reflection | None, mirror: Mirror | None, voice: Voice) -> Section:
    """Return what the reports would say, shortly; without lines where nothing asks to be said."""
    lines = []
    if mirror is not None and mirror.because is not None:
        lines.append(Line("", sentence(voice.say(mirror.because)), tone="warn"))
    if found is not None:
        lines += [*_lapses(found, voice), *_waiting(found.words.waiting, voice), *_patterns(found, voice)]
    if lines:
        lines.append(Line("", word(voice, "review.more"), command="clienthealth score --mirror"))
    return Section(word(voice, "section.review"), tuple(lines))


def _lapses(found: Reflection, voice: Voice) -> Iterator[Line]:
    since = voice.day(found.since)
    late, denied, failed = found.ours.late, found.complaints.denied, found.remedies.failed
    if _recent(late, voice):
        kept = {"kept": found.ours.kept, "n": found.ours.of}
        yield Line("", word(voice, "review.promises", since=since, points=_named(late, voice), **kept))
    if _recent(denied, voice):
        told = {"n": len(denied), "all": found.complaints.n}
        yield Line("", word(voice, "review.denied", since=since, points=_named(denied, voice), **told))
    if _recent(failed, voice):
        told = {"n": len(failed), "all": found.remedies.known}
        yield Line("", word(voice, "review.failed", points=_named(failed, voice), **told))


def _recent(points: Iterable[Point], voice: Voice) -> bool:
    return any(each.day > voice.today - RECENT for each in points)


def _named(points: Iterable[Point], voice: Voice) -> str:
    return named((f"{each.handle} {clipped(each.client, NAMES)}" for each in points), voice)


def _waiting(waiting: tuple[Waiting, ...], voice: Voice) -> Iterator[Line]:
    if not waiting:
        return
    told = [(each.first, voice.length(each.days)) for each in waiting]
    shown = (
        word(voice, "review.waited", client=clipped(first.client, NAMES), handle=first.handle, days=days)
        for first, days in told
    )
    command = f'clienthealth log {waiting[0].first.client} "…" --out'
    yield Line("", word(voice, "review.waiting", n=len(waiting), points=named(shown, voice)), command=command)


def _patterns(found: Reflection, voice: Voice) -> Iterator[Line]:
    for each in found.recurring:
        key = "review.recurring-ours" if each.is_ours else "review.recurring-shared"
        names = named((clipped(name, NAMES) for name in each.clients), voice)
        name, day = topic(each.topic, voice), voice.day(each.since)
        yield Line("", word(voice, key, topic=name, n=len(each.clients), names=names, day=day), tone="warn")
    for bad in found.only_bad:
        client, day = clipped(bad.client, NAMES), voice.day(bad.since)
        asked = word(voice, "review.only-bad", client=client, n=bad.bad, day=day)
        yield Line("", asked, command=f'clienthealth log {bad.client} "…" --tone 1')
