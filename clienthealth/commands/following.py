"""What follows from a complaint just recorded: by when to acknowledge it, and whether it is an old one again."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.render.complaint_life import Told
    from clienthealth.store.rows import Stored


def say(session: Session, made: "Iterable[Stored[Any]]") -> None:
    """Say of the complaints among new records what follows from them."""
    for held in made:
        if held.record.TYPE == "complaint":
            _say(session, held)


def told(session: Session, held: "Stored[Any]") -> "Told":
    """Return which complaint one repeats, as recorded or as it seems."""
    from clienthealth.core.records.trouble import Complaint
    from clienthealth.render.complaint_life import told_of

    mine = session.store.of_client(Complaint, held.record.client)
    return told_of(held.record, mine, session.settings.zone, session.policy.window.unsettled)


def _say(session: Session, held: "Stored[Any]") -> None:
    from clienthealth.core.moments import day_of, said
    from clienthealth.render.complaint_life import repeat_lines

    made = held.record
    if not (made.acknowledged_at or made.answered_at or made.resolved_at or made.confirmed):
        settings = session.settings
        begun, target = day_of(held.record.at, settings.zone), settings.targets.acknowledge
        day = settings.hours.working_days_after(begun, target, settings.holidays)
        session.write(f"      acknowledge it by {said(day, session.now)}: clienthealth complaint ack {held.handle}")
    for line in repeat_lines(held.handle, told(session, held), session.now):
        session.write(f"      {line}")


def over(session: Session, made: "Iterable[Stored[Any]]") -> None:
    """Name the reminders that are still open on complaints that have just ended, with what takes them off."""
    from clienthealth.core.changes.commitments import is_open
    from clienthealth.core.records.agreed import Next

    for held in made:
        for each in session.store.of_client(Next, held.record.client):
            if each.record.complaint == held.record.id and is_open(each.record, session.now):
                session.write(f"      its reminder is still open: clienthealth next done {each.handle}")
