"""A list in JSON, read element by element, so that its length does not matter."""

import json
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Any, BinaryIO

from clienthealth.errors import BadData
from clienthealth.importers.source import Source

PIECE = 1 << 16
"""Bytes that are read at a time."""

LONGEST = 1 << 20
"""Characters of an element; what is longer is nothing that people wrote."""

_SPACE = " \t\r\n"
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


def elements(source: Source) -> Iterator[tuple[int, Any]]:
    """Yield the elements with the line each begins in.

    Raises BadData, with the line, where the file is no list in JSON, is cut off, or holds a mark of a merge conflict.
    """
    with source.open() as file:
        yield from _Walk(source.name, file).elements()


class _Walk:
    """The text as far as it was read and not yet passed, and the line it begins in."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        self._name = name
        self._file = file
        self._decode = getincrementaldecoder("utf-8-sig")()
        self._decoder = json.JSONDecoder()
        self._text = ""
        self._place = 0
        self._line = 1
        self._ended = False

    def elements(self) -> Iterator[tuple[int, Any]]:
        """Pass the list from its first bracket to its last."""
        self._expect("[", "is no list")
        if self._next() == "]":
            self._place += 1
            return self._end()
        while True:
            self._next()
            line = self._line
            yield line, self._element()
            if self._expect(",]", "has neither a comma nor the end of the list") == "]":
                return self._end()

    def _expect(self, marks: str, otherwise: str) -> str:
        mark = self._next()
        if not mark or mark not in marks:
            raise self._bad(self._place, otherwise if mark else "is where the file is cut off")
        self._place += 1
        return mark

    def _end(self) -> None:
        if self._next():
            raise self._bad(self._place, "goes on after the list")

    def _next(self) -> str:
        """Return the next character that is no space, without passing it; nothing at the end."""
        while True:
            while self._place < len(self._text):
                mark = self._text[self._place]
                if mark not in _SPACE:
                    return mark
                self._line += mark == "\n"
                self._place += 1
            if not self._more():
                return ""

    def _element(self) -> Any:
        tried = 0
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._place)
            except RecursionError:
                raise self._bad(self._place, "is nested too deeply") from None
            except ValueError as error:
                wrong = self._place if not isinstance(error, json.JSONDecodeError) else error.pos
                if len(self._text) - self._place > LONGEST or not self._more(tried):
                    raise self._bad(wrong, "is no JSON, or the file is cut off") from None
            else:
                # A number may go on behind what was read of it.
                if end < len(self._text) or not self._more():
                    self._line += self._text.count("\n", self._place, end)
                    self._place = end
                    return value
            tried = len(self._text) - self._place

    def _more(self, least: int = 0) -> bool:
        """Read on, at least as much as was tried in vain: a long element costs no more than twice its length."""
        if self._ended:
            return False
        piece = self._file.read(max(PIECE, least))
        self._ended = not piece
        try:
            self._text = self._text[self._place :] + self._decode.decode(piece, self._ended)
        except UnicodeDecodeError:
            raise self._bad(len(self._text), "is no UTF-8") from None
        self._place = 0
        return True

    def _bad(self, place: int, what: str) -> BadData:
        line = self._line + self._text.count("\n", self._place, place)
        rest = self._text[place:].lstrip(_SPACE)
        if rest.startswith(_CONFLICT):
            line += self._text[place:].count("\n", 0, len(self._text) - place - len(rest))
            hint = "settle the conflict, then import the file again; nothing was imported"
            return BadData(f"{self._name}: line {line} is a mark of a merge conflict", hint)
        return BadData(f"{self._name}: line {line} {what}", "export it again; nothing was imported")
