"""How a person at a client is understood and written: they are a part of the client's own record."""

from typing import TYPE_CHECKING, Any

from clienthealth.commands.session import Session
from clienthealth.core.kinds import Language
from clienthealth.core.records.client import Client, Contact, check_typed
from clienthealth.core.when import parse_day
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored


def given(
    session: Session,
    email: list[str] | None,
    phone: list[str] | None,
    role: str | None,
    salutation: str | None,
    address_form: str | None,
    from_: str | None,
    until: str | None,
) -> dict[str, Any]:
    """Return the fields of a person that were typed."""
    typed = {
        "email": tuple(email or ()),
        "phone": tuple(phone or ()),
        "role": role,
        "salutation": salutation,
        "address_form": address_form,
        "from_": parse_day(from_, session.now) if from_ else None,
        "until": parse_day(until, session.now) if until else None,
    }
    return {name: value for name, value in typed.items() if value}


def check(typed: dict[str, Any]) -> None:
    """Refuse a change that changes nothing."""
    if not typed:
        raise UsageError("nothing to change", "for example --role, --email, --until; `--help` lists all")


def write(session: Session, name: str, held: "Stored[Client]", after: Client, person: Contact, *, json: bool) -> None:
    """Write the client with that person and say what is known of them."""
    from clienthealth.render import listing, written

    check_typed(after, held.record)
    with session.store.writing(name) as change:
        made = change.replace(held, after)
    session.write(written.as_json([made]) if json else listing.person(made, person, session.now))
    _suggest(session, after, person)


def _suggest(session: Session, client: Client, person: Contact) -> None:
    """Suggest how a Greek letter could address a person; it is never taken by itself."""
    if client.language is not Language.EL or person.salutation:
        return
    from clienthealth.core.letters.vocative import form_of_address

    form = form_of_address(person.name)
    if form:
        command = f'clienthealth contact edit {client.client} "{person.name}" --salutation "{form}"'
        session.remark(f"a Greek letter greets by the form of address on record; if this one is right: {command}")
