"""A copy of what is on record of somebody, as it is handed over: others masked, with who wrote it when."""

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo
from typing import Any, NamedTuple

from clienthealth.core.assessment import Assessment
from clienthealth.core.frozen import replace
from clienthealth.core.lines import canonical_order
from clienthealth.core.privacy.disclosure import Finder, Subject, card, others_of, theirs, within
from clienthealth.core.privacy.masking import Mask, Person, fold, masked, of_client, of_contact, parts
from clienthealth.core.records.client import Client
from clienthealth.core.records.reviewed import Said
from clienthealth.core.records.types import TYPES

OURS = ("staff", "by", "owner")
"""Fields that name one of us."""


class Act(NamedTuple):
    """A command that wrote something: when, by whom, which."""

    at: str
    by: str
    command: str


class Told(NamedTuple):
    """A record, and the commands that wrote it, the first one first."""

    record: Any
    acts: tuple[Act, ...] = ()


class Was(NamedTuple):
    """What a record was before a command corrected or removed it."""

    record: Any
    act: Act
    removed: bool


class Held(NamedTuple):
    """What the store holds of a client: its own record, all others, and what its audit still holds."""

    client: Told
    records: tuple[Told, ...]
    earlier: tuple[Was, ...]


class Words(NamedTuple):
    """What stands in the place of people; the first two are numbered where there are several."""

    colleague: str
    contact: str
    client: str
    person: str


class Frame(NamedTuple):
    """What stands around the record: the day and zone, who hands it over, for how long it is kept, and the judgement.

    `kept_months` are months after an ending, None where nobody said so.
    """

    day: date
    zone: tzinfo
    sender: tuple[str, ...]
    kept_months: int | None
    found: Assessment | None


class Copy(NamedTuple):
    """Everything that is handed over; others are masked in it.

    `left_out` counts records of the client that do not concern a person, `masked` the places where others stood,
    `beside` is what imports keep to know the next time.
    """

    subject: Subject
    frame: Frame
    card: Told
    told: tuple[Told, ...]
    left_out: int
    earlier: tuple[Was, ...]
    beside: tuple[Any, ...]
    said: tuple[Said, ...]
    masked: int

    @property
    def lines(self) -> tuple[Any, ...]:
        """The records of the journal in its order: the client's own as far as it is theirs, and all that is told."""
        return tuple(sorted((self.card.record, *(each.record for each in self.told)), key=canonical_order))


def copy_of(subject: Subject, held: Held, mask: Mask, frame: Frame) -> Copy:
    """Return what is theirs of what the store holds."""
    mine, finds, hide = theirs(subject, held.records), Finder(subject), _Hiding(mask)
    ids = {each.record.id for each in mine.records}
    was = (each for each in held.earlier if each.record.TYPE in TYPES and finds.names(each.record))
    told = sorted((each for each in mine.records if each.record.TYPE in TYPES), key=_order)
    beside = (each.record for each in mine.records if each.record.TYPE not in {*TYPES, Said.TYPE})
    return Copy(
        subject=subject,
        frame=frame,
        card=hide.told(Told(card(subject), held.client.acts)),
        told=tuple(hide.told(Told(within(each.record, ids), each.acts)) for each in told),
        left_out=mine.left_out,
        earlier=tuple(hide.was(each, subject) for each in was),
        beside=tuple(hide.value(each) for each in beside),
        said=tuple(each.record for each in held.records if isinstance(each.record, Said) and subject.whole),
        masked=hide.places,
    )


def strangers(subject: Subject, held: Held, others: Iterable[Client], words: Words) -> list[Person]:
    """Return everybody who is not to be seen in the copy: our people, the client's other contacts, other clients."""
    mine = _called(subject)
    ours = sorted({name for name in _of_ours(held) if fold(name) not in mine})
    found = [
        Person(names=tuple(dict.fromkeys((name, name.capitalize()))), parts=tuple(parts(name)), word=word)
        for name, word in zip(ours, _numbered(words.colleague, len(ours)), strict=True)
    ]
    found += others_of(subject, _numbered(words.contact, len(subject.client.contacts) - 1))
    for client in others:
        found += [of_client(client, f"[{words.client}]")]
        found += [of_contact(each, f"[{words.person}]")._replace(parts=()) for each in client.contacts]
    return [bare for each in found if (bare := _without(each, mine)).names or bare.addresses or bare.phones]


class _Hiding:
    """Masks, and counts the places."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self.places = 0

    def value(self, value: Any) -> Any:
        """Return a value with others masked."""
        made = masked(value, self._mask)
        self.places += made.places
        return made.value

    def told(self, told: Told) -> Told:
        """Return a record with others masked, those who wrote it among them."""
        return Told(self.value(told.record), tuple(self._act(each) for each in told.acts))

    def was(self, was: Was, subject: Subject) -> Was:
        """Return what was, as far as it is theirs."""
        record = was.record
        if isinstance(record, Client) and not subject.whole:
            people = tuple(
                each for each in record.contacts if {fold(each.name), *map(fold, each.email)} & _called(subject)
            )
            record = replace(card(subject), contacts=people)
        return Was(self.value(record), self._act(was.act), was.removed)

    def _act(self, act: Act) -> Act:
        return act._replace(by=self._mask.field(act.by)[0])


def _called(subject: Subject) -> frozenset[str]:
    """Return what the subject is called and reached by, folded."""
    client, person = subject.client, subject.person
    people = [person] if person else client.contacts
    names = [client.name, *client.aliases, *(text for each in people for text in (each.name, *each.email, *each.phone))]
    return frozenset(map(fold, names))


def _of_ours(held: Held) -> Iterable[str]:
    records = [held.client.record, *(each.record for each in held.records), *(each.record for each in held.earlier)]
    for record in records:
        yield from (name for field in OURS if (name := getattr(record, field, None)))
    acts = [act for each in (held.client, *held.records) for act in each.acts]
    yield from (each.by for each in (*acts, *(each.act for each in held.earlier)))


def _without(person: Person, mine: frozenset[str]) -> Person:
    """Return a person without what the subject is called as well: that is not to be masked."""
    return person._replace(
        names=tuple(each for each in person.names if fold(each) not in mine),
        addresses=tuple(each for each in person.addresses if fold(each) not in mine),
        phones=tuple(each for each in person.phones if fold(each) not in mine),
    )


def _numbered(word: str, count: int) -> Sequence[str]:
    return [f"[{word}]"] if count == 1 else [f"[{word} {number}]" for number in range(1, count + 1)]


def _order(told: Told) -> tuple[str, str, str, str]:
    return canonical_order(told.record)
