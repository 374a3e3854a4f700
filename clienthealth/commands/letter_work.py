"""How a letter goes from the record to a draft, and into the record once it went out."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from clienthealth.commands import choices
from clienthealth.commands.letter_files import FORMS, letter_file
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Channel, Language, LetterKind, Situation
from clienthealth.core.letters.check import incomplete
from clienthealth.core.letters.draft import Typed
from clienthealth.core.letters.letter import Letter, Sender
from clienthealth.core.letters.own import Own
from clienthealth.core.saying import Saying, say
from clienthealth.errors import UsageError, UserError
from clienthealth.render import letter as letters
from clienthealth.render.phrases import said

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored


class LetterWish(NamedTuple):
    """What was typed after `letter CLIENT`."""

    kind: str | None
    lang: Language | None = None
    form: str = "txt"
    out: Path | None = None
    gloss: bool = False
    situation: Situation | None = None
    end: str | None = None
    about: str | None = None
    typed: Typed = Typed()
    edit: bool = False
    sent: bool = False
    force: bool = False
    reason: str | None = None
    when: str | None = None
    json: bool = False

    @property
    def channel(self) -> Channel:
        """How it goes out: as a mail where that is what it becomes."""
        return Channel.EMAIL if self.form == "eml" else Channel.LETTER


class Making(NamedTuple):
    """A letter that can be made: in which language, what it puts on record, and what the user should know."""

    language: Language | None
    write: Callable[[Language], Letter]
    record: "Callable[[str], list[Stored[Any]]]"
    """Writes down what was forced, the words let through included, and that it went out where it did; all of it in one
    transaction."""
    notes: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    """What to type once it went out."""


def letter(session: Session, typed: str, wish: LetterWish) -> None:
    """Draft a letter, print it or write it to a file, and record it where it went out."""
    if wish.edit and wish.form in FORMS:
        raise UsageError(f"a draft as {wish.form} is not edited here", "edit the file, or use --format txt or md")
    kind = choices.one(session, LetterKind, wish.kind, "KIND")
    slug = session.store.slug(typed)
    making = _making(kind)(session, slug, wish)
    draft = making.write(wish.lang or making.language or Language.EN)
    own = own_words(session, draft)
    text = _text(draft, own, wish)
    gloss = _gloss(session, draft, making) if wish.gloss else ""
    try:
        made = _let_out(session, draft, own, making, text, wish)
    except UserError as error:
        if wish.edit:
            error.hint = "\n".join(filter(None, [error.hint, _kept(text)]))
        raise
    if wish.json:
        _as_json(session, draft, own, text, gloss, wish, made)
    _beside(session, draft, own, making, wish)
    if gloss and not wish.json:
        session.remark(f"\n{said(say('note.gloss'), 'letters', session.settings.language)}\n\n{gloss}")
    _recorded(session, made, making, wish)


def _let_out(
    session: Session, draft: Letter, own: Own, making: Making, text: str, wish: LetterWish
) -> "list[Stored[Any]]":
    """Look the letter over, print it or write it to a file, and record what there is to record."""
    from clienthealth.commands.letter_wording import looked_over

    lifted = looked_over(session, draft, text if wish.edit else letters.text(draft, own), wish)
    if not wish.json:
        _out(session, draft, own, text, wish)
    return making.record(lifted)


def _kept(text: str) -> str:
    from clienthealth.commands.editor import kept

    return kept(text.encode())


def sender(session: Session) -> Sender:
    """Return who writes, as the configuration says."""
    said_of_us = session.settings.sender
    fields = {name: getattr(said_of_us, name) for name in ("name", "address", "place", "email", "phone")}
    more = {name: getattr(said_of_us, name) for name in ("signature", "closing", "country")}
    return Sender(**fields, **more, we=said_of_us.voice == "we")


def _making(kind: LetterKind) -> Callable[[Session, str, LetterWish], Making]:
    """Import what makes the one kind that is asked for."""
    if kind is LetterKind.OFFBOARDING:
        from clienthealth.commands.letter_ending import making

        return making
    from clienthealth.commands.letter_kinds import making_of

    return making_of(kind)


def own_words(session: Session, draft: Letter) -> Own:
    """Return what the user keeps in words of their own for this kind of letter in its language."""
    from clienthealth.config.own_letters import FOLDER, own_letter

    configuration = session.configuration
    folder = configuration.parent / FOLDER if configuration else None
    return own_letter(folder, str(draft.kind), str(draft.language))


def _text(draft: Letter, own: Own, wish: LetterWish) -> str:
    text = letters.markdown(draft, own) if wish.form == "md" else letters.text(draft, own)
    if wish.edit:
        from clienthealth.commands.editor import edited

        text = edited(text, "The draft; save and close when it is right.")
    return text if text.endswith("\n") else f"{text}\n"


def _gloss(session: Session, draft: Letter, making: Making) -> str:
    """Return the same letter in the user's own language; nothing where that is its language already."""
    own = session.settings.language
    return "" if draft.language is own else letters.gloss(making.write(own))


def _out(session: Session, draft: Letter, own: Own, text: str, wish: LetterWish) -> None:
    """Print a draft or write it to a file."""
    if wish.form in FORMS:
        letter_file(session, draft, own, wish.form, wish.out)
    else:
        from clienthealth.commands.files import stream_to

        stream_to(session, [text], wish.out)


def _as_json(
    session: Session, draft: Letter, own: Own, text: str, gloss: str, wish: LetterWish, made: "list[Stored[Any]]"
) -> None:
    import json

    from clienthealth.render.letter_json import letter_plain

    plain = {**letter_plain(draft), "text": text, "recorded": [each.handle for each in made]}
    if gloss:
        plain["gloss"] = gloss
    session.write(json.dumps(plain, ensure_ascii=False))
    if wish.form in FORMS:
        letter_file(session, draft, own, wish.form, wish.out)
    elif wish.out is not None:
        _out(session, draft, own, text, wish)


def _beside(session: Session, draft: Letter, own: Own, making: Making, wish: LetterWish) -> None:
    """Say what is missing, what was left out and what to consider."""
    for line in letters.difference(draft, own):
        session.remark(line)
    for note in making.notes:
        session.remark(f"note: {note}")
    for saying in (*draft.notes, *draft.missing, *_against_the_record(draft, forced=wish.force)):
        session.remark(f"note: {said(saying, 'letters', session.settings.language)}")


def _against_the_record(draft: Letter, *, forced: bool) -> Iterable[Saying]:
    """Return where the draft differs from the record; what was forced, and what is missing, is known already."""
    return () if forced or draft.missing else incomplete(draft)


def _recorded(session: Session, made: "list[Stored[Any]]", making: Making, wish: LetterWish) -> None:
    """Say what was put on record, beside the letter itself, and what to type next."""
    if not made:
        return
    from clienthealth.render import written

    session.remark(written.lines(made, session.now))
    for command in making.next if wish.sent else ():
        session.remark(f"next: {command}")
