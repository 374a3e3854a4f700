"""Going through something by single keys: the loop, the screen, and how it is left in every case."""

import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import typer

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clienthealth.commands.keyboard import Keyboard
    from clienthealth.render.paged import Row
    from clienthealth.render.ritual_text import Size

CLEAR = "\x1b[H\x1b[2J"
SMALL = (80, 24)
"""Columns and rows of a page; more are not used, so that it looks the same everywhere."""


class Sitting(Protocol):
    """What is gone through, a subject at a time."""

    notices: tuple[str, ...]
    """What was just done, for the next page."""

    @property
    def subject(self) -> str | None:
        """What is on the screen now; None at the end."""

    @property
    def is_over(self) -> bool:
        """Whether no further key is waited for."""

    @property
    def left(self) -> str:
        """How far it came, and the command that goes on from there."""

    def draw(self, question: str = "") -> None:
        """Show the page, with a question in the place of the keys where there is one."""

    def part(self) -> None:
        """Say at the end what was done."""

    def leave(self) -> None:
        """Let go of what was opened."""


def hold(session: Session, sitting: Sitting, act: "Callable[[str, Keyboard], None]") -> None:
    """Show pages and hand each key to `act`, until the sitting is over; left by a signal, it says how to go on."""
    from clienthealth.commands.keyboard import Gone, Keyboard

    try:
        with Keyboard() as keyboard:
            _through(sitting, keyboard, act)
        sitting.part()
    except KeyboardInterrupt:
        session.draw("\n")
        session.parting = sitting.left
        raise
    except Gone as gone:
        _go(session, gone.number)
    finally:
        sitting.leave()


def _through(sitting: Sitting, keyboard: "Keyboard", act: "Callable[[str, Keyboard], None]") -> None:
    """Show a page, wait for a key, do what it asks for, until the sitting is over."""
    from clienthealth.commands.keyboard import CHANGED

    shown: str | None = ""
    while not sitting.is_over:
        if shown != sitting.subject:
            keyboard.forget()
            shown = sitting.subject
        sitting.draw()
        pressed = keyboard.key()
        if pressed != CHANGED:
            sitting.notices = ()
            act(pressed, keyboard)


def put(session: Session, rows: "Sequence[Row]") -> None:
    """Put rows on a screen that is empty, or below what stands there where none may be cleared."""
    from clienthealth.config import screen_wanted

    if session.on_terminal:
        from clienthealth.render.terminal import painted

        text = painted(rows)
    else:
        text = "".join(f"{each.text}\n" for each in rows)
    session.draw((CLEAR if screen_wanted() else "\n") + text)


def size() -> "Size":
    """Return the columns and rows there are for a page."""
    from clienthealth.render.ritual_text import Size

    try:
        width, height = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        width, height = SMALL
    # The last row stays free: a line that ends there would push the first one out.
    return Size(min(width or SMALL[0], SMALL[0]), min(height or SMALL[1], SMALL[1]) - 1)


def _go(session: Session, number: signal.Signals) -> None:
    """End as the signal asks for, now that the terminal is right: whoever waits for us sees what ended us."""
    session.close()
    os.kill(os.getpid(), number)
    raise typer.Exit(128 + number)
