"""A program at a pseudo-terminal of its own: keys go in, and what stands on the screen is read back."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress

PATIENCE = 10.0
"""Seconds to wait for a screen, on a machine that is busy with other tests."""

CLEAR = "\x1b[H\x1b[2J"

CHILD = """
import fcntl, os, sys, termios
tty = os.open(sys.argv[1], os.O_RDWR)
fcntl.ioctl(tty, termios.TIOCSCTTY, 0)
for number in range(3):
    os.dup2(tty, number)
os.close(tty)
if sys.argv.pop(2) == "job":
    {shell}
from clienthealth.__main__ import run
sys.argv[1:] = sys.argv[2:]
run()
"""

SHELL = """
    import signal
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    job = os.fork()
    if job:
        status = os.waitpid(job, os.WUNTRACED)[1]
        while os.WIFSTOPPED(status):
            os.tcsetpgrp(0, os.getpgrp())
            print("[stopped]", flush=True)
            os.read(0, 100)
            os.tcsetpgrp(0, job)
            os.kill(job, signal.SIGCONT)
            status = os.waitpid(job, os.WUNTRACED)[1]
        sys.exit(os.waitstatus_to_exitcode(status))
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
"""
"""As much of a shell as it takes to stop a job and to continue it."""


class AtTerminal:
    """One run of the program, which takes the pseudo-terminal for its controlling one."""

    def __init__(self, *arguments, rows=24, columns=80, job=False, **environment):
        self._master, self._slave = pty.openpty()
        self.resize(rows, columns, tell=False)
        self.manners = termios.tcgetattr(self._slave)
        self._read = ""
        given = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        child = CHILD.replace("    {shell}", SHELL)
        self.process = subprocess.Popen(
            [sys.executable, "-c", child, os.ttyname(self._slave), "job" if job else "alone", *map(str, arguments)],
            env=given | {"TERM": "xterm"} | environment,
            start_new_session=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for end in (self._master, self._slave):
            with suppress(OSError):
                os.close(end)

    def press(self, keys):
        os.write(self._master, keys.encode())

    def resize(self, rows, columns, *, tell=True):
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if tell:
            self.tell(signal.SIGWINCH)

    def tell(self, number):
        os.kill(self.process.pid, number)

    def hang_up(self):
        """Close the window: the line is dead from now on."""
        for end in (self._master, self._slave):
            os.close(end)

    def sees(self, *texts):
        """Wait until a new screen, or what came since the last one was read, holds all the texts; return it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self._take()
            screen = self._read.rpartition(CLEAR)[2]
            if all(text in screen for text in texts):
                self._read = ""
                return screen
        raise AssertionError(f"{texts} did not come; what came: {self._read}")

    def ends(self):
        """Wait for the end of the program; return its exit code, negative where a signal ended it."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            with suppress(OSError):
                self._take()
        with suppress(OSError):
            self._take()
        return self.process.wait(timeout=1)

    @property
    def rest(self):
        """What was written since the last screen that was seen."""
        return self._read.replace("\r\n", "\n")

    @property
    def is_as_before(self):
        """Whether the terminal has its own manners."""
        return termios.tcgetattr(self._slave) == self.manners

    def _take(self):
        ready, _, _ = select.select([self._master], [], [], 0.05)
        if ready:
            self._read += os.read(self._master, 65536).decode(errors="replace").replace("\r\n", "\n")
