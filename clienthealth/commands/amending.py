"""How `log --amend` corrects my last entry of a client; what came out of it moves along in time."""

from typing import TYPE_CHECKING, Any

from clienthealth.commands.logging import entry_of
from clienthealth.commands.session import Session
from clienthealth.core.entry import Entry
from clienthealth.core.frozen import replace
from clienthealth.core.moments import When, instant, surely_before
from clienthealth.core.records.contact import Interaction
from clienthealth.errors import NotFound, UsageError

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored

AMENDED = (*Entry._fields[: Entry._fields.index("signals")],)

ELSEWHERE = {
    "signal": "`clienthealth signal add CLIENT KIND` adds an act",
    "quote": "`clienthealth edit ID --quote TEXT` corrects that of a signal",
    "promise": "`clienthealth promise add CLIENT TEXT --due DUE` adds a promise, `clienthealth edit ID` corrects one",
    "asked": "`clienthealth promise add CLIENT TEXT --due DUE --theirs` adds it, `clienthealth edit ID` corrects it",
    "complaint": "`clienthealth complaint add CLIENT TEXT` adds one, `clienthealth edit ID --text TEXT` corrects one",
}
"""What came out of an entry has records of its own, and where they are added and corrected."""

OPTIONS = "the words, --via, --in, --out, --both, -m, --unbilled, --billed, -t, -e, -p, --staff, --contact, --when"


def amended(session: Session, typed: dict[str, Any]) -> "list[Stored[Any]]":
    """Correct my last entry of the client: what was typed replaces, what was not stays."""
    for name, way in ELSEWHERE.items():
        if typed[name] is not None:
            raise UsageError(f"--amend corrects the entry itself, which has no --{name}", way)
    entry = entry_of(session, typed)
    held = _last(session, session.store.slug(typed["client"]))
    changed = {name: value for name in AMENDED if (value := getattr(entry, name)) is not None}
    changed = changed or {"text": _from_editor(session, typed, held)}
    if entry.at is None:
        moving = []
    else:
        changed["recorded_at"] = _recorded(session, held, entry.at)
        moving = [each for each in _made_with(session, held) if each.record.at == held.record.at]
    with session.store.writing("log --amend") as change:
        made: list[Any] = [change.replace(held, replace(held.record, **changed))]
        moved = {name: changed[name] for name in ("at", "recorded_at") if name in changed}
        return made + [change.replace(each, replace(each.record, **moved)) for each in moving]


def _last(session: Session, slug: str) -> "Stored[Interaction]":
    given = {"client": slug, "by": session.store.who}
    newest = '"handle" = (select max("handle") from "interaction" where "client" = :client and "by" = :by)'
    mine = session.store.all(Interaction, newest, given)
    if not mine:
        raise NotFound(f"{slug} has no entry of yours to amend", f"`clienthealth log {slug} …` makes one")
    return mine[0]


def _made_with(session: Session, held: "Stored[Interaction]") -> "list[Stored[Any]]":
    """Return the promises, complaints and signals of the same line, of the same client still."""
    from clienthealth.store.audit import added_with

    return [each for each in added_with(session.store, held) if each.record.client == held.record.client]


def _recorded(session: Session, held: "Stored[Interaction]", at: When) -> When:
    """Return when the entry was written down: as it says, else when it was said to happen, else now."""
    written = held.record.recorded_at or held.record.at
    return instant(session.now) if surely_before(written, at) else written


def _from_editor(session: Session, typed: dict[str, Any], held: "Stored[Interaction]") -> str:
    """Open the words as they stand, where somebody is there and nothing else was said."""
    from clienthealth.commands.editor import edited

    if typed["words"] is not None or not session.may_ask:
        raise UsageError(f"nothing to amend in {held.handle}", f"say what it is instead: {OPTIONS}")
    slug = held.record.client
    title = f"{held.handle}: what happened with {slug}. Saved as it stands here; an empty text changes nothing."
    text = edited(held.record.text or "", title, f"clienthealth log {slug} --amend -")
    if not text:
        raise UsageError("nothing to amend: the text was empty", "nothing was changed")
    typed["words"], session.precious = text, True
    return text
