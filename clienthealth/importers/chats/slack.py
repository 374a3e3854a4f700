"""Slack: the zip that a workspace is exported to, a folder for each channel and in it a file for each day.

Messages are known by channel and time, and a later version replaces an earlier one, so one channel is in memory at a
time: about 350 bytes a message, and its text only if a preview is wanted.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.archive import Archive, is_archive, names_in
from clienthealth.importers.chats import runs as chat
from clienthealth.importers.items import Item, Problem, Skipped, Who
from clienthealth.importers.source import Source
from clienthealth.importers.text import cleaned

_DAY = re.compile(r"(?:^|.*/)(?P<channel>[^/]+)/\d{4}-\d{2}-\d{2}\.json$", re.ASCII)
_CHANNELS = ("channels.json", "groups.json", "dms.json", "mpims.json")
_TS = re.compile(r"\d{1,11}(?:\.\d{1,6})?", re.ASCII)
_LARGEST_DAY = 64 << 20
_GROWTH = 60
"""How many times its size an export may grow; JSON of messages grows ten to twenty times."""
_EARLIEST = datetime(2009, 1, 1, tzinfo=UTC)
_FROM_PEOPLE = frozenset({"", "file_share", "thread_broadcast", "me_message", "reply_broadcast"})
_ROBOTS = frozenset({"bot_message", "bot_add", "bot_remove"})
_SLACKBOT = "USLACKBOT"


class _Directory(NamedTuple):
    """Who and what an export names: its people, those of them who are programs, and for each channel id and members."""

    people: dict[str, chat.Person]
    bots: frozenset[str]
    channels: dict[str, tuple[str, tuple[str, ...]]]
    mine: frozenset[str] = frozenset()


class _Entry(NamedTuple):
    """What is kept of a message until its channel has been read."""

    file: str
    number: int
    seconds: int
    writer: str
    words: int
    files: int
    thread: str
    text: str

    @property
    def spot(self) -> str:
        """Where it stands."""
        return f"{self.file} entry {self.number}"

    @property
    def at(self) -> datetime:
        """When it was written."""
        return datetime.fromtimestamp(self.seconds, UTC)


def recognises(source: Source) -> bool:
    """Whether a zip holds a folder with files for days, beside the list of channels or of users."""
    if not is_archive(source):
        return False
    names = names_in(source)
    last = {PurePosixPath(name).name for name in names}
    return not last.isdisjoint({*_CHANNELS, "users.json"}) and (
        any(map(_DAY.match, names)) or not last.isdisjoint({"channels.json", "dms.json", "integration_logs.json"})
    )


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield the runs of all channels; asks `work` and `me`. Damaged files of days are named, the others are read."""
    with Archive(source) as archive:
        days = _days(archive)
        archive.check_growth((name for names in days.values() for name in names), _GROWTH)
        directory, problems = _directory(archive)
        people = _writers(archive, days, directory)
        first = chat.refused_as_private(source.name, answers, chat.shown(people))
        mine = chat.mine_of(answers, people)
        first = first or chat.who_is_me(answers, mine, people)
        if first is not None:
            yield first
            return
        yield from archive.problems
        yield from problems
        everybody = directory.people | people
        directory = directory._replace(people=everybody, mine=chat.mine_of(answers, everybody))
        for channel, names in days.items():
            yield from _Channel(archive, channel, directory, answers).items(names)


def _days(archive: Archive) -> dict[str, list[str]]:
    """Return the files of each channel, in the order of days."""
    found: dict[str, list[str]] = {}
    for name in sorted(archive.members):
        if day := _DAY.match(name):
            found.setdefault(day["channel"], []).append(name)
    return found


def _loaded(archive: Archive, name: str) -> list[Any] | Problem:
    try:
        plain = json.loads(archive.read(name, _LARGEST_DAY))
    except BadData as error:
        return Problem(name, "file", error.message, error.hint)
    except (ValueError, RecursionError):
        return Problem(name, "file", "is no JSON that can be read", "export it again, or leave this file out")
    return (
        plain
        if isinstance(plain, list)
        else Problem(name, "file", "is no list", "export it again, or leave this file out")
    )


def _directory(archive: Archive) -> tuple[_Directory, list[Problem]]:
    known = _Directory({}, frozenset({_SLACKBOT}), {})
    bots = {_SLACKBOT}
    problems: list[Problem] = []
    for name in archive.members:
        last = PurePosixPath(name).name
        if last != "users.json" and last not in _CHANNELS:
            continue
        listed = _loaded(archive, name)
        if isinstance(listed, Problem):
            problems.append(listed)
            continue
        for entry in listed:
            if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
                continue
            identity = entry["id"]
            if last != "users.json":
                members = entry.get("members")
                inside = tuple(each for each in members if isinstance(each, str)) if isinstance(members, list) else ()
                folder = entry.get("name")
                known.channels[folder if isinstance(folder, str) and folder else identity] = (identity, inside)
            else:
                known.people[identity] = _person(identity, entry, entry.get("profile"))
                if entry.get("is_bot") is True:
                    bots.add(identity)
    return known._replace(bots=frozenset(bots)), problems


def _person(identity: str, entry: Mapping[str, Any], profile: object) -> chat.Person:
    """Return the person an account belongs to: by address and real name, as far as they are told."""
    more: Mapping[str, Any] = profile if isinstance(profile, dict) else {}
    names = (more.get("real_name"), entry.get("real_name"), more.get("display_name"), entry.get("name"), identity)
    name = next((tidy for each in names if isinstance(each, str) and (tidy := chat.tidy(each))), "?")
    address = more.get("email")
    address = chat.tidy(address).lower() if isinstance(address, str) and "@" in address else ""
    return chat.Person(name, Who(address=address, name=name), 0)


def _writers(archive: Archive, days: Mapping[str, list[str]], directory: _Directory) -> dict[str, chat.Person]:
    """Count the messages of everybody who wrote, in a first reading."""
    people: dict[str, chat.Person] = {}
    for names in days.values():
        for name in names:
            listed = _loaded(archive, name)
            for entry in listed if isinstance(listed, list) else ():
                if not isinstance(entry, dict) or _left_out(entry, directory.bots) is not None:
                    continue
                writer = entry["user"]
                known = (
                    people.get(writer) or directory.people.get(writer) or _person(writer, {}, entry.get("user_profile"))
                )
                people[writer] = known._replace(messages=known.messages + 1)
    return people


def _left_out(entry: Mapping[str, Any], bots: frozenset[str]) -> tuple[str, str] | None:
    """Return why an entry is no message of a person, or nothing."""
    kind, writer = entry.get("subtype") or "", entry.get("user")
    if entry.get("type", "message") != "message" or not isinstance(kind, str):
        return "not-contact", "no message"
    if kind in _ROBOTS or entry.get("bot_id") or (isinstance(writer, str) and writer in bots):
        return "bot", "written by a program"
    if kind == "tombstone":
        return "deleted", "what was here was deleted"
    if kind not in _FROM_PEOPLE:
        return "not-contact", f"{kind[:40]}, written by Slack"
    if not isinstance(writer, str) or not writer:
        return "no-party", "no sender is named"
    return None


class _Channel:
    """One channel: its messages are gathered, put in order of time, and made into runs."""

    def __init__(self, archive: Archive, name: str, directory: _Directory, answers: Answers) -> None:
        self._archive = archive
        self._directory = directory
        self._latest = answers.now + timedelta(days=1)
        self._preview = chat.preview_of(answers)
        self._identity, self._members = directory.channels.get(name, (name, ()))
        self._found: dict[str, _Entry] = {}

    def items(self, names: list[str]) -> Iterator[Item]:
        """Yield everything of the channel."""
        for name in names:
            listed = _loaded(self._archive, name)
            if isinstance(listed, Problem):
                yield listed
                continue
            for number, entry in enumerate(listed, start=1):
                yield from self._taken(name, number, entry)
        yield from self._runs()

    def _taken(self, name: str, number: int, entry: Any) -> Iterator[Item]:
        spot = f"{name} entry {number}"
        if not isinstance(entry, dict):
            yield Problem(spot, "entry", "is no message", "leave it out")
            return
        if (reason := _left_out(entry, self._directory.bots)) is not None:
            yield Skipped(spot, *reason)
            return
        ts = entry.get("ts")
        at = _moment(ts)
        if not isinstance(ts, str) or at is None or not _EARLIEST <= at <= self._latest:
            yield Problem(spot, "ts", "is no time of a message", "leave it out")
            return
        said = entry.get("text")
        text = said if isinstance(said, str) else ""
        files = entry.get("files")
        thread = entry.get("thread_ts")
        made = _Entry(
            name,
            number,
            int(at.timestamp()),
            sys.intern(entry["user"]),
            len(text.split()),
            len(files) if isinstance(files, list) else 0,
            sys.intern(thread) if isinstance(thread, str) else "",
            cleaned(text) if self._preview else "",
        )
        if (earlier := self._found.get(ts)) is not None:
            yield Skipped(earlier.spot, "duplicate", "a later version of it is in the file")
        self._found[ts] = made

    def _runs(self) -> Iterator[Item]:
        people, mine = self._directory.people, self._directory.mine
        writers = {each.writer: people[each.writer].who for each in self._found.values()}
        others = {
            writer: people[writer].who
            for writer in self._members
            if writer in people and writer not in self._directory.bots
        } | writers
        everybody = [who for writer, who in others.items() if writer not in mine]
        runs = chat.Runs(writers, mine, everybody, self._preview)
        parents = {each.thread for each in self._found.values()} - {""}
        for ts in sorted(self._found, key=lambda ts: (self._found[ts].seconds, ts)):
            each = self._found[ts]
            root = each.thread or (ts if ts in parents else "")
            thread = f"{self._identity}/{root}" if root else self._identity
            key = f"{self._identity}|{ts}"
            yield from runs.add(
                chat.Message(each.spot, each.at, each.writer, key, each.words, each.text, each.files, thread)
            )
        yield from runs.finish()


def _moment(ts: object) -> datetime | None:
    """Return the moment of a ts to the second; what comes after the point only tells messages apart."""
    if not isinstance(ts, str) or not _TS.fullmatch(ts):
        return None
    try:
        return datetime.fromtimestamp(int(ts.partition(".")[0]), UTC)
    except (ValueError, OverflowError, OSError):
        return None
