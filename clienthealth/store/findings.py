"""What a look at the store finds: in order, worth a word, or a problem with its way out."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

Mend = Callable[[], None]


class State(StrEnum):
    """How a finding is."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"
    MENDED = "mended"


class Finding(NamedTuple):
    """One thing looked at; `mend` puts it right where nothing has to be guessed."""

    state: State
    check: str
    says: str
    hint: str = ""
    mend: Mend | None = None


def ok(check: str, says: str) -> Finding:
    """Return what is in order."""
    return Finding(State.OK, check, says)


def note(check: str, says: str, hint: str) -> Finding:
    """Return what is worth a word."""
    return Finding(State.NOTE, check, says, hint)


def problem(check: str, says: str, hint: str, mend: Mend | None = None) -> Finding:
    """Return what is not in order."""
    return Finding(State.PROBLEM, check, says, hint, mend)


def mended(found: Finding) -> Finding:
    """Mend what a finding says can be mended, and return what is to be said then."""
    if found.mend is None:
        return found
    try:
        found.mend()
    except OSError as error:
        return problem(found.check, f"{found.says}; it cannot be mended: {error.strerror}", found.hint)
    return Finding(State.MENDED, found.check, found.says)
