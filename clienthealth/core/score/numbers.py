"""How a number of the model is declared: with its value, the range it may be set to, and its basis."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from clienthealth.core.frozen import Frozen
from clienthealth.core.score.decay import Curve


class Number(NamedTuple):
    """One number of the model: its name, its value, the range it may be set to, and its basis."""

    name: str
    value: float
    low: float
    high: float
    reason: str


def number(value: float, low: float, high: float, reason: str) -> Any:
    """Declare a number with the range it may be set to."""
    return Declared(value, low, high, reason)


def weight(value: float, reason: str) -> Any:
    """Declare a weight, which may be set from nothing to double."""
    return number(value, 0.0, 2 * value, reason)


def days(value: int, reason: str) -> Any:
    """Declare a stretch of whole days, which may be set from a third to three times as long."""
    return number(value, max(1, value // 3), 3 * value, reason)


def curve(slope: float, cap: float, reason: str) -> Any:
    """Declare a curve; slope and cap may each be set from (almost) nothing to double, never turned around."""
    return Declared(Curve(slope, cap), 0, 0, reason)


class Declared(NamedTuple):
    """A number as the policy declares it: its value, its published range, and its reason."""

    value: Any
    low: float
    high: float
    reason: str


class Group(Frozen):
    """Numbers that belong together; the class keeps what is declared of each."""

    declared: ClassVar[Mapping[str, Declared]] = MappingProxyType({})

    def __init_subclass__(cls) -> None:
        """Keep the declarations, and leave their values as the defaults of the fields."""
        cls.declared = {name: each for name, each in vars(cls).items() if isinstance(each, Declared)}
        for name, each in cls.declared.items():
            setattr(cls, name, each.value)
        super().__init_subclass__()


def numbers_of(name: str, value: float | Curve, declared: Declared) -> Iterator[Number]:
    """Yield what is published of one number, or of the two of a curve."""
    if not isinstance(value, Curve):
        yield Number(name, value, declared.low, declared.high, declared.reason)
        return
    for part in ("slope", "cap"):
        published = getattr(declared.value, part)
        low, high = sorted((published / 100, 2 * published))
        yield Number(f"{name}_{part}", getattr(value, part), low, high, declared.reason)
