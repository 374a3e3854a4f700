"""The weekly review in words: from its values to a sheet."""

from collections.abc import Iterable

from clienthealth.core.assessment import Assessment
from clienthealth.core.kinds import ENDINGS, Choice
from clienthealth.core.weekly.due import Due, What
from clienthealth.core.weekly.review import Absence, Change, GoodNews, PutOff, Review, first_step
from clienthealth.render import reflection_review
from clienthealth.render.due_text import TEXT, by_when, said
from clienthealth.render.score_text import as_sentence
from clienthealth.render.sheet import Line, Section, Sheet, plain
from clienthealth.render.voice import Voice
from clienthealth.render.words import visible

MOST_ABSENCES = 5
"""Lines of one kind of absence before the rest become one."""


def text(review: Review, voice: Voice) -> str:
    """Return the review as plain text of 80 columns."""
    return plain(sheet(review, voice))


def sheet(review: Review, voice: Voice) -> Sheet:
    """Return the review as a sheet; sections with nothing in them are left out."""
    since = voice.day(review.since)
    sections = (
        Section(voice.word("section.act-now"), tuple(_due(each, voice) for each in review.act_now), "bad"),
        Section(voice.word("section.at-risk"), tuple(_risk(each, voice) for each in review.at_risk), "warn"),
        Section(voice.word("section.coming-up"), tuple(_coming(each, voice) for each in review.coming_up)),
        Section(voice.word("section.absences"), tuple(_absences(review.absences, voice))),
        Section(voice.word("section.endings"), tuple(_ending(each, voice) for each in review.endings), "warn"),
        reflection_review.section(review.reflection, voice),
        Section(voice.word("section.changed", day=since), tuple(_change(each, voice) for each in review.changed)),
        Section(
            voice.word("section.good-news", day=since), tuple(_good(each, voice) for each in review.good_news), "good"
        ),
    )
    return Sheet(
        title=voice.word("review.title", day=voice.long_day(review.as_of)),
        opening=tuple(_opening(review, voice)),
        sections=tuple(each for each in sections if each.lines),
        closing=tuple(_closing(review, voice)),
    )


def _opening(review: Review, voice: Voice) -> Iterable[str]:
    if review.mine is not None:
        yield voice.word("review.mine", me=visible(review.mine))
    if review.mirror is not None and review.mirror.because is not None:
        yield as_sentence(voice.say(review.mirror.because))
    if review.clients and not review.needs_attention:
        yield voice.word("review.calm")


def _closing(review: Review, voice: Voice) -> Iterable[str]:
    if not review.clients:
        yield voice.word("review.nobody")
    elif review.quiet == review.clients:
        yield voice.word("quiet.all", n=review.quiet)
    elif review.quiet:
        yield voice.word("quiet.others", n=review.quiet)


def _due(due: Due, voice: Voice) -> Line:
    when = () if due.what is What.SAFETY else (by_when(due, voice),)
    sentence = " · ".join((*when, said(due, voice)))
    return Line(due.client, sentence, command=due.command, tone="bad")


def _coming(due: Due, voice: Voice) -> Line:
    tone = "warn" if due.past else ""
    return Line(due.client, f"{by_when(due, voice)} · {said(due, voice)} ({due.handle})", tone=tone)


def _risk(found: Assessment, voice: Voice) -> Line:
    step = first_step(found)
    verdict = voice.of_score(f"verdict.{found.verdict}")
    more = [voice.say(found.because), *_decided(found, voice)]
    if step is not None:
        by = f"{voice.word('when.by', day=voice.day(step.due))}: " if step.due else ""
        more.append(by + voice.action(step))
    return Line(found.client, verdict, tuple(more), step.command if step else "", "warn")


def _decided(found: Assessment, voice: Voice) -> Iterable[str]:
    """Yield what the user decided against the advice; that an ending is postponed stands among the endings."""
    taken = found.decided
    if taken is None:
        return
    if taken.choice is not Choice.POSTPONED or not {found.recommendation, taken.recommendation} <= ENDINGS:
        yield voice.decided(found)


def _ending(put_off: PutOff, voice: Voice) -> Line:
    weeks = (voice.today - put_off.since).days // 7
    key = "or-longer" if put_off.or_longer else "since" if weeks else "new"
    since = voice.day(put_off.since)
    sentence = voice.word(f"ending.{key}", day=since, weeks=voice.word("days.weeks", n=weeks))
    return Line(put_off.client, sentence, tuple(_postponed(put_off, voice)), put_off.command, "warn")


def _postponed(put_off: PutOff, voice: Voice) -> Iterable[str]:
    if put_off.postponed is None:
        return
    day = voice.day(put_off.postponed)
    if put_off.until is None:
        yield voice.word("ending.postponed", day=day)
    else:
        key = "postponed-past" if put_off.until < voice.today else "postponed-until"
        yield voice.word(f"ending.{key}", day=day, until=voice.day(put_off.until))


def _absences(absences: tuple[Absence, ...], voice: Voice) -> Iterable[Line]:
    """Yield the first few of each kind, and the names of the others in one line."""
    for what in dict.fromkeys(each.what for each in absences):
        kind = [each for each in absences if each.what == what]
        shown = kind if len(kind) == MOST_ABSENCES + 1 else kind[:MOST_ABSENCES]
        for each in shown:
            yield Line(each.client, _absence(each, voice), command=each.command)
        if rest := kind[len(shown) :]:
            names = ", ".join(each.client for each in rest)
            yield Line("", voice.word("absence.more", n=len(rest), names=names))


def _absence(absence: Absence, voice: Voice) -> str:
    if absence.days is None or absence.limit is None:
        return voice.word(f"absence.{absence.what}")
    length, limit = voice.length(absence.days), voice.length(absence.limit)
    return voice.word(f"absence.{absence.what}", length=length, limit=limit)


def _change(change: Change, voice: Voice) -> Line:
    before, now = (voice.of_score(f"verdict.{each}") for each in (change.before, change.now))
    return Line(change.client, voice.word("change.line", before=before, now=now))


def _good(news: GoodNews, voice: Voice) -> Line:
    quote = voice.quote(news.text, TEXT)
    return Line(news.client, " · ".join(each for each in (voice.word(f"good.{news.what}"), quote) if each), tone="good")
