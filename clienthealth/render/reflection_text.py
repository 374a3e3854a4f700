"""What the clients' own reports would say of us, in words: our side, theirs beside it, with the records."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clienthealth.core.assessment import Mirror
from clienthealth.core.reflection.messages import Point, Times, Waiting
from clienthealth.core.reflection.reflect import Kept, Reflection
from clienthealth.render.reflection_words import NAMES, length, named, point, points, topic, word
from clienthealth.render.score_text import mirror_sentences
from clienthealth.render.sheet import Line, Section, Sheet
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

TITLE = 44


class About(NamedTuple):
    """Of one client: its name, and our share (0 to 1) of what it complained of, where it complained."""

    name: str
    share: float | None


def sheet(found: Reflection, mirror: Mirror, voice: Voice, about: About | None = None) -> Sheet:
    """Return the mirror of one client, or of all."""
    day, whose = voice.long_day(voice.today), about is None
    title = word(voice, "title.one", name=clipped(about.name, TITLE), day=day) if about else None
    sections = (
        Section(word(voice, "section.answers"), tuple(_answers(found, voice, whose=whose))),
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


def _answers(found: Reflection, voice: Voice, *, whose: bool) -> Iterator[Line]:
    told = found.words
    if told.ours.n or told.theirs.n:
        yield Line(word(voice, "answers.ours"), _times("answers.ours", told.ours, voice))
        more = (word(voice, "answers.clock"),)
        yield Line(word(voice, "answers.theirs"), _times("answers.theirs", told.theirs, voice), more)
    elif not told.waiting:
        yield Line("", word(voice, "answers.unknown"))
    for each in told.waiting:
        yield _waiting(each, voice, whose=whose)


def _times(key: str, times: Times, voice: Voice) -> str:
    if not times.n:
        return word(voice, f"{key}-none")
    return word(voice, f"{key}-line", n=times.n, long=length(times, voice))


def _waiting(waiting: Waiting, voice: Voice, *, whose: bool) -> Line:
    client = waiting.first.client
    days = word(voice, "long.days", n=waiting.days)
    told = point(waiting.first, voice, whose=False)
    sentence = word(voice, "answers.waiting", n=waiting.messages, days=days, point=told)
    return Line(client if whose else "", sentence, command=f'clienthealth log {client} "…" --out', tone="warn")


def _promises(found: Reflection, voice: Voice, *, whose: bool) -> Iterator[Line]:
    late = tuple(points(found.ours.late, voice, whose=whose, key="promises.due"))
    yield Line(word(voice, "promises.ours"), _kept(found.ours, voice), late)
    yield Line(word(voice, "promises.theirs"), _kept(found.theirs, voice))


def _kept(kept: Kept, voice: Voice) -> str:
    return word(voice, "promises.line", kept=kept.kept, n=kept.of) if kept.of else word(voice, "promises.none")


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
    more = tuple(f"  {each}" for each in points(held, voice, whose=whose))
    return Line("", word(voice, key, n=len(held), all=of), more)


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
        names = named((clipped(name, NAMES) for name in each.clients), voice)
        key = "recurring.ours" if each.is_ours else "recurring.shared"
        sentence = word(voice, key, n=len(each.clients), names=names, day=voice.day(each.since))
        yield Line(topic(each.topic, voice), sentence, tuple(points(each.records, voice, whose=True)), tone="warn")


def _only_bad(found: Reflection, voice: Voice) -> Iterator[Line]:
    for each in found.only_bad:
        sentence = word(voice, "only-bad.line", n=each.bad, day=voice.day(each.since))
        command = f'clienthealth log {each.client} "…" --tone 1'
        yield Line(each.client, sentence, (word(voice, "only-bad.then"),), command, "warn")
