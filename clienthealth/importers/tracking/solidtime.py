"""solidtime: its whole export, as a zip, unpacked, or its `time_entries.csv` alone; and its detailed report.

The export names clients, projects and people by ids, which the tables beside the entries resolve.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.archive import Archive, is_archive, names_in
from clienthealth.importers.items import Item, Problem, Question, Skipped
from clienthealth.importers.source import Source
from clienthealth.importers.tables.roles import roles_of
from clienthealth.importers.tables.table import Row, has_columns, table_of
from clienthealth.importers.tracking.entries import Entry, items, named, stated
from clienthealth.importers.tracking.sheet import Sheet, Tool, read_sheet, styles_of

TABLES = ENTRIES, CLIENTS, PROJECTS, PEOPLE = "time_entries.csv", "clients.csv", "projects.csv", "members.csv"
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
    if is_archive(source):
        return {ENTRIES, PROJECTS} <= set(names_in(source))
    return has_columns(source, *NEEDED) or has_columns(source, "Project", "Client", "User", "Start", "End", "Duration")


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a `time` for each entry of work that has ended. Memory grows with the clients and projects."""
    if source.is_folder or is_archive(source) or has_columns(source, *NEEDED):
        return _export(source, answers)
    return read_sheet(REPORT, source, answers)


def _export(source: Source, answers: Answers) -> Iterator[Item]:
    if is_archive(source):
        with Archive(source) as archive:
            yield from archive.problems
            beside = {name: archive.source(name, MOST_BYTES) for name in TABLES if name in archive.members}
            yield from _resolved(source, beside, answers)
    else:
        folder = source.path if source.is_folder else source.path.parent
        found = {name: folder / name for name in TABLES}
        beside = {name: Source(path, f"{source.name}: {name}") for name, path in found.items() if path.is_file()}
        yield from _resolved(source, beside if source.is_folder else {**beside, ENTRIES: source}, answers)


def _resolved(source: Source, beside: Mapping[str, Source], answers: Answers) -> Iterator[Item]:
    if missing := [name for name in TABLES if name not in beside and name != PEOPLE]:
        what = f"{source.name}: {missing[0]} is not there, and without it nobody knows whose the entries are"
        raise BadData(what, "name the zip of the export, or the folder with all its tables")
    names = _Names(*(_names(beside[name], answers) if name in beside else {} for name in (CLIENTS, PROJECTS, PEOPLE)))
    table = table_of(beside[ENTRIES], answers)
    roles = roles_of(table, EXPORT.names, EXPORT.needed, answers)
    if isinstance(roles, Question):
        yield roles
        return
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
