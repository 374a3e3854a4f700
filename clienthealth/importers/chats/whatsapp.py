"""WhatsApp: one chat as text, or the zip it comes in when media are exported with it.

The text has no zone, no ids, and dates as the phone writes them; see `chat_stamps`.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from clienthealth.importers.answers import Answers
from clienthealth.importers.archive import Archive, is_archive, names_in
from clienthealth.importers.chats import lines as chat_lines
from clienthealth.importers.chats.placeholders import (
    CHAT_WITH,
    DELETED,
    EDITED,
    ENCRYPTED,
    LEFT_OUT,
    LONGEST_DELETED,
    LONGEST_EDITED,
)
from clienthealth.importers.chats.stamps import MARKS, is_like_a_stamp, stamp_of
from clienthealth.importers.chats.text import Content
from clienthealth.importers.items import Item, Problem, Question
from clienthealth.importers.source import Source
from clienthealth.importers.text import head_text

_LOOKED_AT = 40
_LARGEST_TEXT = 2 << 30
_GROWTH = 20
"""How many times the size of its zip a text may have; what people write grows four to six times."""
_IN_IPHONES = "_chat.txt"

_ANGLES = re.compile(r"<[^<>]{3,160}>$")
_FILE = re.compile(r"(?:(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d+\.\w{2,5}|.{1,160}\.\w{2,5}) \([^()]{3,40}\)$")
_ANDROID_MEDIA = re.compile(r"(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d+\.")
_WRITTEN_ALL_THE_SAME = re.compile(r"[^\W\d_]{1,40}(?: [^\W\d_]{1,40}){0,2} ?: ?[\u200e\u200f]?\s*(?:https?://|$)")
_SHORTEST_NOTICE, _LONGEST_NOTICE = 50, 400


class _Phone:
    """What WhatsApp puts into the text of messages."""

    def is_notice(self, text: str) -> bool:
        """Whether a text begins with a mark of direction, and is no file and no deleted message."""
        if not text or text[0] not in MARKS:
            return _SHORTEST_NOTICE < len(text) < _LONGEST_NOTICE and ENCRYPTED.search(text) is not None
        bare = text.strip().strip(MARKS)
        return not (_is_file(text, bare) or DELETED.match(bare) or _WRITTEN_ALL_THE_SAME.match(bare))

    def content(self, parts: list[str]) -> Content:
        """Take a message apart: a line in the place of a file is a file, and what stands under it was written."""
        bare = parts[0].strip().strip(MARKS)
        if len(parts) == 1 and len(bare) < LONGEST_DELETED and DELETED.match(bare):
            return Content(0)
        files = int(_is_file(parts[0], bare))
        text = "".join(parts[files:]).strip()
        if text.endswith(">"):
            text = text[:-LONGEST_EDITED] + EDITED.sub("", text[-LONGEST_EDITED:])
        return Content(len(text.split()), files, text)


def _is_file(text: str, bare: str) -> bool:
    if text and text[0] in MARKS:
        return bool(_ANGLES.match(bare) or _FILE.match(bare) or LEFT_OUT.match(bare))
    if bare.startswith("<"):
        return _ANGLES.match(bare) is not None
    return _ANDROID_MEDIA.match(bare) is not None and _FILE.match(bare) is not None


def recognises(source: Source) -> bool:
    """Whether lines begin with the stamps of a chat, be they readable or not, or a zip holds such a text."""
    if is_archive(source):
        return any(_is_text_of_a_chat(name) for name in names_in(source))
    first = head_text(source.head).splitlines()[:_LOOKED_AT]
    stamped = sum(stamp_of(line) is not None or is_like_a_stamp(line) for line in first)
    return stamped > 0 and (stamped > 1 or len(first) < len("few lines"))


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield the runs of a chat; asks `work`, `me`, `order`, `sender:NAME`, `encoding`, and `member` for a zip."""
    if not is_archive(source):
        yield from chat_lines.read(source, answers, _Phone(), _title(source.name))
        return
    with Archive(source) as archive:
        member = _member(archive, answers)
        if isinstance(member, Question | Problem):
            yield member
            return
        archive.check_growth([member], _GROWTH)
        text = archive.source(member, _LARGEST_TEXT)
        told = False
        for item in chat_lines.read(text, answers, _Phone(), _title(member) or _title(source.name)):
            if not told and not isinstance(item, Question):
                yield from archive.problems
                told = True
            yield item


def _member(archive: Archive, answers: Answers) -> str | Question | Problem:
    """Return the name of the text of the chat; a text that was sent as a file is none."""
    texts = [name for name in archive.members if name.casefold().endswith(".txt")]
    likely = [name for name in texts if _is_text_of_a_chat(name)] or texts
    if len(likely) == 1:
        return likely[0]
    if not likely:
        return Problem(archive.name, "member", "holds no text of a chat that can be read", "export the chat again")
    if answers.get("member") in likely:
        return answers.get("member")
    return Question("member", "Which of these texts is the chat?", tuple(likely[:20]))


def _is_text_of_a_chat(name: str) -> bool:
    last = PurePosixPath(name).name.casefold()
    return last == _IN_IPHONES or (last.endswith(".txt") and "whatsapp" in last)


def _title(name: str) -> str:
    """Return whom a chat is with by the name that the phone gave the file, or nothing."""
    last = PurePosixPath(name.replace("\\", "/")).name
    found = CHAT_WITH.match(last if " " in last else last.replace("_", " "))
    return found["who"] if found else ""
