"""The program in a real terminal: keys are sent through tmux, and what stands on its screen is read."""

import os
import subprocess
import time

import pytest

PATIENCE = 20
ROWS, COLUMNS = 24, 80


class Tmux:
    """A tmux server of our own, with one window of 80 by 24 and a plain shell in it."""

    def __init__(self, folder):
        self.socket = folder / "tmux.sock"

    def __call__(self, *words):
        command = ["tmux", "-S", str(self.socket), "-f", os.devnull, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE).stdout

    def opened(self, *line):
        """Open a window, and type a command into its shell."""
        shell = "env PS1='$ ' TERM=screen sh"
        self("new-session", "-d", "-s", "ritual", "-x", str(COLUMNS), "-y", str(ROWS), shell)
        self.types(" ".join(line), "Enter")

    def closes(self):
        """Close the window, and wait until its server is gone: a new one cannot be asked of a server that is going."""
        self("kill-window", "-t", "ritual")
        listing = ["tmux", "-S", str(self.socket), "list-sessions"]
        until = time.monotonic() + PATIENCE
        while subprocess.run(listing, check=False, capture_output=True, timeout=PATIENCE).returncode == 0:
            assert time.monotonic() < until
            time.sleep(0.1)

    def types(self, *keys):
        self("send-keys", "-t", "ritual", "--", *keys)

    @property
    def screen(self):
        return self("capture-pane", "-p", "-t", "ritual")

    def sees(self, *texts):
        """Wait until all texts stand on the screen, whose lines may be broken anywhere."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            screen = self.screen
            if all(text in " ".join(screen.split()) for text in texts):
                assert len(screen.rstrip().splitlines()) <= ROWS
                return screen
            time.sleep(0.1)
        pytest.fail(f"{texts} did not come; on the screen:\n{self.screen}")
