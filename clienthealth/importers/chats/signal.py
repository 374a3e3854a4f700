"""Signal: one chat as the text that signal-export writes, `[2026-01-05, 09:00] Name: text`, without a zone."""

import re
from collections.abc import Iterator

from clienthealth.importers.answers import Answers
from clienthealth.importers.chats import lines as chat_lines
from clienthealth.importers.chats.text import Content
from clienthealth.importers.items import Item
from clienthealth.importers.source import Source
from clienthealth.importers.text import head_text

_STAMP = re.compile(r"\[\d{4}-\d{2}-\d{2}(?:, \d{2}:\d{2}| \d{2}:\d{2}(?::\d{2})?)\] ", re.ASCII)
_LOOKED_AT = 40
_FILE = re.compile(r"!?\[[^\[\]]{0,200}\]\([^()]{1,400}\)")
# Files follow the reactions on their line.
_REACTIONS = re.compile(r"\(- .{1,400}? -\)(?=$|!?\[)")
_STICKER = re.compile(r"\(\( .{1,100} \)\)$")
_DELETED = "(This message was deleted)"


class _Export:
    """What signal-export puts into the text of messages."""

    def is_notice(self, text: str) -> bool:
        """Whether a text is no message but the line of a call."""
        return _CALL.match(text.strip()) is not None

    def content(self, parts: list[str]) -> Content:
        """Count what was written: not the lines quoted from others, nor the reactions under it."""
        written: list[str] = []
        files = 0
        for part in parts:
            line = part.strip()
            if reactions := _REACTIONS.match(line):
                line = line[reactions.end() :]
            if line.startswith("> ") or line == _DELETED:
                continue
            line, links = _FILE.subn("", _STICKER.sub("", line))
            files += links
            written.append(line.strip())
        text = "\n".join(written).strip()
        return Content(len(text.split()), files, text)


_CALL = re.compile(r"(?:incoming|outgoing|missed) (?:voice |video )?call(?: \([^()]{1,60}\))?$", re.IGNORECASE)


def recognises(source: Source) -> bool:
    """Whether lines begin with a stamp of signal-export; WhatsApp's marks of direction are not in them."""
    if "\u200e" in source.head.decode("utf-8", "ignore"):
        return False
    first = head_text(source.head).splitlines()[:_LOOKED_AT]
    return any(_STAMP.match(line) for line in first)


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield the runs of a chat; asks `work`, `me`, `sender:NAME` and `encoding`."""
    yield from chat_lines.read(source, answers, _Export())
