"""`review --interactive`: client by client, one key each, until the end is reached or the ritual is left."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clienthealth.commands.screen import end_by
from clienthealth.commands.session import Session
from clienthealth.core.weekly.ritual import CHOICES, Ended, Key, press
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.commands.keyboard import Keyboard
    from clienthealth.commands.sitting import Sitting


def hold(session: Session, since: str | None, *, mine: bool, beside: Sequence[str] = ()) -> None:
    """Go through the clients that need attention; raises UsageError off a terminal, where nobody could be asked.

    `beside` are options that were given as well and say nothing here.
    """
    if beside:
        raise UsageError(f"--interactive and {beside[0]} at once", "one after the other: it writes to the screen only")
    if not session.may_ask:
        raise UsageError(
            "review --interactive needs a terminal",
            "without one: clienthealth review, then clienthealth decide CLIENT followed|postponed|overridden, "
            "and clienthealth review --done",
        )
    from clienthealth.commands.keyboard import Gone, Keyboard
    from clienthealth.commands.sitting import Sitting

    sitting = Sitting(session, since, mine=mine)
    try:
        with Keyboard() as keyboard:
            _through(sitting, keyboard)
        sitting.part()
    except KeyboardInterrupt:
        session.draw("\n")
        session.parting = sitting.left
        raise
    except Gone as gone:
        end_by(session, gone.number)
    finally:
        sitting.leave()


def _through(sitting: "Sitting", keyboard: "Keyboard") -> None:
    """Show a page, wait for a key, do what it asks for, until the sitting has ended."""
    from clienthealth.commands.keyboard import CHANGED, END

    shown: str | None = ""
    while sitting.state.ended is None:
        if shown != sitting.state.client:
            keyboard.forget()
            shown = sitting.state.client
        sitting.draw()
        pressed = keyboard.key()
        if pressed == CHANGED:
            continue
        sitting.notices = ()
        key = Key.QUIT if pressed == END else sitting.key(pressed)
        if key is not None:
            sitting.state, task = press(sitting.state, key)
            if task is not None:
                _do(task, sitting, keyboard)


def _do(task: Key, sitting: "Sitting", keyboard: "Keyboard") -> None:
    """Do what a key asks for about the client on the screen, and come back."""
    from clienthealth.commands.keyboard import CHANGED, END

    if task in CHOICES or task is Key.LOG:
        typed: str | None = ""
        if question := sitting.question(task):
            typed = keyboard.line(lambda: sitting.ask(question))
        if typed is None:
            sitting.state = sitting.state._replace(ended=Ended.LEFT)
        else:
            sitting.take(task, typed)
        return
    pages = sitting.pages(task)
    place = 0
    while 0 <= place < len(pages):
        sitting.draw_page(pages, place)
        pressed = keyboard.key()
        if pressed == CHANGED:
            pages = sitting.pages(task)
            place = min(place, len(pages) - 1)
        elif pressed == END:
            sitting.state = sitting.state._replace(ended=Ended.LEFT)
            return
        else:
            place = sitting.turned(pressed, place, len(pages))
