"""Who a letter speaks to, and how its sender is reached."""

from datetime import date, tzinfo

from clienthealth.core.kinds import Recipient
from clienthealth.core.letters.letter import Addressee, Missing, Sender, known, one_line
from clienthealth.core.moments import day_of
from clienthealth.core.records.client import Client, Contact


def addressee(client: Client, today: date, zone: tzinfo) -> Addressee:
    """Return who a letter to a client speaks to: the first contact who is there today, unless it is a company."""
    person = None if client.recipient is Recipient.COMPANY else _contact(client, today, zone)
    alone = client.recipient is Recipient.PERSON and person is None
    return Addressee(
        organisation="" if alone else client.name,
        person=client.name if alone else (person.name if person else ""),
        salutation=(person.salutation or "") if person else "",
        address_form=(person.address_form or "") if person else "",
        address=client.address,
        email=_mail(client, person, today, zone),
        country=client.country or "",
        known_as_team=client.recipient is Recipient.COMPANY,
    )


def contact_of(sender: Sender) -> str | Missing:
    """Return the one way to reach us: the mail address, else the telephone, else the postal address."""
    ways = (sender.email, sender.phone, ", ".join(sender.address))
    return known(next(filter(one_line, ways), ""), "contact")


def _mail(client: Client, person: Contact | None, today: date, zone: tzinfo) -> str:
    """Return where a mail to them goes: to the person meant, else to whoever is there."""
    there = person or _contact(client, today, zone)
    return there.email[0] if there and there.email else ""


def _contact(client: Client, today: date, zone: tzinfo) -> Contact | None:
    for each in client.contacts:
        came = each.from_ is None or day_of(each.from_, zone) <= today
        if came and (each.until is None or day_of(each.until, zone) >= today):
            return each
    return None
