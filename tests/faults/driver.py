"""Runs commands under the preloaded library, each in a child of its own: one JSON request a line, one answer.

A request is `{"argv": [...], "folder": ..., "at": n, "mode": m, "env": {...}}`; the answer has how the child ended,
how many calls it made on the files of the folder, and what it said. Forked from a process that has
everything loaded, a run takes milliseconds; what dies is a process all the same.
"""

import ctypes
import json
import os
import sys
import tempfile

import clienthealth.commands.importing
import clienthealth.commands.logging
import clienthealth.core.records.types
import clienthealth.store.audit
import clienthealth.store.migrating  # noqa: F401 - loaded before forking
from clienthealth.cli import main

failing = ctypes.CDLL(os.environ["LD_PRELOAD"])


def answer(request):
    """Run one command in a child and say how it went."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as counted:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            os.environ.clear()
            os.environ.update(request["env"])
            failing.arm(request["folder"].encode(), request["at"], request["mode"])
            code = main(request["argv"])
            calls = failing.counted()
            failing.arm(b"", 0, 0)
            os.write(counted.fileno(), str(calls).encode())
            sys.stderr.flush()
            os._exit(code)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        counted.seek(0)
        ended = os.waitstatus_to_exitcode(status)
        return {"code": ended, "calls": int(counted.read() or 0), "said": said.read().decode(errors="replace")}


for line in sys.stdin:
    sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
    sys.stdout.flush()
