"""Promises of both sides in words: ours left, theirs right, what is overdue first; below it how many were kept."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clienthealth.core.commitments.account import Account
from clienthealth.core.commitments.book import Promised, Stand
from clienthealth.core.commitments.rates import Kept
from clienthealth.core.kinds import PromiseStatus
from clienthealth.core.saying import Value, say
from clienthealth.render.absent_text import absent_lines
from clienthealth.render.due_text import by_when
from clienthealth.render.phrases import FALLBACK, said
from clienthealth.render.sheet import WIDTH, wrapped
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, columns, visible

SUBJECT = "promises"
GAP = 2
LONGEST = 160
"""Columns of what was promised."""

MOST_WAITED = 3
"""Inputs of theirs for which a pause is offered."""


class Piece(NamedTuple):
    """A line of a pane; `tone` is title, strong, bad, dim or nothing."""

    text: str
    tone: str = ""


Pane = tuple[Piece, ...]


class Pair(NamedTuple):
    """What stands side by side: ours left, theirs right; or one of them over the whole width."""

    left: Pane
    right: Pane | None = None


class Look(NamedTuple):
    """What is shown, of which client by its name or of all, in which language."""

    told: Account
    name: str | None
    voice: Voice

    def word(self, key: str, **values: Value) -> str:
        """Return a phrase of the promises."""
        return _said(self.voice.language, key, **values)


def plain(look: Look) -> str:
    """Return the list as plain text of 80 columns, both sides side by side."""
    return "\n".join(line for each in pairs(look, WIDTH) for line in _joined(each, WIDTH))


def pairs(look: Look, width: int) -> Iterator[Pair]:
    """Yield the list from top to bottom, wrapped to so many columns."""
    told = look.told
    title = (Piece(line, "title") for line in wrapped(_title(look), width))
    yield Pair((*title, *_opening(look, width)))
    sides = ("theirs",) if told.wanted.theirs else ("ours", "theirs")
    room = (width - GAP) // 2 if len(sides) > 1 else width
    for stand in Stand:
        held = [each for each in told.shown if each.stand is stand]
        if held:
            heading = Piece(look.word(f"section.{stand}"), "bad" if stand is Stand.OVERDUE else "strong")
            yield Pair((Piece(""), heading))
            yield Pair(*(_pane(held, side, look, room) for side in sides))
    kept = look.word("kept.title", day=look.voice.long_day(told.rates.since))
    yield Pair((Piece(""), *(Piece(each, "strong") for each in wrapped(kept, width))))
    yield Pair(*(_rate(side, look, room) for side in sides))
    yield Pair(tuple(_waited(look, width)))


def kept_words(kept: Kept, language: str = FALLBACK) -> str:
    """Return how many were kept: a share only where there are enough to tell."""
    if not kept.of:
        return _said(language, "kept.none")
    if kept.share is None:
        return _said(language, "kept.few", kept=kept.kept, n=kept.of)
    return _said(language, "kept.rate", kept=kept.kept, n=kept.of, percent=round(100 * kept.share))


def _title(look: Look) -> str:
    day, name = look.voice.long_day(look.told.day), look.name
    return look.word("title.one", name=visible(name), day=day) if name else look.word("title.all", day=day)


def _opening(look: Look, width: int) -> Iterator[Piece]:
    mine = look.told.wanted.me
    sentences = [] if mine is None else [look.word("title.mine", me=visible(mine))]
    for each in (*sentences, *absent_lines(look.told.absent, look.voice)):
        yield from (Piece(line) for line in wrapped(each, width))


def _rate(side: str, look: Look, width: int) -> Pane:
    rates = look.told.rates
    kept = kept_words(rates.ours if side == "ours" else rates.theirs, look.voice.language)
    return tuple(Piece(line) for line in wrapped(f"{look.word(f'kept.{side}')}: {kept}", width, "  "))


def _pane(held: Sequence[Promised], side: str, look: Look, width: int) -> Pane:
    entries = [piece for each in held if each.ours is (side == "ours") for piece in _entry(each, look, width)]
    return (Piece(f"  {look.word(f'side.{side}')}", "dim"), *entries) if entries else ()


def _entry(promised: Promised, look: Look, width: int) -> Iterator[Piece]:
    """Yield the lines of one promise: whose and when, what, and what there is to know of its day."""
    handle = promised.handle
    indent = " " * (columns(handle) + GAP + 1)
    client = "" if look.name else promised.client
    owner = visible(promised.owner) if look.told.team and promised.owner else ""
    names = " · ".join(filter(None, [client, owner]))
    first, *rest = [each for each in (names, _state(promised, look)) if each]
    tone = "bad" if promised.stand is Stand.OVERDUE else ""
    yield Piece(f"  {handle} {clipped(first, width - len(indent))}", "strong" if rest else tone)
    for each in rest:
        yield from (Piece(line, tone) for line in wrapped(each, width, indent))
    yield from (Piece(line) for line in wrapped(clipped(promised.promise.text, LONGEST), width, indent))
    for note in _notes(promised, look):
        yield from (Piece(line, "dim") for line in wrapped(note, width, indent))


def _state(promised: Promised, look: Look) -> str:
    if promised.stand is Stand.CLOSED:
        return _ended(promised, look)
    if promised.due is None:
        return look.word("state.no-day")
    when = by_when(promised.due, look.voice)
    if promised.due.days > 0:
        return look.word("state.since", overdue=when, day=look.voice.day(promised.due.day))
    return when


def _ended(promised: Promised, look: Look) -> str:
    fate = promised.fate
    late = fate.late and promised.promise.state is PromiseStatus.KEPT
    closed = promised.closed
    day = look.voice.day(closed) if closed is not None else ""
    return look.word("state.late" if late else f"state.{promised.promise.state}", day=day)


def _notes(promised: Promised, look: Look) -> Iterator[str]:
    """Yield what there is to know of its day: why it stands still, and how often it was moved."""
    pausing, fate = promised.pausing, promised.fate
    if pausing is not None:
        since, reason = look.voice.day(pausing.since), visible(pausing.reason)
        if pausing.until is None:
            yield look.word("note.paused", since=since, reason=reason)
        else:
            yield look.word("note.paused-until", since=since, until=look.voice.day(pausing.until), reason=reason)
        if fate.late:
            yield look.word("note.was-late")
    elif promised.away is not None and promised.stand is not Stand.OVERDUE:
        key, who = ("away-who", visible(promised.owner or "")) if promised.away_alone else ("away", "")
        yield look.word(f"note.{key}", day=look.voice.day(promised.away), who=who)
    if promised.first is not None and promised.stand is not Stand.CLOSED:
        yield look.word("note.first", day=look.voice.day(promised.first))
    for key, n in (("moved", fate.moved), ("missed", fate.missed)):
        if n:
            yield look.word(f"note.{key}", n=n)


def _waited(look: Look, width: int) -> Iterator[Piece]:
    """Yield for what of theirs is overdue how our clock is stopped, where something of ours may wait for it.

    What is overdue already no pause makes better, and nobody rings back only once the texts are there.
    """
    shown = look.told.shown
    running = {
        each.client: each.handle
        for each in reversed(shown)
        if each.ours and not each.is_callback and each.stand in {Stand.SOON, Stand.LATER}
    }
    late = [each for each in shown if not each.ours and each.stand is Stand.OVERDUE and each.client in running]
    for each in late[:MOST_WAITED]:
        yield Piece("")
        yield from (Piece(line) for line in wrapped(look.word("note.waits", handle=each.handle), width))
        yield Piece(f'  clienthealth promise pause {running[each.client]} --until 1w --reason "…"', "strong")


def _joined(pair: Pair, width: int) -> Iterator[str]:
    """Return two panes as lines, the right one beginning in the middle."""
    if pair.right is None:
        yield from (each.text for each in pair.left)
        return
    half = (width - GAP) // 2 + GAP
    for place in range(max(len(pair.left), len(pair.right))):
        left = pair.left[place].text if place < len(pair.left) else ""
        right = pair.right[place].text if place < len(pair.right) else ""
        yield (left + " " * (half - columns(left)) + right if right else left).rstrip()


def _said(language: str, key: str, **values: Value) -> str:
    return said(say(key, **values), SUBJECT, language)
