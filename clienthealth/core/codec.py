"""Between a record and the plain values of a journal line, read off the record's own annotations.

A field is declared once, in its dataclass; the journal, the store and `--json` all pass through here.
Plain values are what JSON knows: str, int, float, bool, list, dict.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from clienthealth.core import moments
from clienthealth.core.frozen import Frozen
from clienthealth.errors import InvalidField

T = TypeVar("T")
Plain = str | int | float | bool | list[Any] | dict[str, Any]
Decode = Callable[[str, Any, tzinfo], Any]
Encode = Callable[[Any], Plain]


def per_type(make: Callable[[type[Frozen]], T]) -> Callable[[type[Frozen]], T]:
    """Remember what a function makes of a type: `functools.cache`, typed for classes."""
    made: dict[type[Frozen], T] = {}

    def remembered(kind: type[Frozen]) -> T:
        if kind not in made:
            made[kind] = make(kind)
        return made[kind]

    return remembered


class Field(NamedTuple):
    """One field of a record: its name in the journal, its attribute, and both ways between them."""

    name: str
    attribute: str
    required: bool
    kind: str
    decode: Decode
    encode: Encode


@per_type
def fields_of(kind: type[Frozen]) -> dict[str, Field]:
    """Return the fields of a type of record by their journal names."""
    hints = get_type_hints(kind)
    made = {}
    for attribute in kind.__fields__:
        name = attribute.rstrip("_")
        family, decode, encode = _ways(hints[attribute])
        made[name] = Field(name, attribute, attribute in kind.__required__, family, decode, encode)
    return made


@per_type
def required_of(kind: type[Frozen]) -> tuple[Field, ...]:
    """Return the fields a type cannot be without."""
    return tuple(field for field in fields_of(kind).values() if field.required)


def value_of(kind: type[Frozen], plain: Mapping[str, Any], zone: tzinfo) -> Any:
    """Build the record or nested value from plain values; raises InvalidField naming the field."""
    known = fields_of(kind)
    given = {}
    for name, value in plain.items():
        field = known.get(name)
        if field is None:
            raise InvalidField(name, "no such field", _near(name, known))
        if value is not None:
            given[field.attribute] = field.decode(name, value, zone)
    for field in required_of(kind):
        if field.attribute not in given:
            raise InvalidField(field.name, "is missing")
    return kind(**given)


def plain_of(value: Any) -> dict[str, Plain]:
    """Return the plain values of a record, absent ones left out, without its type."""
    plain = {}
    kind: type = type(value)
    for name, field in fields_of(kind).items():
        held = getattr(value, field.attribute)
        if held is not None and held != ():
            plain[name] = field.encode(held)
    return plain


def _near(name: str, known: Mapping[str, Field]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    return f"did you mean {close[0]}?" if close else "known fields: " + ", ".join(sorted(known))


def _ways(hint: Any) -> tuple[str, Decode, Encode]:
    """Return the family of an annotation with its decoder and encoder."""
    choices = _alternatives(hint)
    if date in choices or datetime in choices:
        return "when", _when, moments.text_of
    inner = choices[0]
    if get_origin(inner) is tuple:
        return _list_ways(get_args(inner)[0])
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return "closed", _closed(inner), str
    return SIMPLE[inner]


def _alternatives(hint: Any) -> tuple[Any, ...]:
    """Return the members of a union without None."""
    if get_origin(hint) in (Union, UnionType):
        return tuple(part for part in get_args(hint) if part is not type(None))
    return (hint,)


def _list_ways(item: Any) -> tuple[str, Decode, Encode]:
    """Return the ways of a list of texts, closed words, moments or nested values."""
    if isinstance(item, type) and issubclass(item, Frozen):
        return "list", _nested(item), lambda held: [plain_of(each) for each in held]
    _, decode, encode = _ways(item)

    def decode_all(name: str, value: Any, zone: tzinfo) -> tuple[Any, ...]:
        return tuple(decode(name, each, zone) for each in _listed(name, value))

    return "list", decode_all, lambda held: [encode(each) for each in held]


def _nested(kind: type) -> Decode:
    def decode(name: str, value: Any, zone: tzinfo) -> tuple[Any, ...]:
        made = []
        for each in _listed(name, value):
            if not isinstance(each, dict):
                raise InvalidField(name, f"{each!r} is no object")
            made.append(_inside(name, kind, each, zone))
        return tuple(made)

    return decode


def _inside(name: str, kind: type, plain: dict[str, Any], zone: tzinfo) -> Any:
    try:
        return value_of(kind, plain, zone)
    except InvalidField as error:
        inner = error.field if error.field.startswith(name) else f"{name}.{error.field}"
        raise InvalidField(inner, error.reason, error.hint) from None


def _listed(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise InvalidField(name, f"{value!r} is no list")
    return value


def _text(name: str, value: Any, _: tzinfo) -> str:
    if not isinstance(value, str):
        raise InvalidField(name, f"{value!r} is no text")
    return value


def _when(name: str, value: Any, zone: tzinfo) -> moments.When:
    hint = "write YYYY-MM-DD, or a moment such as 2026-11-20T16:30:00+01:00"
    if not isinstance(value, str):
        raise InvalidField(name, f"{value!r} is no date", hint)
    try:
        return moments.parse(value, zone)
    except (ValueError, OverflowError):
        raise InvalidField(name, f"{value!r} is no date", hint) from None


def _flag(name: str, value: Any, _: tzinfo) -> bool:
    if not isinstance(value, bool):
        raise InvalidField(name, f"{value!r} is neither true nor false")
    return value


def _decimal(name: str, value: Any, _: tzinfo) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise InvalidField(name, f"{value!r} is no number")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise InvalidField(name, f"{value!r} is no number") from None
    if not number.is_finite():
        raise InvalidField(name, f"{value!r} is no number")
    return number


def _number(name: str, value: Any, zone: tzinfo) -> float:
    return float(value) if type(value) in (int, float) else float(_decimal(name, value, zone))


def _count(name: str, value: Any, zone: tzinfo) -> int:
    if type(value) is int:
        return value
    number = _decimal(name, value, zone)
    if number != int(number):
        raise InvalidField(name, f"{value!r} is no whole number")
    return int(number)


def _closed(kind: type[StrEnum]) -> Decode:
    words = {str(member): member for member in kind}

    def decode(name: str, value: Any, _: tzinfo) -> StrEnum:
        member = words.get(value) if isinstance(value, str) else None
        if member is None:
            raise InvalidField(name, f"{value!r} is not one of its words", "one of: " + ", ".join(words))
        return member

    return decode


def plain_number(value: float | Decimal) -> int | float:
    """Return the shortest plain number: 25 for 25.0, 12.5 for 12.50."""
    return int(value) if value == int(value) else float(value)


def _same(value: Any) -> Plain:
    plain: Plain = value
    return plain


SIMPLE: dict[Any, tuple[str, Decode, Encode]] = {
    str: ("text", _text, _same),
    bool: ("flag", _flag, _same),
    int: ("count", _count, _same),
    float: ("number", _number, plain_number),
    Decimal: ("money", _decimal, plain_number),
}
