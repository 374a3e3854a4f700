"""Which way an import goes: journals by lines, everything else by drafts; standard input is put aside first."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from clienthealth.commands.import_wish import Wish
from clienthealth.commands.session import Session
from clienthealth.errors import BadData, UsageError
from clienthealth.importers.source import Source

JOURNAL = "journal"
CHUNK = 1 << 20


def done(session: Session, files: Sequence[Path], wish: Wish) -> str:
    """Import files and return what is to be said of it."""
    with _put_aside(files) as sources:
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
    journals = [each for each in sources if _is_journal(each)]
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
def _put_aside(files: Sequence[Path]) -> Iterator[list[Source]]:
    """Give files that can be read more than once: standard input is copied to a private one."""
    with tempfile.TemporaryDirectory(prefix="clienthealth-") as folder:
        sources = []
        for number, path in enumerate(files):
            if str(path) != "-":
                sources.append(Source(path))
                continue
            aside = Path(folder) / f"standard input {number}"
            with aside.open("wb") as file:
                while chunk := sys.stdin.buffer.read(CHUNK):
                    file.write(chunk)
            sources.append(Source(aside, "standard input"))
        yield sources
