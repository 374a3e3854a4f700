"""How a brief comes from the record to the reader."""

from typing import TYPE_CHECKING

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.briefing.brief import Brief
    from clienthealth.core.kinds import Language
    from clienthealth.core.records.client import Client
    from clienthealth.store.rows import Stored

LATEST = 12
"""How many contacts are looked at."""


def made(session: Session, held: "Stored[Client]") -> "Brief":
    """Return the brief on one client today; of the others nothing is read."""
    from clienthealth.core.briefing.brief import brief
    from clienthealth.core.records.spent import Away
    from clienthealth.store import dossier

    history, handles = dossier.history(session.store, held)
    contacts = dossier.contacts(session.store, held.record.client, LATEST)
    handles |= {each.record.id: each.handle for each in contacts}
    return brief(
        history,
        [each.record for each in contacts],
        now=session.now,
        handle=lambda record: handles.get(record, record),
        aways=[each.record for each in session.store.all(Away)],
        currency=session.settings.currency,
    )


def text(
    session: Session, made: "Brief", form: str = "table", lang: "Language | None" = None, *, is_file: bool = False
) -> str:
    """Return a brief as it is asked for: in colour on a terminal, else as text, Markdown or JSON."""
    from clienthealth.render import brief_text
    from clienthealth.render.voice import Voice

    if form == "json":
        return brief_text.as_json(made)
    page = brief_text.page(made, Voice(lang or session.settings.language, session.today))
    if form == "md":
        from clienthealth.render.review_md import markdown as written
    elif form == "table" and session.on_terminal and not is_file:
        from clienthealth.render.terminal import shown as written
    else:
        from clienthealth.render.sheet import plain as written
    return written(page)
