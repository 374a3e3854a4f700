"""What the clients' own reports would say of us, in words: our side, theirs beside it, with the records."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clienthealth.core.assessment import Mirror
from clienthealth.core.reflection.messages import Point, Times, Waiting, Words
from clienthealth.core.reflection.numbers import LAPSED
from clienthealth.core.reflection.reflect import Promises, Reflection
from clienthealth.render.reflection_words import good_command, length, point, points, recurring, word
from clienthealth.render.score_text import mirror_sentences
from clienthealth.render.sheet import Line, Section, Sheet
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

TITLE = 44
MOST_WAITING = 5
"""Clients without a word from us before the rest become one line."""


class About(NamedTuple):
    """Of one client: its name, and our share (0 to 1) of what it complained of, where it complained."""

    name: str
    share: float | None


def sheet(found: Reflection, mirror: Mirror, voice: Voice, about: About | None = None) -> Sheet:
    """Return the mirror of one client, or of all."""
    day, whose = voice.long_day(voice.today), about is None
    title = word(voice, "title.one", name=clipped(about.name, TITLE), day=day) if about else None
    sections = (
        Section(word(voice, "section.answers"), tuple(_answers(found, voice))),
        Section(word(voice, "section.waiting"), tuple(_left(found.words, voice, whose=whose)), "warn"),
        Section(word(voice, "section.promises"), tuple(_promises(found, voice, whose=whose))),
        Section(word(voice, "section.complaints"), tuple(_complaints(found, voice, about))),
        Section(word(voice, "section.remedies"), tuple(_remedies(found, voice, whose=whose))),
        Section(word(voice, "section.recurring"), tuple(_recurring(found, voice)), "warn"),
        Section(word(voice, "section.only-bad"), tuple(_only_bad(found, voice)), "warn"),
    )
    return Sheet(
        title=title or word(voice, "title.all", day=day),
        opening=(*(mirror_sentences(mirror, voice) if whose else ()), _since(found, voice)),
        sections=tuple(each for each in sections if each.lines),
        closing=() if found.says or mirror.common_factor_may_be_us else (word(voice, "title.nothing"),),
    )


def _since(found: Reflection, voice: Voice) -> str:
    return word(voice, "title.since", since=voice.long_day(found.since))


def _answers(found: Reflection, voice: Voice) -> Iterator[Line]:
    told = found.words
    if told.ours.n or told.theirs.n:
        yield Line(word(voice, "answers.ours"), _times("answers.ours", told.ours, voice))
        more = (word(voice, "answers.clock"),)
        yield Line(word(voice, "answers.theirs"), _times("answers.theirs", told.theirs, voice), more)
    elif not told.waiting and not told.unanswered:
        yield Line("", word(voice, "answers.unknown"))


def _left(told: Words, voice: Voice, *, whose: bool) -> Iterator[Line]:
    yield from _waiting(told.waiting, voice, whose=whose)
    if told.unanswered:
        sentence = word(voice, "answers.unanswered", n=len(told.unanswered), days=LAPSED)
        yield Line("", sentence, tuple(points(told.unanswered, voice, whose=whose)))


def _times(key: str, times: Times, voice: Voice) -> str:
    if not times.n:
        return word(voice, f"{key}-none")
    return word(voice, f"{key}-line", n=times.n, long=length(times, voice))


def _waiting(held: Sequence[Waiting], voice: Voice, *, whose: bool) -> Iterator[Line]:
    shown = held if len(held) == MOST_WAITING + 1 else held[:MOST_WAITING]
    for each in shown:
        client, days = each.first.client, voice.length(each.days)
        sentence = word(
            voice, "answers.waiting", n=each.messages, days=days, point=point(each.first, voice, whose=whose)
        )
        yield Line("", sentence, command=f'clienthealth log {client} "…" --out', tone="warn")
    if rest := held[len(shown) :]:
        yield Line("", voice.word("absence.more", n=len(rest), names=", ".join(each.first.client for each in rest)))
    if shown:
        command = f"clienthealth edit {shown[0].first.handle} --needs-reply no"
        yield Line("", word(voice, "answers.needs-none"), command=command)


def _promises(found: Reflection, voice: Voice, *, whose: bool) -> Iterator[Line]:
    late = (word(voice, "promises.late"), *points(found.ours.late, voice, whose=whose)) if found.ours.late else ()
    yield Line(word(voice, "promises.ours"), _kept(found.ours, voice), late)
    yield Line(word(voice, "promises.theirs"), _kept(found.theirs, voice))


def _kept(kept: Promises, voice: Voice) -> str:
    if not kept.of:
        return word(voice, "promises.none")
    if kept.of == 1:
        return word(voice, "promises.one-kept" if kept.kept else "promises.one-late")
    return word(voice, "promises.line", kept=kept.kept, n=kept.of)


def _complaints(found: Reflection, voice: Voice, about: About | None) -> Iterator[Line]:
    told = found.complaints
    if about is not None and about.share is not None:
        yield Line("", word(voice, "complaints.share", percent=round(100 * about.share)))
    if not told.n:
        yield Line("", word(voice, "complaints.none"))
        return
    for key, times in (("acknowledged", told.acknowledged), ("answered", told.answered)):
        if times.n:
            yield Line("", word(voice, f"complaints.{key}", n=times.n, long=length(times, voice)))
    for key, held in (
        ("left", told.left),
        ("denied", told.denied),
        ("unsolved", told.unsolved),
        ("reopened", told.reopened),
    ):
        if held:
            yield _of_all(f"complaints.{key}", held, told.n, voice, whose=about is None)


def _of_all(key: str, held: Sequence[Point], of: int, voice: Voice, *, whose: bool) -> Line:
    return Line("", word(voice, key, n=len(held), all=of), tuple(points(held, voice, whose=whose)))


def _remedies(found: Reflection, voice: Voice, *, whose: bool) -> Iterator[Line]:
    told = found.remedies
    if told.failed:
        yield _of_all("remedies.line", told.failed, told.known, voice, whose=whose)
    elif told.known:
        yield Line("", word(voice, "remedies.none", n=told.known))
    elif found.complaints.n:
        yield Line("", word(voice, "remedies.unknown"))


def _recurring(found: Reflection, voice: Voice) -> Iterator[Line]:
    for each in found.recurring:
        yield Line("", recurring(each, voice), tuple(points(each.records, voice, whose=True)), tone="warn")


def _only_bad(found: Reflection, voice: Voice) -> Iterator[Line]:
    for each in found.only_bad:
        sentence = word(voice, "only-bad.line", n=each.bad, day=voice.day(each.since))
        then = (word(voice, "only-bad.then"),)
        yield Line(each.client, sentence, then, good_command(each.client), "warn")
