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
from clienthealth.importers.refused import refused
from clienthealth.importers.source import Source, legible
from clienthealth.importers.text import is_binary

MOST = 5_000
"""Files that are looked into: who has more hands in what is not meant, such as all pictures."""

DEEPEST = 8
LARGEST = 1 << 40
"""Bytes of one file in a zip: mailboxes are large, and read as a stream."""

GROWTH = 100
"""How many times its size a zip may grow in all; what packs better is no export."""

BY_HAND = "csv"
"""A table that only a person can map is read by itself."""

LOOSE = "eml"
"""A folder of this format may hold anything else as well."""


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
    if source.is_folder and whole in {None, LOOSE}:
        yield _of_folder(source, whole, watched)
    elif whole is None and is_archive(source) and not refused(source):
        with Archive(source) as archive:
            yield _of_archive(source, archive, watched)
    else:
        yield Bundle([(source, whole or recognised(source))])


def _of_folder(folder: Source, whole: str | None, watched: Watched) -> Bundle:
    """Sort what lies in a folder; beside loose mails nothing else is read."""
    inside = _few(folder, _beneath(folder.path, folder))
    if whole is None:
        return _bundle(folder, watched(inside))
    return Bundle([(folder, whole)], [each.name for each in inside if not NAMED.fullmatch(each.path.name)])


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
        hint = "unpack it, and name the files in it that hold something; --from FORMAT names what they are"
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
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        inner = legible(str(path.relative_to(whole.path)))
        source = Source(path, f"{inner} in {whole.name}", inner)
        if path.is_file() or (path.is_dir() and known(source)):
            yield source
        elif path.is_dir() and depth < DEEPEST:
            yield from _beneath(path, whole, depth + 1)


def _few(whole: Source, inside: Iterator[Source]) -> list[Source]:
    found = list(islice(inside, MOST + 1))
    if len(found) > MOST:
        raise BadData(f"{whole.name} holds more than {MOST:,} files", "name those that are to be read")
    return found
