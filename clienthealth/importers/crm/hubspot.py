"""HubSpot: activities as the CRM exports them, and engagements and tickets as a connector copies them."""

from collections.abc import Iterator

from clienthealth.importers.answers import Answers
from clienthealth.importers.crm.activities import Crm, read_activities
from clienthealth.importers.items import Item, Skipped
from clienthealth.importers.source import Source
from clienthealth.importers.tables.table import Row, has_columns, header_in, table_of

CRM = Crm(
    "hubspot",
    {
        "id": ("Activity ID", "Engagement ID", "engagement_id", "Record ID"),
        "type": ("Activity Type", "Type", "engagement_type"),
        "at": ("Activity Date", "Date", "start_time", "Meeting start time"),
        "end": ("end_time", "Meeting end time"),
        "duration": ("Call duration (HH:mm:ss)", "Call duration"),
        "call": ("Call Outcome",),
        "meeting": ("Meeting Outcome", "meeting_outcome"),
        "direction": ("Call direction", "Email direction", "Direction"),
        "address": ("Associated Contact Email", "Associated Contact Emails", "Contact Email"),
        "person": ("Associated Contact", "Associated Contacts", "Contact name"),
        "firm": ("Associated Company", "Company Name"),
        "subject": ("Meeting name", "Email subject", "Activity title", "Subject", "title"),
        "staff": ("Owner", "Activity assigned to"),
    },
    ("at",),
)


def recognises(source: Source) -> bool:
    """Whether it has the columns of activities, engagements or tickets."""
    header = {" ".join(name.casefold().split()) for name in header_in(source)}
    exported = bool(header & {"activity type", "type"}) and bool(header & {"call outcome", "meeting outcome"})
    return exported or has_columns(source, "engagement_id", "start_time", "meeting_outcome") or _is_tickets(source)


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield an `interaction` for each call, mail and meeting that was held; tickets are none without their messages."""
    return _tickets(source, answers) if _is_tickets(source) else read_activities(CRM, source, answers)


def _is_tickets(source: Source) -> bool:
    return has_columns(source, "property_hs_pipeline_stage", "property_subject")


def _tickets(source: Source, answers: Answers) -> Iterator[Item]:
    for row in table_of(source, answers).rows():
        if isinstance(row, Row):
            deleted = row["is_deleted"].casefold() == "true"
            yield Skipped(row.spot, "deleted" if deleted else "not-contact", f"ticket {row['id']}")
        else:
            yield row
