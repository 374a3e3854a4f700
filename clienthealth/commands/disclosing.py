"""How a copy of what is on record comes from the store to two files: a page to read, and the journal."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.core.privacy.copy import Copy, Frame, Held
    from clienthealth.core.privacy.disclosure import Subject
    from clienthealth.core.records.client import Client
    from clienthealth.store.rows import Stored


def export(session: Session, client: str, contact: str | None, out: Path, *, force: bool, json: bool) -> None:
    """Write the page and the journal of a client or a person, and say what is to be looked at before they go out."""
    from clienthealth.commands.whom import contact_of
    from clienthealth.core.privacy.disclosure import Subject
    from clienthealth.render import disclosed
    from clienthealth.render.page.disclosure import page
    from clienthealth.render.voice import Voice

    stored = session.store.client(client)
    subject = Subject(stored.record, contact_of(session, stored, contact) if contact else None)
    language = str(stored.record.language or session.settings.language)
    copy = _copy(session, stored, subject, language)
    files = _files(session, out, subject)
    texts = (page(copy, Voice(language, session.today)), "".join(disclosed.journal(copy)))
    _write(session, files, texts, force=force)
    told = disclosed.as_json if json else disclosed.summary
    session.write(told(copy, files, _requests(session, subject), session.settings.language))


def _copy(session: Session, stored: "Stored[Client]", subject: "Subject", language: str) -> "Copy":
    """Return everything that is theirs, with everybody else masked."""
    from clienthealth.core.privacy.copy import copy_of, strangers
    from clienthealth.core.privacy.masking import Mask
    from clienthealth.core.records.client import Client
    from clienthealth.render.disclosed import words

    held = _held(session, stored)
    others = (each.record for each in session.store.all(Client) if each.number != stored.number)
    mask = Mask(strangers(subject, held, others, words(language)))
    return copy_of(subject, held, mask, _frame(session, subject))


def _held(session: Session, stored: "Stored[Client]") -> "Held":
    """Return what the store holds of a client, with who wrote it."""
    from clienthealth.core.privacy.copy import Act, Held, Told, Was
    from clienthealth.store import audited
    from clienthealth.store.removing import OWNED, owned

    store = session.store
    records = [each for kind in OWNED for each in owned(store, kind, stored.record.client)]
    trail = audited.trail(store, [stored, *records])
    client, *rest = (
        Told(each.record, tuple(Act(*act) for act in trail[each.record.TYPE, each.number]))
        for each in (stored, *records)
    )
    was = (Was(each.record, Act(*each.act), each.removed) for each in audited.earlier(store, stored))
    return Held(client, tuple(rest), tuple(was))


def _frame(session: Session, subject: "Subject") -> "Frame":
    from clienthealth.core.privacy.copy import Frame

    settings, slug = session.settings, subject.client.client
    sender = (settings.sender.name, *settings.sender.address, settings.sender.email, settings.sender.phone)
    return Frame(
        day=session.today,
        zone=settings.zone,
        sender=tuple(each for each in sender if each),
        kept_months=settings.retention.months_after_end,
        found=session.judgement().of(slug) if subject.whole else None,
    )


def _files(session: Session, out: Path, subject: "Subject") -> tuple[Path, Path]:
    """Return where the page and the journal go: named after the client and the day, never after a person."""
    if not out.is_dir():
        raise UsageError(f"{out} is no folder", "name a folder that is there with --out")
    person = subject.client.contacts.index(subject.person) + 1 if subject.person else 0
    stem = f"privacy-{subject.client.client}{f'-contact-{person}' if person else ''}-{session.now_text()[:8]}"
    return out / f"{stem}.html", out / f"{stem}.jsonl"


def _write(session: Session, files: Sequence[Path], texts: Sequence[str], *, force: bool) -> None:
    from clienthealth.commands.files import stream_to
    from clienthealth.errors import Refused

    there = [str(path) for path in files if path.exists() or path.is_symlink()]
    if there and not force:
        raise Refused(f"{' and '.join(there)} exist{'s' * (len(there) == 1)} already", "overwrite with --force")
    for path, text in zip(files, texts, strict=True):
        stream_to(session, [text], path, force=force, said=False)


def _requests(session: Session, subject: "Subject") -> list[str]:
    """Return the handles of what they asked and have not been answered."""
    from clienthealth.core.privacy.requests import asked_by
    from clienthealth.core.records.agreed import Next

    found = session.store.of_client(Next, subject.client.client)
    name = subject.person.name if subject.person else ""
    return [each.handle for each in found if each.record.closed_at is None and asked_by(each.record, name)]
