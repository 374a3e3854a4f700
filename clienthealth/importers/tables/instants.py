"""Times as files state them, compared with the present and with each other."""

from datetime import UTC, datetime

from clienthealth.importers.answers import Answers
from clienthealth.importers.tables.table import Table


def instant(at: str, answers: Answers) -> datetime:
    """Return an ISO time as a moment; one without an offset is in the zone of the source. Raises ValueError."""
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=answers.zone)


def later(at: str, answers: Answers) -> bool:
    """Whether a day or a moment has not come yet."""
    if "T" not in at:
        return at > answers.today.isoformat()
    return instant(at, answers) > answers.now


def minutes_between(begin: str, end: str, answers: Answers) -> float:
    """Return the minutes from one ISO time to another, over a change of the clock as well; 0 where one has no clock."""
    if "T" not in begin or "T" not in end:
        return 0.0
    seconds = instant(end, answers).astimezone(UTC) - instant(begin, answers).astimezone(UTC)
    minutes = round(seconds.total_seconds() / 60, 2)
    return int(minutes) if minutes.is_integer() else minutes


def utc(moment: datetime) -> str:
    """Write a moment in UTC, whole seconds."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def from_connector(table: Table) -> bool:
    """Whether a connector wrote a table: it writes times in UTC, and does not say so."""
    return bool(table.column("_fivetran_synced"))


def in_utc(at: str) -> str:
    """Say of a time without an offset that it is UTC."""
    return f"{at}+00:00" if "T" in at and len(at) == len("2026-01-05T09:00:00") else at
