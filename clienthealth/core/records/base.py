"""What every record has, and the checks that records share."""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, TypeVar

from clienthealth.core.codec import fields_of, per_type
from clienthealth.core.frozen import Frozen
from clienthealth.core.moments import When, surely_before
from clienthealth.errors import InvalidField

K = TypeVar("K", bound=StrEnum)
SLUG_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
MONEY_PLACES = 4
MOST_MONEY = 10**11
"""So that an amount with four decimals is exact as a JSON number, and fits 64 bits in ten-thousandths."""

LONGEST_MINUTES = 60 * 24 * 31


class Record(Frozen, kw_only=True):
    """The fields of every record; `client` is a slug and empty only for `away`."""

    TYPE: ClassVar[str] = ""

    client: str
    at: When
    id: str
    recorded_at: When | None = None
    source: str | None = None
    by: str | None = None
    owner: str | None = None
    ref: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        """Refuse what can never be true."""
        check_common(self)
        self.check()

    def check(self) -> None:
        """Refuse what can never be true of this type; the families override it."""


def check_common(record: Record) -> None:
    """Refuse a malformed slug, an empty id, and NUL in any text."""
    if record.client and not is_slug(record.client):
        raise InvalidField("client", f"{record.client!r} is no slug", "a slug is a-z, 0-9 and - only")
    if not record.id:
        raise InvalidField("id", "is empty")
    _check_texts(record, "")


def _check_texts(held: Frozen, inside: str) -> None:
    """Refuse what no text may hold, in every text of a value and of the values within it."""
    for name in _names(type(held))["text"]:
        value = getattr(held, name)
        if value is not None:
            _check_characters(inside + name, value)
    for name in _names(type(held))["list"]:
        for each in getattr(held, name):
            if isinstance(each, str):
                _check_characters(inside + name, each)
            elif isinstance(each, Frozen):
                _check_texts(each, f"{inside}{name}.")


def _check_characters(name: str, value: str) -> None:
    """Refuse NUL, and half a character as bytes that are no UTF-8 become when they are typed."""
    if "\0" in value:
        place = value.index("\0") + 1
        raise InvalidField(name, f"holds a NUL character at position {place}", "take it out and try again")
    if value.isascii():
        return
    try:
        value.encode()
    except UnicodeEncodeError as error:
        reason = f"holds a byte that is no UTF-8 at position {error.start + 1}"
        raise InvalidField(name, reason, "type it in UTF-8, or take it out") from None


@per_type
def _names(kind: type[Frozen]) -> dict[str, tuple[str, ...]]:
    """Return the names of the fields that hold free text, and of those that hold lists."""
    fields = fields_of(kind).values()
    return {family: tuple(field.attribute for field in fields if field.kind == family) for family in ("text", "list")}


def is_slug(text: str) -> bool:
    """Whether `text` is `[a-z0-9][a-z0-9-]*`."""
    return bool(text) and text[0] != "-" and SLUG_LETTERS.issuperset(text)


def check_text(name: str, value: str) -> None:
    """Refuse an empty required text."""
    if not value.strip():
        raise InvalidField(name, "is empty", "say in a few words what it is")


def check_range(name: str, value: float | None, low: float, high: float) -> None:
    """Refuse a number out of its range."""
    if value is not None and not low <= value <= high:
        raise InvalidField(name, f"{value:g} is out of range", f"{name} goes from {low:g} to {high:g}")


def check_minutes(value: float | None) -> None:
    """Refuse negative minutes and more than a month of them."""
    check_range("minutes", value, 0, LONGEST_MINUTES)


def check_money(name: str, value: Decimal | None) -> None:
    """Refuse negative amounts, no-numbers and more than four decimals."""
    if value is None:
        return
    if not value.is_finite() or value < 0:
        hint = "amounts are never negative; a credit is an invoice of kind credit"
        raise InvalidField(name, f"{value} is no amount of money", hint)
    if value > MOST_MONEY:
        raise InvalidField(name, f"{value} is more than can be kept", f"amounts go up to {MOST_MONEY:,}")
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MONEY_PLACES:
        raise InvalidField(name, f"{value} has more than {MONEY_PLACES} decimals")


def check_order(earlier: When | None, name: str, later: When | None, than: str) -> None:
    """Refuse `later` (the field called `name`) where it surely lies before `earlier` (called `than`)."""
    if earlier is not None and later is not None and surely_before(later, earlier):
        hint = "give a later one, or correct the earlier one first"
        raise InvalidField(name, f"{later.isoformat()} lies before {than} ({earlier.isoformat()})", hint)


def check_together(name: str, value: object, other: str, needed: object) -> None:
    """Refuse a field that says nothing without another one."""
    if value is not None and needed is None:
        raise InvalidField(name, f"says nothing without {other}")


def closed(value: K | None, default: K) -> K:
    """Return `value`, or the default of its set."""
    return default if value is None else value
