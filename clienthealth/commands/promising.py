"""How the promises of both sides come from the record to the reader."""

from typing import TYPE_CHECKING

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.commitments.account import Account, Wanted
    from clienthealth.core.commitments.rates import Rates
    from clienthealth.render.promise_text import Shown


def show(session: Session, client: str | None, wanted: "Wanted", *, json: bool) -> None:
    """Show the promises that are asked for, of one client or of all."""
    from clienthealth.commands.judging import voice_of

    told, of = _account(session, client, wanted)
    if json:
        from clienthealth.render.promise_json import as_json

        session.write(as_json(told, of))
        return
    if not told.shown:
        session.remark("no promises" if wanted.closed else "no open promises")
    from clienthealth.render.promise_text import Look

    voice = voice_of(session, session.today)
    if session.on_terminal:
        from clienthealth.render.terminal import promises

        session.write(promises(Look(told, of, voice)))
    else:
        from clienthealth.render.promise_text import plain

        session.write(plain(Look(told, of, voice)))


def rates_of(session: Session, slug: str) -> "Rates":
    """Return how many promises of one client were kept on either side."""
    from clienthealth.core.commitments.account import Wanted

    return _account(session, slug, Wanted())[0].rates


def _account(session: Session, client: str | None, wanted: "Wanted") -> "tuple[Account, Shown]":
    from clienthealth.commands import listing
    from clienthealth.commands.reviewing import desk
    from clienthealth.core.commitments.account import account
    from clienthealth.core.records.agreed import Promise
    from clienthealth.core.records.spent import Away
    from clienthealth.render.promise_text import Shown

    slug = session.reading_client(client) if client else None
    stored = listing.records(session, Promise, slug)
    of = listing.histories(session, slug, promises=stored)
    aways = [held.record for held in session.store.all(Away)]
    told = account(of.values(), aways, desk(session), wanted, session.settings.me)
    handles = {(held.record.client, held.record.id): held.handle for held in stored}
    return told, Shown(of[slug].client.name if slug else None, handles)
