"""Drafts of letters made from a small record, for the tests of every kind."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from clienthealth.core.goodbye.owed import owed
from clienthealth.core.history import History
from clienthealth.core.kinds import BoundaryStep, Cause, LetterKind, Party, PromiseKind
from clienthealth.core.letters.draft import Draft, Typed
from clienthealth.core.letters.kinds import letter_of
from clienthealth.core.letters.letter import Sender
from clienthealth.core.letters.matter import matter_of
from clienthealth.core.records.agreed import Boundary, Promise
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.trouble import Complaint, Hardship

NOW = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/Berlin"))
TODAY = NOW.date()
ZONE = ZoneInfo("Europe/Berlin")
TOLD = date(2026, 11, 16)
DUE = date(2026, 12, 4)
SENDER = Sender(name="Mira Holm", place="Kiel", email="mira@holm.example", phone="+49 431 5550123", country="DE")
CLIENT = Client(
    client="acme",
    at=date(2024, 1, 1),
    id="k",
    name="Acme",
    contract_clause="§ 7",
    contacts=(Contact(name="Jana Seidel", salutation="Frau"),),
)


def drafted(kind, *, client=CLIENT, sender=SENDER, about=None, agreed=(), language=None, limit=None, **given):
    """Return the letter of a kind; of `given`, what `Typed` has is typed, all else is of the record."""
    typed = {name: given.pop(name) for name in Typed.__annotations__ if name in given}
    history = History(client=client, **given)
    matter = matter_of(
        history,
        owed(history, today=TODAY, zone=ZONE, handle=str),
        kind=LetterKind(kind),
        now=NOW,
        zone=ZONE,
        about=about,
        handle=str,
    )
    draft = Draft(
        client=client,
        sender=sender,
        today=TODAY,
        zone=ZONE,
        clock_zone=client.timezone or "Europe/Berlin",
        matter=matter,
        typed=Typed(**typed),
        own_up_to=limit,
        agreed=agreed,
    )
    return letter_of(LetterKind(kind), draft, language)


def complaint(number=1, **given):
    return Complaint(**{"client": "acme", "at": TOLD, "id": f"c{number}", "cause": Cause.OURS, **given})


def promise(number=1, **given):
    given = {"at": date(2026, 11, 18), "text": f"Part {number}", "due": DUE, **given}
    return Promise(client="acme", id=f"p{number}", **given)


def call(number=9, due=datetime(2026, 11, 26, 9, 30, tzinfo=UTC)):
    return promise(number, text="Ring back", kind=PromiseKind.CALLBACK, due=due)


def theirs(number=5, **given):
    return promise(number, party=Party.THEM, **given)


def limit(number=1, step="reset-talk", at=date(2026, 10, 6)):
    return Boundary(client="acme", at=at, id=f"b{number}", step=BoundaryStep(step))


def hardship(**given):
    return Hardship(client="acme", at=date(2026, 11, 2), id="h1", **given)


def ids(letter):
    return [each.id for each in letter.blocks]


def values(letter, block):
    return dict(letter.block(block).values)
