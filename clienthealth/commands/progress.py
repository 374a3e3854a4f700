"""How far long work is, on standard error, and only where somebody is looking."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import BinaryIO, TypeVar

from clienthealth.commands.session import Session
from clienthealth.importers.source import Source

T = TypeVar("T")

EVERY = 0.2
"""Seconds between two looks: often enough to see that it moves, seldom enough to cost nothing."""

FEW = 256
"""Items between two looks at the clock, of which each takes longer than a line."""

BLOCK = 1024
"""Lines between two looks at the clock."""


def counted(file: BinaryIO, source: Source, session: Session) -> Iterator[bytes]:
    """Yield the lines of a file, showing on a terminal how much of it has been read."""
    if session.quiet or not sys.stderr.isatty():
        yield from file
        return
    seen = time.monotonic()
    for number, line in enumerate(file):
        if number % BLOCK == 0 and time.monotonic() - seen > EVERY:
            seen = time.monotonic()
            sys.stderr.write(f"\rreading {100 * source.done:3.0f} %  {number:,} lines ")
        yield line
    sys.stderr.write("\r\x1b[K")


def moving(items: Iterable[T], session: Session, told: Callable[[int], str]) -> Iterator[T]:
    """Yield items, showing on a terminal now and then what is told of the number that has gone by."""
    if session.quiet or not sys.stderr.isatty():
        yield from items
        return
    seen = time.monotonic()
    try:
        for number, item in enumerate(items):
            if number % FEW == 0 and time.monotonic() - seen > EVERY:
                seen = time.monotonic()
                sys.stderr.write(f"\r{told(number)} ")
                sys.stderr.flush()
            yield item
    finally:
        sys.stderr.write("\r\x1b[K")


@contextmanager
def counting(session: Session, what: str, of: int) -> Iterator[Callable[[], None]]:
    """Give a function to call at each of so many steps, which a terminal sees go by."""
    if session.quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    steps = count(1)

    def one_more() -> None:
        sys.stderr.write(f"\r{what} {next(steps)} of {of} ")
        sys.stderr.flush()

    try:
        yield one_more
    finally:
        sys.stderr.write("\r\x1b[K")
