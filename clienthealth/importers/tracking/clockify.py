"""Clockify: the detailed report as CSV. Day and month stand in the order of the workspace; breaks are rows too."""

from collections.abc import Iterator

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item
from clienthealth.importers.source import Source
from clienthealth.importers.tables.table import has_columns
from clienthealth.importers.tracking.sheet import Tool, read_sheet

TOOL = Tool(
    "clockify",
    {
        "day": ("Start Date",),
        "start": ("Start Time",),
        "end_day": ("End Date",),
        "end": ("End Time",),
        # To the second; the decimal one is rounded to a hundredth of an hour.
        "duration": ("Duration (h)", "Duration (decimal)"),
        "client": ("Client",),
        "project": ("Project",),
        "task": ("Task", "Activity"),
        "text": ("Description",),
        "staff": ("User",),
        "billable": ("Billable",),
        "type": ("Type",),
    },
    ("day", "start", "end"),
)


def recognises(source: Source) -> bool:
    """Whether it has the columns of a detailed report, with a group or with two durations."""
    common = has_columns(source, "Project", "User", "Start Date", "Start Time", "End Date", "End Time")
    return common and (has_columns(source, "Group") or has_columns(source, "Duration (decimal)"))


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a `time` for each row of work."""
    return read_sheet(TOOL, source, answers)
