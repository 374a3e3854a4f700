"""How `history` comes from the record to the reader."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from clienthealth.commands.judging import show, voice_of
from clienthealth.commands.session import Session
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.core.course.course import Asked, Course
    from clienthealth.core.course.moved import Point
    from clienthealth.core.history import History


def history(session: Session, client: str, first: str | None, last: str | None, *, json: bool) -> None:
    """Show how a client was judged over time."""
    from clienthealth.core.moments import day_of

    slug, voice = session.store.slug(client), voice_of(session, session.today)
    found = next(each for each in session.portfolio().histories if each.client.client == slug)
    begun = day_of(found.client.at, session.settings.zone)
    begin, end = _named(session, first, "--from"), _named(session, last, "--to") or session.today
    if begin and begin > end:
        raise UsageError(f"--from {begin} comes after --to {end}", "name the earlier day with --from")
    if begun > end:
        session.write(voice.word("score.not-begun", client=slug, day=voice.long_day(end)))
        return
    asked = _asked(session, found, max(begin or begun, begun), end, compared=bool(first or last))
    made = _course(session, asked)
    if json:
        from clienthealth.render.course_json import as_json

        session.write(as_json(made, session.portfolio().handle, voice))
        return
    from clienthealth.render.course_text import sheet

    show(session, sheet(made, session.portfolio().handle, voice))


def _named(session: Session, typed: str | None, option: str) -> date | None:
    """Return the day that was named; raises UsageError for one that lies ahead."""
    if typed is None:
        return None
    from clienthealth.core.when import parse_day

    day = parse_day(typed, session.now)
    if day > session.today:
        raise UsageError(f"{option} {typed} lies ahead", "name a day that is over, as in 2026-06-30")
    return day


def _asked(session: Session, found: "History", first: date, last: date, *, compared: bool) -> "Asked":
    from clienthealth.core.course.course import Asked
    from clienthealth.core.course.days import most_days

    settings = session.settings
    records = sum(1 for each in session.portfolio().histories for _ in each.counted())
    return Asked(
        me=settings.me,
        today=session.today,
        history=found,
        first=first,
        last=last,
        zone=settings.zone,
        policy=session.policy,
        most=most_days(records),
        compared=compared,
    )


def _course(session: Session, asked: "Asked") -> "Course":
    """Judge the client as of each day, the store being read once."""
    from clienthealth.commands.ticking import ticking
    from clienthealth.core.course.course import course
    from clienthealth.store.reviews import said_of

    client = asked.history.client.client
    said = said_of(session.store, client)
    with ticking(session, "judged days:") as step:
        return course(asked, said, _look(session, client, step))


def _look(session: Session, client: str, step: Callable[[int], None] | None) -> "Callable[[date], Point | None]":
    """Return what judges the client as of a day, all others being as they were."""
    from clienthealth.core.course.moved import looked
    from clienthealth.core.score.judge import panel

    done = 0

    def look(day: date) -> "Point | None":
        nonlocal done
        done += 1
        if step:
            step(done)
        portfolio = session.portfolio(day)
        found = panel(portfolio, day, session.settings.zone, session.policy).of(client)
        history = next(each for each in portfolio.histories if each.client.client == client)
        return looked(day, found, history) if found else None

    return look
