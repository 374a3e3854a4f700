"""Who is who on both sides, and how they want to be reached."""

from collections import Counter
from collections.abc import Iterator

from clienthealth.core.briefing.fact import Fact, Rank
from clienthealth.core.briefing.matter import Matter
from clienthealth.core.records.client import Contact
from clienthealth.core.saying import Saying, say


def people(matter: Matter) -> list[Fact]:
    """Return the people at the client's, those who left last, then those of us who know the case."""
    there = sorted(matter.client.contacts, key=lambda each: not matter.is_ahead(each.until))
    return [*(_person(each, matter) for each in there), *_of_us(matter)]


def _person(contact: Contact, matter: Matter) -> Fact:
    stays = matter.is_ahead(contact.until)
    return Fact(
        who=contact.name,
        sayings=tuple(_about(contact, matter)) or (say("people.theirs"),),
        rank=Rank.OPEN if stays else Rank.EARLIER,
    )


def _about(contact: Contact, matter: Matter) -> Iterator[Saying]:
    if contact.role:
        yield say("people.role", role=contact.role)
    if contact.until is not None and not matter.is_ahead(contact.until):
        yield say("people.left", day=matter.day(contact.until))
        return
    if contact.salutation:
        yield say("people.salutation", salutation=contact.salutation)
    if contact.address_form:
        yield say("people.form", form=contact.address_form)
    for address in contact.email[:1]:
        yield say("people.email", email=address)
    for number in contact.phone[:1]:
        yield say("people.phone", phone=number)


def _of_us(matter: Matter) -> Iterator[Fact]:
    """Yield who takes care, and whom of us an open complaint is with; nobody's complaints are counted."""
    owner = matter.client.owner
    if owner:
        yield Fact(who=owner, sayings=(say("people.owner"),), rank=Rank.NEVER_FIRST)
    kept = [*matter.history.promises, *matter.history.nexts]
    asked = [each.staff for each in matter.open_complaints()]
    asked += [each.owner for each in (*matter.open_complaints(), *kept) if matter.open(each)]
    names = list(dict.fromkeys(each for each in asked if each and each != owner))
    if names:
        yield Fact(sayings=(say("people.know", names=", ".join(names)),), rank=Rank.OPEN)


def reach(matter: Matter) -> list[Fact]:
    """Return their hours, zone and language, and by which ways they were in contact lately."""
    client = matter.client
    given = (("hours", client.contact_hours), ("zone", client.timezone))
    wishes = [say(f"reach.{name}", value=value) for name, value in given if value]
    wishes += [say(f"language.{client.language}")] if client.language else []
    return [*([Fact(sayings=tuple(wishes), rank=Rank.OPEN)] if wishes else []), *_channels(matter)]


def _channels(matter: Matter) -> Iterator[Fact]:
    if not matter.contacts:
        return
    used = Counter(each.channel for each in matter.contacts).most_common()
    ways = tuple(say(f"used.{channel}", times=n) for channel, n in used)
    yield Fact(sayings=(*ways, say("reach.contacts", n=len(matter.contacts))), rank=Rank.OPEN)
