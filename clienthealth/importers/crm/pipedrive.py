"""Pipedrive: activities as the CRM exports them."""

from collections.abc import Iterator

from clienthealth.importers.answers import Answers
from clienthealth.importers.crm.activities import Crm, read_activities
from clienthealth.importers.items import Item
from clienthealth.importers.source import Source
from clienthealth.importers.tables.table import has_columns

CRM = Crm(
    "pipedrive",
    {
        "id": ("Activity - ID", "Activity ID"),
        "type": ("Activity - Type",),
        "at": ("Activity - Due date",),
        "clock": ("Activity - Due time",),
        "duration": ("Activity - Duration",),
        "done": ("Activity - Done", "Activity - Status"),
        "address": ("Person - Email - Work", "Person - Email", "Person - Email - Home", "Person - Email - Other"),
        "person": ("Person - Name", "Activity - Contact person"),
        "firm": ("Organization - Name", "Activity - Organization"),
        "subject": ("Activity - Subject",),
        "staff": ("Activity - Assigned to user", "Activity - Owner"),
    },
    ("type", "at", "done"),
)


def recognises(source: Source) -> bool:
    """Whether it has the columns of activities."""
    return has_columns(source, "Activity - Type", "Activity - Due date")


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield an `interaction` for each call, mail and meeting that was done."""
    return read_activities(CRM, source, answers)
