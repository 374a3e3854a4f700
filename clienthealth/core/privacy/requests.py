"""What a person asked about their data, and by when they are to be answered; and records that were kept long enough."""

from collections.abc import Iterator
from datetime import date

from clienthealth.core.history import History
from clienthealth.core.kinds import ClientStatus, PrivacyKind
from clienthealth.core.moments import months_after
from clienthealth.core.records.agreed import OF_PRIVACY, Next
from clienthealth.core.records.client import Client
from clienthealth.core.weekly.desk import Desk

MONTHS = 1
"""Within how many months of the request it is to be answered (GDPR, article 12(3))."""


def deadline(asked: date) -> date:
    """Return the last day on which an answer is in time, whatever weekday it is: earlier is never too late."""
    return months_after(asked, MONTHS)


def ref_of(kind: PrivacyKind, person: str = "") -> str:
    """Return the `ref` of the reminder that is a request's deadline: what was asked, and by which contact."""
    return f"{OF_PRIVACY}{kind}:{person}" if person else f"{OF_PRIVACY}{kind}"


def request_command(request: Next, client: str, handle: str) -> str:
    """Return what to type for a request: what it asks for where that is a command, else that it was answered."""
    kind, person = _asked(request)
    who = f"{client} --contact {_quoted(person)}" if person else client
    match kind:
        case PrivacyKind.ACCESS | PrivacyKind.PORTABILITY:
            return f"clienthealth privacy export {who}"
        case PrivacyKind.ERASURE:
            return f"clienthealth privacy erase {who} --dry-run"
        case _:
            return f"clienthealth next done {handle}"


def asked_by(request: Next, person: str) -> bool:
    """Whether a reminder is the deadline of what a contact asked; of the client as a whole, where none is named."""
    return request.of_privacy and _asked(request)[1] == person


def open_requests(history: History) -> Iterator[Next]:
    """Yield what was asked and not yet answered; that a client has ended changes nothing."""
    yield from (each for each in history.nexts if each.of_privacy and each.closed_at is None)


def kept_until(client: Client, desk: Desk) -> date | None:
    """Return the last day on which the record of an ended client is kept; None where nobody said how long."""
    if client.stands is not ClientStatus.ENDED or client.status_at is None or desk.retention is None:
        return None
    return months_after(desk.day(client.status_at), desk.retention)


def _asked(request: Next) -> tuple[str, str]:
    """Return what was asked, and by which contact."""
    kind, _, person = (request.ref or "").removeprefix(OF_PRIVACY).partition(":")
    return kind, person


def _quoted(text: str) -> str:
    """Return a name as a shell takes it."""
    from shlex import quote

    return quote(text)
