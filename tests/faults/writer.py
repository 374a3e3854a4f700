"""Starts long-lived writers, one for each `path number` on standard input, until each is killed.

It says which process writes, the writer acknowledges each of its commits, and how it ended comes last.
"""

import os
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from clienthealth.core.kinds import Channel, Direction
from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.contact import Interaction
from clienthealth.store.store import Store

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)


def say(word):
    """Say it at once, in one write."""
    os.write(1, f"{word}\n".encode())


def write(path, first):
    """Write a contact and a promise a transaction, for as long as this process lives."""
    store = Store(Path(path), UTC, "robin", NOW)
    for number in count(first):
        given = {"client": "acme", "at": NOW, "source": "cli", "by": "robin"}
        contact = Interaction(**given, id=f"i{number}", channel=Channel.CALL, direction=Direction.IN, text=f"{number}")
        promise = Promise(**given, id=f"p{number}", text=f"promise {number}")
        with store.writing("log") as change:
            change.add(contact)
            change.add(promise)
        say(number)


for line in sys.stdin:
    where, start = line.rsplit(maxsplit=1)
    child = os.fork()
    if child == 0:
        say(f"writer {os.getpid()}")
        write(where, int(start))
    say(f"ended {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}")
