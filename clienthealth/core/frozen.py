"""Frozen values whose classes cost nothing to make.

A dataclass writes and compiles code for each class at every start of the program: a millisecond a class,
a third of the time `today` may take. Here the class body is all there is. Type checkers treat these
classes as frozen dataclasses (PEP 681); instances hold what they were given, and read the rest off the class.
"""

from typing import Any, ClassVar, Self, TypeVar, dataclass_transform, get_origin

V = TypeVar("V", bound="Frozen")


@dataclass_transform(frozen_default=True)
class Frozen:
    """A frozen value: fields are the annotations of its class, equal where all of them are."""

    __fields__: ClassVar[tuple[str, ...]] = ()
    __required__: ClassVar[frozenset[str]] = frozenset()
    __names__: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        """Learn the fields of a new class: those of its base, then its own."""
        del kw_only  # for type checkers: fields without a default may follow those with one
        own = [name for name, hint in _annotated(cls).items() if not _of_class(hint)]
        cls.__fields__ = tuple(dict.fromkeys([*cls.__fields__, *own]))
        cls.__names__ = frozenset(cls.__fields__)
        cls.__required__ = frozenset(name for name in cls.__fields__ if not hasattr(cls, name))

    def __init__(self, /, *args: Any, **given: Any) -> None:
        """Take the fields, in order or by name; raises TypeError as any call with wrong arguments does."""
        kind = type(self)
        if args:
            given |= zip(kind.__fields__[: len(args)], args, strict=True)
        if not given.keys() <= kind.__names__ or not kind.__required__ <= given.keys():
            wrong = sorted(given.keys() - kind.__names__ or kind.__required__ - given.keys())
            message = f"{kind.__name__}: unknown or missing: {', '.join(wrong)}"
            raise TypeError(message)
        self.__dict__.update(given)
        self.__post_init__()

    def __post_init__(self) -> None:
        """Refuse what can never be true; a class that has something to refuse overrides this."""

    def __setattr__(self, name: str, _: object) -> None:
        message = f"{type(self).__name__}.{name} cannot be changed; make a new value with replace()"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__ or all(
            getattr(self, name) == getattr(other, name) for name in self.__fields__
        )

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in self.__fields__)))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self.__fields__ if name in self.__dict__)
        return f"{type(self).__name__}({shown})"

    def __replace__(self, /, **changes: Any) -> Self:
        return type(self)(**(self.__dict__ | changes))


def replace(value: V, /, **changes: Any) -> V:
    """Return the same value with some fields changed, checked anew."""
    return value.__replace__(**changes)


def _annotated(cls: type) -> dict[str, Any]:
    """Return the annotations of a class's own body, in every version of Python."""
    from inspect import get_annotations

    return get_annotations(cls)


def _of_class(hint: object) -> bool:
    return hint is ClassVar or get_origin(hint) is ClassVar
