"""Which way an import goes: journals by lines, everything else by drafts; standard input is put aside first."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from clienthealth.commands.import_wish import Wish
from clienthealth.commands.session import Session
from clienthealth.errors import BadData, UsageError
from clienthealth.importers.source import Source
from clienthealth.store.sqlite import telling

JOURNAL = "journal"
CHUNK = 1 << 20
NOTHING = "nothing was imported"


def done(session: Session, files: Sequence[Path], wish: Wish) -> str:
    """Import files and return what is to be said of it."""
    with _understood(session), _put_aside(files) as sources:
        if _are_journals(sources, wish):
            from clienthealth.commands import importing

            made = importing.take_in(session, sources, wish)
            return made.as_json() if wish.json else made.lines()
        from clienthealth.commands import bringing_in
        from clienthealth.render import import_report

        report = bringing_in.run(session, sources, _since(wish, session))
        language = session.settings.language
        return import_report.report_json(report) if wish.json else import_report.report_text(report, language)


def _since(wish: Wish, session: Session) -> Wish:
    """Return the wish with the day from which on is read as a calendar writes it, however it was typed."""
    from clienthealth.core.when import parse_day

    typed = wish.given.get("since")
    day = {"since": parse_day(typed, session.now).isoformat()} if typed else {}
    return wish._replace(given={**wish.given, **day})


def _are_journals(sources: Sequence[Source], wish: Wish) -> bool:
    """Whether the files are journals; raises UsageError where only some of them are."""
    if wish.form:
        return wish.form == JOURNAL
    journals = [source for source in sources if _is_journal(source)]
    if journals and len(journals) < len(sources):
        raise UsageError(f"{journals[0].name} is a journal, and others are not", "import journals by themselves")
    return bool(journals)


def _is_journal(source: Source) -> bool:
    """Whether a file is a journal: lines of JSON objects; what begins like one and is nothing else counts too."""
    from clienthealth.importers import journal
    from clienthealth.importers.formats import recognised

    if source.is_folder:
        return False
    if journal.recognises(source):
        return True
    try:
        recognised(source)
    except BadData:
        return source.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or source.path.suffix == ".jsonl"
    return False


@contextmanager
def _understood(session: Session) -> Iterator[None]:
    """Turn what a disk may answer while files are read and set aside into what a user can act on."""
    with telling(session.store.path):
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise BadData(f"{error.filename or 'a file'} cannot be read: {error.strerror}", NOTHING) from error


@contextmanager
def _put_aside(files: Sequence[Path]) -> Iterator[list[Source]]:
    """Give sources that can be read more than once: what is a pipe is copied to a private file."""
    if sum(str(path) == "-" for path in files) > 1:
        raise UsageError("standard input can be read only once", "name - once")
    with tempfile.TemporaryDirectory(prefix="clienthealth-") as folder:
        yield [_readable_again(path, Path(folder) / str(number)) for number, path in enumerate(files)]


def _readable_again(path: Path, aside: Path) -> Source:
    """Return the source of a file; raises BadData for a device, which may have no end."""
    if str(path) == "-":
        return _copied(sys.stdin.buffer, aside, "standard input")
    if path.is_fifo():
        with path.open("rb") as pipe:
            return _copied(pipe, aside, path.name)
    if path.is_char_device() or path.is_block_device() or path.is_socket():
        raise BadData(f"{path} is no file", "name a file or a folder, or - for standard input")
    return Source(path)


def _copied(stream: BinaryIO, aside: Path, name: str) -> Source:
    try:
        aside.mkdir()
        with (aside / name).open("wb") as file:
            shutil.copyfileobj(stream, file, CHUNK)
    except OSError as error:
        hint = f"it is put into {aside.parent.parent} to be read twice; TMPDIR names another place"
        raise BadData(f"{name} cannot be read: {error.strerror}", hint) from error
    return Source(aside / name, name)
