"""The weekly review in words: from its values to a sheet."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Protocol, TypeVar

from clienthealth.core.assessment import Assessment
from clienthealth.core.kinds import ENDINGS, Choice, Party
from clienthealth.core.weekly.absence import Absence
from clienthealth.core.weekly.catchup import LONG
from clienthealth.core.weekly.due import Due, What
from clienthealth.core.weekly.good_news import GoodNews
from clienthealth.core.weekly.kept import Kept
from clienthealth.core.weekly.leaving import Leaving
from clienthealth.core.weekly.putting_off import Cost, PutOff
from clienthealth.core.weekly.review import Review
from clienthealth.core.weekly.risk import first_step
from clienthealth.core.weekly.since import Change
from clienthealth.render import reflection_review
from clienthealth.render.absent_text import absent_lines
from clienthealth.render.alarm_text import alarm_words, since_when
from clienthealth.render.colleague_text import colleagues
from clienthealth.render.due_text import TEXT, by_when, said
from clienthealth.render.ending_steps import word
from clienthealth.render.score_text import as_sentence
from clienthealth.render.sheet import Line, Section, Sheet, plain
from clienthealth.render.voice import Voice
from clienthealth.render.words import visible

T = TypeVar("T", bound="Named")

MOST = 8
"""Lines of one section before the rest become one: the review of a large portfolio stays a page or two."""

MOST_ABSENCES = 3
"""Lines of one kind of absence before the rest become one."""

NAMES = 6
"""Names in one line; of more it is said how many."""

MINUTES = 60

ONE_LINE = frozenset({"no-expectation", "not-told", "no-next-step", "no-survey", "no-thanks"})
"""Absences that are all told in one line: they ask for the same thing."""


class Named(Protocol):
    """What is told of a client."""

    @property
    def client(self) -> str:
        """Whose it is."""


def text(review: Review, voice: Voice) -> str:
    """Return the review as plain text of 80 columns."""
    return plain(sheet(review, voice))


def sheet(review: Review, voice: Voice, *, done: bool = False) -> Sheet:
    """Return the review as a sheet; sections with nothing in them are left out. `done`: it is being closed."""
    since = voice.day(review.since)
    due, coming = (_naming(line, lambda each: each.owner, review) for line in (_due, _coming))
    risk = _naming(_risk, lambda each: (review.owners or {}).get(each.client), review)
    missing = Section(voice.word("section.absences"), tuple(_absences(review, voice)))
    sections = (
        Section(
            voice.word("section.changed", day=since), (*_changed(review, voice), *_decisions(review, voice)), "warn"
        ),
        Section(voice.word("section.act-now"), _first(review.act_now, due, voice, "clienthealth today"), "bad"),
        *_unanswered(review, voice),
        Section(
            voice.word("section.at-risk"),
            (*_first(review.at_risk, risk, voice, "clienthealth score"), *_resting(review, voice)),
            "warn",
        ),
        Section(voice.word("section.coming-up"), _first(review.coming_up, coming, voice)),
        reflection_review.section(review.reflection if review.needs_attention else None, voice, _awaited(review)),
        colleagues(review.colleagues if review.needs_attention else None, voice),
        missing,
        Section(voice.word("section.endings"), _first(review.endings, _ending, voice), "warn"),
        Section(word("review.heading", voice), _first(review.leaving, _leaving, voice), "warn"),
        Section(voice.word("section.good-news", day=since), _first(review.good_news, _good, voice), "good"),
    )
    calm = not review.needs_attention and [each.title for each in sections if each.lines] == [missing.title]
    return Sheet(
        title=voice.word("review.title", day=voice.long_day(review.as_of)),
        opening=(*_opening(review, voice), *(_in_short(review, voice) if calm else ())),
        sections=() if calm else tuple(each for each in sections if each.lines),
        closing=tuple(_closing(review, voice, done=done)),
        command="" if done or not review.clients else "clienthealth review --done",
    )


def _unanswered(review: Review, voice: Voice) -> tuple[Section, ...]:
    """Return who waits for our answer past our target; its words are loaded only where somebody does."""
    if not review.replies:
        return ()
    from clienthealth.render import contact_review

    line = _naming(contact_review.line, lambda each: each.owner, review)
    lines = (*_first(review.replies, line, voice), *contact_review.target(review.replies, voice))
    return (Section(contact_review.title(voice), lines, "bad"),)


def _awaited(review: Review) -> frozenset[str]:
    """Return who is told of as waiting for our answer: once is enough."""
    return frozenset(each.client for each in review.replies)


def _in_short(review: Review, voice: Voice) -> Iterable[str]:
    """Yield what is missing in one sentence: a week without news fits six lines."""
    told = [
        voice.word(f"absence.short.{what}", names=_names(group, voice))
        for what, group in groupby(review.absences, key=lambda each: each.what)
    ]
    told += [voice.word("absence.short.tired", n=len(review.tired))] if review.tired else []
    yield voice.word("absence.short.all", told=voice.joined(told))


def _opening(review: Review, voice: Voice) -> Iterable[str]:
    if review.kept is not None:
        yield _copy(review.kept, voice)
    if review.mine is not None:
        yield voice.word("review.mine", me=visible(review.mine))
    yield from absent_lines(review.absent, voice)
    if review.noted is not None and _silent(review):
        length = voice.length((review.as_of - review.noted).days)
        yield voice.word("review.silent-log", day=voice.long_day(review.noted), length=length)
    if review.mirror is not None and review.mirror.because is not None:
        yield as_sentence(voice.say(review.mirror.because))
    if review.clients and not review.needs_attention and not review.replies:
        yield voice.word("review.calm")


def _copy(kept: Kept, voice: Voice) -> str:
    """Return how old the newest copy is and where it lies."""
    days = None if kept.day is None else (voice.today - kept.day).days
    told = voice.word("copy.none") if days is None else voice.word("copy.of", n=days)
    if days is not None and kept.other_disk is not None:
        told = f"{told}, {voice.word('copy.other-disk' if kept.other_disk else 'copy.same-disk')}"
    problem = f" {voice.word('copy.problem', problem=visible(kept.problem))}" if kept.problem else ""
    return f"{told}.{problem}"


def _silent(review: Review) -> bool:
    """Whether nothing at all was written down for so long that the silence is ours."""
    return review.noted is not None and (review.as_of - review.noted).days > LONG


def _closing(review: Review, voice: Voice, *, done: bool) -> Iterable[str]:
    if not review.clients:
        yield voice.word("review.nobody")
    elif review.quiet == review.clients:
        yield voice.word("quiet.all", n=review.quiet)
    elif review.quiet:
        yield voice.word("quiet.others", n=review.quiet)
    if review.clients:
        yield " ".join([since_when(review, voice), *([] if done else [voice.word("since.next")])])


def _naming(
    line: Callable[[T, Voice], Line], owner: Callable[[T], str | None], review: Review
) -> Callable[[T, Voice], Line]:
    """Return what makes a line, with who of us takes care of it where there is a team."""

    def made(each: T, voice: Voice) -> Line:
        told, who = line(each, voice), owner(each)
        return told._replace(text=f"{told.text} · {visible(who)}") if who else told

    return line if review.owners is None else made


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
    more = [voice.say(found.because), *voice.guide(found), *_decided(found, voice)]
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
    more = (*_postponed(put_off, voice), *_cost(put_off.cost, voice))
    return Line(put_off.client, sentence, more, put_off.command, "warn")


def _leaving(found: Leaving, voice: Voice) -> Line:
    """Return which step of an ending comes next, since when it is put off, and what is still owed."""
    step, day = word(f"short.{found.step}", voice), found.due
    first = word("next.overdue", voice, n=found.overdue, day=day, step=step)
    told = [first if found.overdue else word("next.step", voice, day=day, step=step)]
    told += [word("review.by-them", voice)] if found.by is Party.THEM else []
    told += [word("review.ended", voice)] if found.ended else []
    told += [word("review.ends", voice, day=found.end)] if found.end and not found.ended else []
    told += [word("review.owed", voice, n=found.owed)] if found.owed else []
    told += [word("review.steps", voice, n=found.steps)] if found.steps else []
    more = [word("next.too-long", voice)] if found.too_long else []
    more += [word("new.taken-on", voice, handles=", ".join(found.taken_on))] if found.taken_on else []
    return Line(found.client, " · ".join(told), tuple(more), found.command, "bad" if found.overdue else "warn")


def _cost(cost: Cost, voice: Voice) -> Iterable[str]:
    """Yield what each week of putting it off costs, as far as it is noted."""
    told = []
    if cost.hours is not None:
        minutes, hours = round(cost.hours * MINUTES), voice.decimal(cost.hours)
        told.append(voice.word("ending.hours", hours=hours) if minutes >= MINUTES else voice.minutes(minutes))
    if cost.energy is not None:
        told.append(voice.word("ending.energy", mean=voice.decimal(cost.energy)))
    if told:
        yield voice.word("ending.cost", weeks=voice.word("days.weeks", n=cost.weeks), cost=", ".join(told))


def _postponed(put_off: PutOff, voice: Voice) -> Iterable[str]:
    if put_off.postponed is None:
        return
    day = voice.day(put_off.postponed)
    if put_off.until is None:
        yield voice.word("ending.postponed", day=day)
    else:
        key = "postponed-past" if put_off.until < voice.today else "postponed-until"
        yield voice.word(f"ending.{key}", day=day, until=voice.day(put_off.until))


def _absences(review: Review, voice: Voice) -> Iterable[Line]:
    """Yield kind by kind what is missing, then how much of it was told in vain and rests."""
    for what, group in groupby(review.absences, key=lambda each: each.what):
        kind = list(group)
        if what in ONE_LINE or _silent(review):
            key = f"absence.{what}" if what in ONE_LINE else "absence.unheard"
            yield Line("", voice.word(key, n=len(kind), names=_names(kind, voice)), command=kind[0].command)
            continue
        shown = kind if len(kind) == MOST_ABSENCES + 1 else kind[:MOST_ABSENCES]
        for each in shown:
            yield Line(each.client, _absence(each, voice), command=each.command)
        if rest := kind[len(shown) :]:
            yield Line("", voice.word("section.more", n=len(rest), names=_names(rest, voice)))
    if review.tired:
        yield Line("", voice.word("absence.tired", n=len(review.tired), names=_names(review.tired, voice)))


def _names(told: Iterable[Named], voice: Voice) -> str:
    """Return the first few names, each once, and how many more there are."""
    names = list(dict.fromkeys(each.client for each in told))
    shown = names if len(names) == NAMES + 1 else names[:NAMES]
    more = [voice.word("section.others", n=len(names) - len(shown))] if len(names) > len(shown) else []
    return ", ".join([*shown, *more])


def _first(told: Sequence[T], line: Callable[[T, Voice], Line], voice: Voice, all_of: str = "") -> tuple[Line, ...]:
    """Return a line for each of the first few, and one for whose the others are, with the command that shows all."""
    shown = told if len(told) == MOST + 1 else told[:MOST]
    lines = tuple(line(each, voice) for each in shown)
    rest = told[len(shown) :]
    if not rest:
        return lines
    more = voice.word("section.more", n=len(rest), names=_names(rest, voice))
    return (*lines, Line("", more, command=all_of))


def _resting(review: Review, voice: Voice) -> Iterable[Line]:
    """Yield one line for all of whom nothing new is to be said."""
    if review.resting:
        names = _names(review.resting, voice)
        yield Line("", voice.word("risk.resting", n=len(review.resting), names=names))


def _absence(absence: Absence, voice: Voice) -> str:
    length, limit = voice.length(absence.days or 0), voice.length(absence.limit or 0)
    return voice.word(f"absence.{absence.what}", length=length, limit=limit)


def _changed(review: Review, voice: Voice) -> Iterable[Line]:
    """Yield what was raised, a line a client, then the changed verdicts."""
    for client, alarms in groupby(review.alarms, key=lambda each: each.client):
        first, *more = (alarm_words(each, review.policy.bar.watch, voice) for each in alarms)
        yield Line(client, first, tuple(more), f"clienthealth history {client}", "warn")
    yield from (_change(each, voice) for each in review.changed)


def _decisions(review: Review, voice: Voice) -> Iterable[Line]:
    """Yield what was decided since then, and whether it was done."""
    for each in review.decided[-MOST:]:
        advice = voice.of_score(f"recommendation.{each.recommendation}")
        told = [voice.word(f"since.{each.choice}", day=voice.day(each.day), advice=advice)]
        if each.until is not None:
            told.append(voice.word("since.until", day=voice.day(each.until)))
        if each.done is not None:
            told.append(voice.word("since.done" if each.done else "since.not-done"))
        tone = "warn" if each.done is False else ""
        yield Line(each.client, " · ".join(told), tuple(filter(None, [voice.quote(each.reason)])), tone=tone)


def _change(change: Change, voice: Voice) -> Line:
    before, now = (voice.of_score(f"verdict.{each}") for each in (change.before, change.now))
    return Line(change.client, voice.word("change.line", before=before, now=now))


def _good(news: GoodNews, voice: Voice) -> Line:
    quote = voice.quote(news.text, TEXT)
    told = " · ".join(each for each in (voice.word(f"good.{news.what}"), quote) if each)
    command = "" if news.thanked else f"clienthealth effort thanks {news.client}"
    more = () if news.thanked else (voice.word("good.thank"),)
    return Line(news.client, told, more, command, "good")
