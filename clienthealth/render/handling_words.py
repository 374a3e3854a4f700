"""The words of the walk through a complaint, and the labels of what stands in its note."""

from collections.abc import Mapping

from clienthealth.core.handling.answers import Mark
from clienthealth.core.kinds import Language
from clienthealth.core.saying import Value, say
from clienthealth.render.phrases import phrase, said

SUBJECT = "handling"


def word(key: str, language: str, **values: Value) -> str:
    """Return a phrase of the walk."""
    return said(say(key, **values), SUBJECT, language)


def lines(key: str, language: str) -> list[str]:
    """Return a list of phrases of the walk."""
    found: list[str] = phrase(key, SUBJECT, language)
    return found


def labels(language: str) -> dict[Mark, str]:
    """Return what a line of the note begins with, by what it tells."""
    return {each: word(f"mark.{each}", language) for each in Mark}


def known_labels() -> Mapping[Mark, frozenset[str]]:
    """Return what a line of the note may begin with, whoever wrote it in whichever language."""
    spoken = [labels(language) for language in Language]
    return {mark: frozenset(each[mark] for each in spoken) for mark in Mark}
