"""A writer that is killed again and again: nothing acknowledged is missing, nothing is half-written."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from soundness import flaws, open_store

WRITER = Path(__file__).with_name("writer.py")
ROUNDS = [pytest.param(30, id="some"), pytest.param(500, id="all", marks=pytest.mark.slow)]
LONGEST_LIFE = 0.02


@pytest.fixture
def writer():
    """A process that starts writers."""
    command = [sys.executable, str(WRITER)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.stdin.close()


def acknowledged_until_killed(writer, db, first, seconds):
    """Let a writer write for a while after its first commit, kill it, and return what it acknowledged."""
    writer.stdin.write(f"{db} {first}\n")
    writer.stdin.flush()
    number = int(writer.stdout.readline().split()[1])
    said = [writer.stdout.readline()]
    time.sleep(seconds)
    os.kill(number, signal.SIGKILL)
    while not said[-1].startswith("ended"):
        said.append(writer.stdout.readline())
    assert said.pop() == "ended -9\n"
    return {int(each) for each in said}


@pytest.mark.parametrize("rounds", ROUNDS)
def test_what_a_killed_writer_acknowledged_is_there_and_nothing_half_of_it(run, writer, rounds):
    run.ok("add Acme")
    chance = random.Random(rounds)
    acknowledged, written = set(), set()

    for _ in range(rounds):
        first = max(written, default=0) + 1
        acknowledged |= acknowledged_until_killed(writer, run.db, first, chance.uniform(0, LONGEST_LIFE))
        now = kept(run.db)
        unsaid = now["interaction"] - written - acknowledged
        written = now["interaction"]
        assert acknowledged <= written
        assert len(unsaid) <= 1
        assert now["promise"] == written
        assert now["counts"] == (len(written) + 1, 2 * len(written) + 1)

    assert flaws(run.db) == []
    run.ok("doctor")
    assert len(acknowledged) >= rounds


def kept(path):
    """The numbers of the contacts and the promises on record, and how many commands and changes the audit has."""
    with closing(open_store(path)) as store:
        numbers = {
            kind: {row[0] for row in store.rows(f'select cast(substr("id", 2) as integer) from "{kind}"')}
            for kind in ("interaction", "promise")
        }
        counts = store.rows('select (select count(*) from "command"), (select count(*) from "change")')[0]
        return {**numbers, "counts": tuple(counts)}
