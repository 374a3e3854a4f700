"""Single keys and lines from a terminal, which gets its own manners back in every case: errors and signals too."""

import errno
import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Self

ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)
"""Signals that end the program: first the terminal is put right, then they do what they always do."""

END, ESCAPE, INTERRUPT = "\x04", "\x1b", "\x03"
CHANGED = ""
"""What `key` returns where none was pressed, but the screen has to be drawn anew: another size, or back from a stop."""

LEADING = (0xC0, 0xE0, 0xF0)
"""From which first byte on a UTF-8 character has one more."""

PAUSE = 0.05
"""Seconds in which the rest of an arrow key's bytes must come, lest they be taken for letters."""


class Gone(BaseException):
    """The terminal or the program is to go away: no error, and nothing that an `except Exception` may stop."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(number)
        self.number = number


class Keyboard:
    """The keys of the terminal on standard input, for as long as it is entered."""

    def __init__(self) -> None:
        self._in = sys.stdin.fileno()
        self._before: list[Any] = []
        self._handlers: dict[int, Any] = {}
        self._single = True
        self._changed = False

    def __enter__(self) -> Self:
        """Take single keys; from here on the handlers put the terminal right before anything ends or stops."""
        self._before = termios.tcgetattr(self._in)
        self._woken, waking = os.pipe()
        os.set_blocking(waking, False)
        os.set_blocking(self._woken, False)
        self._pipe = (self._woken, waking)
        self._wakeup = signal.set_wakeup_fd(waking, warn_on_full_buffer=False)
        for number in ENDING:
            # What was ignored from the start (nohup) stays so.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._handle(number, self._end)
        self._handle(signal.SIGTSTP, self._stop)
        self._handle(signal.SIGCONT, self._go_on)
        self._handle(signal.SIGWINCH, self._resized)
        self._set()
        return self

    def __exit__(self, *_: object) -> None:
        """Give the terminal back as it was found."""
        with suppress(termios.error):  # it may be gone
            self._give_back()
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        for end in self._pipe:
            os.close(end)

    def forget(self) -> None:
        """Drop what was typed ahead: nothing is decided about a client who was not on the screen yet."""
        with suppress(termios.error):
            termios.tcflush(self._in, termios.TCIFLUSH)

    def key(self) -> str:
        """Wait for a key and return its character; CHANGED for none, END for Ctrl-D."""
        while True:
            ready, _, _ = select.select([self._in, self._woken], [], [])
            if self._woken in ready:
                os.read(self._woken, 512)
            if self._changed:
                self._changed = False
                return CHANGED
            if self._in in ready and (pressed := self._character()):
                return pressed

    def line(self, ask: Callable[[], None]) -> str | None:
        """Ask for a line, which the terminal lets be edited, and wait for it; None for Ctrl-D."""
        self._single = False
        self._set()
        try:
            ask()
            typed = bytearray()
            while not typed.endswith(b"\n"):
                read = self._read(4096)
                if not read:
                    return None
                typed += read
        finally:
            self._single = True
            self._set()
        text = typed.decode(errors="surrogateescape")
        return None if END in text else text.strip()  # pressed before the question came, it is a character

    def _character(self) -> str:
        """Read one character; nothing for an arrow or function key, which comes as several."""
        first = self._read(1)
        if not first:  # single keys have no end of file: whoever typed has hung up
            raise Gone(signal.SIGHUP)
        if first == ESCAPE.encode():
            self._swallow()
            return ""
        more = sum(first[0] >= start for start in LEADING)
        character = (first + b"".join(self._read(1) for _ in range(more))).decode(errors="replace")
        if character == INTERRUPT:  # where the terminal makes no signal of it
            raise KeyboardInterrupt
        return character

    def _swallow(self) -> None:
        """Take the rest of an escape sequence, or the key that was pressed together with Alt."""
        if not self._comes():
            return
        if self._read(1) in {b"[", b"O"}:
            while self._comes() and not 0x40 <= self._read(1)[0] <= 0x7E:  # noqa: PLR2004 - its last byte
                pass

    def _comes(self) -> bool:
        return bool(select.select([self._in], [], [], PAUSE)[0])

    def _read(self, most: int) -> bytes:
        try:
            return os.read(self._in, most)
        except OSError as error:
            if error.errno == errno.EIO:
                raise Gone(signal.SIGHUP) from error
            raise

    def _handle(self, number: signal.Signals, handler: Any) -> None:
        self._handlers[number] = signal.signal(number, handler)

    def _set(self) -> None:
        """Take single keys or lines, as is wanted now; what was typed stays."""
        if self._single:
            _patiently(lambda: tty.setcbreak(self._in, termios.TCSADRAIN))
        else:
            self._give_back()

    def _give_back(self) -> None:
        _patiently(lambda: termios.tcsetattr(self._in, termios.TCSADRAIN, self._before))

    def _end(self, number: int, _: FrameType | None) -> None:
        raise Gone(signal.Signals(number))

    def _stop(self, number: int, _: FrameType | None) -> None:
        """Stop as the shell expects it, with the terminal as it was."""
        with suppress(termios.error):
            self._give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        # Here it goes on; or it never stopped, where no shell is there to continue it.
        signal.signal(number, self._stop)
        self._go_on(number, None)

    def _go_on(self, _: int, __: FrameType | None) -> None:
        self._changed = True
        with suppress(termios.error):  # a line that is lost says so too, after it hung up
            self._set()

    def _resized(self, _: int, __: FrameType | None) -> None:
        self._changed = True


def _patiently(what: Callable[[], object]) -> None:
    """Do something to the terminal; again where a signal came between."""
    while True:
        try:
            what()
        except termios.error as error:
            if error.args[0] != errno.EINTR:
                raise
        else:
            return
