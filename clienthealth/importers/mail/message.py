"""One mail, whatever kept it, and what it becomes: a contact, a reason to leave it out, or something to report."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Draft, Hint, Item, Problem, Skipped, Who
from clienthealth.importers.mail.body import Content, content_of
from clienthealth.importers.mail.headers import Mail, mail_of, moment, own_id, parents, subject, topic_line
from clienthealth.importers.mail.invitation import invitations
from clienthealth.importers.mail.people import people, sender
from clienthealth.importers.mail.skipping import is_list, is_role, is_skipped, reason, skipped_folders
from clienthealth.importers.mail.text import visible

BIGGEST = 40 << 20
"""Bytes of one mail that are read; the rest is passed over. Providers let less through."""

FIRST_YEAR = 1990
"""Nobody has business mail of before: an earlier date is a clock that was never set."""

RECIPIENTS = ("to", "cc", "bcc")
WHITE = b" \t\r\n\f\v"
REFUSED = {
    b"\xd0\xcf\x11\xe0": (
        "is a file of Outlook or Office (OLE), not a mail as text",
        "save a mail as .eml, a folder as mbox, a spreadsheet as CSV",
    ),
    b"!BDN": ("is a mailbox of Outlook (.pst)", "export its folders as mbox, or its mails as .eml"),
}
"""What cannot be read at all, by how it begins, and the way out."""


class Wishes(NamedTuple):
    """What was answered about mail, looked up once for all of them."""

    answers: Answers
    folders: frozenset[str]
    lists: bool
    subjects: bool
    preview: int


class Contact(NamedTuple):
    """Who a mail was with, and from which side it came."""

    direction: str
    parties: tuple[Who, ...]
    lack: str
    """Why it is no contact with anybody; nothing where it is one."""


def wishes(answers: Answers) -> Wishes:
    """Return what was answered about mail; raises BadData where the length of a preview is no number."""
    asked = answers.get("preview", "0").strip() or "0"
    if not asked.isdecimal():
        raise BadData(f"preview {asked!r} is no number of characters", "say 0 for none, or so many as 200")
    return Wishes(
        answers,
        skipped_folders(answers),
        answers.says("lists"),
        answers.get("subjects") != "no",
        min(int(asked[:6]), 100_000),
    )


def items_of(raw: bytes, spot: str, wish: Wishes, filed: Iterable[str] = ()) -> Iterator[Item]:
    """Yield what one mail becomes: exactly one draft, problem or reason to skip it; invitations come on top.

    `filed` are the names of the folders it lies in.
    """
    if not raw.strip(WHITE):
        yield Skipped(spot, "empty")
        return
    mail = mail_of(raw)
    folder = next((each for each in filed if is_skipped([each], wish.folders)), "")
    if folder:
        yield Skipped(spot, "folder", folder)
        return
    contact = _contact(mail, wish.answers)
    why = reason(mail, wish.folders, lists=wish.lists, mine=contact.direction == "out") or contact.lack
    if why:
        yield Skipped(spot, why, subject(mail))
        if why == "automatic":  # calendars send their invitations by themselves
            yield from _invitations(mail, spot, contact.parties, wish)
        return
    at = moment(mail)
    wrong = _impossible(mail, at, wish.answers)
    if at is None or wrong:
        yield Problem(spot, "date", f"{wrong} ({subject(mail)[:60]!r})")
        return
    content = content_of(mail)
    draft = _draft(mail, spot, _key(mail, at, wish), _said(mail, at, content, contact.direction, wish), contact.parties)
    yield draft._replace(inherits=contact.direction == "out" or _is_to_us(mail, wish))
    yield from _calendars(content, spot, contact.parties, wish)


def chosen(raw: bytes, wish: Wishes, direction: str = "") -> Draft:
    """Return a mail that somebody picked by hand: whoever wrote it, a machine or a list, it is what they mean.

    `direction` is what they said it has, where they did; without it own addresses decide. What cannot be told is
    missing in `said`: the moment, or without an author the direction.
    """
    mail = mail_of(raw)
    author = sender(mail)
    others = tuple(who for who in people(mail, *RECIPIENTS) if not wish.answers.is_me(who))
    direction = direction or (("out" if wish.answers.is_me(author) else "in") if author.address else "")
    writes = (author,) if author.address and not wish.answers.is_me(author) else ()
    parties = {"in": writes, "out": others}.get(direction, writes + others)
    at = moment(mail)
    said = _said(mail, at, content_of(mail), direction, wish)
    if at is None or _impossible(mail, at, wish.answers):
        del said["at"]
    return _draft(mail, "", _key(mail, at, wish), said, parties)


def refuse_other_kinds(head: bytes, name: str) -> None:
    """Raise BadData for the files of mail programs that are no text."""
    for magic, (what, hint) in REFUSED.items():
        if head.startswith(magic):
            raise BadData(f"{name} {what}", hint)


def _contact(mail: Mail, answers: Answers) -> Contact:
    """Tell who a mail was with: the sender, or all whom we sent it to. Own addresses decide, never a folder."""
    author = sender(mail)
    if not author.address:
        return Contact("", (), "no-party")
    if not answers.is_me(author):
        return Contact("in", (author,), "")
    named = people(mail, *RECIPIENTS)
    others = tuple(who for who in named if not answers.is_me(who))
    parties = tuple(who for who in others if not is_role(who.address.partition("@")[0]))
    if parties:
        return Contact("out", parties, "")
    if others:
        return Contact("out", (), "no-reply")
    if named:
        return Contact("out", (), "own")
    # Archives of lists drop the recipients: whose thread it is in may still tell.
    known = bool(parents(mail) or mail.first("x-gm-thrid"))
    return Contact("out", (), "" if known else "no-party")


def _is_to_us(mail: Mail, wish: Wishes) -> bool:
    """Whether a mail of somebody else is a word to us; on a list anybody answers anybody."""
    return not is_list(mail) and any(wish.answers.is_me(who) for who in people(mail, *RECIPIENTS))


def _impossible(mail: Mail, at: datetime | None, answers: Answers) -> str:
    """Return what is wrong with the date of a mail, or nothing."""
    if at is None:
        written = visible(mail.first("date"))[:60]
        return (
            f"{written!r} cannot be read, and no server noted one"
            if written
            else "there is none, and no server noted one"
        )
    try:
        instant = at if at.tzinfo else at.replace(tzinfo=answers.zone)
        late = instant.astimezone(answers.zone).date() > answers.today + timedelta(days=1)
    except (OverflowError, ValueError):
        return f"{at.isoformat()} is out of all range"
    if late or at.year < FIRST_YEAR:
        return f"{at.isoformat()} is not plausible"
    return ""


def _said(mail: Mail, at: datetime | None, content: Content, direction: str, wish: Wishes) -> dict[str, Any]:
    """Return what the record says: never more of the text than was asked for."""
    said: dict[str, Any] = {"at": at.isoformat() if at else "", "channel": "email", "direction": direction}
    line = subject(mail) if wish.subjects else ""
    if line:
        said["subject"] = line
    if content.words is not None:
        said["words"] = content.words
    if content.files:
        said["attachments"] = content.files
    text = visible((content.own or "")[: wish.preview * 4])[: wish.preview] if wish.preview else ""
    if text:
        said["text"] = text
    return said


def _draft(mail: Mail, spot: str, key: str, said: Mapping[str, Any], parties: tuple[Who, ...]) -> Draft:
    thread = visible(mail.first("x-gm-thrid"))[:100]
    return Draft(
        spot,
        "interaction",
        said,
        key,
        parties,
        body=_body(mail),
        thread=thread,
        parents=tuple(each for each in parents(mail) if each != key),
        topic_line=topic_line(subject(mail)),
    )


def _key(mail: Mail, at: datetime | None, wish: Wishes) -> str:
    """Return what a mail is known by: its id, else when, from whom, about what, and its text without white space."""
    own = own_id(mail)
    if own:
        return own
    instant = at.replace(tzinfo=at.tzinfo or wish.answers.zone).astimezone(UTC).isoformat() if at else ""
    known = (instant, sender(mail).address, subject(mail), _body(mail))
    return "sha1:" + _digest("\0".join(known).encode("utf-8", "replace"))


def _body(mail: Mail) -> str:
    """Return the digest of a body without its white space, which archives treat as they like."""
    return _digest(mail.body.translate(None, WHITE))


def _digest(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def _invitations(mail: Mail, spot: str, parties: tuple[Who, ...], wish: Wishes) -> Iterator[Hint]:
    if b"text/calendar" in mail.body.lower() or mail.word("content-type") == "text/calendar":
        yield from _calendars(content_of(mail), spot, parties, wish)


def _calendars(content: Content, spot: str, parties: tuple[Who, ...], wish: Wishes) -> Iterator[Hint]:
    for calendar in content.calendars[:3]:
        yield from invitations(calendar, spot, parties, wish.answers)
