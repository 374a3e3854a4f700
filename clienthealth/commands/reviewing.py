"""How the review and `today` come from the record to the reader."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.core.weekly.desk import Desk
    from clienthealth.core.weekly.review import Review
    from clienthealth.core.weekly.since import Memory
    from clienthealth.core.weekly.today import Today
    from clienthealth.render.voice import Voice


def review(session: Session, since: str | None, *, mine: bool) -> "Review":
    """Return the review as of today."""
    from clienthealth.commands.answering import unanswered
    from clienthealth.commands.mirroring import by_colleague, in_review
    from clienthealth.commands.safekeeping import kept
    from clienthealth.core.ownership import owners, several
    from clienthealth.core.weekly.lookback import glimpse
    from clienthealth.core.weekly.review import Scope, weekly_review
    from clienthealth.core.weekly.rhythm import Touch

    begin, memory = _since(session, since)
    earlier = cache(session.panel)
    scope = Scope(
        since=begin,
        past=earlier,
        touch=Touch(*session.settings.touch),
        me=session.settings.me if mine else None,
        memory=memory,
        policy=session.policy,
        team=several(owners(session.portfolio().histories), session.settings.me),
        glimpse=lambda day, named: glimpse(earlier(day), named),
        unanswered=unanswered(session),
    )
    together = earlier(session.today)
    mirrored = in_review(session, together)
    found = weekly_review(session.portfolio(), session.judged(together), desk(session), scope, mirrored)
    by_name = by_colleague(session, together) if session.settings.review.per_colleague else None
    return found._replace(kept=kept(session), colleagues=by_name)


def _since(session: Session, typed: str | None) -> "tuple[date, Memory]":
    """Return since when things are new: as asked, else since my own last closed review, else for a week."""
    from clienthealth.commands.judging import day_of
    from clienthealth.core.moments import day_of as day_in
    from clienthealth.core.weekly.lookback import REACH
    from clienthealth.core.weekly.ritual import COMMAND, round_began_after
    from clienthealth.core.weekly.since import WEEK, Basis, Memory, by_client
    from clienthealth.store import reviews, rounds

    last = reviews.last_of_mine(session.store)
    said = by_client(reviews.said_since(session.store, session.today - REACH, last))
    if typed:
        begin = day_of(session, typed)
        if begin > session.today:
            raise UsageError(f"--since {typed} lies ahead", "name a day that is over, as in --since mon")
        return begin, Memory(Basis.ASKED, last, said)
    if last is not None:
        day = day_in(last.at, session.settings.zone)
        first = round_began_after(day, session.settings.zone)
        return day, Memory(Basis.LAST_REVIEW, last, said, rounds.began(session.store, COMMAND, first, last))
    return session.today - WEEK, Memory(Basis.WEEK, None, said)


def close(session: Session, found: "Review") -> None:
    """Keep that I have seen this review, and what it said of whom; the next one begins here."""
    from clienthealth.commands.judging import voice_of
    from clienthealth.core.moments import instant
    from clienthealth.core.records.reviewed import Said
    from clienthealth.core.weekly import closing
    from clienthealth.render.sheet import WIDTH, wrapped

    store, at = session.store, instant(session.now)
    with store.writing("review --done") as change:
        change.add(closing.closed(found, at, store.who, store.new_id))
        many = change.add_all(Said, list(closing.said(found, at, store.who, store.new_id)))
    voice = voice_of(session, found.as_of)
    noted = voice.word("done.noted", n=many, day=voice.day(found.as_of), model=found.model)
    session.remark("\n".join(wrapped(noted, WIDTH)))


def today(session: Session, *, mine: bool) -> "Today":
    """Return what is due today or overdue."""
    from clienthealth.core.weekly.today import due_today

    return due_today(session.portfolio(), desk(session), session.settings.me, mine=mine)


def desk(session: Session) -> "Desk":
    """Return from where things are due: the clock, the targets and the working days of the configuration."""
    from clienthealth.core.weekly.desk import Desk, Targets

    settings = session.settings
    targets, kept = Targets(*settings.targets), settings.retention.months_after_end
    return Desk(session.now, settings.hours, targets, settings.holidays, kept)


def show(session: Session, found: "Review", form: str, out: Path | None, *, force: bool, done: bool = False) -> None:
    """Print the review, or write it to a file; `done` says that it is being closed."""
    text = _text(session, found, form, is_file=out is not None, done=done)
    if out is None:
        session.write(text)
        return
    from clienthealth.commands.files import stream_to

    stream_to(session, [text if text.endswith("\n") else f"{text}\n"], out, force=force)


def _text(session: Session, found: "Review", form: str, *, is_file: bool, done: bool) -> str:
    from clienthealth.commands.judging import voice_of

    voice = voice_of(session, found.as_of)
    match form:
        case "ics":
            return _calendar(session, found.mine)
        case "json":
            from clienthealth.render.review_json import as_json

            return as_json(found, voice)
        case _:
            return _words(session, found, form, voice, is_file=is_file, done=done)


def _words(session: Session, found: "Review", form: str, voice: "Voice", *, is_file: bool, done: bool) -> str:
    """Return the review in words: what is said is the same in every form."""
    from clienthealth.render.review_text import sheet

    made = sheet(found, voice, done=done)
    match form:
        case "html":
            from clienthealth.commands.picturing import pictures
            from clienthealth.render.page.document import page as write

            return write(made, pictures(session, found), voice)
        case "txt":
            from clienthealth.render.review_txt import mail

            return mail(made, found, voice)
        case "md":
            from clienthealth.render.review_md import markdown as written
        case _ if session.on_terminal and not is_file:
            from clienthealth.render.terminal import shown as written
        case _:
            from clienthealth.render.sheet import plain as written
    return written(made)


def _calendar(session: Session, me: str | None) -> str:
    """Return all that is due, however far ahead: a calendar is asked for other weeks as well."""
    from clienthealth.core.weekly.agenda import agenda
    from clienthealth.render.review_ics import calendar

    return calendar(agenda(session.portfolio(), desk(session), me), session.now, session.settings.language)
