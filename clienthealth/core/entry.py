"""One line of the log, and the records it stands for: the contact, and what came out of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from clienthealth.core.kinds import GOODWILL, Channel, Conduct, Direction, Party, SignalKind
from clienthealth.core.matching import nearest
from clienthealth.core.moments import When, instant
from clienthealth.core.records.base import Record
from clienthealth.core.records.contact import Interaction
from clienthealth.core.typed_days import shown
from clienthealth.errors import UsageError

CONDUCT = {SignalKind.RUDE: Conduct.RUDE, SignalKind.ABUSIVE: Conduct.ABUSIVE}


NO_MAIL: Mapping[str, Any] = MappingProxyType({})


class Entry(NamedTuple):
    """What was typed after `log`, each part understood but nothing made of it yet."""

    text: str | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    minutes: float | None = None
    billable: bool | None = None
    tone: int | None = None
    energy: int | None = None
    project: str | None = None
    staff: str | None = None
    contact: str | None = None
    at: When | None = None
    signals: Sequence[tuple[SignalKind, int | None]] = ()
    quotes: Sequence[str] = ()
    promises: Sequence[tuple[str, When]] = ()
    asked: Sequence[tuple[str, When]] = ()
    complaints: Sequence[str] = ()
    mail: Mapping[str, Any] = NO_MAIL
    """What a mail says of the contact by itself: its id, subject, length, thread."""


class Writer(NamedTuple):
    """Who writes an entry about whom, and when."""

    client: str
    by: str
    now: datetime
    new_id: Callable[[], str]


def records_of(entry: Entry, writer: Writer) -> list[Record]:
    """Return the records an entry stands for, the contact first; raises UsageError for what says nothing."""
    shared = _shared(entry, writer)
    complaints = _complaints(entry, writer, shared)
    return [
        _contact(entry, writer, shared),
        *_promises(entry, writer, shared),
        *complaints,
        *_signals(entry, writer, shared, complaints[0].id if complaints else None),
    ]


def _shared(entry: Entry, writer: Writer) -> dict[str, Any]:
    """Return the fields all records of an entry have."""
    now = instant(writer.now)
    return {
        "client": writer.client,
        "at": entry.at or now,
        "recorded_at": now if entry.at else None,
        "source": "cli",
        "by": writer.by,
    }


def _contact(entry: Entry, writer: Writer, shared: dict[str, Any]) -> Interaction:
    return Interaction(
        **shared,
        **{"id": writer.new_id(), **entry.mail},
        channel=entry.channel or Channel.OTHER,
        direction=entry.direction or Direction.BOTH,
        text=entry.text,
        minutes=entry.minutes,
        billable=entry.billable,
        tone=entry.tone,
        energy=entry.energy,
        project=entry.project,
        staff=entry.staff,
        contact=entry.contact,
    )


def _promises(entry: Entry, writer: Writer, shared: dict[str, Any]) -> list[Record]:
    """Return our promises and theirs; the module is loaded only where one was made."""
    given = [("--promise", Party.US, each) for each in entry.promises]
    given += [("--asked", Party.THEM, each) for each in entry.asked]
    if not given:
        return []
    from clienthealth.core.records.agreed import Promise

    return [
        Promise(**shared, id=writer.new_id(), text=_said(option, text), due=due, party=party)
        for option, party, (text, due) in given
    ]


def _complaints(entry: Entry, writer: Writer, shared: dict[str, Any]) -> list[Record]:
    """Return the complaints; the signals beside them say how the first was voiced, lest one act count twice."""
    if not entry.complaints:
        return []
    from clienthealth.core.records.trouble import Complaint

    kinds = [kind for kind, _ in entry.signals]
    conduct = next((CONDUCT[kind] for kind in (SignalKind.ABUSIVE, SignalKind.RUDE) if kind in kinds), None)
    public = True if SignalKind.PUBLIC_CRITICISM in kinds else None
    return [
        Complaint(
            **shared,
            id=writer.new_id(),
            text=_said("--complaint", text),
            conduct=None if place else conduct,
            channel=entry.channel,
            public=None if place else public,
            project=entry.project,
            staff=entry.staff,
            contact=entry.contact,
        )
        for place, text in enumerate(entry.complaints)
    ]


def _said(option: str, text: str) -> str:
    """Return what an option says; raises UsageError where that is nothing."""
    if not text.strip():
        raise UsageError(f"{option} {text!r} says nothing", "say in a few words what it is, or leave it out")
    return text


def _signals(entry: Entry, writer: Writer, shared: dict[str, Any], complaint: str | None) -> list[Record]:
    quotes = quotes_of([kind for kind, _ in entry.signals], entry.quotes)
    if not entry.signals:
        return []
    from clienthealth.core.records.trouble import Signal

    return [
        Signal(
            **shared,
            id=writer.new_id(),
            kind=kind,
            severity=severity,
            quote=quote,
            staff=entry.staff,
            contact=entry.contact,
            project=entry.project,
            complaint=complaint,
        )
        for (kind, severity), quote in zip(entry.signals, quotes, strict=True)
    ]


def quotes_of(kinds: Sequence[SignalKind], quotes: Sequence[str]) -> list[str | None]:
    """Return the quote of each signal: in the order given; one alone is of the first that is no goodwill."""
    if quotes and not kinds:
        hint = "add the act that it shows, with -s KIND, or put it into the words"
        raise UsageError(f"--quote {shown(quotes[0])} belongs to a signal, and there is none", hint)
    said = [quote if quote.strip() else None for quote in quotes]
    if len(said) == len(kinds):
        return said
    if len(said) > 1:
        hint = "give each signal its own, in the same order; --quote '' for one without"
        raise UsageError(f"{len(said)} quotes for {len(kinds)} signal{'s' * (len(kinds) > 1)}", hint)
    strain = next((place for place, kind in enumerate(kinds) if kind not in GOODWILL), 0)
    return [said[0] if said and place == strain else None for place in range(len(kinds))]


def signal_of(typed: str) -> tuple[SignalKind, int | None]:
    """Read `KIND[:SEVERITY]`; severity 3 is never assumed, only typed."""
    word, colon, severity = typed.partition(":")
    try:
        kind = SignalKind(word.casefold())
    except ValueError:
        close = nearest(word, list(SignalKind))
        hint = f"did you mean {close}?" if close else "`clienthealth signal kinds` lists them"
        raise UsageError(f"{word!r} is no kind of signal", hint) from None
    if colon and severity not in {"1", "2", "3"}:
        raise UsageError(
            f"severity {severity!r} of {word} is out of range", f"1 slight, 2 usual, 3 grave; or {word} alone"
        )
    return kind, int(severity) if severity else None
