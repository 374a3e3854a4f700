"""Chats as text, a message a line: stamp, writer, text, and more lines of it; read twice, first to know how.

The first reading finds the shape of the stamps, the order of day and month, and who wrote. The second one makes
messages. What the text says is counted, hashed and forgotten.
"""

from functools import lru_cache
from typing import NamedTuple, Protocol

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.chats import runs as chat
from clienthealth.importers.chats.stamps import MARKS, Shape, Stamp, Votes, is_like_a_stamp, stamp_of
from clienthealth.importers.items import Question, Skipped
from clienthealth.importers.source import Source
from clienthealth.importers.text import doubtful_words, encoding_of, lines

LONGEST_NAME = 100
_QUOTES = ('"', "“”„", "«»")
_NAME_ENDS = 60
_PASTED = 3


class Content(NamedTuple):
    """What a text counts as: words that were written, files that were sent; and its text for telling it from others."""

    words: int
    files: int = 0
    text: str = ""


class Tongue(Protocol):
    """What one messenger puts into the text of messages."""

    def is_notice(self, text: str) -> bool:
        """Whether the first line of a text was written by the program, though a name stands before it."""

    def content(self, parts: list[str]) -> Content:
        """Take the lines of a message apart."""


class Survey(NamedTuple):
    """What the first reading found: who wrote how much, how the stamps are to be read, what the chat is called."""

    encoding: str
    votes: Votes
    people: dict[str, chat.Person]
    colons: dict[str, str]
    dates: tuple[str, ...]
    called: str = ""


class _Found:
    """What is counted of the lines of one shape."""

    def __init__(self, shape: Shape, latest: int) -> None:
        self.votes = Votes(shape, latest)
        self.writers: dict[str, int] = {}
        self.unclear: dict[str, tuple[int, str]] = {}
        self.dates: dict[str, None] = {}

    def add(self, stamp: Stamp, rest: str, tongue: Tongue) -> None:
        self.votes.add(stamp)
        if stamp.odd:
            return
        if len(self.dates) < len("dates"):
            self.dates.setdefault(stamp.shape.by.join(stamp.numbers))
        said = written_by(rest)
        if said is None or tongue.is_notice(said[1]):
            return
        writer, text = said
        if second := _second_name(text):
            count, _ = self.unclear.get(writer, (0, ""))
            self.unclear[writer] = (count + 1, f"{writer}: {second}")
        else:
            self.writers[writer] = self.writers.get(writer, 0) + 1


def survey(
    source: Source, answers: Answers, tongue: Tongue, title: str = ""
) -> tuple[Survey, Question | Skipped | None]:
    """Read a file for the first time; return what it is like, and what must be answered before it can be imported.

    A chat is called as its title says, else as the only other one who writes in it.
    Raises BadData where the stamps are of a calendar, of digits or of a language that cannot be read.
    """
    encoding = encoding_of(source, answers)
    found, like = _counted(source, answers, tongue, encoding.name)
    best = max(found.values(), key=lambda each: each.votes.stamps + each.votes.odd, default=None)
    if best is None or like > best.votes.stamps + best.votes.odd:
        raise BadData(f"{source.name}: the dates are of no kind that can be read", _WAY_OUT)
    _refuse(source, best.votes)
    _refuse_two_exports(source, best, found)
    people, colons, question = _people(best, answers)
    called = chat.tidy(title) or chat.only_other(answers, people)
    known = Survey(encoding.name, best.votes, people, colons, tuple(best.dates), called)
    private = chat.refused_as_private(source.name, answers, chat.shown(people), called)
    if private is not None:
        return known, private
    if encoding.guessed and "encoding" not in answers.given:
        return known, Question("encoding", "Which encoding is this file in?", (), doubtful_words(source))
    return known, question


_WAY_OUT = "set the phone to 24 hours, to our calendar and to digits 0 to 9, and export the chat again"


def _counted(source: Source, answers: Answers, tongue: Tongue, encoding: str) -> tuple[dict[Shape, _Found], int]:
    found: dict[Shape, _Found] = {}
    like = 0
    latest = answers.today.year + 1
    for line in lines(source, encoding, raw=True):
        stamp = stamp_of(line)
        if stamp is None:
            like += is_like_a_stamp(line)
            continue
        known = found.get(stamp.shape)
        if known is None:
            known = found[stamp.shape] = _Found(stamp.shape, latest)
        known.add(stamp, line[stamp.end :], tongue)
        if len(known.writers) + len(known.unclear) > chat.MOST_PEOPLE:
            raise BadData(
                f"{source.name}: more than {chat.MOST_PEOPLE:,} people write here", "name the export of one chat"
            )
    return found, like


def _refuse(source: Source, votes: Votes) -> None:
    if votes.of_another_language:
        raise BadData(f"{source.name}: {votes.word!r} in the dates is not understood, so none of them is", _WAY_OUT)
    if votes.of_another_calendar:
        raise BadData(f"{source.name}: dates such as {votes.example} are of another calendar or impossible", _WAY_OUT)
    if not votes.possible:
        raise BadData(
            f"{source.name}: some dates have the day first and others the month",
            "cut the file in two where that changes",
        )


def _refuse_two_exports(source: Source, best: _Found, found: dict[Shape, _Found]) -> None:
    """Refuse a file in which a good part of the stamps is of another shape; a few of them were only pasted."""
    for other in found.values():
        if other is not best and sum(other.writers.values()) >= _PASTED and other.votes.stamps * 20 > best.votes.stamps:
            raise BadData(
                f"{source.name}: dates are written in two ways, {next(iter(best.dates))} and {next(iter(other.dates))}",
                "cut the file in two where that changes",
            )


def _people(found: _Found, answers: Answers) -> tuple[dict[str, chat.Person], dict[str, str], Question | None]:
    """Settle who the writers are; a colon within what may be a name is asked about, unless the name is known."""
    counts = dict(found.writers)
    colons: dict[str, str] = {}
    question: Question | None = None
    for writer, (count, longer) in found.unclear.items():
        name = f"sender:{writer}"
        if writer not in found.writers and not chat.is_number(writer) and not _known(answers, writer):
            if answers.get(name) == longer:
                colons[writer] = longer
            elif answers.get(name) != writer:
                text = "A name with a colon in it, or a text that begins with a word and a colon: who wrote this?"
                question = question or Question(name, text, (writer, longer))
        counts[colons.get(writer, writer)] = counts.get(writer, 0) + count
    return {name: chat.Person(name, chat.who_of(name), count) for name, count in counts.items()}, colons, question


def _known(answers: Answers, writer: str) -> bool:
    return bool(chat.mine_of(answers, {writer: chat.Person(writer, chat.who_of(writer), 0)}))


def order_of(known: Survey, answers: Answers) -> str | Question:
    """Return the order of day and month: proved, or the only one in which days never fall, or answered; else ask.

    An answer may have been kept from the chat of another phone, so it does not outweigh what the file shows.
    """
    possible = known.votes.possible
    if len(possible) == 1:
        return possible[0]
    if known.votes.rising:
        return known.votes.rising
    if (answer := answers.get("order")) in possible:
        return answer
    return Question("order", "Which number is the day, which the month?", possible, known.dates)


def written_by(rest: str) -> tuple[str, str] | None:
    """Take a line after its stamp apart into writer and text; nothing where no writer is named."""
    at = rest.find(": ")
    if at < 0:
        bare = rest.rstrip()
        if not bare.endswith(":"):
            return None
        at = len(bare) - 1
    if not 0 < at <= LONGEST_NAME:
        return None
    name = writer_of(rest[:at])
    return (name, rest[at + 2 :]) if name else None


@lru_cache(maxsize=4096)
def writer_of(raw: str) -> str:
    """Return a name as it is to be known, or nothing for a line that only quotes a name with a colon in it."""
    if any(sum(map(raw.count, marks)) % 2 for marks in _QUOTES):
        return ""
    return chat.tidy(raw).removeprefix("~").strip()


def _second_name(text: str) -> str:
    """Return the beginning of a text that might still belong to the name of the writer."""
    at = text.find(": ", 0, _NAME_ENDS)
    if at <= 0 or text[at - 1].isspace() or text[0] in MARKS or text[0] == "<":
        return ""
    return chat.tidy(text[:at])
