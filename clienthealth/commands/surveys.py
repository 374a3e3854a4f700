"""How surveys are written: an answer completes the question that is still waiting; and whom to ask next."""

from datetime import date
from typing import TYPE_CHECKING, Any

from clienthealth.commands import listing, recording
from clienthealth.commands.session import Session
from clienthealth.core.changes.commitments import noted
from clienthealth.core.changes.standing import answers, ask_again, last_asked
from clienthealth.core.frozen import replace
from clienthealth.core.kinds import ClientStatus, Instrument
from clienthealth.core.records.client import Client
from clienthealth.core.records.judged import Survey

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored


def add(
    session: Session,
    client: str,
    instrument: Instrument,
    given: dict[str, Any],
    *,
    when: str | None,
    note: str | None,
    json: bool,
) -> None:
    """Write a question, an answer to the question that waits for one, or both at once."""
    session.typed = {"client": client, "words": given["text"]}
    made = Survey(**recording.fields(session, client, when, note=note), instrument=instrument, **given)
    waiting = [
        held
        for held in session.store.of_client(Survey, made.client)
        if made.score is not None and answers(made, held.record, session.now)
    ]
    if not waiting:
        recording.add(session, "survey add", [made], json=json)
        return
    held = waiting[-1]
    answered = replace(noted(held.record, note), answered_at=made.at, asked_at=held.record.asked_at or held.record.at)
    answered = replace(answered, **{name: value for name, value in given.items() if value is not None})
    with session.store.writing("survey add") as change:
        stored = [change.replace(held, answered)]
    recording.tell(session, stored, "answered", made.at, json=json)


def due(session: Session) -> "list[tuple[Stored[Client], date | None]]":
    """Return the active clients to ask, with the day they were asked last; never asked comes first."""
    of: dict[str, list[Survey]] = {}
    for held in listing.records(session, Survey, None):
        of.setdefault(held.record.client, []).append(held.record)
    active = [held for held in session.store.all(Client) if held.record.stands is ClientStatus.ACTIVE]
    asked = [(held, last_asked(of.get(held.record.client, ()), session.now)) for held in active]
    found = [(held, day) for held, day in asked if ask_again(day, session.today)]
    return sorted(found, key=lambda pair: (pair[1] is not None, pair[1] or session.today, pair[0].record.client))
