"""Toggl Track: the detailed report as CSV. It has no zone and no ids; equal rows are legal."""

from collections.abc import Iterator

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item
from clienthealth.importers.source import Source
from clienthealth.importers.tables.table import has_columns
from clienthealth.importers.tracking.sheet import Tool, read_sheet

TOOL = Tool(
    "toggl",
    {
        "day": ("Start date",),
        "start": ("Start time",),
        "end_day": ("End date", "Stop date"),
        "end": ("End time", "Stop time"),
        "duration": ("Duration",),
        "client": ("Client",),
        "project": ("Project",),
        "task": ("Task",),
        "text": ("Description",),
        "staff": ("User", "Member"),
        "billable": ("Billable",),
    },
    ("day", "start", "duration"),
)


def recognises(source: Source) -> bool:
    """Whether it has the columns of a detailed report, with one duration."""
    return has_columns(source, "Description", "Project", "Start date", "Start time", "Duration")


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a `time` for each row; the stated duration counts, not the clock, which was moved on some nights."""
    return read_sheet(TOOL, source, answers)
