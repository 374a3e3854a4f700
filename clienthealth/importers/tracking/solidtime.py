"""solidtime: its whole export, as a zip, unpacked, or its `time_entries.csv` alone; and its detailed report.

The export names clients, projects and people by ids, which the tables beside the entries resolve.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast
from zipfile import BadZipFile, ZipFile
from zlib import error as DeflateError  # noqa: N812

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item, Problem, Question, Skipped
from clienthealth.importers.roles import Roles
from clienthealth.importers.source import HEAD, Source
from clienthealth.importers.table import Row, has_columns, table_of
from clienthealth.importers.tracking.entries import Entry, items, named, stated
from clienthealth.importers.tracking.sheet import Sheet, Tool, read_sheet, styles_of

ENTRIES, CLIENTS, PROJECTS, PEOPLE = "time_entries.csv", "clients.csv", "projects.csv", "members.csv"
MOST_BYTES = 1 << 29
"""Of a table within a zip, unpacked: a hundred years of a team."""

NEEDED = ("id", "description", "start", "end", "billable", "client_id", "project_id")
EXPORT = Tool(
    "solidtime",
    {
        "id": ("id",),
        "start": ("start",),
        "end": ("end",),
        "text": ("description",),
        "client": ("client_id",),
        "project": ("project_id",),
        "staff": ("member_id",),
        "billable": ("billable",),
        "type": ("type",),
        "version": ("updated_at",),
    },
    ("id", "start", "end"),
)
REPORT = Tool(
    "solidtime",
    {
        "start": ("Start",),
        "end": ("End",),
        "duration": ("Duration", "Duration (decimal)"),
        "client": ("Client",),
        "project": ("Project",),
        "task": ("Task",),
        "text": ("Description",),
        "staff": ("User",),
        "billable": ("Billable",),
    },
    ("start", "duration"),
)


def recognises(source: Source) -> bool:
    """Whether it is an export with its entries, packed or not, or has the columns of a detailed report."""
    if source.is_folder:
        return (source.path / ENTRIES).is_file() and (source.path / PROJECTS).is_file()
    if source.head.startswith(b"PK\x03\x04"):
        return ENTRIES.encode() in source.head or ENTRIES in _names_in(source.path)
    return has_columns(source, *NEEDED) or has_columns(source, "Project", "Client", "User", "Start", "End", "Duration")


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a `time` for each entry of work that has ended. Memory grows with the clients and projects."""
    if source.is_folder or source.head.startswith(b"PK\x03\x04") or has_columns(source, *NEEDED):
        return _export(source, answers)
    return read_sheet(REPORT, source, answers)


def _export(source: Source, answers: Answers) -> Iterator[Item]:
    entries = source if _is_bare(source) else _beside(source, ENTRIES)
    try:
        yield from _resolved(entries, _Names.of(source, answers), answers)
    except (BadZipFile, DeflateError, EOFError) as error:
        raise BadData(f"{source.name} is damaged: {error}", "export it again; nothing was imported") from error


def _resolved(entries: Source, names: "_Names", answers: Answers) -> Iterator[Item]:
    table = table_of(entries, answers)
    roles = Roles((role, column) for role, known in EXPORT.names.items() if (column := table.column(*known)))
    styles = styles_of(EXPORT, table, roles, answers)
    if isinstance(styles, Question):
        yield styles
        return
    sheet = Sheet(roles, styles, answers)
    yield from items("solidtime", (_entry(sheet, row, names) for row in table.rows()), answers)


class _Names(NamedTuple):
    """What the ids of an export stand for."""

    clients: Mapping[str, str]
    projects: Mapping[str, str]
    people: Mapping[str, str]

    @classmethod
    def of(cls, source: Source, answers: Answers) -> "_Names":
        """Read the tables beside the entries; only that of the people may be missing."""
        clients, projects = (_names(_beside(source, name), answers) for name in (CLIENTS, PROJECTS))
        try:
            people = _names(_beside(source, PEOPLE), answers)
        except BadData:
            people = {}
        return cls(clients, projects, people)


def _entry(sheet: Sheet, row: Row | Problem, names: _Names) -> Entry | Problem | Skipped:
    entry = sheet.entry(row) if isinstance(row, Row) else row
    if not isinstance(entry, Entry):
        return entry
    client, project = entry.marks[:2]
    for ids, known in ((client, names.clients), (project, names.projects)):
        if ids and ids not in known:
            return Problem(entry.spot, "id", f"{ids} is in none of the tables beside the entries", "export it again")
    title, staff = names.projects.get(project, ""), names.people.get(str(entry.said.get("staff")), "")
    said = stated(billable=entry.said.get("billable"), project=title, staff=staff, text=entry.said.get("text"))
    return entry._replace(parties=named(names.clients.get(client, ""), title), said=said)


def _names(source: Source, answers: Answers) -> dict[str, str]:
    table = table_of(source, answers)
    return {row["id"]: row["name"] for row in table.good_rows()}


def _is_bare(source: Source) -> bool:
    return not source.is_folder and not source.head.startswith(b"PK\x03\x04")


def _beside(source: Source, name: str) -> Source:
    if source.head.startswith(b"PK\x03\x04"):
        return _Member(source, name)
    path = (source.path if source.is_folder else source.path.parent) / name
    if not path.is_file():
        hint = "name the zip of the export, or the folder with all its tables"
        raise BadData(
            f"{source.name}: {name} is not beside it, and without it nobody knows whose the entries are", hint
        )
    return Source(path, f"{source.name}: {name}")


class _Member(Source):
    """A table within a zip, read as a stream."""

    def __init__(self, archive: Source, name: str) -> None:
        super().__init__(archive.path, f"{archive.name}: {name}")
        self._member = name

    @property
    def head(self) -> bytes:
        """The first 64 KiB of the table."""
        if self._head is None:
            with self.open() as file:
                self._head = file.read(HEAD)
        return self._head

    def open(self) -> BinaryIO:
        """Open the table within the zip; raises BadData where there is none, or it is of a size that none has."""
        try:
            archive = ZipFile(self.path)
            if archive.getinfo(self._member).file_size > MOST_BYTES:
                raise BadData(f"{self.name} unpacks to more than {MOST_BYTES >> 20} MB", "nothing was imported")
            return cast("BinaryIO", archive.open(self._member))
        except (BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
            raise BadData(f"{self.name} cannot be read: {error}", "export it again") from error


def _names_in(path: Path) -> frozenset[str]:
    try:
        with ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (BadZipFile, OSError):
        return frozenset()
