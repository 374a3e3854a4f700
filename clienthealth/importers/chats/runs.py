"""What all chats share: whose side a message is on, runs of messages, conversations, and what must be asked first.

A chat is made of bubbles, and thirty of them are not thirty contacts: the messages of one writer that follow each
other in less than ten minutes, with no answer of the other side between, are a *run* and become one draft. So the
drafts of a chat are fewer than its messages; each message is either in a run, or a `Skipped`, or a `Problem`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Draft, Item, Question, Settled, Skipped, Who
from clienthealth.importers.text import cleaned

PAUSE = timedelta(minutes=10)
"""A pause this long ends a run."""
MOST_PEOPLE = 20_000
"""Writers of one chat; more are no chat that a freelancer has with clients."""
MOST_SHOWN = 30
WORK = "work"
"""The question whether a chat is about work; what is kept of it has the name of the chat after a colon."""
_GENERATION = 10_000
_TEXT_KEPT = 20_000


class Message(NamedTuple):
    """One message that a person wrote: who, when, how long; `key` is what its source knows it by.

    `text` is empty unless a preview is wanted. `files` counts what was attached.
    """

    spot: str
    at: datetime
    writer: str
    key: str
    words: int
    text: str = ""
    files: int = 0
    thread: str = ""


class Person(NamedTuple):
    """One who wrote in a chat: the name it is asked about by, how it can be found, and how much was written."""

    name: str
    who: Who
    messages: int


class _Run:
    """The messages of one writer that are to become one draft."""

    def __init__(self, first: Message, thread: str) -> None:
        self.first = first
        self.thread = thread
        self.last = first.at
        self.words = first.words
        self.files = first.files
        self.texts = [first.text] if first.text else []

    def add(self, message: Message) -> None:
        self.last = message.at
        self.words += message.words
        self.files += message.files
        if message.text and len(self.texts) < _TEXT_KEPT:
            self.texts.append(message.text)


class _Talk:
    """What is open of one thread: the runs of its writers, and what it is known by."""

    def __init__(self) -> None:
        self.runs: dict[str, _Run] = {}
        self.mine = False
        self.name = ""


class Runs:
    """Makes drafts of the messages of one chat, in their order.

    `mine` are our own writers. `everybody` are all who are in the chat; what we write goes to all of them but us.
    """

    def __init__(self, people: Mapping[str, Who], mine: frozenset[str], everybody: Iterable[Who], preview: int) -> None:
        self._people = people
        self._mine = mine
        self._others = tuple(dict.fromkeys(everybody))
        self._preview = preview
        self._talks: dict[str, _Talk] = {}

    def add(self, message: Message) -> Iterator[Item]:
        """Take the next message, and yield the runs that have ended by it."""
        talk = self._talks.get(message.thread)
        if talk is None:
            talk = self._talks[message.thread] = _Talk()
        mine = message.writer in self._mine
        if mine is not talk.mine and talk.runs:
            yield from self._ended(talk)
        talk.mine = mine
        self._name(talk, message)
        run = talk.runs.get(message.writer)
        if run is not None and abs(message.at - run.last) < PAUSE:
            run.add(message)
            return
        if run is not None:
            yield self._draft(run)
        talk.runs[message.writer] = _Run(message, talk.name)

    def call(self, message: Message, minutes: float) -> Item:
        """Return the draft of a call, which is a contact of its own within the conversation."""
        talk = self._talks.setdefault(message.thread, _Talk())
        self._name(talk, message)
        return self._made(message, talk.name, {"channel": "call", "minutes": minutes})

    def finish(self) -> Iterator[Item]:
        """Yield the runs that are still open."""
        for talk in self._talks.values():
            yield from self._ended(talk)
        self._talks.clear()

    @staticmethod
    def _name(talk: _Talk, message: Message) -> None:
        """Name a chat as its source does, else after its first message, which every export of it begins with.

        When silence ends a conversation in it is not for the file to say: a later word of ours is one in the same chat.
        """
        talk.name = talk.name or message.thread or f"#{message.key}"

    def _ended(self, talk: _Talk) -> Iterator[Item]:
        for run in talk.runs.values():
            yield self._draft(run)
        talk.runs.clear()

    def _draft(self, run: _Run) -> Item:
        said: dict[str, Any] = {"channel": "chat", "words": run.words}
        if run.files:
            said["attachments"] = min(run.files, 10_000)
        if run.texts:
            said["text"] = "\n".join(run.texts)[: self._preview]
        return self._made(run.first, run.thread, said)

    def _made(self, first: Message, thread: str, said: dict[str, Any]) -> Item:
        mine = first.writer in self._mine
        parties = self._others if mine else (self._people[first.writer],)
        if not parties:
            return Skipped(first.spot, "own", "nobody else is in this chat")
        whole = {"at": first.at.isoformat(), "direction": "out" if mine else "in", **said}
        return Draft(first.spot, "interaction", whole, first.key, parties, thread=thread)


class Twins:
    """Counts messages that are alike in all that is known of them, so that each has a key of its own.

    Only the last ten thousand are remembered at least: twins stand close to each other.
    """

    def __init__(self) -> None:
        self._old: dict[tuple[str, str, str], int] = {}
        self._new: dict[tuple[str, str, str], int] = {}

    def key(self, chat: str, stamp: str, writer: str, text: str) -> str:
        """Return the key of a message that its source gives no id."""
        alike = (stamp, writer, hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=10).hexdigest())
        number = self._new.get(alike) or self._old.get(alike, 0)
        if len(self._new) > _GENERATION:
            self._old, self._new = self._new, {}
        self._new[alike] = number + 1
        return f"{chat}|{stamp}|{writer}|{alike[2]}|{number}"


def tidy(name: str) -> str:
    """Return a name without control characters, marks of direction and needless white space."""
    return " ".join(cleaned(name).translate(_MARKS).encode("utf-8", "replace").decode().split())


_MARKS = dict.fromkeys((*range(0x2066, 0x206A), 0x200B, 0x2060))


def who_of(name: str) -> Who:
    """Return the person that a name or a telephone number means."""
    return Who(phone=name) if is_number(name) else Who(name=name)


def is_number(name: str) -> bool:
    """Whether a writer is named by a telephone number, as those are who are in no address book."""
    return sum(map(str.isdigit, name)) > len("1234") and all(each.isdigit() or each in "+-()/. " for each in name)


def preview_of(answers: Answers) -> int:
    """Return how many characters of a run are to be kept: none unless asked for."""
    wanted = answers.get("preview")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < len("1000000") else 0


def refused_as_private(
    spot: str, answers: Answers, shown: Sequence[str], called: str = ""
) -> Question | Skipped | None:
    """Ask whether a chat is about work at all, which comes before everything else; return nothing where it is.

    What was said before holds for the chat that is called so, and for no other one.
    """
    match answers.get(WORK) or (answers.get(f"{WORK}:{called}") if called else ""):
        case "yes":
            return None
        case "no":
            return Skipped(spot, "private", "it is not about work")
        case _:
            return Question(
                WORK, "Is this chat about work? It is left out whole unless it is.", ("yes", "no"), tuple(shown)
            )


def about_work(spot: str, answers: Answers, called: str) -> Iterator[Settled]:
    """Yield that the chat which is called so is about work, where that was said; a private one is kept nowhere."""
    if called and answers.get(WORK) == "yes":
        yield Settled(spot, f"{WORK}:{called}", "yes")


def mine_of(answers: Answers, people: Mapping[str, Person]) -> frozenset[str]:
    """Return the writers that are we ourselves, by what is known of us and by what was answered: a name or a writer."""
    said = folded(answers.get("me"))
    names = {folded(name) for writer, person in people.items() for name in (writer, person.name)}
    meant = {said} if said in names else {each.strip() for each in said.split(",")} - {""}
    return frozenset(
        writer
        for writer, person in people.items()
        if folded(person.name) in meant or folded(writer) in meant or _is_known(answers, person)
    )


def only_other(answers: Answers, people: Mapping[str, Person]) -> str:
    """Return the name of the only writer beside us, where it is known who we are; nothing where there are several."""
    mine = mine_of(answers, people)
    others = [person.name for writer, person in people.items() if writer not in mine]
    return others[0] if mine and len(others) == 1 else ""


def _is_known(answers: Answers, person: Person) -> bool:
    return answers.is_me(person.who) or (not person.who.address and folded(person.name) in answers.me)


def who_is_me(answers: Answers, mine: frozenset[str], people: Mapping[str, Person]) -> Question | None:
    """Ask which of the writers we are, where none is known to be; `none` is an answer, too."""
    if mine or not people or answers.get("me") == "none":
        return None
    return Question(
        "me", "Which of these are you? The names, with commas between; none if you wrote nothing.", (), shown(people)
    )


def shown(people: Mapping[str, Person]) -> tuple[str, ...]:
    """Return the writers with the number of their messages, the most frequent first."""
    first = sorted(people.values(), key=lambda person: (-person.messages, person.name))
    return tuple(f"{person.name} ({person.messages})" for person in first[:MOST_SHOWN])


def folded(name: str) -> str:
    """Return a name as it is compared: without regard to case and white space."""
    return " ".join(name.casefold().split())
