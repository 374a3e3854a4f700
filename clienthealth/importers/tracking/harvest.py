"""Harvest: the detailed time report as CSV. Days only, hours in the number style of the account."""

from collections.abc import Iterator

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item
from clienthealth.importers.source import Source
from clienthealth.importers.tables.table import has_columns
from clienthealth.importers.tracking.sheet import Tool, read_sheet

TOOL = Tool(
    "harvest-time",
    {
        "day": ("Date",),
        "duration": ("Hours",),
        "client": ("Client",),
        "project": ("Project",),
        "task": ("Task",),
        "text": ("Notes",),
        "staff": ("First Name",),
        "surname": ("Last Name",),
        "billable": ("Billable?",),
    },
    ("day", "duration"),
)


def recognises(source: Source) -> bool:
    """Whether it has the columns of a time report."""
    return has_columns(source, "Date", "Client", "Project", "Task", "Notes", "Hours", "Billable?")


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a `time` for each row."""
    return read_sheet(TOOL, source, answers)
