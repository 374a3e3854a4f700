"""Every kind of letter but the ending one: its blocks, in order, and what the user should know of it."""

from collections.abc import Callable, Iterable

from clienthealth.core.kinds import Language, LetterKind
from clienthealth.core.letters.agreed import expectations
from clienthealth.core.letters.complaints import acknowledgement, apology, follow_up, may_ask, owns
from clienthealth.core.letters.draft import Draft
from clienthealth.core.letters.kindness import hardship, survey, thanks
from clienthealth.core.letters.letter import Block, Letter
from clienthealth.core.letters.limits import boundary
from clienthealth.core.letters.parties import addressee
from clienthealth.core.saying import Saying, say

BLOCKS: dict[LetterKind, Callable[[Draft], Iterable[Block]]] = {
    LetterKind.APOLOGY: apology,
    LetterKind.ACKNOWLEDGEMENT: acknowledgement,
    LetterKind.EXPECTATIONS: expectations,
    LetterKind.BOUNDARY: boundary,
    LetterKind.THANKS: thanks,
    LetterKind.FOLLOW_UP: follow_up,
    LetterKind.SURVEY: survey,
    LetterKind.HARDSHIP: hardship,
}


def letter_of(kind: LetterKind, draft: Draft, language: Language | None = None) -> Letter:
    """Return the draft of a letter; without a language in the client's own, else in English."""
    return Letter(
        kind=kind,
        language=language or draft.client.language or Language.EN,
        client=draft.client.client,
        day=draft.today,
        sender=draft.sender,
        addressee=addressee(draft.client, draft.today, draft.zone),
        blocks=tuple(BLOCKS[kind](draft)),
        matter=draft.matter,
        notes=tuple(_notes(kind, draft)),
    )


def _notes(kind: LetterKind, draft: Draft) -> Iterable[Saying]:
    """Yield what was left out of a letter, and how it comes in."""
    typed, matter = draft.typed, draft.matter
    if kind is LetterKind.APOLOGY and draft.concern.ours and not owns(draft):
        yield say("note.own")
    if kind is LetterKind.APOLOGY and typed.legal_ok and not draft.concern.ours:
        yield say("note.not_ours", handle=draft.concern.handle)
    if kind is LetterKind.FOLLOW_UP and typed.link and not may_ask(draft):
        yield say("note.no_survey")
    if kind is LetterKind.THANKS and matter.upset:
        yield say("note.upset")
