"""Between a record and its row: the only place where columns and fields meet."""

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

from clienthealth.core.codec import Field, fields_of, per_type
from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import KEPT_LETTERS, LETTERS, OF_NOBODY
from clienthealth.core.lines import line_of
from clienthealth.core.moments import day_of, text_of
from clienthealth.core.records.base import Record
from clienthealth.errors import StoreError, UserError

R = TypeVar("R", bound=Record)
SqlValue = str | int | float | None
MONEY_SCALE = 10_000
DAYS_A_WEEK = 7


class Stored(NamedTuple, Generic[R]):
    """A record as the store holds it: with its number, and the version that tells a stale edit."""

    record: R
    number: int
    version: int

    @property
    def handle(self) -> str:
        """Return the short handle, such as c12."""
        return f"{letter(type(self.record).TYPE)}{self.number}"


def letter(kind: str) -> str:
    """Return the letter of a type's short handles."""
    return LETTERS.get(kind) or KEPT_LETTERS[kind]


def column(kind: str, name: str) -> str:
    """Return the column of a field; a client's own slug is a column of that name."""
    return "slug" if kind == "client" and name == "client" else name


@per_type
def columns(kind: type[Frozen]) -> tuple[str, ...]:
    """Return the columns that hold fields, in the order of the fields."""
    type_name: str = kind.TYPE  # type: ignore[attr-defined]
    names = tuple(column(type_name, name) for name in fields_of(kind))
    return tuple(name for name in names if name != "client" or type_name not in OF_NOBODY)


def to_row(record: Record, zone: tzinfo) -> dict[str, SqlValue]:
    """Return the row of a record, without its handle."""
    kind = type(record)
    row: dict[str, SqlValue] = {}
    for name, field, convert in _ways(kind):
        held = getattr(record, field.attribute)
        row[name] = None if held is None or held == () else convert(field, held)
    row["checksum"] = checksum([row[name] for name in checked(kind)])
    if kind.TYPE == "interaction":
        day = day_of(record.at, zone).toordinal()
        row["day"], row["week"] = day, (day - 1) // DAYS_A_WEEK
    return row


@per_type
def _ways(kind: type[Frozen]) -> tuple[tuple[str, Field, Callable[[Field, Any], SqlValue]], ...]:
    """Return the columns of a type with their fields and what brings a value into SQL."""
    pairs = zip(columns(kind), _row_fields(kind), strict=True)
    return tuple((name, field, INTO_SQL[field.kind]) for name, field in pairs)


def of_row(kind: type[Record], row: Sequence[Any]) -> Stored[Any]:
    """Return the record of a row selected as handle, version, then `columns(kind)`; raises StoreError on damage."""
    given = {}
    try:
        for field, value in zip(_row_fields(kind), row[2:], strict=True):
            if value is not None:
                given[field.attribute] = OUT_OF_SQL[field.kind](field, value)
        return Stored(kind(**given), row[0], row[1])
    except (UserError, ValueError, TypeError) as error:
        hint = "`clienthealth doctor` tells more; a backup has it as it was"
        raise StoreError(f"{kind.TYPE} {row[0]} on record is damaged: {error}", hint) from error


@per_type
def _row_fields(kind: type[Frozen]) -> tuple[Field, ...]:
    fields = fields_of(kind)
    return tuple(fields["client" if name == "slug" else name] for name in columns(kind))


def image(record: Record) -> str:
    """Return the canonical journal line of a record: what the audit keeps."""
    return json.dumps(line_of(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@per_type
def checked(kind: type[Frozen]) -> tuple[str, ...]:
    """Return the columns a checksum covers: all fields but the client, whose slug may be changed."""
    return tuple(name for name in columns(kind) if name not in {"client", "slug"})


def checksum(values: Iterable[SqlValue]) -> int:
    """Return the CRC-32 of a row's values; it tells damage (not tampering) at no cost to start-up."""
    return zlib.crc32(repr(list(values)).encode(errors="surrogatepass"))


def _when_of(_: Field, value: str) -> date:
    return date.fromisoformat(value) if "T" not in value else datetime.fromisoformat(value)


def _same(_: Field, value: Any) -> Any:
    return value


INTO_SQL: dict[str, Callable[[Field, Any], SqlValue]] = {
    # A member of a closed set may stand where any text may (a topic); a checksum is of the text itself.
    "text": lambda _, held: str(held),
    "closed": lambda _, held: str(held),
    "when": lambda _, held: text_of(held),
    "flag": lambda _, held: int(held),
    "count": _same,
    "number": lambda _, held: float(held),
    "money": lambda _, held: int(held * MONEY_SCALE),
    "list": lambda field, held: json.dumps(field.encode(held), ensure_ascii=False, separators=(",", ":")),
}

OUT_OF_SQL: dict[str, Callable[[Field, Any], Any]] = {
    "text": _same,
    "closed": lambda field, value: field.decode(field.name, value, UTC),
    "when": _when_of,
    "flag": lambda _, value: bool(value),
    "count": _same,
    "number": _same,
    "money": lambda _, value: Decimal(value) / MONEY_SCALE,
    "list": lambda field, value: field.decode(field.name, json.loads(value), UTC),
}
