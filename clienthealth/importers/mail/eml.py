"""Single mails: .eml as every mail program saves them, .emlx of Apple Mail, or a folder of such files, or of MH."""

import re
from collections.abc import Iterator
from pathlib import Path

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item, Problem
from clienthealth.importers.mail.files import bytes_of, leads_out, names_of
from clienthealth.importers.mail.headers import after_first, mail_of
from clienthealth.importers.mail.message import BIGGEST, REFUSED, items_of, refuse_other_kinds, wishes
from clienthealth.importers.mail.people import Ourselves, knows_me, who_are_you
from clienthealth.importers.mail.skipping import filed_under, folder_names
from clienthealth.importers.source import HEAD, Source

NAMED = re.compile(r".+\.emlx?|[0-9]{1,10}", re.IGNORECASE)
"""How files are called that are mails; MH, which Claws Mail and Sylpheed keep theirs in, numbers them."""

DEEPEST = 8

COUNT = re.compile(rb"(\d{1,12}) *\r?\n")
"""The first line of .emlx: how many bytes the mail has; what follows it is not of the mail."""

KNOWN = re.compile(
    rb"^(from|to|cc|date|subject|message-id|received|return-path|delivered-to|mime-version|content-type|reply-to|sender"
    rb"|x-[a-z-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
ENOUGH = 2
"""Kinds of headers that make a mail of a file; From and Subject alone are enough."""

OUTSIDE = "it is a symbolic link that leads out of the folder"


def recognises(source: Source) -> bool:
    """Whether a file begins as a mail, or a folder holds files that are named as mails are; a number names much else.

    What mail programs keep in a form that is no text is taken as well, to be refused with the way out.
    """
    if source.is_folder:
        first = next(_files(source.path), None)
        return first is not None and (not first.name.isdecimal() or is_mail((bytes_of(first) or b"")[:HEAD]))
    head = source.head
    return head.startswith(tuple(REFUSED)) or is_mail(head)


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield what each mail becomes; of a folder, file by file."""
    refuse_other_kinds(source.head, source.name)
    if not recognises(source):
        if source.is_folder:
            raise BadData(f"{source.name} holds no mails", "in a folder they are called .eml or .emlx, or by numbers")
        raise BadData(f"{source.name} is no mail", "a mail begins with its headers: From, To, Date, Subject")
    if not knows_me(answers):
        yield who_are_you(mail_of(raw) for _, raw in _mails(source) if raw)
        return
    wish, ourselves, filed = wishes(answers), Ourselves(answers), filed_under(source)
    for spot, raw in _mails(source):
        if raw is None:
            yield Problem(spot, "file", "it is no mail, cannot be read, or lies elsewhere")
        else:
            yield from items_of(ourselves.look(raw), spot, wish, [*filed, *folder_names(spot.rpartition("/")[0])])
    yield from ourselves.question(mail_of(raw) for _, raw in _mails(source) if raw)


def _mails(source: Source) -> Iterator[tuple[str, bytes | None]]:
    """Yield where each mail is and its bytes; none of what is not to be read, or is not one."""
    if not source.is_folder:
        with source.open() as file:
            yield "message", _without_count(file.read(BIGGEST))
        return
    real = source.path.resolve()
    for path in _files(source.path):
        raw = None if leads_out(path, real) else bytes_of(path)
        mail = None if raw is None else _without_count(raw)
        yield path.relative_to(source.path).as_posix(), mail if mail and is_mail(mail[:HEAD]) else None


def is_mail(head: bytes) -> bool:
    """Whether bytes begin as a mail does: with headers, two of the usual kinds among them."""
    text = after_first(_without_count(head))
    if not HEADER.match(text):
        return False
    end = re.search(rb"\n\r?\n", text)
    return len({each.lower() for each in KNOWN.findall(text, 0, end.start() if end else len(text))}) >= ENOUGH


def _without_count(raw: bytes) -> bytes:
    found = COUNT.match(raw)
    return raw[found.end() : found.end() + int(found[1])] if found else raw


def _files(root: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those inside it that are named as mails are; no link is followed."""
    waiting = [(root, 0)]
    while waiting:
        folder, depth = waiting.pop()
        for name in names_of(folder):
            if NAMED.fullmatch(name):
                yield folder / name
        inner = [folder / name for name in names_of(folder, folders=True)] if depth < DEEPEST else []
        waiting += [(path, depth + 1) for path in reversed(inner) if not path.is_symlink()]
