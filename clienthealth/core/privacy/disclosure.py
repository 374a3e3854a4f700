"""What of a client's record is somebody's own: all of it, or what names one person and what hangs on that."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from clienthealth.core.frozen import replace
from clienthealth.core.kinds import Recipient
from clienthealth.core.privacy.masking import Mask, Person, masked, of_contact
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client, Contact

WITHIN = ("complaint", "against", "repeat_of", "supersedes", "reply_to")
"""Fields by which a record hangs on another one of the same client."""


class Subject(NamedTuple):
    """Who it is about: a client, or one person there."""

    client: Client
    person: Contact | None = None

    @property
    def name(self) -> str:
        """What they are called."""
        return self.person.name if self.person else self.client.name

    @property
    def whole(self) -> bool:
        """Whether all that is on record is theirs: they are the client, or the client is written to as a person."""
        return self.person is None or (self.client.recipient is Recipient.PERSON and len(self.client.contacts) == 1)


class Theirs(NamedTuple):
    """The records that are theirs, in their order, and how many of the client are not."""

    records: tuple[Any, ...]
    left_out: int


def theirs(subject: Subject, stored: Sequence[Any]) -> Theirs:
    """Return what is theirs of a client's stored records, the client's own record apart."""
    rest = [each for each in stored if each.record.TYPE != "client"]
    if subject.person is None or subject.whole:
        return Theirs(tuple(rest), 0)
    finds = Finder(subject)
    own = {each.record.id for each in rest if finds.names(each.record)}
    own |= {each.record.id for each in rest if _referred(each.record) & own}
    mine = tuple(each for each in rest if each.record.id in own)
    return Theirs(mine, len(rest) - len(mine))


class Finder:
    """Tells whether a record names a person: in a field that names somebody, or literally in a text."""

    def __init__(self, subject: Subject) -> None:
        client, person = subject.client, subject.person
        # Any word will do but none: a person without a name is no person.
        self._person = of_contact(person, "…", _others(client, person)) if person else None
        self._mask = Mask([self._person] if self._person else [])

    def names(self, record: Record) -> bool:
        """Whether a record names them; without a person, every record does."""
        if self._person is None:
            return True
        return masked(record, self._mask).places > 0


def card(subject: Subject) -> Client:
    """Return the client's own record as far as it is theirs: of a company its name, and the person's own entry."""
    client, person = subject.client, subject.person
    if person is None or subject.whole:
        return client
    return Client(client=client.client, id=client.id, at=client.at, name=client.name, contacts=(person,))


def within(record: Any, ids: Collection[str]) -> Any:
    """Return a record without references to what is not in the copy."""
    gone = {name: None for name in WITHIN if (held := getattr(record, name, None)) is not None and held not in ids}
    return replace(record, **gone) if gone else record


def others_of(subject: Subject, words: Iterable[str]) -> list[Person]:
    """Return the other contacts of the client as people to be masked, each with a word of its own."""
    if subject.person is None:
        return []
    mine = [subject.client.name, subject.person.name, *subject.client.aliases]
    others = (each for each in subject.client.contacts if each != subject.person)
    return [of_contact(each, word, mine) for each, word in zip(others, words, strict=False)]


def _referred(record: Record) -> set[str]:
    return {held for name in WITHIN if (held := getattr(record, name, None)) is not None}


def _others(client: Client, person: Contact | None) -> list[str]:
    return [client.name, *client.aliases, *(each.name for each in client.contacts if each != person)]
