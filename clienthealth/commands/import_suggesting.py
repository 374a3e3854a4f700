"""After an import: what the record of each client it touched gives reason to ask goes to the inbox."""

from collections.abc import Collection, Mapping
from typing import Any

from clienthealth.commands.session import Session
from clienthealth.core.intake.ids import suggestion_id
from clienthealth.core.moments import parse
from clienthealth.core.records.contact import Interaction
from clienthealth.core.records.kept import Suggestion
from clienthealth.store.given import GivenBook

OURS = "record"
"""The source of what the record itself suggests, not a file."""


def suggest(session: Session, given: GivenBook, clients: Collection[str]) -> int:
    """Put into the inbox what the record suggests, inside the import's transaction; return how many are new.

    What it suggested before, and no longer does, goes: a question that has been answered is none.
    """
    from clienthealth.commands.reviewing import desk
    from clienthealth.config.own_words import own_words
    from clienthealth.core.suggesting import suggest as suggesting
    from clienthealth.store.reading import Reader
    from clienthealth.store.removing import owned

    path = session.configuration
    words = own_words(path.parent if path else None)
    here = desk(session)
    count = 0
    for history in Reader(session.store, session.today).portfolio(session.today).histories:
        slug = history.client.client
        if slug in clients:
            contacts = (held.record for held in owned(session.store, Interaction, slug))
            found = [
                suggestion(session, slug, each, OURS) for each in suggesting.suggest(history, contacts, here, words)
            ]
            given.withdraw(slug, OURS, {each.id for each in found})
            count += sum(given.suggest(each) for each in found)
    return count


def suggestion(session: Session, client: str, found: Any, source: str) -> Suggestion:
    """Return what is kept of something that a record or a file suggests."""
    import json

    def text(values: Mapping[str, Any]) -> str:
        return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)

    return Suggestion(
        client=client,
        id=suggestion_id(found.reason, found.key),
        at=parse(found.at, session.settings.zone),
        reason=found.reason,
        values=text(found.values),
        would=text(found.would) if found.would else None,
        source=source,
    )
