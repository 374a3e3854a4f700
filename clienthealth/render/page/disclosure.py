"""The page that is handed to whoever asked what is on record of them: one file, to read and to print."""

from collections.abc import Iterator

from clienthealth.core.assessment import Assessment, Axis, Likelihood
from clienthealth.core.kinds import Confidence
from clienthealth.core.privacy.copy import Copy
from clienthealth.core.records.reviewed import Said
from clienthealth.render.disclosed import Reader
from clienthealth.render.page.blocks import of_sheet, sentence
from clienthealth.render.page.document import contents, head
from clienthealth.render.page.element import tag, written
from clienthealth.render.page.wording import Wording
from clienthealth.render.sheet import Line, Section
from clienthealth.render.voice import Voice


def page(copy: Copy, voice: Voice) -> str:
    """Return the page as one file."""
    words = Wording(voice)
    reader = Reader.of(copy, words)
    title = reader.word("page.title", name=copy.subject.name)
    made = [of_sheet(f"part-{number}", each) for number, each in enumerate(_sections(copy, reader), start=1)]
    body = tag(
        "body",
        tag("header", tag("h1", title), *map(sentence, _opening(copy, reader))),
        contents(made, words),
        tag("main", tag("div", *made, class_="report")),
        tag("footer", sentence(reader.word("page.footer"))),
    )
    return f"<!doctype html>\n{written(tag('html', head(title), body, lang=words.language))}"


def _opening(copy: Copy, reader: Reader) -> Iterator[str]:
    yield reader.word("page.as-of", day=reader.day(copy.frame.day))
    if copy.frame.sender:
        yield reader.word("page.sender", sender=", ".join(copy.frame.sender))


def _sections(copy: Copy, reader: Reader) -> list[Section]:
    """Return the parts of the page; those that say nothing are left out."""
    told = tuple(reader.told(each) for each in copy.told)
    earlier = tuple(reader.was(each) for each in copy.earlier)
    beside = tuple(Line(reader.day(each.at), reader.about(each), tuple(reader.details(each))) for each in copy.beside)
    parts = [
        Section(reader.word("about.title"), (), intro=tuple(_about(copy, reader))),
        Section(reader.word("rights.title"), (), intro=tuple(_rights(copy, reader))),
        Section(reader.word("card.title"), tuple(reader.facts(copy.card.record)), intro=tuple(reader.wrote(copy.card))),
        Section(reader.word("told.title"), told, intro=(reader.word("told.intro", n=len(told)),)),
        Section(reader.word("earlier.title"), earlier, intro=(reader.word("earlier.intro"),)),
        Section(reader.word("beside.title"), beside, intro=(reader.word("beside.intro"),)),
        Section(reader.word("score.title"), tuple(_judged(copy, reader)), intro=tuple(_meaning(copy, reader))),
    ]
    needed = {reader.word(f"{key}.title") for key in ("about", "rights", "card", "told", "score")}
    return [each for each in parts if each.lines or each.title in needed]


def _about(copy: Copy, reader: Reader) -> Iterator[str]:
    """Yield what the copy holds, what not, and what the masks can and cannot do."""
    subject = copy.subject
    if subject.whole:
        yield reader.word("about.whole", name=subject.name)
    else:
        yield reader.word("about.person", name=subject.name, client=subject.client.name)
        yield reader.word("about.left-out", n=copy.left_out)
    yield reader.word("about.purpose")
    yield reader.word("about.sources")
    yield reader.word("about.masked", n=copy.masked)
    yield reader.word("about.unseen")
    yield reader.word("about.journal")


def _rights(copy: Copy, reader: Reader) -> Iterator[str]:
    months = copy.frame.kept_months
    yield reader.word("rights.recipients")
    yield reader.word("rights.kept-open") if months is None else reader.word("rights.kept", n=months)
    yield reader.word("rights.yours")
    yield reader.word("rights.authority")


def _meaning(copy: Copy, reader: Reader) -> Iterator[str]:
    """Yield what a judgement is, what its numbers mean, and that none decides anything."""
    if not copy.subject.whole:
        yield reader.word("score.not-of-people")
        return
    yield reader.word("score.meaning")
    yield reader.word("score.directions")
    yield reader.word("score.no-decision")
    if copy.frame.found is not None and copy.frame.found.evidence:
        yield reader.word("score.reasons")
    if copy.frame.found is None and not copy.said:
        yield reader.word("score.nothing")


def _judged(copy: Copy, reader: Reader) -> Iterator[Line]:
    """Yield what the program would say today, and what it said when reviews were closed, the newest first."""
    if copy.frame.found is not None:
        yield _now(copy.frame.found, copy, reader)
    yield from (_then(each, reader) for each in reversed(copy.said))


def _now(found: Assessment, copy: Copy, reader: Reader) -> Line:
    voice = reader.words.voice
    reasons = [(each.axis, voice.say(each.because)) for each in found.evidence]
    told = found.confidence is not Confidence.INSUFFICIENT
    return Line(
        reader.day(copy.frame.day),
        voice.of_score(f"verdict.{found.verdict}"),
        (
            *(
                (_likely("conduct", found.problem_client, reader), _likely("problem", found.client_problem, reader))
                * told
            ),
            reader.word("score.health", low=round(found.health.low), high=round(found.health.high)),
            *(
                reader.word(f"score.because-{axis}", reasons="; ".join(said for mine, said in reasons if mine is axis))
                for axis in Axis
                if any(mine is axis for mine, _ in reasons)
            ),
        ),
    )


def _then(said: Said, reader: Reader) -> Line:
    voice = reader.words.voice
    conduct = Likelihood(probability=said.conduct, low=said.conduct_low, high=said.conduct_high, **UNWEIGHED)
    problem = Likelihood(probability=said.problem, low=said.problem_low, high=said.problem_high, **UNWEIGHED)
    told = said.confidence is not Confidence.INSUFFICIENT
    return Line(
        reader.day(said.at),
        voice.of_score(f"verdict.{said.verdict}"),
        (
            *((_likely("conduct", conduct, reader), _likely("problem", problem, reader)) * told),
            reader.word("score.health", low=round(said.health_low), high=round(said.health_high)),
            reader.word("score.advice", advice=voice.of_score(f"recommendation.{said.recommendation}")),
        ),
    )


UNWEIGHED = {"prior_decibans": 0.0, "discount": 1.0}
"""What is not kept of a judgement that was said: how it was weighed."""


def _likely(key: str, likelihood: Likelihood, reader: Reader) -> str:
    voice = reader.words.voice
    return reader.word(f"score.{key}", word=voice.likely(likelihood), band=voice.band(likelihood))
