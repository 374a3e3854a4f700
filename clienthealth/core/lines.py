"""From a record to the plain values of its journal line, and the order of lines in an export."""

from clienthealth.core.codec import Plain, plain_of
from clienthealth.core.moments import text_of
from clienthealth.core.records.base import Record


def line_of(record: Record) -> dict[str, Plain]:
    """Return the plain values of a line, absent ones left out."""
    plain = plain_of(record)
    plain["type"] = type(record).TYPE
    if not record.client:
        del plain["client"]
    return plain


def canonical_order(record: Record) -> tuple[str, str, str, str]:
    """Return what sorts the lines of an export: day, moment, type, client, id."""
    return text_of(record.at), type(record).TYPE, record.client, record.id
