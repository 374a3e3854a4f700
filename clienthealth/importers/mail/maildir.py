"""Maildirs: a folder of mails, one a file, with its folders inside it; what is only half written is never read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item, Problem, Skipped
from clienthealth.importers.mail.files import bytes_of, leads_out, names_of
from clienthealth.importers.mail.headers import mail_of
from clienthealth.importers.mail.message import items_of, wishes
from clienthealth.importers.mail.people import Ourselves, knows_me, who_are_you
from clienthealth.importers.mail.skipping import filed_under, folder_names
from clienthealth.importers.source import Source

HOLDS = ("cur", "new")
"""Where mails lie. What is in `tmp` is still being written."""

PARTS = frozenset({*HOLDS, "tmp"})

DEEPEST = 8
MOST_FOLDERS = 10_000
FLAGS = re.compile(r"[:;!]2,([A-Za-z]*)$")
"""The end of a file's name; where a file system allows no colon there is another sign."""

OUTSIDE = "it is a symbolic link that leads out of the Maildir"


class Found(NamedTuple):
    """A mail in a Maildir: where it is, what it is called there, the folder, and what is wrong, if anything is."""

    path: Path
    spot: str
    folder: str
    wrong: str = ""

    @property
    def flags(self) -> str:
        """What the mail program noted: D a draft, T to be deleted."""
        found = FLAGS.search(self.path.name)
        return found[1] if found else ""


def recognises(source: Source) -> bool:
    """Whether a folder is a Maildir, or holds some: programs that fetch mail keep one for each folder."""
    return source.is_folder and _holds_some(source.path)


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield what each mail becomes, folder by folder; memory holds one mail, and the names in one folder."""
    if not recognises(source):
        raise BadData(f"{source.name} is no Maildir", "name the folder that has the folders cur and new in it")
    if not knows_me(answers):
        yield who_are_you(mail_of(raw) for found in _files(source.path) if (raw := _raw(found)))
        return
    wish, ourselves = wishes(answers), Ourselves(answers)
    named = filed_under(source)
    for found in _files(source.path):
        raw = _raw(found)
        if found.wrong or raw is None:
            yield Problem(found.spot, "file", found.wrong or "it cannot be read")
        elif "T" in found.flags:
            yield Skipped(found.spot, "deleted")
        elif "D" in found.flags:
            yield Skipped(found.spot, "folder", "a draft")
        else:
            yield from items_of(ourselves.look(raw), found.spot, wish, [*named, *folder_names(found.folder)])
    yield from ourselves.question(mail_of(raw) for found in _files(source.path) if (raw := _raw(found)))


def _raw(found: Found) -> bytes | None:
    """Return the bytes of a mail; nothing where it cannot be read, or is not to be."""
    return None if found.wrong else bytes_of(found.path)


def _holds_some(root: Path) -> bool:
    return any(not found for _, found in _folders(root))


def _files(root: Path) -> Iterator[Found]:
    """Yield the mails of all folders, by name, and the links that lead elsewhere."""
    real = root.resolve()
    for folder, outside in _folders(root):
        if outside:
            yield Found(root / folder, folder, folder, OUTSIDE)
            continue
        for part in HOLDS:
            place = root / folder / part
            if leads_out(place, real):
                yield Found(place, _joined(folder, part), folder, OUTSIDE)
                continue
            for name in names_of(place):
                if not name.startswith("."):
                    wrong = OUTSIDE if leads_out(place / name, real) else ""
                    yield Found(place / name, _joined(folder, part, name), folder, wrong)


def _folders(root: Path) -> Iterator[tuple[str, bool]]:
    """Yield the paths of the folders that are Maildirs, and of links to folders elsewhere (these with True)."""
    real, waiting, seen = root.resolve(), [("", 0)], 0
    while waiting and seen < MOST_FOLDERS:
        folder, depth = waiting.pop()
        seen += 1
        if _is_maildir(root / folder):
            yield folder, False
        inner = []
        for name in names_of(root / folder, folders=True):
            path = root / folder / name
            if name in PARTS:
                continue
            if leads_out(path, real):
                yield _joined(folder, name), True
            elif depth < DEEPEST and not path.is_symlink():  # a link inside leads to what is seen anyway
                inner.append((_joined(folder, name), depth + 1))
        waiting += reversed(inner)


def _is_maildir(place: Path) -> bool:
    """Whether mails lie in a folder; `new` alone may be anything, and some copies lose empty folders."""
    return (place / "cur").is_dir() or all((place / part).is_dir() for part in ("new", "tmp"))


def _joined(*parts: str) -> str:
    return "/".join(part for part in parts if part)
