"""How a person's request gets its deadline, and who waits for an answer."""

from typing import TYPE_CHECKING

from clienthealth.commands import recording
from clienthealth.commands.session import Session
from clienthealth.core.kinds import PrivacyKind

if TYPE_CHECKING:
    from clienthealth.core.privacy.duties import Duties


def request(
    session: Session,
    client: str,
    contact: str | None,
    kind: str | None,
    *,
    owner: str | None,
    when: str | None,
    note: str | None,
    json: bool,
) -> None:
    """Note what somebody asked about their data as a reminder of ours that is due in a month."""
    from clienthealth.commands.choices import maybe
    from clienthealth.commands.whom import contact_of
    from clienthealth.core.moments import day_of
    from clienthealth.core.privacy import requests
    from clienthealth.core.records.agreed import Next
    from clienthealth.render.privacy_text import asked

    asks = maybe(PrivacyKind, kind, "kind") or PrivacyKind.ACCESS
    shared = recording.fields(session, client, when, note=note, owner=owner)
    held = session.store.client(shared["client"])
    person = contact_of(session, held, contact).name if contact else ""
    due = requests.deadline(day_of(shared["at"], session.settings.zone))
    text = asked(asks, person or held.record.name, session.settings.language)
    made = Next(**shared, text=text, due=due, ref=requests.ref_of(asks, person))
    (kept,) = recording.add(session, "privacy request", [made], json=json)
    todo = requests.request_command(made, shared["client"], kept.handle)
    session.remark(f"next: {todo}\nonce they have their answer: clienthealth next done {kept.handle}")


def due(session: Session, *, mine: bool, json: bool) -> None:
    """List open requests with the days left, and clients whose record was to be kept no longer."""
    from clienthealth.commands.judging import voice_of
    from clienthealth.render import privacy_text

    found = _duties(session, mine=mine)
    voice = voice_of(session, session.today)
    session.write(privacy_text.duties_json(found) if json else privacy_text.duties(found, voice))


def _duties(session: Session, *, mine: bool) -> "Duties":
    from clienthealth.commands.reviewing import desk
    from clienthealth.core.privacy.duties import duties

    return duties(session.portfolio(), desk(session), session.settings.me if mine else None)
