"""How `log` goes from what was typed to what is written, keeping it all should anything fail."""

import sys
from typing import Any

from clienthealth.commands.session import Session
from clienthealth.core.entry import Entry, Writer, records_of, signal_of
from clienthealth.core.kinds import Channel, Direction
from clienthealth.errors import NotFound, UsageError

AMENDED = (*Entry._fields[: Entry._fields.index("signals")],)
OUTCOMES = ("minutes", "tone", "energy", "promise", "asked", "complaint", "signal")


def log(session: Session, typed: dict[str, Any], *, amend: bool, draft: bool, json: bool) -> None:
    """Write one entry, or correct the last one; a draft is let go once it is written."""
    from_draft = _taken_up(typed) if draft else None
    if not typed["client"]:
        raise UsageError("which client?", "clienthealth log CLIENT what happened")
    if typed["words"] == "-":
        typed["words"] = sys.stdin.read().strip()
        session.precious = True
    elif not typed["words"] and not amend:
        typed["words"] = _from_editor(session, typed)
        session.precious = bool(typed["words"])
    session.typed = {name: value for name, value in typed.items() if value is not None and value != ""}
    made = _amended(session, typed) if amend else _written(session, typed)
    session.typed = {}
    if from_draft:
        from_draft.unlink(missing_ok=True)
    session.tell(made, json=json)
    if not json:
        _what_follows(session, made)


def _what_follows(session: Session, made: list[Any]) -> None:
    """Say by when a complaint is to be acknowledged; what was promised and asked stands there already."""
    from clienthealth.core.moments import day_of, said

    for held in made:
        if held.record.TYPE == "complaint":
            settings = session.settings
            told, target = day_of(held.record.at, settings.zone), settings.targets.acknowledge
            day = settings.hours.working_days_after(told, target, settings.holidays)
            session.write(f"      acknowledge it by {said(day, session.now)}: clienthealth complaint ack {held.handle}")


def _taken_up(typed: dict[str, Any]) -> Any:
    """Fill what was not typed from the newest draft, and return where that lies."""
    from clienthealth.commands.drafts import newest

    path, held = newest()
    for name, value in held.items():
        if not typed.get(name):
            typed[name] = value
    return path


def _from_editor(session: Session, typed: dict[str, Any]) -> str:
    """Ask for the words in $EDITOR where nothing else was given and somebody is there."""
    if any(typed[name] is not None for name in OUTCOMES):
        return ""
    if not session.may_ask:
        raise UsageError("nothing to log", "add what happened, or - to read it from standard input")
    from clienthealth.commands.editor import edited

    text = edited("", f"What happened with {typed['client']}? An empty text logs nothing.")
    if not text:
        raise UsageError("nothing to log", "the text was empty")
    return text


def _written(session: Session, typed: dict[str, Any]) -> list[Any]:
    entry = entry_of(session, typed)
    store = session.store
    writer = Writer(store.slug(typed["client"]), store.who, session.now, store.new_id)
    records = records_of(entry, writer)
    with store.writing("log") as change:
        return [change.add(record) for record in records]


def _amended(session: Session, typed: dict[str, Any]) -> list[Any]:
    """Correct my last entry of the client: what was typed replaces, what was not stays."""
    from clienthealth.core.frozen import replace
    from clienthealth.core.records.contact import Interaction

    if any(typed[name] is not None for name in ("promise", "asked", "complaint", "signal")):
        raise UsageError("--amend corrects the entry itself", "use `clienthealth edit ID` for what came out of it")
    store = session.store
    slug = store.slug(typed["client"])
    given = {"client": slug, "by": store.who}
    newest = '"handle" = (select max("handle") from "interaction" where "client" = :client and "by" = :by)'
    mine = store.all(Interaction, newest, given)
    if not mine:
        raise NotFound(f"{slug} has no entry of yours to amend", f"`clienthealth log {slug} …` makes one")
    entry = entry_of(session, typed)
    changed = {name: value for name in AMENDED if (value := getattr(entry, name)) is not None}
    with store.writing("log --amend") as change:
        return [change.replace(mine[0], replace(mine[0].record, **changed))]


def entry_of(session: Session, typed: dict[str, Any]) -> Entry:
    """Understand what was typed; raises UsageError naming the value that cannot be."""
    from clienthealth.core import when as reading

    now = session.now
    return Entry(
        text=typed["words"] or None,
        channel=Channel(typed["via"]) if typed["via"] else None,
        direction=Direction(typed["direction"]) if typed["direction"] else None,
        minutes=reading.parse_span(typed["minutes"]) if typed["minutes"] else None,
        billable=False if typed["unbilled"] else None,
        tone=typed["tone"],
        energy=typed["energy"],
        project=typed["project"],
        staff=typed["staff"],
        contact=typed["contact"],
        at=reading.parse_past(typed["when"], now) if typed["when"] else None,
        signals=tuple(signal_of(each) for each in typed["signal"] or ()),
        quote=typed["quote"],
        promise=_dated(typed["promise"], now),
        asked=_dated(typed["asked"], now),
        complaint=typed["complaint"],
    )


def _dated(pair: Any, now: Any) -> Any:
    from clienthealth.core.when import parse_due

    return (pair[0], parse_due(pair[1], now)) if pair else None
