"""JSON of any size: objects and lists are entered, what is in them is decoded a value at a time."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from clienthealth.errors import BadData

PIECE = 1 << 20
"""Bytes that are read at once."""
LARGEST_VALUE = 32 << 20
"""Characters of one value that is decoded whole."""
_NUMBER = re.compile(r"[-+.eE0-9]*")
_BEGINS_NUMBER = frozenset("-0123456789")
_LONGEST_NUMBER = 4096
_SPACE = " \t\r\n"
_SURELY_WRONG = 64
"""An error this far before the end of what was read is none of a piece that is not there yet."""


class JsonStream:
    """A cursor over a JSON text; every method raises BadData where the text is cut off or no JSON."""

    def __init__(self, file: BinaryIO, name: str, encoding: str = "utf-8-sig") -> None:
        self._file = file
        self._name = name
        self._decode = codecs.getincrementaldecoder(encoding)()
        self._value = json.JSONDecoder().raw_decode
        self._text = ""
        self._at = 0
        self._ended = False

    def next(self) -> str:
        """Return the next character that is no white space, without passing it; nothing at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def members(self) -> Iterator[str]:
        """Enter an object and yield its keys; the value of each is to be taken before the next."""
        self._pass("{")
        if self.next() == "}":
            self._at += 1
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise self._wrong()
            self._pass(":")
            yield key
            if self._goes_on("}"):
                return

    def elements(self) -> Iterator[None]:
        """Enter a list and yield once for each of its values, which is to be taken before the next."""
        self._pass("[")
        if self.next() == "]":
            self._at += 1
            return
        while True:
            yield None
            if self._goes_on("]"):
                return

    def value(self) -> Any:
        """Decode the next value whole."""
        if self.next() in _BEGINS_NUMBER:
            self._whole_number()
        while True:
            try:
                value, end = self._value(self._text, self._at)
            except json.JSONDecodeError as error:
                self._wait(error)
            except (ValueError, RecursionError) as error:
                raise self._wrong() from error
            else:
                self._at = end
                return value

    def end(self) -> None:
        """Check that nothing follows."""
        if self.next():
            raise self._wrong()

    def _whole_number(self) -> None:
        """Read on until a number ends: its beginning is a number, too."""
        while (end := _NUMBER.match(self._text, self._at).end()) == len(self._text):  # type: ignore[union-attr]
            if end - self._at > _LONGEST_NUMBER:
                raise self._wrong()
            if not self._more():
                return

    def _wait(self, error: json.JSONDecodeError) -> None:
        """Read on where a value is only not there in full yet: twice as much as of it there is, to stay linear."""
        open_text = error.msg.startswith("Unterminated string")
        if not open_text and error.pos < len(self._text) - _SURELY_WRONG:
            raise self._wrong() from error
        waiting = len(self._text) - self._at
        if waiting > LARGEST_VALUE:
            raise BadData(
                f"{self._name} holds a value of more than {LARGEST_VALUE >> 20} MB", "export it again"
            ) from error
        if not self._more():
            raise self._wrong() from error
        while len(self._text) < 2 * waiting and self._more():
            pass

    def _pass(self, wanted: str) -> None:
        if self.next() != wanted:
            raise self._wrong()
        self._at += 1

    def _goes_on(self, closing: str) -> bool:
        """Pass a comma or the end; return whether it was the end."""
        found = self.next()
        if found not in {",", closing}:
            raise self._wrong()
        self._at += 1
        return found == closing

    def _more(self) -> bool:
        """Read the next piece, and forget what is behind."""
        if self._ended:
            return False
        try:
            raw = self._file.read(PIECE)
            piece = self._decode.decode(raw, final=not raw)
        except UnicodeDecodeError as error:
            raise BadData(f"{self._name} is no UTF-8", "export it again") from error
        self._ended = not raw
        self._text = self._text[self._at :] + piece
        self._at = 0
        return bool(piece) or not self._ended

    def _wrong(self) -> BadData:
        what = "is cut off or broken" if self._ended else "is no JSON that can be read"
        return BadData(f"{self._name} {what}", "export it again, and wait until it is written in full")
