"""Going through something by single keys: the loop, the screen, and how it is left in every case."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from clienthealth.commands.screen import end_by
from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.commands.keyboard import Keyboard


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
        end_by(session, gone.number)
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
