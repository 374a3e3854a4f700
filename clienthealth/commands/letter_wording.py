"""The wording of a letter before it leaves: what must not go out stops it, unless that is lifted with a reason."""

from typing import Any

from clienthealth.commands.letter_work import LetterWish
from clienthealth.commands.recording import fields, moment
from clienthealth.commands.session import Session
from clienthealth.core.kinds import LetterKind
from clienthealth.core.letters.letter import Letter
from clienthealth.core.records.agreed import Next
from clienthealth.store.change import Change
from clienthealth.store.rows import Stored

HARD = frozenset({LetterKind.OFFBOARDING, LetterKind.BOUNDARY})
"""Letters that are better written on another day than an angry one."""


def looked_over(session: Session, draft: Letter, text: str, wish: LetterWish) -> str:
    """Say what could be worded better, and refuse what must not go out; return what was lifted by force.

    Raises Refused (exit 4) with each place, and UsageError for --force without a reason.
    """
    from clienthealth.commands.wording import look_over, refuse, sleep_on_it
    from clienthealth.render import check_text

    reading = look_over(session, text, draft.language, client=draft.client, kind=str(draft.kind))
    lifted = refuse(reading, force=wish.force, reason=wish.reason)
    softer = [each for each in reading.looked.findings if each not in reading.looked.blocks]
    for line in check_text.each(text, softer, draft.language, session.settings.language):
        session.remark(line)
    hint = sleep_on_it(session, draft.client) if draft.kind in HARD and not wish.sent else ""
    if hint:
        session.remark(f"note: {hint}")
    return "; ".join(check_text.places(text, reading.looked.blocks)) if lifted else ""


def let_through(session: Session, change: Change, slug: str, lifted: str, wish: LetterWish) -> list[Stored[Any]]:
    """Record words that were let through although they were marked, with the reason; it is never scored."""
    if not lifted:
        return []
    shared = fields(session, slug, wish.when, note=wish.reason)
    text = f"Letter ({wish.kind}): wording let through, {lifted}"
    return [change.add(Next(**shared, text=text, closed_at=moment(session, wish.when)))]
