"""The screen of what goes on by keys: its size, a page put on it, and the end that a signal asks for."""

import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.render.paged import Row, Size

CLEAR = "\x1b[H\x1b[2J"
SMALL = (80, 24)
"""Columns and rows of a page; more are not used, so that it looks the same everywhere."""


def size() -> "Size":
    """Return the room for a page; the last row stays free: a line that ends there would push the first one out."""
    from clienthealth.render.paged import Size

    try:
        width, height = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        width, height = SMALL
    return Size(min(width or SMALL[0], SMALL[0]), min(height or SMALL[1], SMALL[1]) - 1)


def put(session: Session, rows: "Sequence[Row]") -> None:
    """Put a page on the screen in the place of the one before."""
    from clienthealth.config import screen_wanted

    if session.on_terminal:
        from clienthealth.render.terminal import painted

        text = painted(rows)
    else:
        text = "".join(f"{each.text}\n" for each in rows)
    session.draw((CLEAR if screen_wanted() else "\n") + text)


def end_by(session: Session, number: signal.Signals) -> None:
    """End as the signal asks for, now that the terminal is right: whoever waits for us sees what ended us."""
    session.close()
    os.kill(os.getpid(), number)
    raise typer.Exit(128 + number)
