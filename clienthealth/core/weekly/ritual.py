"""The weekly ritual as a state machine: which client comes next, which keys there are, what a key asks for.

It knows no terminal, no clock and no store. `press` says what is to be done; once it was done, `decided` says so.
A round is one going through all clients that need attention; it may take several sittings.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.kinds import ENDINGS, Choice, LetterKind, Recommendation
from clienthealth.core.moments import instant

COMMAND = "review --interactive"
"""What the audit calls a decision that was taken in the ritual; a round begins with the first of them."""

WEEK = timedelta(days=7)
"""How long a round that was left can be resumed: a week later it is Friday again, and all are asked anew."""


class Key(StrEnum):
    """What one key asks for; which letter it is, is a matter of language."""

    FOLLOW = "follow"
    POSTPONE = "postpone"
    OVERRIDE = "override"
    LOG = "log"
    TIMELINE = "timeline"
    WHY = "why"
    LETTER = "letter"
    SKIP = "skip"
    BACK = "back"
    CLOSE = "close"
    QUIT = "quit"
    HELP = "help"


CHOICES = {Key.FOLLOW: Choice.FOLLOWED, Key.POSTPONE: Choice.POSTPONED, Key.OVERRIDE: Choice.OVERRIDDEN}
"""The keys that decide."""

LOOKING = (Key.LOG, Key.TIMELINE, Key.WHY, Key.LETTER)
"""The keys that lead somewhere and come back to the same client."""

LETTERS: dict[Recommendation, LetterKind] = {
    **dict.fromkeys(ENDINGS, LetterKind.OFFBOARDING),
    Recommendation.SET_EXPECTATIONS: LetterKind.EXPECTATIONS,
    Recommendation.SET_BOUNDARIES: LetterKind.BOUNDARY,
    Recommendation.EXTRA_EFFORT: LetterKind.APOLOGY,
    Recommendation.APPRECIATE: LetterKind.THANKS,
}
"""Which letter fits a recommendation, as far as there is one."""


class Ended(StrEnum):
    """How a sitting ended: left before its time, or closed at the end."""

    LEFT = "left"
    CLOSED = "closed"


class Ritual(NamedTuple):
    """Where a sitting stands: the clients in their order, those decided in this round, and the place in the list."""

    clients: tuple[str, ...]
    done: frozenset[str] = frozenset()
    place: int = 0
    """From 0; one past the last client is the end, where the review can be closed."""
    ended: Ended | None = None

    @property
    def client(self) -> str | None:
        """The client on the screen; None at the end."""
        return self.clients[self.place] if self.place < len(self.clients) else None

    @property
    def open(self) -> tuple[str, ...]:
        """The clients of whom nothing was decided in this round."""
        return tuple(each for each in self.clients if each not in self.done)

    @property
    def keys(self) -> tuple[Key, ...]:
        """What can be asked for here, in the order of the help."""
        if self.ended is not None:
            return ()
        back = (Key.BACK,) if self.place else ()
        if self.client is None:
            return (Key.CLOSE, *back, Key.QUIT, Key.HELP)
        deciding = () if self.client in self.done else tuple(CHOICES)
        return (*deciding, *LOOKING, Key.SKIP, *back, Key.QUIT, Key.HELP)


def begin(clients: Iterable[str], done: Collection[str] = ()) -> Ritual:
    """Begin a sitting, or resume a round in which some were decided: with the first client that was not."""
    listed = tuple(dict.fromkeys(clients))
    state = Ritual(listed, frozenset(done) & frozenset(listed))
    return state._replace(place=_next_open(state, 0))


def press(state: Ritual, key: Key) -> tuple[Ritual, Key | None]:
    """Return where a key leads, and what is to be done about the client on the screen, if anything.

    A key that is not offered does nothing. What decides leaves the state as it is, until it is in the record.
    """
    if key not in state.keys:
        return state, None
    if key is Key.QUIT:
        return state._replace(ended=Ended.LEFT), None
    if key is Key.CLOSE:
        return state._replace(ended=Ended.CLOSED), None
    if key is Key.SKIP:
        return state._replace(place=_next_open(state, state.place + 1)), None
    if key is Key.BACK:
        return state._replace(place=state.place - 1), None
    return state, key


def decided(state: Ritual) -> Ritual:
    """Go on after the client on the screen was decided."""
    if state.client is None:
        return state
    after = state._replace(done=state.done | {state.client})
    return after._replace(place=_next_open(after, state.place + 1))


def known(state: Ritual, clients: Collection[str], done: Collection[str]) -> Ritual:
    """Take over what is on record now, whoever wrote it: clients that are gone are left out, the place stays.

    `done` are those decided in this round; what was taken back meanwhile can be decided again.
    """
    kept = tuple(each for each in state.clients if each in clients)
    place = sum(each in clients for each in state.clients[: state.place])
    return state._replace(clients=kept, done=frozenset(done) & frozenset(kept), place=place)


def round_began_after(today: date, zone: tzinfo) -> datetime:
    """Return the moment before which no decision belongs to a round that can still be resumed today."""
    return instant(datetime.combine(today - WEEK + timedelta(days=1), time.min, zone))


def letter_for(recommendation: Recommendation) -> LetterKind | None:
    """Return the kind of letter that fits a recommendation, or None where none does."""
    return LETTERS.get(recommendation)


def _next_open(state: Ritual, place: int) -> int:
    """Return the first place from `place` on of a client that was not decided, or the end."""
    ahead = range(place, len(state.clients))
    return next((each for each in ahead if state.clients[each] not in state.done), len(state.clients))
