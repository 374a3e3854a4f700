"""The ending letter: gated by what we owe, recorded as a step of the ending."""

from typing import TYPE_CHECKING, Any

from clienthealth.commands.ending_work import ending_of, overridden, refuse, set_status
from clienthealth.commands.letter_options import check_options
from clienthealth.commands.letter_work import LetterWish, Making, sender
from clienthealth.commands.recording import fields
from clienthealth.commands.session import Session
from clienthealth.core.goodbye.ending import Ending, not_over
from clienthealth.core.goodbye.plan import plan_of, ticked
from clienthealth.core.kinds import ClientStatus, Direction, Language, LetterKind, Situation
from clienthealth.core.letters.letter import Letter
from clienthealth.core.letters.offboarding import offboarding_letter
from clienthealth.core.records.agreed import Next
from clienthealth.core.records.contact import Interaction
from clienthealth.errors import UsageError
from clienthealth.render.phrases import said
from clienthealth.store.change import Change

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored


def making(session: Session, slug: str, wish: LetterWish) -> Making:
    """Return how the ending letter is made; refused while something we owe has neither been done nor a date."""
    check_options(LetterKind.OFFBOARDING, wish)
    history, found = ending_of(session, slug, wish.situation, wish.end)
    not_over(found.end, session.today)
    if found.situation is Situation.NON_RENEWAL and not found.end_was_given:
        raise UsageError("when the agreement runs out is not on record", "name the day it runs out: --end DATE")
    refuse(session, found.letter_blockers, wish.force, wish.reason, "the letter has to wait")

    def write(language: Language) -> Letter:
        today, zone = session.today, session.settings.zone
        return offboarding_letter(history, found, sender(session), today=today, zone=zone, language=language)

    language = session.settings.language
    return Making(
        history.client.language,
        write,
        lambda: _recorded(session, slug, found, wish),
        tuple(said(each, "ending", language) for each in found.warnings),
    )


def _recorded(session: Session, slug: str, found: Ending, wish: LetterWish) -> "list[Stored[Any]]":
    """Record that the letter went out, and what was forced."""
    forced = bool(found.letter_blockers)
    made: list[Stored[Any]] = []
    if wish.sent or forced:
        with session.store.writing("letter --sent" if wish.sent else "letter --force") as change:
            if forced:
                made.append(overridden(session, change, slug, wish.reason, wish.when))
            if wish.sent:
                made += _sent(session, change, slug, found, wish)
    return made


def _sent(session: Session, change: Change, slug: str, found: Ending, wish: LetterWish) -> "list[Stored[Any]]":
    """Write the letter down as a contact, and tick it where the ending was begun."""
    given = fields(session, slug, wish.when)
    text = f"Offboarding letter sent; effective {found.end.isoformat()}"
    made: list[Stored[Any]] = [
        change.add(Interaction(**given, channel=wish.channel, direction=Direction.OUT, text=text)),
        set_status(session, change, slug, ClientStatus.OFFBOARDING, wish.when),
    ]
    held = {each.record.id: each for each in session.store.of_client(Next, slug)}
    plan = plan_of(each.record for each in held.values())
    if plan is not None and "letter" not in plan.done:
        before, after = ticked(plan, "letter", given["at"], slug)
        made.append(change.replace(held[before.id], after))
    return made
