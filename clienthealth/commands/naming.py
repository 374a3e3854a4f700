"""Which client or record is meant where either may be typed: c12, p7, k1, a long id, a slug, a name."""

from typing import TYPE_CHECKING, Any

from clienthealth.commands.session import Session
from clienthealth.core.kinds import LETTERS
from clienthealth.core.matching import find, fold, foldings

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored

LETTER = frozenset(LETTERS.values())


def meant(session: Session, wanted: str, *, reading: bool = False) -> "Stored[Any]":
    """Return the client or record that is meant; a near miss is taken for reading only, and said.

    A client called exactly so comes first, then a handle, then the beginning of a client, then a long id.
    """
    store = session.store
    if is_handle(wanted) and not _is_called(session, wanted):
        return store.by_handle(wanted)
    match = find(wanted, store.names())
    if match.exact is not None:
        return store.client(match.exact)
    if not match.candidates and (found := _by_id(session, wanted)):
        return found
    return store.client(session.reading_client(wanted) if reading else store.slug(wanted))


def is_handle(text: str) -> bool:
    """Whether a text has the shape of a short handle."""
    digits = text[1:]
    return text[:1].lower() in LETTER and digits.isascii() and digits.isdecimal()


def _is_called(session: Session, wanted: str) -> bool:
    """Whether a client's slug, name or alias is just this, and not only begins so."""
    folded = fold(wanted)
    return any(
        folded in {spelling for name in (known.slug, known.name, *known.aliases) for spelling in foldings(name)}
        for known in session.store.names()
    )


def _by_id(session: Session, wanted: str) -> "Stored[Any] | None":
    """Return the record of a long id, if there is one; raises NotFound where several clients have one."""
    from clienthealth.store.dossier import with_id

    found = with_id(session.store, wanted)
    return session.store.by_handle(wanted) if len(found) > 1 else next(iter(found), None)
