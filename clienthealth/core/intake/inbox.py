"""Going through what imports suggest: where a key leads, and what a suggestion becomes."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from clienthealth.core.codec import fields_of
from clienthealth.core.frozen import replace
from clienthealth.core.journal import record_of, type_of
from clienthealth.core.past import check_past, is_ahead
from clienthealth.core.records.base import Record
from clienthealth.core.records.kept import Suggestion, SuggestionState
from clienthealth.errors import UsageError

FIXED = frozenset({"client", "id", "recorded_at", "source", "by", "owner"})
"""Fields of the record that nobody changes while accepting it."""

WORDS = ("text", "quote", "note")
"""The field that plain words go into: the first of these that the type has."""


class Key(StrEnum):
    """What one key asks for; which letter it is, is a matter of language."""

    ACCEPT = "accept"
    CHANGE = "change"
    DISMISS = "dismiss"
    LATER = "later"
    QUIT = "quit"
    HELP = "help"


PLANNED = "future-appointment"
"""The reason of an appointment that was ahead when it was imported."""

RECORDING = frozenset({Key.ACCEPT, Key.CHANGE})
"""Keys that write what a suggestion proposes: they are none where it proposes nothing."""

WAYS = {
    "nothing-agreed": "expect sheet {client}",
    "at-night": "expect sheet {client}",
    "wrote-twice": 'log {client} "…" --out',
}
"""The command that goes on from a suggestion which proposes nothing, by reason; it is the user's to type."""

WAY = 'log {client} "…"'
"""That of all others."""


def keys(held: Suggestion) -> tuple[Key, ...]:
    """Return the keys that a suggestion has, in their order."""
    return tuple(each for each in Key if held.would or each not in RECORDING)


def way_on(held: Suggestion) -> str:
    """Return the command that goes on from a suggestion which proposes nothing."""
    return f"clienthealth {WAYS.get(held.reason, WAY).format(client=held.client)}"


class Run(NamedTuple):
    """One going through: the suggestions in their order, and how many of them were dealt with or left for later."""

    handles: tuple[str, ...]
    done: tuple[Key, ...] = ()
    left: bool = False

    @property
    def handle(self) -> str | None:
        """The one on the screen; None at the end."""
        return self.handles[len(self.done)] if len(self.done) < len(self.handles) else None

    @property
    def is_over(self) -> bool:
        """Whether it was left, or all were seen."""
        return self.left or self.handle is None

    def went(self, key: Key) -> "Run":
        """Return the run after a key."""
        return self._replace(left=True) if key is Key.QUIT else self._replace(done=(*self.done, key))


def proposal(held: Suggestion, would: Mapping[str, Any], now: datetime) -> Mapping[str, Any]:
    """Return what a suggestion would record as of now, where `would` is what it proposed when it was made.

    An appointment is a reminder while it is ahead, and a meeting once its time has come: that it took place is what
    the user says by accepting it.
    """
    if held.reason != PLANNED or is_ahead(held.at, now):
        return would
    subject = {"subject": would["text"]} if would.get("text") else {}
    return {"type": "interaction", "channel": "meeting", "direction": "both", **subject}


def record(held: Suggestion, would: Mapping[str, Any], now: datetime, name: str) -> Record:
    """Return the record that a suggestion becomes, the user's own entry; raises InvalidField for what cannot be."""
    plain = {**would, "client": held.client, "id": name, "source": "inbox", "recorded_at": now.isoformat()}
    # What is only planned (an appointment ahead) is noted now; its day is in the fields that plan.
    plain.setdefault("at", (now if is_ahead(held.at, now) else held.at).isoformat())
    made = record_of(plain, _zone(now))
    check_past(made, now)
    return made


def changed(would: Mapping[str, Any], typed: str) -> dict[str, Any]:
    """Return what is to be recorded with changes: `severity=1` sets a field, all other words are what it says.

    Raises UsageError for a field the type does not have.
    """
    fields = fields_of(type_of(would))
    after, words = dict(would), []
    for word in typed.split():
        name, equals, value = word.partition("=")
        if not (equals and name.isidentifier()):
            words.append(word)
        elif name in FIXED or name not in fields:
            free = ", ".join(sorted(fields.keys() - FIXED))
            raise UsageError(f"{name!r} is no field of a {would['type']}", f"fields: {free}")
        else:
            after[name] = value
    if words:
        after[next(each for each in WORDS if each in fields)] = " ".join(words)
    return after


def closed(held: Suggestion, state: SuggestionState, now: datetime, became: str | None = None) -> Suggestion:
    """Return a suggestion about which somebody decided."""
    return replace(held, state=state, closed_at=now, became=became)


def _zone(now: datetime) -> Any:
    if now.tzinfo is None:
        message = "the present moment needs a zone"
        raise ValueError(message)
    return now.tzinfo
