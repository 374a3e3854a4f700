"""Telegram: the JSON export of one chat, or of all chats, read as a stream whatever its size.

Of one chat only the numbers of its messages stay in memory, a bit each.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO, NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.chats import runs as chat
from clienthealth.importers.items import Item, Problem, Question, Skipped, Who
from clienthealth.importers.json_stream import JsonStream
from clienthealth.importers.source import Source
from clienthealth.importers.text import cleaned, marked_encoding

_LIKE_IT = re.compile(
    rb'"messages"\s*:\s*\[|"type"\s*:\s*"(?:personal_chat|private_group|private_supergroup|saved_messages|bot_chat)"'
    rb'|"personal_information"\s*:'
)
_OURS = re.compile(
    rb'"date_unixtime"|"from_id"|"text_entities"|"personal_chat"|"personal_information"|"private_\w*group"'
)
_NO_CONVERSATION = {
    "saved_messages": "own",
    "bot_chat": "bot",
    "public_channel": "newsletter",
    "private_channel": "newsletter",
}
_DEEPEST = 4
_EARLIEST = datetime(2009, 1, 1, tzinfo=UTC)
_LONGEST_CALL = 24 * 60 * 60
"""Seconds."""


class _Chat(NamedTuple):
    """One chat of an export: its place in it, what it says of itself, and who wrote."""

    place: int
    said: dict[str, Any]
    people: dict[str, chat.Person]

    @property
    def name(self) -> str:
        """What the chat is called, or its place."""
        return chat.tidy(str(self.said.get("name") or "")) or f"chat {self.place}"

    @property
    def known_as(self) -> str:
        """What tells the chat from all others: its name with its number; nothing where it has no name."""
        name = chat.tidy(str(self.said.get("name") or ""))
        return f"{name} {chat.tidy(str(self.said.get('id') or ''))}".strip() if name else ""

    @property
    def left_out(self) -> str:
        """Why such a chat is never a conversation with somebody, or nothing."""
        return _NO_CONVERSATION.get(str(self.said.get("type")), "")

    @property
    def shown(self) -> str:
        """The chat as it is asked about."""
        return f"{self.name} ({sum(person.messages for person in self.people.values())})"


def recognises(source: Source) -> bool:
    """Whether a JSON object begins that looks like Telegram's."""
    head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and _LIKE_IT.search(head) is not None and _OURS.search(head) is not None


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield the runs and calls of the chats; asks `work`, `chats` where there are several, and `me`.

    Raises BadData for a file that is cut off or no JSON, before anything is yielded.
    """
    found = _survey(source)
    called = found[0].known_as if len(found) == 1 else ""
    private = chat.refused_as_private(source.name, answers, [each.shown for each in found[: chat.MOST_SHOWN]], called)
    if private is not None and not (isinstance(private, Question) and _are_named(found, answers)):
        yield private
        return
    taken = _taken(found, answers)
    if isinstance(taken, Question):
        yield taken
        return
    people = {writer: person for each in taken for writer, person in each.people.items()}
    mine = chat.mine_of(answers, people)
    if question := chat.who_is_me(answers, mine, people):
        yield question
        return
    yield from chat.about_work(source.name, answers, called)
    for each in found:
        if each not in taken:
            yield Skipped(each.name, each.left_out or "private", "the whole chat")
    yield from _items(source, answers, {each.place: each for each in taken}, mine)


def _items(source: Source, answers: Answers, taken: Mapping[int, _Chat], mine: frozenset[str]) -> Iterator[Item]:
    open_chat: _Reading | None = None
    place = 0
    with source.open() as file:
        for now, _, entry in _entries(source, file):
            if now not in taken:
                continue
            if open_chat is None or now != place:
                if open_chat is not None:
                    yield from open_chat.runs.finish()
                open_chat, place = _Reading(taken[now], answers, mine), now
            yield from open_chat.add(entry)
    if open_chat is not None:
        yield from open_chat.runs.finish()


def _survey(source: Source) -> list[_Chat]:
    """Read the file once for what chats there are and who wrote in them."""
    found: dict[int, _Chat] = {}
    with source.open() as file:
        for place, said, entry in _entries(source, file):
            known = found.get(place)
            if known is None:
                known = found[place] = _Chat(place, said, {})
            writer = _writer(entry) if isinstance(entry, dict) else None
            if writer is None:
                continue
            counted = known.people.get(writer.key)
            more = int(entry.get("type") == "message")
            if counted is None:
                known.people[writer.key] = chat.Person(writer.name, Who(name=writer.name), more)
            else:
                known.people[writer.key] = counted._replace(messages=counted.messages + more)
            if len(known.people) > chat.MOST_PEOPLE:
                raise BadData(
                    f"{source.name}: more than {chat.MOST_PEOPLE:,} people write here", "export the chats with clients"
                )
    return list(found.values())


def _taken(found: list[_Chat], answers: Answers) -> list[_Chat] | Question:
    """Return the chats that are to be read: the only one, or those that were named; ask where a name is none."""
    open_to = [each for each in found if not each.left_out]
    answer = chat.folded(answers.get("chats"))
    if len(found) <= 1 or answer == "all":
        return open_to
    names = {chat.folded(each.name) for each in open_to}
    wanted = {answer} if answer in names else {each.strip() for each in answer.split(",")} - {""}
    unknown = sorted(wanted - names)
    if wanted and not unknown:
        return [each for each in open_to if chat.folded(each.name) in wanted]
    text = "Which of these chats are about work? Their names, with commas between, or all."
    text = f"There is no chat {unknown[0]!r}. {text}" if unknown else text
    return Question("chats", text, (), tuple(each.shown for each in open_to))


def _are_named(found: list[_Chat], answers: Answers) -> bool:
    """Whether it was said of which chats by name that they are about work: `all` holds for no other export."""
    return len(found) > 1 and answers.get("chats") not in {"", "all"}


def _entries(source: Source, file: BinaryIO) -> Iterator[tuple[int, dict[str, Any], Any]]:
    """Yield the place of a chat, what is known of it so far, and an entry, for all entries of all chats."""
    stream = JsonStream(file, source.name, marked_encoding(source.head) or "utf-8")
    yield from _of_object(stream, itertools.count(1), 0)
    stream.end()


def _of_object(stream: JsonStream, places: Iterator[int], depth: int) -> Iterator[tuple[int, dict[str, Any], Any]]:
    """Enter the export, or what holds the chats, or a chat; all that is none of these is passed over."""
    said: dict[str, Any] = {}
    for key in stream.members():
        following = stream.next() if depth < _DEEPEST else ""
        if key == "messages" and following == "[":
            place = next(places)
            for _ in stream.elements():
                yield place, said, stream.value()
        elif key in {"chats", "left_chats"} and following == "{":
            yield from _of_object(stream, places, depth + 1)
        elif key in {"list", "chats", "left_chats"} and following == "[":
            yield from _of_list(stream, places, depth)
        else:
            value = stream.value()
            if key in {"name", "type", "id"} and not isinstance(value, dict | list):
                said[key] = value


def _of_list(stream: JsonStream, places: Iterator[int], depth: int) -> Iterator[tuple[int, dict[str, Any], Any]]:
    for _ in stream.elements():
        if stream.next() == "{":
            yield from _of_object(stream, places, depth + 1)
        else:
            stream.value()


class _Writer(NamedTuple):
    key: str
    name: str


def _writer(entry: Mapping[str, Any]) -> _Writer | None:
    """Return who wrote or called; nothing where the account is gone or nobody is named."""
    name, identity = ("actor", "actor_id") if entry.get("type") == "service" else ("from", "from_id")
    said, key = entry.get(name), entry.get(identity)
    if name in entry and not isinstance(said, str):
        return None
    shown = chat.tidy(said) if isinstance(said, str) else ""
    known = chat.tidy(key) if isinstance(key, str) else ""
    return _Writer(known or shown, shown or known) if shown or known else None


class _Reading:
    """The entries of one chat, made into runs and calls."""

    def __init__(self, known: _Chat, answers: Answers, mine: frozenset[str]) -> None:
        self._answers = answers
        self._latest = answers.now + timedelta(days=1)
        self._chat = chat.tidy(str(known.said.get("id") or known.said.get("name") or ""))
        self._name = known.name
        self._people = {writer: person.who for writer, person in known.people.items()}
        self._preview = chat.preview_of(answers)
        self._twins = chat.Twins()
        self._seen: dict[int, int] = {}
        self._number = 0
        others = [who for writer, who in self._people.items() if writer not in mine]
        if not others and known.said.get("type") == "personal_chat" and known.said.get("name"):
            others = [Who(name=known.name)]
        self.runs = chat.Runs(self._people, mine, others, self._preview)

    def add(self, entry: Any) -> Iterator[Item]:
        """Take one entry, and yield what has come to its end by it."""
        self._number += 1
        spot = f"{self._name} entry {self._number}"
        if not isinstance(entry, dict):
            yield Problem(spot, "message", "is no message", "export the chat again")
            return
        identity = entry.get("id")
        if isinstance(identity, int) and self._is_again(identity):
            yield Skipped(spot, "duplicate", f"message {identity}")
            return
        called = entry.get("type") == "service" and entry.get("action") == "phone_call"
        if entry.get("type") != "message" and not called:
            yield Skipped(spot, "not-contact", "written by the program")
            return
        writer = _writer(entry)
        if writer is None:
            yield Skipped(spot, "no-party", "no sender is named")
            return
        at = self._moment(entry)
        if isinstance(at, str):
            yield Problem(spot, "date", at, "export the chat again")
            return
        yield from self._taken(spot, at, writer.key, entry, called=called)

    def _taken(self, spot: str, at: datetime, writer: str, entry: Mapping[str, Any], *, called: bool) -> Iterator[Item]:
        text = _text(entry.get("text"))
        identity = entry.get("id")
        if isinstance(identity, int):
            key = f"{self._chat}|{identity}"
        else:
            key = self._twins.key(self._chat, str(int(at.timestamp())), writer, text)
        files = int(not called and any(name in entry for name in ("photo", "file", "media_type")))
        message = chat.Message(
            spot, at, writer, key, len(text.split()), cleaned(text) if self._preview else "", files, self._chat
        )
        if not called:
            yield from self.runs.add(message)
        elif 0 < (seconds := _whole(entry.get("duration_seconds"))) <= _LONGEST_CALL:
            yield self.runs.call(message, round(seconds / 60, 1))
        else:
            yield Skipped(spot, "not-held", "a call that nobody took")

    def _moment(self, entry: Mapping[str, Any]) -> datetime | str:
        """Return when it was, or what is wrong with it; an old export has local times only."""
        try:
            if "date_unixtime" in entry:
                at = datetime.fromtimestamp(int(entry["date_unixtime"]), UTC)
            else:
                at = datetime.fromisoformat(str(entry.get("date")))
                at = at if at.tzinfo else at.replace(tzinfo=self._answers.zone)
        except (ValueError, TypeError, OverflowError, OSError):
            return "there is no such date"
        return at if _EARLIEST <= at <= self._latest else "cannot be the day of a message"

    def _is_again(self, identity: int) -> bool:
        """Whether a number was there before; remembered by the bit, since there may be millions."""
        page, bit = divmod(identity, 1024)
        known = self._seen.get(page, 0)
        self._seen[page] = known | 1 << bit
        return bool(known >> bit & 1)


def _text(text: object) -> str:
    """Return what was written: a string, or parts of which each is one or holds one."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    parts = (part.get("text") if isinstance(part, dict) else part for part in text)
    return "".join(part for part in parts if isinstance(part, str))


def _whole(number: object) -> int:
    return number if isinstance(number, int) else 0
