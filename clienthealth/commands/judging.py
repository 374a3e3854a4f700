"""How `score` and `why` come from the record to the reader."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.assessment import Assessment, Judgement, NotCounted
    from clienthealth.core.score.judge import Panel
    from clienthealth.core.suppose.moves import Move
    from clienthealth.render.sheet import Sheet
    from clienthealth.render.voice import Voice


def day_of(session: Session, typed: str | None) -> date:
    """Return the day that is meant, at its end, anywhere in time; today where none was typed."""
    from clienthealth.core.when import parse_day

    day = parse_day(typed, session.now) if typed else session.today
    if day > session.today:
        session.remark(f"{day.isoformat()} lies ahead: this is today's record, weighed as of then")
    return day


def voice_of(session: Session, day: date) -> "Voice":
    """Return the voice of the user's language, as of a day."""
    from clienthealth.render.voice import Voice

    return Voice(session.settings.language, day)


def score(session: Session, wanted: Sequence[str], day: date, *, json: bool) -> None:
    """Show the judgement of the clients that are meant, or of all."""
    slugs = [session.store.slug(each) for each in wanted]
    judgement, voice = session.judgement(day), voice_of(session, day)
    chosen = [each for each in judgement.assessments if not slugs or each.client in slugs]
    if json:
        from clienthealth.commands.economics import of_clients
        from clienthealth.render.score_json import Told, as_json

        economies = of_clients(session, [each.client for each in chosen], day)
        told = [Told(each, economies[each.client]) for each in chosen]
        session.write(as_json(judgement, told, session.portfolio(day).handle, voice))
        return
    ended = set() if slugs else _ended(session, day)
    shown = [each for each in chosen if each.client not in ended]
    _remark_not_begun(session, slugs, judgement, voice)
    if shown or not slugs:
        _write_table(session, judgement, shown, len(chosen) - len(shown), voice)
    if not slugs:
        _write_quadrant(session, shown, voice)


def why(session: Session, client: str, day: date, *, verbose: bool, json: bool) -> None:
    """Show what the judgement of a client rests on, and what would move it."""
    from clienthealth.commands.answering import of_one
    from clienthealth.commands.clearing import commands
    from clienthealth.commands.economics import of_clients
    from clienthealth.core.score.as_of import as_of
    from clienthealth.render.judged_text import Why, sheet

    slug, voice, together = session.store.slug(client), voice_of(session, day), session.panel(day)
    judgement = session.judged(together)
    found = judgement.of(slug)
    if found is None:
        session.write(voice.word("score.not-begun", client=slug, day=voice.long_day(day)))
        return
    zone, moved, less = session.settings.zone, _moves(session, found, day), _discounted(session, together, slug)
    portfolio, economies = as_of(session.portfolio(day), day, zone), of_clients(session, [slug], day)
    history = next(each for each in portfolio.histories if each.client.client == slug)
    spoken = of_one(session, history, day, portfolio.aways)
    if json:
        from clienthealth.render.score_json import Told, as_json

        session.write(as_json(judgement, [Told(found, economies[slug], moved, less, spoken)], portfolio.handle, voice))
        return
    unclear = commands(session, found, history, day)
    told = Why(found, history, portfolio, day, zone, verbose, moved, economies[slug], less, unclear, spoken)
    show(session, sheet(told, voice))


def _discounted(session: Session, together: "Panel", slug: str) -> "tuple[NotCounted, ...]":
    """Return what counted for less with a client, and why."""
    from clienthealth.core.score.discounted import discounted

    return discounted(next(each for each in together.readings if each.case.client == slug), session.policy)


def _moves(session: Session, found: "Assessment", day: date) -> "tuple[Move, ...]":
    """Return what would move a client's judgement most, as of the end of a day."""
    from datetime import datetime, time

    from clienthealth.core.suppose.moves import moves
    from clienthealth.core.weekly.weight import gates_matter

    at = session.now if day == session.today else datetime.combine(day, time(23, 59), session.settings.zone)
    return moves(session.portfolio(day), found, at, session.policy, gates=gates_matter(found))


def show(session: Session, sheet: "Sheet") -> None:
    """Print a sheet: in colour on a terminal, plain everywhere else."""
    if session.on_terminal:
        from clienthealth.render.terminal import shown

        session.write(shown(sheet))
    else:
        from clienthealth.render.sheet import plain

        session.write(plain(sheet))


def _write_table(
    session: Session, judgement: "Judgement", shown: "Sequence[Assessment]", left_out: int, voice: "Voice"
) -> None:
    if session.on_terminal:
        from clienthealth.render.terminal import score as table
    else:
        from clienthealth.render.score_text import text as table
    session.write(table(judgement, shown, left_out, voice))


def _write_quadrant(session: Session, shown: "Sequence[Assessment]", voice: "Voice") -> None:
    """Draw all of them where a terminal has the room; it stands last, so that it is what is left on the screen."""
    from clienthealth.render.score_quadrant import COLUMNS, LINES, quadrant_text

    wide, high = session.room
    if wide >= COLUMNS and high >= LINES and (drawn := quadrant_text(shown, session.policy, voice)):
        session.write(f"\n{drawn}")


def _ended(session: Session, day: date) -> set[str]:
    """Return the clients that had ended by a day."""
    from clienthealth.core.kinds import ClientStatus
    from clienthealth.core.score.as_of import as_of

    known = as_of(session.portfolio(day), day, session.settings.zone)
    return {each.client.client for each in known.histories if each.client.stands is ClientStatus.ENDED}


def _remark_not_begun(session: Session, slugs: Sequence[str], judgement: "Judgement", voice: "Voice") -> None:
    for slug in slugs:
        if judgement.of(slug) is None:
            session.write(voice.word("score.not-begun", client=slug, day=voice.long_day(judgement.as_of)))
