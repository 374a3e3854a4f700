"""How the review and `today` come from the record to the reader."""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.core.weekly.desk import Desk
    from clienthealth.core.weekly.review import Review
    from clienthealth.core.weekly.today import Today

WEEK = timedelta(days=7)


def review(session: Session, since: str | None, *, mine: bool) -> "Review":
    """Return the review as of today."""
    from clienthealth.commands.judging import day_of
    from clienthealth.commands.mirroring import in_review
    from clienthealth.core.weekly.review import Scope, weekly_review
    from clienthealth.core.weekly.rhythm import Touch

    begin = day_of(session, since) if since else session.today - WEEK
    if begin > session.today:
        raise UsageError(f"--since {since} lies ahead", "name a day that is over, as in --since mon")
    me = session.settings.me if mine else None
    scope = Scope(begin, cache(session.judgement), Touch(*session.settings.touch), me)
    together = session.panel(session.today)
    mirrored = in_review(session, together)
    return weekly_review(session.portfolio(), session.judged(together), desk(session), scope, mirrored)


def today(session: Session, *, mine: bool) -> "Today":
    """Return what is due today or overdue."""
    from clienthealth.core.weekly.today import due_today

    return due_today(session.portfolio(), desk(session), session.settings.me if mine else None)


def desk(session: Session) -> "Desk":
    """Return from where things are due: the clock, the targets and the working days of the configuration."""
    from clienthealth.core.weekly.desk import Desk, Targets

    settings = session.settings
    return Desk(session.now, settings.hours, Targets(*settings.targets), settings.holidays)


def show(session: Session, found: "Review", form: str, out: Path | None, *, force: bool) -> None:
    """Print the review, or write it to a file."""
    text = _text(session, found, form, is_file=out is not None)
    if out is None:
        session.write(text)
        return
    from clienthealth.commands.files import stream_to

    stream_to(session, [text if text.endswith("\n") else f"{text}\n"], out, force=force)


def _text(session: Session, found: "Review", form: str, *, is_file: bool) -> str:
    from clienthealth.commands.judging import voice_of

    voice = voice_of(session, found.as_of)
    if form == "json":
        from clienthealth.render.review_json import as_json

        return as_json(found, voice)
    from clienthealth.render.review_text import sheet

    made = sheet(found, voice)
    if form == "md":
        from clienthealth.render.review_md import markdown

        return markdown(made)
    if session.on_terminal and not is_file:
        from clienthealth.render.terminal import shown

        return shown(made)
    from clienthealth.render.sheet import plain

    return plain(made)
