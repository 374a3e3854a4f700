"""One record with everything in it: every field, what it refers to, and who wrote it when."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from clienthealth.core.codec import fields_of
from clienthealth.core.frozen import Frozen
from clienthealth.core.moments import parse, said
from clienthealth.render.words import visible

LABEL = 20
"""Columns of the names of the fields."""


def card(
    held: Any, written: Sequence[Any], handles: Mapping[str, str], now: datetime, facts: Sequence[tuple[str, str]] = ()
) -> str:
    """Return all fields of a record, its references with handles, what follows from them, and who wrote it."""
    record = held.record
    title = f"{held.handle} · {type(record).TYPE} · {record.client or 'away'} · {said(record.at, now)}"
    shown = [_field(name, value, handles, now) for name, value in _fields(record)]
    # The names of what follows have spaces: no field has.
    shown += [_field(name, value, {}, now) for name, value in facts]
    return "\n".join([title, *shown, *_history(held, written, now)])


def as_plain(held: Any, written: Sequence[Any], handles: Mapping[str, str]) -> dict[str, Any]:
    """Return the journal record with its handle, version, history, and the handles it refers to."""
    from clienthealth.core.lines import line_of

    told = [{"at": each.at, "by": each.by, "command": each.name} for each in written]
    return {**line_of(held.record), "handle": held.handle, "version": held.version, "written": told} | (
        {"refers_to": dict(handles)} if handles else {}
    )


def _fields(record: Any) -> list[tuple[str, Any]]:
    """Return the names and values of what is filled in, the title's fields left out."""
    filled = [
        (name, getattr(record, field.attribute))
        for name, field in fields_of(type(record)).items()
        if name not in {"client", "at"}
    ]
    return [(name, value) for name, value in filled if value is not None and value != ()]


def _field(name: str, value: Any, handles: Mapping[str, str], now: datetime) -> str:
    first, *rest = visible(text_of_value(value, now), keep_lines=True).splitlines() or [""]
    handle = f" ({handles[name]})" if name in handles else ""
    return "\n".join([f"  {name:<{LABEL}}{first}{handle}", *(" " * (LABEL + 2) + line for line in rest)])


def text_of_value(value: Any, now: datetime) -> str:
    """Return a value as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return said(value, now)
    if isinstance(value, tuple):
        return "\n".join(text_of_value(each, now) for each in value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if not isinstance(value, Frozen) else _nested(value, now)


def _nested(value: Any, now: datetime) -> str:
    held = ((name, getattr(value, field.attribute)) for name, field in fields_of(type(value)).items())
    return ", ".join(f"{name} {_inner(each, now)}" for name, each in held if each is not None and each != ())


def _inner(value: Any, now: datetime) -> str:
    return " ".join(value) if isinstance(value, tuple) else text_of_value(value, now)


def _history(held: Any, written: Sequence[Any], now: datetime) -> list[str]:
    """Return who wrote the record with which command, and how often it was corrected."""
    told = [
        f"{'written' if each.made else 'changed'} by {visible(each.by)}, "
        f"{said(parse(each.at, UTC), now)} ({visible(each.name)})"
        for each in written
    ]
    first, *rest = [*told, f"version {held.version}"]
    return [f"  {'history':<{LABEL}}{first}", *(" " * (LABEL + 2) + line for line in rest)]
