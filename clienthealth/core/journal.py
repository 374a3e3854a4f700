"""From a journal line, as plain values, to a record of its type; bytes and files are not its business."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from clienthealth.core.codec import value_of
from clienthealth.core.records.base import Record
from clienthealth.core.records.types import TYPES
from clienthealth.errors import InvalidField


def record_of(plain: Mapping[str, Any], zone: tzinfo, kinds: Mapping[str, type[Record]] = TYPES) -> Record:
    """Build a record of one of some types from a line's plain values; raises InvalidField naming the field."""
    kind = type_of(plain, kinds)
    record: Record = value_of(kind, {name: value for name, value in plain.items() if name != "type"}, zone)
    return record


def type_of(plain: Mapping[str, Any], kinds: Mapping[str, type[Record]] = TYPES) -> type[Record]:
    """Return the type a line names."""
    word = plain.get("type")
    kind = kinds.get(word) if isinstance(word, str) else None
    if kind is None:
        raise InvalidField("type", f"{word!r} is no type of record", "one of: " + ", ".join(kinds))
    return kind
