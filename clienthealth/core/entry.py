"""One line of the log, and the records it stands for: the contact, and what came out of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from clienthealth.core.kinds import Channel, Conduct, Direction, Party, SignalKind
from clienthealth.core.matching import nearest
from clienthealth.core.moments import When, instant
from clienthealth.core.records.base import Record
from clienthealth.core.records.contact import Interaction
from clienthealth.errors import UsageError

CONDUCT = {SignalKind.RUDE: Conduct.RUDE, SignalKind.ABUSIVE: Conduct.ABUSIVE}


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
    quote: str | None = None
    promise: tuple[str, When] | None = None
    asked: tuple[str, When] | None = None
    complaint: str | None = None


class Writer(NamedTuple):
    """Who writes an entry about whom, and when."""

    client: str
    by: str
    now: datetime
    new_id: Callable[[], str]


def records_of(entry: Entry, writer: Writer) -> list[Record]:
    """Return the records an entry stands for, the contact first."""
    shared = _shared(entry, writer)
    made: list[Record] = [_contact(entry, writer, shared)]
    complaint = _complaint(entry, writer, shared)
    made += [each for each in (*_promises(entry, writer, shared), complaint) if each]
    made += _signals(entry, writer, shared, complaint.id if complaint else None)
    return made


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
        id=writer.new_id(),
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
    """Return our promise and theirs; the module is loaded only where one was made."""
    given = [(entry.promise, Party.US), (entry.asked, Party.THEM)]
    if not any(promise for promise, _ in given):
        return []
    from clienthealth.core.records.agreed import Promise

    return [
        Promise(**shared, id=writer.new_id(), text=promise[0], due=promise[1], party=party)
        for promise, party in given
        if promise
    ]


def _complaint(entry: Entry, writer: Writer, shared: dict[str, Any]) -> Record | None:
    """Return the complaint, voiced as the signals beside it say."""
    if entry.complaint is None:
        return None
    from clienthealth.core.records.trouble import Complaint

    kinds = [kind for kind, _ in entry.signals]
    conduct = next((CONDUCT[kind] for kind in (SignalKind.ABUSIVE, SignalKind.RUDE) if kind in kinds), None)
    return Complaint(
        **shared,
        id=writer.new_id(),
        text=entry.complaint,
        conduct=conduct,
        channel=entry.channel,
        public=True if SignalKind.PUBLIC_CRITICISM in kinds else None,
        project=entry.project,
        staff=entry.staff,
        contact=entry.contact,
    )


def _signals(entry: Entry, writer: Writer, shared: dict[str, Any], complaint: str | None) -> list[Record]:
    if not entry.signals:
        return []
    from clienthealth.core.records.trouble import Signal

    return [
        Signal(
            **shared,
            id=writer.new_id(),
            kind=kind,
            severity=severity,
            quote=entry.quote,
            staff=entry.staff,
            contact=entry.contact,
            project=entry.project,
            complaint=complaint,
        )
        for kind, severity in entry.signals
    ]


def signal_of(typed: str) -> tuple[SignalKind, int | None]:
    """Read `KIND[:SEVERITY]`; severity 3 is never assumed, only typed."""
    word, _, severity = typed.partition(":")
    try:
        kind = SignalKind(word)
    except ValueError:
        close = nearest(word, list(SignalKind))
        hint = f"did you mean {close}?" if close else "`clienthealth signal kinds` lists them"
        raise UsageError(f"{word!r} is no kind of signal", hint) from None
    if severity and severity not in {"1", "2", "3"}:
        raise UsageError(f"severity {severity!r} of {word} is out of range", "1 slight, 2 usual, 3 grave")
    return kind, int(severity) if severity else None
