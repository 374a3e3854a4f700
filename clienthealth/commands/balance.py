"""What is open between both sides of one client, with all of the client's record that it is read off."""

from typing import TYPE_CHECKING

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.goodbye.owed import Owed
    from clienthealth.core.history import History
    from clienthealth.core.records.client import Client
    from clienthealth.store.rows import Stored


def balance(session: Session, held: "Stored[Client]") -> "tuple[History, dict[str, str], Owed]":
    """Return a client's history without interactions, the handles of its records by id, and what is open today."""
    from clienthealth.core.goodbye.owed import owed
    from clienthealth.core.records.spent import Away
    from clienthealth.store.dossier import history

    found, handles = history(session.store, held)
    settings = session.settings
    open_ = owed(
        found,
        today=session.today,
        zone=settings.zone,
        aways=[each.record for each in session.store.all(Away)],
        currency=settings.currency,
        handle=handles.__getitem__,
    )
    return found, handles, open_
