"""The second reading of a chat as text: its lines become messages, and those become runs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from clienthealth.importers.answers import Answers
from clienthealth.importers.chats import runs as chat
from clienthealth.importers.chats.stamps import Stamp, moment_of, stamp_of
from clienthealth.importers.chats.text import Survey, Tongue, order_of, survey, written_by
from clienthealth.importers.items import Item, Problem, Question, Skipped, Who
from clienthealth.importers.source import Source
from clienthealth.importers.text import cleaned, lines

_EARLIEST = datetime(2009, 1, 1)  # noqa: DTZ001 - local times, as the file has them
_TEXT_KEPT = 1 << 20


def read(source: Source, answers: Answers, tongue: Tongue, title: str = "") -> Iterator[Item]:
    """Yield what a chat holds: runs, what is no message, what cannot be read; or what must be known first.

    `title` is what the chat is called: whom it is with, where nobody but we wrote in it.
    """
    known, first = survey(source, answers, tongue, title)
    if first is not None:
        yield first
        return
    mine = chat.mine_of(answers, known.people)
    order = chat.who_is_me(answers, mine, known.people) or order_of(known, answers)
    if isinstance(order, Question):
        yield order
        return
    yield from chat.about_work(source.name, answers, known.called)
    yield from _Reading(source, answers, tongue, _Plan(known, order, mine, title)).items()


class _Plan(NamedTuple):
    """How a file is to be read: what was found, and what was settled after it."""

    known: Survey
    order: str
    mine: frozenset[str]
    title: str


class _Reading:
    """One pass over the lines, with the message that is still growing."""

    def __init__(self, source: Source, answers: Answers, tongue: Tongue, plan: _Plan) -> None:
        known = plan.known
        self._known = known
        self._order = plan.order
        self._tongue = tongue
        self._lines = lines(source, known.encoding, raw=True)
        self._preview = chat.preview_of(answers)
        self._latest = answers.now.astimezone(answers.zone).replace(tzinfo=None) + timedelta(days=1)
        self._names = frozenset(known.people)
        self._twins = chat.Twins()
        people = {name: person.who for name, person in known.people.items()}
        others = [who for name, who in people.items() if name not in plan.mine]
        if not others and plan.title:
            others = [Who(name=plan.title)]
        self._runs = chat.Runs(people, plan.mine, others, self._preview)
        self._number = 0
        self._open: tuple[int, datetime, str] | None = None
        self._parts: list[str] = []
        self._kept = 0

    def items(self) -> Iterator[Item]:
        """Yield everything, in the order of the file."""
        kind = self._known.votes.shape.kind
        shape = self._known.votes.shape
        for number, line in enumerate(self._lines, start=1):
            stamp = stamp_of(line, kind)
            if stamp is None or stamp.shape != shape or stamp.odd:
                yield from self._more(number, line)
                continue
            yield from self._closed()
            yield from self._begun(number, stamp, line[stamp.end :])
        yield from self._closed()
        yield from self._runs.finish()

    def _begun(self, number: int, stamp: Stamp, rest: str) -> Iterator[Item]:
        spot = f"line {number}"
        said = self._said(rest)
        if said is None or self._tongue.is_notice(said[1]):
            self._number = number
            yield Skipped(spot, "not-contact", "written by the program")
            return
        at = moment_of(stamp, self._order)
        if at is None:
            yield Problem(spot, "at", "there is no such day or time", "mend the line, or leave it out")
        elif not _EARLIEST <= at <= self._latest:
            yield Problem(
                spot, "at", f"{at.date().isoformat()} cannot be the day of a message", "mend the line, or leave it out"
            )
        else:
            self._open = (number, at, said[0])
            self._parts = [said[1]]
            self._kept = len(said[1])
        self._number = number

    def _said(self, rest: str) -> tuple[str, str] | None:
        said = written_by(rest)
        if said is None:
            name, colon, text = rest.partition(":")
            name = chat.tidy(name) if colon else ""
            return (name, text) if name in self._names else None
        writer, text = said
        longer = self._known.colons.get(writer)
        if longer is not None and chat.tidy(f"{writer}: {text}").startswith(f"{longer}:"):
            return longer, text.partition(":")[2].lstrip(" ")
        return said if writer in self._names else None

    def _more(self, number: int, line: str) -> Iterator[Item]:
        """Take a line that continues the message above it, unless it is one of ours with a stamp of another kind."""
        stamp = stamp_of(line)
        said = written_by(line[stamp.end :]) if stamp is not None else None
        if said is not None and said[0] in self._names:
            yield from self._closed()
            yield Problem(
                f"line {number}",
                "at",
                "has a date of another kind than the file",
                "cut the file in two, or leave the line out",
            )
            return
        if self._open is not None and self._kept < _TEXT_KEPT:
            self._parts.append(line)
            self._kept += len(line)
        elif not self._number and line.strip():
            yield Skipped(f"line {number}", "not-contact", "before the first message")

    def _closed(self) -> Iterator[Item]:
        if self._open is None:
            return
        number, at, writer = self._open
        self._open = None
        content = self._tongue.content(self._parts)
        key = self._twins.key("", at.isoformat(timespec="minutes"), writer, content.text)
        text = cleaned(content.text).strip() if self._preview else ""
        yield from self._runs.add(chat.Message(f"line {number}", at, writer, key, content.words, text, content.files))
