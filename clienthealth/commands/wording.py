"""What a command does with the wording of a text before it leaves: look, refuse, suggest to wait.

A command that drafts a letter calls `look_over` with what the user typed, and once more with the finished text;
then `refuse`, which lets no block pass unless it is lifted with a reason; and `sleep_on_it`, which may have a hint.
Whether a letter is whole is not a matter of words: it is checked on its blocks, where it is drafted; of a text that
has none, `with_parts` says for which parts it has no cue.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from clienthealth.commands.session import Session
from clienthealth.core.kinds import Language
from clienthealth.errors import Refused, UsageError

if TYPE_CHECKING:
    from clienthealth.core.wording.look import Known, Looked


class Reading(NamedTuple):
    """A text that was looked over, and in which language that was."""

    source: str
    language: Language
    guessed: bool
    looked: "Looked"
    others: tuple[str, ...] = ()
    """The clients named in a text for which none was given, where they are several."""


def look_over(
    session: Session, source: str, language: Language | None = None, *, client: str = "", kind: str = ""
) -> Reading:
    """Look a text over; without a language it is guessed, and where that fails it is the reader's own.

    `client` is the slug of the one the text is for: the names of all others are leaks then.
    """
    from clienthealth.core.wording.guess import language_of
    from clienthealth.core.wording.look import look
    from clienthealth.render.lexicons import lexicon

    spoken = language or language_of(source) or session.settings.language
    known = known_to(session, client=client, kind=kind)
    looked = look(source, lexicon(spoken), known)
    others = () if client else _named(looked.masked, known)
    return Reading(source, spoken, language is None, looked, others if len(others) > 1 else ())


def with_parts(reading: Reading, kind: str) -> Reading:
    """Return a reading that also says what a letter of this kind lacks, and what has no place in one."""
    from clienthealth.core.wording.complete import complete
    from clienthealth.render.lexicons import lexicon

    found = complete(reading.source, lexicon(reading.language, "complete"), kind)
    return reading._replace(looked=reading.looked.with_more(found))


def known_to(session: Session, *, client: str = "", kind: str = "") -> "Known":
    """Return what is known beside a text: the names of the record, if there is one, and the sender's own data."""
    from clienthealth.core.letters.letter import one_line
    from clienthealth.core.wording.look import Known
    from clienthealth.core.wording.names import Name

    ours = session.settings.sender
    own = "\n".join((ours.name, *ours.address, ours.email, ours.phone, ours.signature))
    recorded = _recorded(session) if session.settings.database.is_file() else ()
    names = [Name(one_line(each), slug) for slug, each in recorded]  # as a letter writes them
    return Known((*names, Name(ours.name)) if ours.name else tuple(names), client, own, kind)


def _recorded(session: Session) -> Iterable[tuple[str, str]]:
    """Yield every name and address in the record, each with the slug of its client."""
    from clienthealth.core.records.client import Client

    for each in session.store.all(Client):
        record = each.record
        for name in (record.name, *record.aliases, *(contact.name for contact in record.contacts)):
            yield record.client, name
        for contact in record.contacts:
            yield from ((record.client, address) for address in contact.email)


def _named(masked: Iterable[str], known: "Known") -> tuple[str, ...]:
    """Return the slugs of the clients whose whole names stand in a text."""
    shown = {each.casefold() for each in masked}
    return tuple(sorted({each.client for each in known.names if each.client and each.text.casefold() in shown}))


def refuse(reading: Reading, *, force: bool = False, reason: str | None = None) -> bool:
    """Refuse a text with a block in it; returns whether one was lifted by force, which is to be recorded.

    Raises Refused (exit 4) naming each place, and UsageError for --force without a reason.
    """
    blocks = reading.looked.blocks
    if not blocks:
        return False
    if force and reason:
        return True
    if force:
        raise UsageError("--force needs a reason", 'add --reason "…"; it is recorded')
    from clienthealth.render import check_text

    places = "\n".join(check_text.places(reading.source, blocks))
    raise Refused(
        f"the wording stands in the way: {len(blocks)} to mend", f'{places}\nor --force --reason "…", which is recorded'
    )


def sleep_on_it(session: Session, slug: str) -> str:
    """Return the hint to wait until tomorrow where something angry was written down lately, else an empty text."""
    from clienthealth.core.records.contact import Interaction
    from clienthealth.core.records.trouble import Complaint, Signal
    from clienthealth.core.saying import say
    from clienthealth.core.wording.night import angry_lately
    from clienthealth.render.phrases import said

    records = [each.record for kind in (Interaction, Complaint, Signal) for each in session.store.of_client(kind, slug)]
    return said(say("night"), "check", session.settings.language) if angry_lately(records, session.now) else ""
