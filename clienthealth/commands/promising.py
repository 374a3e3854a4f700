"""How the promises of both sides come from the record to the reader."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session
from clienthealth.core.kinds import PromiseStatus

if TYPE_CHECKING:
    from clienthealth.core.commitments.account import Account, Wanted
    from clienthealth.core.commitments.rates import Rates
    from clienthealth.core.records.agreed import Promise
    from clienthealth.store.rows import Stored


def show(session: Session, client: str | None, wanted: "Wanted", *, json: bool) -> None:
    """Show the promises that are asked for, of one client or of all."""
    from clienthealth.commands.judging import voice_of

    slug = session.reading_client(client) if client else None
    told, name = _account(session, slug, wanted)
    if json:
        from clienthealth.render.promise_json import as_json

        session.write(as_json(told))
        return
    if not told.shown:
        session.remark("no promises" if wanted.closed else f"no {'overdue' if wanted.overdue else 'open'} promises")
    from clienthealth.render.promise_text import Look

    voice = voice_of(session, session.today)
    if session.on_terminal:
        from clienthealth.render.terminal import promises

        session.write(promises(Look(told, name, voice)))
    else:
        from clienthealth.render.promise_text import plain

        session.write(plain(Look(told, name, voice)))


def say_what_waits(session: Session, closed: "Sequence[Stored[Promise]]") -> None:
    """Where they did their part, say which promises of ours still stand still, and how they run again."""
    from clienthealth.core.changes.standing import running
    from clienthealth.core.records.agreed import Promise

    for client in dict.fromkeys(held.record.client for held in closed if not held.record.ours):
        for held in session.store.of_client(Promise, client):
            is_open = held.record.state is PromiseStatus.OPEN
            if held.record.ours and is_open and running(held.record.paused, session.now):
                session.remark(f"{held.handle} still stands still: `clienthealth promise resume {held.handle}`")


def rates_of(session: Session, slug: str) -> "Rates":
    """Return how many promises of one client were kept on either side."""
    from clienthealth.core.commitments.account import Wanted

    return _account(session, slug, Wanted())[0].rates


def _account(session: Session, slug: str | None, wanted: "Wanted") -> "tuple[Account, str | None]":
    """Return the promises of one client, with its name, or of all."""
    from clienthealth.commands import listing
    from clienthealth.commands.reviewing import desk
    from clienthealth.core.commitments.account import account
    from clienthealth.core.history import Portfolio
    from clienthealth.core.records.agreed import Promise
    from clienthealth.core.records.spent import Away

    stored = listing.records(session, Promise, slug)
    of = listing.histories(session, slug, promises=stored)
    known = Portfolio(
        histories=tuple(of.values()),
        aways=tuple(held.record for held in session.store.all(Away)),
        handles={(held.record.client, held.record.id): held.handle for held in stored},
    )
    return account(known, desk(session), wanted, session.settings.me), of[slug].client.name if slug else None
