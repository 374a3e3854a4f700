"""What a correction changed: field by field, what it was and what it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from clienthealth.core.codec import fields_of
from clienthealth.render.record_card import text_of_value
from clienthealth.render.words import clipped, visible

WIDTH = 100


def lines(before: Any, after: Any, handles: Mapping[str, str], now: datetime) -> str:
    """Return the record corrected, then a line a field: old → new; `handles` names what is referred to."""
    old, new = before.record, after.record
    title = f"{after.handle:<5} {visible(new.client or 'away')} · {type(new).TYPE} corrected"
    values = [
        (name, getattr(old, field.attribute), getattr(new, field.attribute))
        for name, field in fields_of(type(new)).items()
    ]
    changed = [(name, *(_text(value, handles, now) for value in pair)) for name, *pair in values if pair[0] != pair[1]]
    return "\n".join([title, *(f"  {name}: {was} → {now_is}" for name, was, now_is in changed)])


def _text(value: Any, handles: Mapping[str, str], now: datetime) -> str:
    if value in (None, ()):
        return "nothing"
    if isinstance(value, tuple):
        return clipped("; ".join(text_of_value(each, now) for each in value), WIDTH)
    return handles.get(str(value)) or clipped(text_of_value(value, now), WIDTH)
