"""What making two clients one does: how many records move, what the one takes over, what stays apart."""

from collections.abc import Iterable
from typing import Any

from clienthealth.core.codec import fields_of
from clienthealth.render.record_card import text_of_value
from clienthealth.render.words import clipped, visible

WIDTH = 100


def lines(planned: Any, apart: Iterable[tuple[str, Any, Any]], now: Any) -> str:
    """Return the plan of a merge in lines."""
    source, target = planned.source.record, planned.target.record
    counts = ", ".join(f"{count} {kind}" for kind, count in planned.counts.items()) or "none"
    parts = [
        f"{source.client} ({visible(source.name)}) goes into {target.client} ({visible(target.name)})",
        f"  records: {counts}",
        *(f"  {name}: {_text(was, now)} → {_text(will_be, now)}" for name, was, will_be in _changes(planned)),
        *(
            f"  {name} stays {_text(mine, now)}; {source.client} had {_text(theirs, now)}"
            for name, mine, theirs in apart
        ),
    ]
    if planned.renamed:
        parts.append(f"  ids told apart: {len(planned.renamed)}")
    return "\n".join(parts)


def _changes(planned: Any) -> Iterable[tuple[str, Any, Any]]:
    before, after = planned.target.record, planned.after
    for name, field in fields_of(type(after)).items():
        was, will_be = getattr(before, field.attribute), getattr(after, field.attribute)
        if was != will_be:
            yield name, was, will_be


def _text(value: Any, now: Any) -> str:
    if value in (None, ()):
        return "unset"
    values = value if isinstance(value, tuple) else (value,)
    return clipped("; ".join(text_of_value(each, now) for each in values), WIDTH)
