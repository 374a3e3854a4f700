"""Words from closed sets: understood, offered where they were left out, completed on TAB; and topics."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import typer

from clienthealth.commands.options import from_store
from clienthealth.commands.session import Session
from clienthealth.core.kinds import LETTERS, Topic
from clienthealth.core.matching import nearest
from clienthealth.errors import UsageError

K = TypeVar("K", bound=StrEnum)


def one(session: Session, kind: type[K], typed: str | None, name: str) -> K:
    """Return the word of a closed set; left out on a terminal, it is asked for with the list."""
    if typed is None:
        typed = _asked(session, list(kind), name)
    return _word(kind, typed, name)


def maybe(kind: type[K], typed: str | None, name: str) -> K | None:
    """Return the word of a closed set, or nothing where it was left out."""
    return None if typed is None else _word(kind, typed, name)


def some(kind: type[K], typed: Sequence[str] | None, name: str) -> tuple[K, ...]:
    """Return the words of a closed set that were given."""
    return tuple(_word(kind, each, name) for each in typed or ())


def completing(kind: type[StrEnum]) -> Callable[[str], list[str]]:
    """Return the completion of a closed word on TAB."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in kind if word.startswith(incomplete)]

    return complete


def handles(kind: str) -> Callable[[typer.Context, str], list[str]]:
    """Return the completion of the handles of what is open of a type."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        return [each for each in from_store(ctx, lambda store: _open(store, kind)) if each.startswith(incomplete)]

    return complete


def topic(session: Session, typed: str | None, *, may_be_all: bool = False) -> str | None:
    """Return a topic; one that is not known is kept, with a remark."""
    if typed is None:
        return None
    if typed == Topic.ALL and not may_be_all:
        raise UsageError("only an expectation may have the topic 'all'", f"one of: {', '.join(_topics(session))}")
    known = [*_topics(session), *([str(Topic.ALL)] if may_be_all else [])]
    word = {each.casefold(): each for each in known}.get(typed.casefold(), typed)
    if word not in known:
        close = nearest(word, known)
        meant = f"; did you mean {close}?" if close else ""
        session.remark(f"{word!r} is kept, but is no topic known here{meant}")
    return word


def _topics(session: Session) -> list[str]:
    return [*(str(each) for each in Topic if each is not Topic.ALL), *session.settings.topics]


def _asked(session: Session, words: list[str], name: str) -> str:
    """Offer the list on a terminal and return the word, whether its number or itself was typed."""
    if not session.may_ask:
        raise UsageError(f"{name} is missing", f"one of: {', '.join(words)}")
    offered = "\n".join(f"{place:>3} {word}" for place, word in enumerate(words, start=1))
    answer = session.ask(f"{offered}\n{name} (number or word)", name)
    if answer.isdecimal() and 1 <= int(answer) <= len(words):
        return words[int(answer) - 1]
    return answer


def _word(kind: type[K], typed: str, name: str) -> K:
    try:
        return kind(typed.casefold())
    except ValueError:
        words = [str(each) for each in kind]
        close = nearest(typed, words)
        hint = f"did you mean {close}? " if close else ""
        raise UsageError(f"{name}: {typed!r} is not one of its words", f"{hint}one of: {', '.join(words)}") from None


def _open(store: Any, kind: str) -> list[str]:
    from clienthealth.core.changes.commitments import is_open
    from clienthealth.core.records.types import TYPES

    return [f"{LETTERS[kind]}{held.number}" for held in store.all(TYPES[kind]) if is_open(held.record, store.now)]
