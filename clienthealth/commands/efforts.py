"""Which complaint an effort is on, and how long it took to come."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clienthealth.commands import recording
from clienthealth.commands.session import Session
from clienthealth.core.changes.commitments import Act, is_open
from clienthealth.core.changes.complaints import PLAIN_KINDS, check_follows, response_hours
from clienthealth.core.kinds import EffortKind
from clienthealth.core.moments import When
from clienthealth.core.records.trouble import Complaint
from clienthealth.errors import NotFound

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored


def complaint_of(
    session: Session, shared: Mapping[str, Any], kind: EffortKind, typed: str | None
) -> "Stored[Complaint] | None":
    """Return the complaint an effort is on: the one named, else the client's only open one."""
    client = shared["client"]
    if typed is not None:
        return recording.of_client(session, Complaint, typed, client)
    if kind in PLAIN_KINDS:
        return None
    found = [held for held in session.store.of_client(Complaint, client) if is_open(held.record, session.now)]
    if len(found) > 1:
        listed = ", ".join(held.handle for held in sorted(found, key=lambda held: held.number))
        raise NotFound(
            f"{client} has {len(found)} open complaints",
            f"say which with --complaint: {listed}; or --plain for none of them",
        )
    return found[0] if found else None


def hours(session: Session, on: "Stored[Complaint]", at: When) -> float | None:
    """Return the hours from the complaint to the effort; refused where the effort came first."""
    check_follows(on.record, on.handle, Act(on.handle, at, session.now))
    return response_hours(on.record, at)
