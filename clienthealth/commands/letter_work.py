"""How a letter goes from the record to a draft, and into the record once it went out."""

from pathlib import Path
from typing import NamedTuple

from clienthealth.commands.ending_work import ending_of, overridden, refuse, set_status
from clienthealth.commands.recording import fields
from clienthealth.commands.session import Session
from clienthealth.core.goodbye.ending import Ending, not_over
from clienthealth.core.letters.letter import Letter, Sender
from clienthealth.core.letters.ending_check import incomplete
from clienthealth.core.letters.offboarding import offboarding_letter
from clienthealth.core.goodbye.plan import plan_of, ticked
from clienthealth.core.history import History
from clienthealth.core.kinds import Channel, ClientStatus, Direction, Language, Situation
from clienthealth.core.records.agreed import Next
from clienthealth.core.records.client import Client
from clienthealth.core.records.contact import Interaction
from clienthealth.core.saying import Saying
from clienthealth.errors import UsageError
from clienthealth.render import letter as letters
from clienthealth.render.phrases import said
from clienthealth.store.change import Change

WRITTEN = (Language.EN, Language.DE)
"""The languages a letter can be written in so far."""

KINDS = ("offboarding",)


class LetterWish(NamedTuple):
    """What was typed after `letter CLIENT`."""

    kind: str
    lang: Language | None = None
    form: str = "txt"
    out: Path | None = None
    situation: Situation | None = None
    end: str | None = None
    edit: bool = False
    sent: bool = False
    force: bool = False
    reason: str | None = None
    when: str | None = None
    json: bool = False


def letter(session: Session, typed: str, wish: LetterWish) -> None:
    """Draft a letter, print it or write it to a file, and record it where it went out."""
    if wish.kind not in KINDS:
        raise UsageError(f"{wish.kind!r} is no letter this version drafts", "letters: " + ", ".join(KINDS))
    slug = session.store.slug(typed)
    history, found = ending_of(session, slug, wish.situation, wish.end)
    not_over(found.end, session.today)
    if found.situation is Situation.NON_RENEWAL and not found.end_was_given:
        raise UsageError("when the agreement runs out is not on record", "name the day it runs out: --end DATE")
    refuse(session, found.letter_blockers, wish.force, wish.reason, "the letter has to wait")
    draft = offboarding_letter(
        history,
        found,
        sender(session),
        today=session.today,
        zone=session.settings.zone,
        language=_language(session, history.client, wish.lang),
    )
    _recorded(session, history, found, wish)
    text = letters.markdown(draft) if wish.form == "md" else letters.text(draft)
    if wish.edit:
        from clienthealth.commands.editor import edited

        text = edited(text, "The draft; save and close when it is right.")
    _out(session, draft, text, wish)


def _language(session: Session, client: Client, asked: Language | None) -> Language:
    """Return the language to write in: the one asked for, else the client's, else English."""
    if asked and asked not in WRITTEN:
        raise UsageError(f"letters in {str(asked)!r} are not written yet", "languages: " + ", ".join(WRITTEN))
    wanted = asked or client.language or Language.EN
    if wanted in WRITTEN:
        return wanted
    session.remark(f"{client.client} reads {wanted}, in which letters are not written yet: this one is in English")
    return Language.EN


def sender(session: Session) -> Sender:
    """Return who writes, as the configuration says."""
    said_of_us = session.settings.sender
    fields = {name: getattr(said_of_us, name) for name in ("name", "address", "place", "email", "phone")}
    more = {name: getattr(said_of_us, name) for name in ("signature", "closing", "country")}
    return Sender(**fields, **more, we=said_of_us.voice == "we")


def _recorded(session: Session, history: History, found: Ending, wish: LetterWish) -> None:
    """Record that the letter went out, and what was forced."""
    forced = bool(found.letter_blockers)
    if not (wish.sent or forced):
        return
    slug = history.client.client
    with session.store.writing("letter --sent" if wish.sent else "letter --force") as change:
        if forced:
            overridden(session, change, slug, wish.reason, wish.when)
        if wish.sent:
            _sent(session, change, slug, found, wish)


def _sent(session: Session, change: Change, slug: str, found: Ending, wish: LetterWish) -> None:
    """Write the letter down as a contact, and tick it where the ending was begun."""
    given = fields(session, slug, wish.when)
    text = f"Offboarding letter sent; effective {found.end.isoformat()}"
    change.add(Interaction(**given, channel=Channel.LETTER, direction=Direction.OUT, text=text))
    set_status(session, change, slug, ClientStatus.OFFBOARDING, wish.when)
    held = {each.record.id: each for each in session.store.of_client(Next, slug)}
    plan = plan_of(each.record for each in held.values())
    if plan is not None and "letter" not in plan.done:
        before, after = ticked(plan, "letter", given["at"], slug)
        change.replace(held[before.id], after)


def _out(session: Session, draft: Letter, text: str, wish: LetterWish) -> None:
    """Print a draft or write it to a file; say beside it what is missing and what to consider."""
    language = session.settings.language
    if wish.json:
        import json

        session.write(json.dumps({"client": draft.client, "kind": str(draft.kind), "text": text}, ensure_ascii=False))
    else:
        from clienthealth.commands.files import stream_to

        stream_to(session, [text if text.endswith("\n") else f"{text}\n"], wish.out)
    for saying in draft.ending.warnings if draft.ending else ():
        session.remark(f"note: {said(saying, 'ending', language)}")
    for saying in (*draft.missing, *_against_the_record(draft, forced=wish.force)):
        session.remark(f"note: {said(saying, 'letters', language)}")


def _against_the_record(draft: Letter, *, forced: bool) -> tuple[Saying, ...]:
    """Return where the draft differs from the record; what was forced, and what is missing, is known already."""
    return () if forced else tuple(each for each in incomplete(draft) if not draft.missing)
