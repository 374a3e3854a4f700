"""How `log --draft` goes on from what a failed write left: its words stay, its times count from when it was typed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from clienthealth.commands.drafts import Draft, newest
from clienthealth.commands.session import Session
from clienthealth.core.moments import text_of
from clienthealth.core.when import parse_due, parse_past
from clienthealth.errors import UsageError

LISTS = ("signal", "quote", "promise", "asked", "complaint")


def take_up(session: Session, typed: dict[str, Any]) -> None:
    """Fill what was not typed from the newest draft; refused where both have words."""
    draft = newest(session.remark)
    if typed["words"] and draft.typed.get("words"):
        raise UsageError(
            "the draft has words of its own, which would be lost",
            "take it up alone first (`clienthealth log --draft`), then log the new words",
        )
    held = _listed(draft.typed)
    typed |= {name: _as_then(session, draft, name, held[name]) for name in _missing(typed) if name in held}
    if typed["when"] is None and not typed["amend"]:
        typed["when"] = text_of(_then(session, draft))
    typed["words"] = typed["words"] or ""
    session.draft = draft.path


def _missing(typed: Mapping[str, Any]) -> list[str]:
    return [name for name, value in typed.items() if value is None]


def _listed(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with lists where older drafts had one value."""
    held = dict(typed)
    for name in LISTS:
        value = held.get(name)
        one_pair = name in {"promise", "asked"} and isinstance(value, list) and value and isinstance(value[0], str)
        if isinstance(value, str) or one_pair:
            held[name] = [value]
    return held


def _then(session: Session, draft: Draft) -> datetime:
    """Return when the draft was typed, in the zone of the user; never later than now."""
    return min(draft.typed_at.astimezone(session.now.tzinfo), session.now)


def _as_then(session: Session, draft: Draft, name: str, value: Any) -> Any:
    """Return a value, its times written out as they were meant when it was typed."""
    then = _then(session, draft)
    if name == "when":
        return text_of(parse_past(value, then))
    if name in {"promise", "asked"}:
        return [[text, text_of(parse_due(due, then))] for text, due in value]
    return value
