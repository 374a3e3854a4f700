"""One mail, picked by hand, as an entry of the log: what it says itself, and whose it is by its addresses."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clienthealth.commands.session import Session
from clienthealth.errors import BadData, NotFound, Refused, UsageError

if TYPE_CHECKING:
    from clienthealth.core.intake.book import Book, Match
    from clienthealth.core.records.contact import Interaction
    from clienthealth.importers.answers import Answers
    from clienthealth.importers.items import Draft
    from clienthealth.store.rows import Stored

NEAREST = 10
"""So many of the mails that one answers are looked for on record."""


def take(session: Session, typed: dict[str, Any], words: Sequence[str], *, again: bool) -> None:
    """Fill in what a mail says where it was not typed: client, when, direction, contact, subject, length.

    Raises UsageError, NotFound where it cannot be told whose it is, and Refused where it is on record already.
    """
    from clienthealth.commands.import_profiles import Profiles
    from clienthealth.commands.import_wish import Wish

    if again:
        raise UsageError("--eml makes a new entry, which neither --amend nor --draft does", "leave one of them out")
    session.typed = typed
    file, typed["client"], rest = _parted(typed["client"], words)
    raw = _bytes(file)
    answers = Profiles(session, Wish()).answers("eml")
    draft = _read(raw, file, answers, typed["direction"])
    slug, contact = _whose(session, typed, draft, answers)
    typed |= {"client": slug, "words": " ".join(rest), "via": typed["via"] or "email"}
    typed["contact"] = typed["contact"] or contact or None
    typed["direction"] = typed["direction"] or draft.said["direction"] or None
    typed["when"] = typed["when"] or _when(session, draft)
    typed["mail"] = _facts(session, draft, slug)


def _parted(client: str | None, words: Sequence[str]) -> tuple[str, str | None, list[str]]:
    """Tell the file (- is standard input), the client and the words apart; a file's name has a point or a slash."""
    typed = [*([] if client is None else [client]), *words]
    for place, word in enumerate(typed[:2]):
        if word == "-" or (set(word) & set("./") and Path(word).is_file()):
            return word, typed[0] if place else None, typed[place + 1 :]
    if client and set(client) & set("./"):
        raise BadData(f"there is no file {client}", "- reads the mail from standard input")
    return "-", client, [*words]


def _bytes(file: str) -> bytes:
    from clienthealth.importers.mail.files import bytes_of
    from clienthealth.importers.mail.message import BIGGEST

    if file == "-":
        if sys.stdin.isatty():
            raise UsageError("no mail", "pipe it in, or name the file: clienthealth log --eml FILE")
        return sys.stdin.buffer.read(BIGGEST)
    raw = bytes_of(Path(file))
    if raw is None:
        raise BadData(f"{file} cannot be read", "name a file that may be")
    return raw


def _read(raw: bytes, file: str, answers: "Answers", direction: str | None) -> "Draft":
    from clienthealth.importers.mail.eml import is_mail
    from clienthealth.importers.mail.message import chosen, refuse_other_kinds, wishes
    from clienthealth.importers.source import HEAD

    name = "standard input" if file == "-" else file
    refuse_other_kinds(raw, name)
    if not is_mail(raw[:HEAD]):
        raise BadData(f"{name} is no mail", "a mail begins with its headers: From, To, Date, Subject")
    return chosen(raw, wishes(answers), direction or "")


def _whose(session: Session, typed: dict[str, Any], draft: "Draft", answers: "Answers") -> tuple[str, str]:
    """Return the client a mail was with, and the contact; as typed, else by its addresses."""
    from clienthealth.core.intake.book import clients_of
    from clienthealth.importers.mail.people import knows_me

    book = _book(session)
    found = clients_of(_match(book, who.address) for who in draft.parties)
    if not typed["direction"] and not (knows_me(answers) and draft.said["direction"]) and not found:
        raise UsageError(
            "who wrote this mail, you or they? No address in it is known to be yours",
            "--in or --out says it; own_addresses in the configuration says it for good",
        )
    if typed["client"]:
        slug = session.store.slug(typed["client"])
        return slug, found.get(slug, "")
    if len(found) == 1:
        return next(iter(found.items()))
    if found:
        raise NotFound(f"the mail was with {len(found)} clients", f"say which: {', '.join(sorted(found))}")
    raise _nobody(draft)


def _nobody(draft: "Draft") -> NotFound:
    named = ", ".join(who.address for who in draft.parties[:3]) or "nobody it names"
    return NotFound(
        f"no client is known by {named}",
        "say whose it is: clienthealth log CLIENT - --eml; `clienthealth contact add … --email` makes it known",
    )


def _book(session: Session) -> "Book":
    """Return who is who: by the clients' contacts, and by what was said at imports."""
    from clienthealth.core.intake.book import Book, Clue
    from clienthealth.core.records.client import Client
    from clienthealth.core.records.kept import Rule

    book = Book()
    for client in session.store.all(Client):
        book.learn(client.record)
    for rule in session.store.all(Rule):
        book.rule(Clue(rule.record.kind, rule.record.value), rule.record.client)
    return book


def _match(book: "Book", address: str) -> "Match | None":
    return book.find(address, "", "", by_name=False)


def _when(session: Session, draft: "Draft") -> str:
    """Return when it was written, as `--when` takes it; raises UsageError for a date that is none, or is to come."""
    from clienthealth.core.moments import parse, text_of

    if "at" not in draft.said:
        raise UsageError("the mail has no date that can be read, or one that cannot be", "--when says when it was")
    at = parse(draft.said["at"], session.settings.zone)
    if text_of(at) > text_of(session.now):
        raise UsageError(f"the mail is dated {text_of(at)}, which is yet to come", "--when says when it was")
    return text_of(at)


def _facts(session: Session, draft: "Draft", slug: str) -> dict[str, Any]:
    """Return what the record has of the mail, as an import would make it; raises Refused where it is on record."""
    from clienthealth.core.intake.ids import record_id

    name = record_id("interaction", draft.key, slug)
    known = _held(session, name, slug)
    if known:
        hint = (
            f"`clienthealth show {known.handle}` shows it; what came of it has commands of its own, such as promise add"
        )
        raise Refused(f"this mail is on record already, as {known.handle}", hint)
    before = (_held(session, record_id("interaction", key, slug), slug) for key in draft.parents[:NEAREST])
    parent = next((each.record for each in before if each), None)
    facts = {
        "id": name,
        **{key: value for key, value in draft.said.items() if key in {"subject", "words", "attachments"}},
    }
    return facts if parent is None else facts | {"reply_to": parent.id, "thread": parent.thread}


def _held(session: Session, name: str, slug: str) -> "Stored[Interaction] | None":
    from clienthealth.core.records.contact import Interaction

    given = {"client": slug, "id": name}
    return next(iter(session.store.all(Interaction, '"client" = :client and "id" = :id', given)), None)
