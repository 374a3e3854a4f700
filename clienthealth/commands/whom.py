"""Which person at a client is meant, and what to do about one who stands in its records and is none of its contacts."""

from typing import TYPE_CHECKING

from clienthealth.commands.session import Session
from clienthealth.errors import NotFound

if TYPE_CHECKING:
    from clienthealth.core.records.client import Client, Contact
    from clienthealth.store.rows import Stored

MOST = 5
"""People that are named where nobody is found."""


def contact_of(session: Session, held: "Stored[Client]", wanted: str) -> "Contact":
    """Return the contact that is meant: by name, by address, or by the only one that begins so; raises NotFound."""
    from clienthealth.core.privacy.masking import fold

    folded, contacts = fold(wanted), held.record.contacts
    exact = [each for each in contacts if folded in {fold(each.name), *map(fold, each.email)}]
    near = [each for each in contacts if any(fold(word).startswith(folded) for word in (each.name, *each.name.split()))]
    found = exact or near
    if len(found) == 1:
        return found[0]
    if not found:
        raise _nobody(session, held, wanted)
    named = ", ".join(each.name for each in found)
    raise NotFound(f"{held.record.client} has {len(found)} contacts that {wanted!r} may mean", f"on record: {named}")


def _nobody(session: Session, held: "Stored[Client]", wanted: str) -> NotFound:
    """Return the error that names who is known there, and what makes a contact of somebody in its records."""
    from shlex import quote

    from clienthealth.core.privacy.masking import fold, of_contact
    from clienthealth.core.records.client import is_address
    from clienthealth.render.erasure_text import nobodies
    from clienthealth.store.known import named_in

    slug, contacts = held.record.client, held.record.contacts
    called = {*map(fold, nobodies()), *(each for contact in contacts for each in of_contact(contact, "").called)}
    others = [each for each in named_in(session.store, slug) if fold(each) not in called]
    meant = [each for each in others if fold(each).startswith(fold(wanted))]
    what = f"{slug} has no contact that {wanted!r} may mean"
    if len(meant) == 1:
        who = f'"NAME" --email {quote(meant[0])}' if is_address(meant[0]) else quote(meant[0])
        stands = f"{what}; in its records stands {meant[0]}"
        return NotFound(stands, f"`clienthealth contact add {slug} {who}` makes a contact of it; then the same again")
    known = f"contacts: {', '.join(each.name for each in contacts) or 'nobody'}"
    named = ", ".join((meant or others)[:MOST]) + ", …" * (len(meant or others) > MOST)
    hint = f"{known}; no contacts, but in its records: {named}" if named else known
    return NotFound(what, hint)
