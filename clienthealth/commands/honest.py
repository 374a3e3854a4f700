"""A gentle hint where an entry says what somebody is instead of what they did; never a refusal.

`log` has to be fast, and what reads patterns is not: the plain beginnings of words in `honest.txt` tell whether there
is anything to read at all.
"""

import re
from collections.abc import Iterable
from typing import Any

from clienthealth.commands.session import Session

WRITTEN = frozenset({"interaction", "complaint"})
"""The records whose text tells what happened; of all others only the note does."""

WORD = re.compile(r"\w+")


def hint(session: Session, made: Iterable[Any]) -> None:
    """Say on standard error which words of new records describe a character, and how an act would read."""
    records = [held.record for held in made]
    if session.quiet or not session.settings.honest_log.hints:
        return
    for text in (text for record in records for text in _told(record)):
        languages = _telling(session, text)
        if languages:
            _hint(session, text, languages)
    for client in {record.client for record in records if record.TYPE == "complaint"}:
        _good(session, client)


def _told(record: Any) -> Iterable[str]:
    """Yield what was written in our own words: a quote is theirs."""
    texts = (record.text if record.TYPE in WRITTEN else None, record.note)
    return (text for text in texts if text)


def _telling(session: Session, text: str) -> list[str]:
    """Return the languages in which a word of a text may describe a character, the reader's first."""
    from clienthealth.core.kinds import Language
    from clienthealth.core.wording.guess import language_of
    from clienthealth.render.phrases import beginnings

    guessed, ours = language_of(text), session.settings.language
    words = WORD.findall(text.casefold())
    spoken = [guessed] if guessed else [ours, *(each for each in Language if each is not ours)]
    return [each for each in spoken if any(word.startswith(beginnings(each)) for word in words)]


def _hint(session: Session, text: str, languages: Iterable[str]) -> None:
    from clienthealth.core.saying import say
    from clienthealth.core.wording.honest import character
    from clienthealth.render.lexicons import lexicon
    from clienthealth.render.phrases import said
    from clienthealth.render.words import clipped

    for language in languages:
        book = lexicon(language, "honest")
        found = character(text, book)
        if found:
            saying = say("log.hint", words=clipped(found.text(text), 40), better=book.better[found.category])
            session.remark(said(saying, "check", session.settings.language))
            return


def _good(session: Session, client: str) -> None:
    """Ask for one good thing now and then."""
    from clienthealth.core.records.trouble import Complaint
    from clienthealth.core.wording.honest import asks_for_good

    held = sorted(session.store.of_client(Complaint, client), key=lambda each: each.number)
    if asks_for_good([each.record.at for each in held], session.now, session.settings.zone):
        from clienthealth.core.saying import say
        from clienthealth.render.phrases import said

        session.remark(said(say("log.good", client=client), "check", session.settings.language))
