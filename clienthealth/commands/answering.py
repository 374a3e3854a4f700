"""How answer times, last words, hours and rhythm come from the contacts on record to `show`, `why` and `review`."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.history import History
    from clienthealth.core.records.spent import Away
    from clienthealth.core.responses.clock import Worked
    from clienthealth.core.responses.contact import Contact
    from clienthealth.core.responses.message import Message


def of_one(session: Session, history: "History", day: date, aways: "Iterable[Away] | None" = None) -> "Contact":
    """Return what the contacts of one client say as of the end of a day; those of the others are not read."""
    from clienthealth.core.records.spent import Away
    from clienthealth.core.responses.contact import contact, read_from
    from clienthealth.store.messages import messages_of

    slug, until = history.client.client, day.toordinal()
    known = [each.record for each in session.store.all(Away)] if aways is None else aways
    messages = messages_of(session.store, slug, read_from(day).isoformat(), until)
    return contact(history, messages, day, worked(session, known, day))


def unanswered(session: Session) -> "tuple[Message, ...]":
    """Return the messages of the last weeks without a word of ours; the database finds them, no other is read."""
    from clienthealth.core.weekly.replies import REACH
    from clienthealth.store.messages import unanswered as found

    return tuple(found(session.store, (session.today - REACH).isoformat(), session.today.toordinal()))


def worked(session: Session, aways: "Iterable[Away]", day: date) -> "Worked":
    """Return when we work, as of the end of a day: absences of everybody are taken out, one's own are not."""
    from clienthealth.commands.reviewing import desk
    from clienthealth.core.responses.clock import Worked

    zone = session.settings.zone
    at = session.now if day == session.today else datetime.combine(day, time(23, 59), zone)
    closed = desk(session)._replace(now=at).closed_for(aways)
    return Worked(closed.hours, zone, closed.free)
