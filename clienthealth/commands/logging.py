"""How `log` goes from what was typed to what is written, keeping it all should anything fail."""

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from clienthealth.commands import choices, clearing, honest, taking_on
from clienthealth.commands.session import Session
from clienthealth.core.entry import NO_MAIL, Entry, Writer, records_of, signal_of
from clienthealth.core.kinds import Channel, Direction
from clienthealth.core.moments import When
from clienthealth.errors import UsageError

OUTCOMES = ("signal", "promise", "asked", "complaint")
"""With one of these an entry is complete without words."""

SAYING = (*OUTCOMES, "via", "minutes", "tone", "energy")
"""One of these is the least that an entry without words has to say."""


def log(session: Session, typed: dict[str, Any], *, draft: bool, json: bool) -> None:
    """Write one entry, or correct the last one; a draft is let go once it is written."""
    session.typed = typed
    if typed["client"] == "-" and typed["words"] is None:
        typed["client"], typed["words"] = None, "-"
    if typed["words"] == "-" and (typed["client"] or draft or not sys.stdin.isatty()):
        typed["words"] = _piped(session)
    if draft:
        from clienthealth.commands.taking_up import take_up

        take_up(session, typed)
    if not typed["client"]:
        raise UsageError("which client?", "say it before the words: clienthealth log CLIENT what happened")
    if typed["amend"]:
        from clienthealth.commands.amending import amended

        made = amended(session, typed)
    else:
        made = _written(session, typed)
    if session.draft:
        session.draft.unlink(missing_ok=True)
    session.tell(made, json=json)
    taking_on.say(session, made)
    if not json:
        _what_follows(session, made)
    honest.hint(session, made)


def _what_follows(session: Session, made: list[Any]) -> None:
    """Say what follows from a complaint; what was promised and asked stands there already."""
    if any(held.record.TYPE == "complaint" for held in made):
        from clienthealth.commands import following

        following.say(session, made)
    clearing.say(session, made)


def _piped(session: Session) -> str:
    """Read the words from standard input; lines end as ours do, all else stays as it is."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure:  # bytes that are no text are named where the record is checked
        reconfigure(errors="surrogateescape", newline="\n")
    text = sys.stdin.read().replace("\r\n", "\n").strip()
    if not text:
        raise UsageError("nothing to log: standard input held no words", "pipe the words in, or type them")
    session.precious = True
    return text


def _written(session: Session, typed: dict[str, Any]) -> list[Any]:
    entry = entry_of(session, typed)
    if entry.text is None and all(typed[name] is None for name in SAYING) and not _may_edit(session, typed):
        raise UsageError("nothing to log", "add what happened, or - to read it from standard input")
    store = session.store
    writer = Writer(store.slug(typed["client"]), store.who, session.now, store.new_id)
    records = records_of(entry, writer)
    if _may_edit(session, typed) and all(typed[name] is None for name in OUTCOMES):
        records = records_of(entry._replace(text=_from_editor(session, typed, writer.client)), writer)
    with store.writing("log") as change:
        return [change.add(record) for record in records]


def _may_edit(session: Session, typed: dict[str, Any]) -> bool:
    """Whether the words can come from the editor: none were typed, not even empty ones, and somebody is there."""
    return typed["words"] is None and session.may_ask


def _from_editor(session: Session, typed: dict[str, Any], slug: str) -> str:
    """Ask for the words in $EDITOR, once all the rest is known to be sound."""
    from clienthealth.commands.editor import edited

    text = edited("", f"What happened with {slug}? An empty text logs nothing.", f"clienthealth log {slug} -")
    if not text:
        raise UsageError("nothing to log: the text was empty", "nothing was written")
    typed["words"], session.precious = text, True
    return text


def entry_of(session: Session, typed: dict[str, Any]) -> Entry:
    """Understand what was typed; raises UsageError naming the value that cannot be."""
    from clienthealth.core import when as reading

    now = session.now
    words = typed["words"]
    return Entry(
        text=words if words and words.strip() else None,
        channel=choices.maybe(Channel, typed["via"], "--via"),
        direction=Direction(typed["direction"]) if typed["direction"] else None,
        minutes=reading.parse_span(typed["minutes"]) if typed["minutes"] else None,
        billable=None if typed["unbilled"] is None else not typed["unbilled"],
        tone=typed["tone"],
        energy=typed["energy"],
        project=typed["project"],
        staff=typed["staff"],
        contact=typed["contact"],
        at=reading.parse_past(typed["when"], now) if typed["when"] else None,
        signals=tuple(signal_of(each) for each in typed["signal"] or ()),
        quotes=tuple(typed["quote"] or ()),
        promises=_dated(typed["promise"], now),
        asked=_dated(typed["asked"], now),
        complaints=tuple(typed["complaint"] or ()),
        mail=typed.get("mail") or NO_MAIL,
    )


def _dated(pairs: Iterable[Sequence[str]] | None, now: datetime) -> tuple[tuple[str, When], ...]:
    from clienthealth.core.when import parse_due

    return tuple((text, parse_due(due, now)) for text, due in pairs or ())
