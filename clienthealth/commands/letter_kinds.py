"""All other letters: made from the record, recorded by what each kind is in a client's life."""

from collections.abc import Callable
from functools import partial
from typing import Any

from clienthealth.commands.letter_options import check_options
from clienthealth.commands.letter_sent import following, sent
from clienthealth.commands.letter_work import LetterWish, Making, sender
from clienthealth.commands.session import Session
from clienthealth.core.expected.first_sheet import FirstSheet, Said, first_sheet
from clienthealth.core.frozen import replace
from clienthealth.core.goodbye.owed import owed
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import LETTERS, Language, LetterKind
from clienthealth.core.letters.draft import Draft
from clienthealth.core.letters.kinds import letter_of
from clienthealth.core.letters.letter import Letter
from clienthealth.core.letters.matter import matter_of
from clienthealth.core.records.client import Client, is_zone
from clienthealth.core.saying import say
from clienthealth.errors import UsageError
from clienthealth.render.phrases import said


def making_of(kind: LetterKind) -> Callable[[Session, str, LetterWish], Making]:
    """Return what makes letters of a kind."""
    return partial(_making, kind)


def _making(kind: LetterKind, session: Session, slug: str, wish: LetterWish) -> Making:
    check_options(kind, wish)
    portfolio = session.portfolio()
    history = next(each for each in portfolio.histories if each.client.client == slug)
    draft = _draft(kind, session, portfolio, history, wish)
    sheeted = kind is LetterKind.EXPECTATIONS
    sheet = partial(_sheet, session, portfolio, history)

    def write(language: Language) -> Letter:
        agreed = _agreed(sheet(language)) if sheeted else ()
        return letter_of(kind, replace(draft, agreed=agreed), language)

    def record(lifted: str) -> list[Any]:
        made = sheet(wish.lang or history.client.language or Language.EN) if sheeted else None
        return sent(session, kind, draft, history, made, lifted, wish) if wish.sent or lifted else []

    return Making(
        history.client.language,
        write,
        record,
        _blanks(session, sheet(Language.EN)) if sheeted else (),
        following(kind, draft),
    )


def _draft(kind: LetterKind, session: Session, portfolio: Portfolio, history: History, wish: LetterWish) -> Draft:
    """Return what a letter is made from; the clock of a call is that of the client, where it is known."""
    client, settings = history.client, session.settings

    def handle(record: str) -> str:
        return portfolio.handle(client.client, record)

    open_items = owed(
        history,
        today=session.today,
        zone=settings.zone,
        aways=portfolio.aways,
        currency=settings.currency,
        handle=handle,
    )
    matter = matter_of(
        history,
        open_items,
        kind=kind,
        now=session.now,
        zone=settings.zone,
        about=_about(session, kind, wish.about, client),
        handle=handle,
    )
    return Draft(
        client=client,
        sender=sender(session),
        today=session.today,
        zone=settings.zone,
        clock_zone=_clock_zone(client, settings.timezone),
        matter=matter,
        typed=wish.typed,
        own_up_to=settings.sender.own_up_to,
    )


def _about(session: Session, kind: LetterKind, typed: str | None, client: Client) -> str | None:
    """Return the record that is meant by its handle; raises UsageError where it cannot be what a letter is about."""
    if typed is None:
        return None
    held = session.store.by_handle(typed)
    meant = "boundary" if kind is LetterKind.BOUNDARY else "complaint"
    if meant != held.record.TYPE or held.record.client != client.client:
        what = f"{held.handle} is a record of type {held.record.TYPE} of {held.record.client}"
        raise UsageError(what, f"what is meant here: a {meant} ({LETTERS[meant]}…) of {client.client}")
    return str(held.record.id)


def _clock_zone(client: Client, ours: str) -> str:
    return client.timezone if client.timezone and is_zone(client.timezone) else ours


def _sheet(session: Session, portfolio: Portfolio, history: History, language: Language) -> FirstSheet:
    """Return the first sheet of a client with what is on record, and no sentence that nobody has said."""
    from clienthealth.commands.telling import house

    client = history.client
    return first_sheet(
        history,
        house(session, portfolio, client.timezone),
        Said(texts={}),
        today=session.today,
        zone=session.settings.zone,
        language=language,
        handle=lambda record: portfolio.handle(client.client, record),
    )


def _agreed(made: FirstSheet) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the lines of a sheet in words, part by part, without its blanks."""
    from clienthealth.render.first_sheet import Words

    words = Words(made)
    return tuple(
        (str(part), tuple(words.line(each) for each in entries if not each.blank)) for part, entries in made.parts
    )


def _blanks(session: Session, made: FirstSheet) -> tuple[str, ...]:
    """Return the note of what is not on record, and so not in the letter."""
    items = ", ".join(each.item or each.key for each in made.blanks)
    if not items:
        return ()
    return (said(say("note.blanks", items=items, client=made.client), "letters", session.settings.language),)
