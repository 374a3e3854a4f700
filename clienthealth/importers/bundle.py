"""A zip or a folder with files of several formats, such as a Takeout: each that is known is read as if named."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.archive import Archive, Member, is_archive
from clienthealth.importers.formats import known, recognised
from clienthealth.importers.mail.eml import NAMED
from clienthealth.importers.mail.maildir import PARTS
from clienthealth.importers.refused import refused
from clienthealth.importers.source import Source, legible
from clienthealth.importers.text import is_binary

MOST = 5_000
"""Files that are looked into: where there are more, something else was handed in, such as all pictures."""

DEEPEST = 8
LARGEST = 1 << 40
"""Bytes of one file in a zip: mailboxes are large, and read as a stream."""

GROWTH = 100
"""How many times its size a zip may grow in all; what packs better is no export."""

BY_HAND = "csv"
"""A table that only a person can map is read by itself."""

LOOSE = "eml"
"""A folder of this format may hold anything else as well."""

MAILDIR = "maildir"
"""So may a folder of this one: mailboxes of other programs lie beside Maildirs."""


class Bundle(NamedTuple):
    """What is read, each with its format; what is not, by name; and what is wrong with the rest."""

    parts: Sequence[tuple[Source, str]]
    unread: Sequence[str] = ()
    wrong: Sequence[tuple[str, str]] = ()


Watched = Callable[[Iterable[Source]], Iterable[Source]]
"""Passes on what is looked into, and shows how far it is."""


@contextmanager
def opened(source: Source, form: str | None, watched: Watched = iter) -> Iterator[Bundle]:
    """Give what is to be read of a source: itself, or what is known in a zip or folder that is none as a whole.

    Raises BadData where that is nothing.
    """
    whole = form or known(source)
    if source.is_folder and whole in {None, LOOSE, MAILDIR}:
        yield _of_folder(source, whole, watched)
    elif whole is None and is_archive(source) and not refused(source):
        with Archive(source) as archive:
            yield _of_archive(source, archive, watched)
    else:
        yield Bundle([(source, whole or recognised(source))])


def _of_folder(folder: Source, whole: str | None, watched: Watched) -> Bundle:
    """Sort what lies in a folder; beside loose mails and Maildirs nothing else is read."""
    if whole == MAILDIR:
        beside = islice(_beside_maildirs(folder.path, folder), MOST)
        return Bundle([(folder, whole)], [each.name for each in watched(beside) if _form(each)])
    inside = _beneath(folder.path, folder)
    if whole is None:
        return _bundle(folder, watched(_few(folder, inside)))
    return Bundle([(folder, whole)], [each.name for each in inside if not _is_loose(each)])


def _is_loose(source: Source) -> bool:
    """Whether what lies in a folder of loose mails is one of them, or holds such."""
    return known(source) == LOOSE if source.is_folder else bool(NAMED.fullmatch(source.path.name))


def _of_archive(whole: Source, archive: Archive, watched: Watched) -> Bundle:
    inside = _few(whole, (archive.source(name, LARGEST) for name in archive.members))
    bundle = _bundle(whole, watched(inside))
    archive.check_growth((each.member for each, _ in bundle.parts if isinstance(each, Member)), GROWTH)
    return bundle._replace(wrong=[(each.spot, each.what) for each in archive.problems])


def _bundle(whole: Source, inside: Iterable[Source]) -> Bundle:
    """Sort what is inside into what is read and what is not."""
    found = [(each, _form(each)) for each in inside]
    parts = [(each, form) for each, form in found if form]
    if not parts:
        if told := refused(whole):
            raise told.error(whole)
        first = "" if whole.is_folder else "unpack it, and "
        hint = f"{first}name the files in it that hold something; --from FORMAT names what they are"
        raise BadData(f"{whole.name} holds no file of a format this version recognises", hint)
    return Bundle(parts, [each.name for each, form in found if not form])


def _form(source: Source) -> str | None:
    """Return the format of a file in a bundle, unless it is no text, needs a person, or is broken."""
    try:
        if (is_archive(source) and isinstance(source, Member)) or is_binary(source.head):
            return None
        form = known(source)
    except BadData:
        return None
    return None if form == BY_HAND else form


def _beneath(folder: Path, whole: Source, depth: int = 0) -> Iterator[Source]:
    """Yield the files below a folder, and the folders that are of a format; no link is followed."""
    for path in _inside(folder):
        inner = legible(str(path.relative_to(whole.path)))
        source = Source(path, f"{inner} in {whole.name}", inner)
        if path.is_file() or (path.is_dir() and known(source)):
            yield source
        elif path.is_dir() and depth < DEEPEST:
            yield from _beneath(path, whole, depth + 1)


def _beside_maildirs(folder: Path, whole: Source, depth: int = 0) -> Iterator[Source]:
    """Yield the files below a folder that lie in no Maildir as its mails do."""
    for path in _inside(folder):
        if path.name in PARTS:
            continue
        if path.is_file():
            inner = legible(str(path.relative_to(whole.path)))
            yield Source(path, f"{inner} in {whole.name}", inner)
        elif path.is_dir() and depth < DEEPEST:
            yield from _beside_maildirs(path, whole, depth + 1)


def _inside(folder: Path) -> list[Path]:
    """Return what lies in a folder, hidden things and links left out; nothing where that is not to be read."""
    try:
        return sorted(path for path in folder.iterdir() if not (path.name.startswith(".") or path.is_symlink()))
    except OSError:
        return []


def _few(whole: Source, inside: Iterator[Source]) -> list[Source]:
    found = list(islice(inside, MOST + 1))
    if len(found) > MOST:
        raise BadData(f"{whole.name} holds more than {MOST:,} files", "name those that are to be read")
    return found
