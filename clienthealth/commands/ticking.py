"""How many rows long work has been through, on standard error, and only where somebody is looking."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from clienthealth.commands.session import Session

EVERY = 0.2
"""Seconds between two signs of life."""


@contextmanager
def ticking(session: Session, what: str) -> Iterator[Callable[[int], None] | None]:
    """Give what long work calls with its count; nothing where nobody looks."""
    if session.quiet or not sys.stderr.isatty():
        yield None
        return
    seen = time.monotonic()

    def step(count: int) -> None:
        nonlocal seen
        if time.monotonic() - seen > EVERY:
            seen = time.monotonic()
            sys.stderr.write(f"\r{what} {count:,} ")

    try:
        yield step
    finally:
        sys.stderr.write("\r\x1b[K")
