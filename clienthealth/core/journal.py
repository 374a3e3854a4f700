"""Between a record and a line of the journal as plain values; bytes and files are not its business."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from clienthealth.core.codec import Plain, plain_of, value_of
from clienthealth.core.moments import text_of
from clienthealth.core.records.base import Record
from clienthealth.core.records.types import TYPES
from clienthealth.errors import InvalidField


def record_of(plain: Mapping[str, Any], zone: tzinfo) -> Record:
    """Build a record from a line's plain values; raises InvalidField naming the field."""
    kind = type_of(plain)
    record: Record = value_of(kind, {name: value for name, value in plain.items() if name != "type"}, zone)
    return record


def type_of(plain: Mapping[str, Any]) -> type[Record]:
    """Return the type a line names."""
    word = plain.get("type")
    kind = TYPES.get(word) if isinstance(word, str) else None
    if kind is None:
        raise InvalidField("type", f"{word!r} is no type of record", "one of: " + ", ".join(TYPES))
    return kind


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
