"""Letters in the formats that are files: where they go, and what makes them."""

from collections.abc import Callable
from pathlib import Path

from clienthealth.commands.session import Session
from clienthealth.core.letters.letter import Letter
from clienthealth.core.letters.own import Own
from clienthealth.render.letter_page import HARD, Marks, Page, page

FORMS = frozenset({"eml", "docx", "pdf"})
"""Formats that are no text for a terminal."""


def letter_file(session: Session, draft: Letter, own: Own, form: str, out: Path | None) -> None:
    """Write a letter to a file: the one named, else one beside us whose name says that it is a draft."""
    from clienthealth.commands.files import bytes_to

    held = page(draft, Marks(whole=lambda value: value.replace(" ", HARD)), own)
    bytes_to(session, [_maker(form)(held)], out or Path(draft_name(draft, form)))


def draft_name(draft: Letter, form: str) -> str:
    """Return the name of a draft's file: made of closed words and the slug, never of typed text."""
    return f"draft-{draft.client}-{draft.kind}-{draft.day.isoformat()}.{form}"


def _maker(form: str) -> Callable[[Page], bytes]:
    """Import the one format that is asked for."""
    if form == "eml":
        from clienthealth.render.letter_forms.eml import eml

        return eml
    if form == "docx":
        from clienthealth.render.letter_forms.docx import docx

        return docx
    from clienthealth.render.letter_forms.pdf import pdf

    return pdf
