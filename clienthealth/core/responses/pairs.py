"""Which message answered which, and which still wait.

The clock starts at the first message of a side that nobody has answered, and stops at the first one of the other side.
Further messages of the same side do not start it again. A talk of both (a call, a meeting), and what is known only by
its day, is no answer that could be timed; but whoever spoke has been heard, so it stops the clock without a pair. An
answer that is stamped before what it answers tells of a clock that was wrong: it is counted, and gives no pair.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from clienthealth.core.kinds import Direction
from clienthealth.core.responses.conversations import Conversation, conversations, ends
from clienthealth.core.responses.message import Message

SITTING = 600
"""Seconds within which what is loose was written down in one go: that tells of the typing, not of the answer."""

NEVER = float("-inf")
"""When nothing was said, in seconds."""

MOST_BACK = 50
"""How far references are followed from one wrong stamp to the next."""


class Pair(NamedTuple):
    """The first message of a side that nobody had answered, and the other side's answer to it; both are timed."""

    asked: Message
    answer: Message

    @property
    def ours(self) -> bool:
        """Whether we answered."""
        return self.answer.direction is Direction.OUT


class Loop(NamedTuple):
    """The last word of a conversation and who had it: `ours` where they wait for us, else we wait for them.

    `first` is the first of `messages` without an answer, `last` the last. `over` says that the other side spoke again
    in that talk, after so long a silence that nothing says it was an answer: nobody waits any more. `asked` says that
    one of them was noted to need a reply.
    """

    first: Message
    last: Message
    messages: int
    ours: bool
    over: bool = False
    asked: bool = False


class Heard(NamedTuple):
    """What the messages of one client say: who answered whom, what is open, and how many answers were misdated.

    Pairs stand by conversation, loops the oldest first.
    """

    pairs: tuple[Pair, ...] = ()
    loops: tuple[Loop, ...] = ()
    dropped: int = 0


def heard(messages: Iterable[Message], zone: tzinfo) -> Heard:
    """Return what the messages of one client say, in whatever order they come."""
    held = tuple(messages)
    parts = conversations(held)
    loose = [each for part in parts if not part.known for each in part.messages]
    said = {ours: _last(loose, Direction.IN if ours else Direction.OUT, zone) for ours in (True, False)}
    pairs: list[Pair] = []
    left: list[_Left] = []
    dropped = 0
    for conversation in parts:
        late = _misdated(conversation.messages)
        dropped += len(late)
        talk = _Talk(known=conversation.known)
        for step in _steps(conversation, late, zone):
            talk.hear(step)
        pairs += talk.pairs
        if conversation.known:
            left += (each.after(said[each.ours], zone) for each in talk.left())
    left += _loose(held, loose, zone)
    loops = (each.loop() for each in left if each.waiting)
    return Heard(tuple(pairs), tuple(sorted(loops, key=_since)), dropped)


class _Left(NamedTuple):
    """Messages of one conversation without an answer; `ours` where they are theirs, and wait for us."""

    waiting: tuple[Message, ...]
    ours: bool
    over: bool = False

    def after(self, said: float, zone: tzinfo) -> "_Left":
        """Return what is left after the other side said something that belongs to no conversation."""
        if said == NEVER or not self.waiting:
            return self
        return self._replace(waiting=tuple(each for each in self.waiting if _begin(each, zone) > said))

    def loop(self) -> Loop:
        """Return it as the last word of its conversation."""
        asked = any(each.asked for each in self.waiting)
        return Loop(self.waiting[0], self.waiting[-1], len(self.waiting), self.ours, self.over, asked)


class _Step(NamedTuple):
    """A message at its place: when (seconds), whether it begins to wait, and whether it ends the other side's wait."""

    at: float
    rank: int
    side: Direction
    message: Message
    opens: bool
    closes: bool


EARLY, TIMED, AFTER, LATE = range(4)
"""Where a step stands at one instant: a bare day waits from its first moment and has answered at its last."""


def _steps(conversation: Conversation, late: Mapping[str, float], zone: tzinfo) -> list[_Step]:
    """Return the messages in order; what is stamped before the message it answers comes right after that one."""
    steps: list[_Step] = []
    for each in conversation.messages:
        side = each.side
        if each.record in late:
            steps.append(_Step(late[each.record], AFTER, side, each, opens=False, closes=True))
        elif each.moment is not None:
            steps.append(_Step(each.moment.timestamp(), TIMED, side, each, opens=each.asks, closes=True))
        else:
            steps += _of_day(each, side, zone)
    return sorted(steps, key=_order)


def _of_day(message: Message, side: Direction, zone: tzinfo) -> Iterator[_Step]:
    if message.asks:
        yield _Step(_begin(message, zone), EARLY, side, message, opens=True, closes=False)
    yield _Step(_end(message, zone), LATE, side, message, opens=False, closes=True)


def _order(step: _Step) -> tuple[float, int, str, str]:
    return step.at, step.rank, step.side, step.message.record


class _Talk:
    """One conversation, heard in order: who waits for whom."""

    def __init__(self, *, known: bool, endless: bool = False) -> None:
        self.pairs: list[Pair] = []
        self._known = known
        self._endless = endless
        self._asked: list[Message] = []
        """Their messages without a word of ours."""
        self._told: list[Message] = []
        """Ours without a word of theirs."""
        self._past: list[_Left] = []
        """What had no answer before a long silence, and after it no word of the other side so far."""
        self._over: list[_Left] = []
        """What had one after it."""
        self._last: float | None = None

    def hear(self, step: _Step) -> None:
        """Hear the next message."""
        if self._is_over(step):
            self._past += [each for each in self._open() if each.waiting]
            self._asked, self._told = [], []
        self._last = step.at
        if step.closes:
            self._close(step)
        if step.opens and step.side is Direction.IN:
            self._asked.append(step.message)
        elif step.opens and step.side is Direction.OUT:
            self._told.append(step.message)

    def left(self) -> list[_Left]:
        """Return what had no answer."""
        return [*self._over, *self._past, *self._open()]

    def _is_over(self, step: _Step) -> bool:
        if self._endless or self._last is None:
            return False
        return ends(self._last, step.at, step.message, known=self._known)

    def _open(self) -> list[_Left]:
        return [_Left(tuple(self._asked), ours=True), _Left(tuple(self._told), ours=False)]

    def _close(self, step: _Step) -> None:
        self._go_on(step.side)
        if step.side is not Direction.IN:
            self._pair(self._asked, step)
            self._asked = []
        if step.side is not Direction.OUT:
            self._pair(self._told, step)
            self._told = []

    def _go_on(self, side: Direction) -> None:
        """Take it that nobody waits for a side that spoke again, whatever it spoke about."""
        waiting, self._past = self._past, []
        for each in waiting:
            if side is (Direction.IN if each.ours else Direction.OUT):
                self._past.append(each)
            else:
                self._over.append(each._replace(over=True))

    def _pair(self, waiting: Sequence[Message], step: _Step) -> None:
        if not waiting or step.side is Direction.BOTH or step.rank != TIMED:
            return
        since = waiting[0].moment
        if since is not None and (self._known or step.at - since.timestamp() >= SITTING):
            self.pairs.append(Pair(waiting[0], step.message))


def _last(loose: Iterable[Message], side: Direction, zone: tzinfo) -> float:
    """Return when somebody but that side last said what belongs to no conversation: it may belong to any of them."""
    return max((_end(each, zone) for each in loose if each.side is not side), default=NEVER)


def _loose(held: Sequence[Message], loose: Sequence[Message], zone: tzinfo) -> list[_Left]:
    """Return what is open of that which belongs to no conversation: any later word of the other side closes it.

    Nothing says what such a word was about; that somebody is still waiting would be the bolder guess.
    """
    if not loose:
        return []
    records = {each.record for each in loose}
    talk = _Talk(known=True, endless=True)
    for step in _steps(Conversation(known=True, messages=tuple(held)), {}, zone):
        talk.hear(step._replace(opens=step.opens and step.message.record in records))
    return talk.left()


def _begin(message: Message, zone: tzinfo) -> float:
    """Return the first instant at which a message may have been written."""
    if message.moment is not None:
        return message.moment.timestamp()
    return datetime.combine(date.fromordinal(message.day), datetime.min.time(), zone).timestamp()


def _end(message: Message, zone: tzinfo) -> float:
    """Return the last instant at which it may have been written: of a bare day its last second."""
    if message.moment is not None:
        return message.moment.timestamp()
    return datetime.combine(date.fromordinal(message.day + 1), datetime.min.time(), zone).timestamp() - 1


def _misdated(messages: Sequence[Message]) -> dict[str, float]:
    """Return the answers that are stamped before what they answer, with the moment of that one."""
    if not any(each.reply_to for each in messages):
        return {}
    known = {each.record: each for each in messages if each.moment is not None}
    return {
        each.record: at for each in known.values() if each.reply_to in known and (at := _real(each, known)) is not None
    }


def _real(message: Message, known: Mapping[str, Message]) -> float | None:
    """Return when that was written which a message of the other side, stamped earlier, answers; None for all others.

    References that form a loop say nothing of what came first.
    """
    parent = known[message.reply_to]
    if parent.moment is None or message.moment is None or parent.moment.timestamp() <= message.moment.timestamp():
        return None
    if {parent.side, message.side} != {Direction.IN, Direction.OUT}:
        return None
    here = parent
    for _ in range(MOST_BACK):
        if here.reply_to == message.record:
            return None
        if here.reply_to not in known:
            break
        here = known[here.reply_to]
    return parent.moment.timestamp()


def _since(loop: Loop) -> tuple[int, float, str]:
    moment = loop.first.moment
    return loop.first.day, moment.timestamp() if moment is not None else 0.0, loop.first.record
