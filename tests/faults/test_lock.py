"""Somebody else holds the file: a wait with an end, who it is, and nothing typed is lost."""

import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from subprocess import PIPE

import pytest

from clienthealth.store import sqlite

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
connection.execute("select count(*) from client").fetchone()
print("held", flush=True)
sys.stdin.read()
"""
PATIENCE = 0.4


@pytest.fixture
def hold(run, monkeypatch):
    """Hold the file in a process of its own until it is killed, or the test ends; patience is short meanwhile."""
    monkeypatch.setattr(sqlite, "PATIENCE", PATIENCE)
    with ExitStack() as stack:

        def holding(statement):
            command = [sys.executable, "-c", HOLDER, str(run.db), statement]
            process = stack.enter_context(subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True))
            stack.callback(process.kill)
            assert process.stdout.readline() == "held\n"
            return process

        yield holding


def let_go(process):
    process.kill()
    process.wait()


def test_patience_is_half_a_minute():
    assert sqlite.PATIENCE == 30


def test_a_writer_waits_names_who_holds_the_file_and_keeps_what_was_typed(run, hold, nobody_home):
    run.ok("add Acme")
    before = run.ok("export").out
    holder = hold("begin immediate")
    started = time.monotonic()

    ran = run('log acme "An hour on the phone"')

    assert PATIENCE <= time.monotonic() - started < PATIENCE + 2
    assert ran.code == 6
    first, hint, draft = ran.err.splitlines()
    assert first.startswith(f"clienthealth: {run.db} is busy: held by process {holder.pid} ({sys.executable} -c ")
    assert hint == "nothing was written; end that program or try again in a moment"
    assert "what you typed is kept in" in draft
    assert run.ok("export").out == before
    let_go(holder)
    assert "An hour on the phone" in run.ok("log --draft").out
    assert not list(nobody_home.glob("data/clienthealth/drafts/*"))


def test_a_commit_that_a_reader_holds_up_is_given_up_whole(run, hold):
    run.ok("add Acme")
    before = run.ok("export").out
    holder = hold("begin")

    ran = run("log acme Called")

    assert ran.code == 6
    assert f"held by process {holder.pid} " in ran.err
    assert run.ok("export").out == before
    let_go(holder)
    assert run.ok("log acme Called").out.startswith("i1 ")


def test_readers_do_not_wait_for_a_writer_that_has_not_begun_to_commit(run, hold):
    run.ok("add Acme")
    hold("begin immediate")
    started = time.monotonic()

    assert run("export").code == 0

    assert time.monotonic() - started < PATIENCE + 1


def test_a_reader_waits_for_a_file_that_is_held_alone_and_gives_up_in_words(run, hold):
    run.ok("add Acme")
    holder = hold("begin exclusive")

    ran = run("export")

    assert ran.code == 6
    assert f"held by process {holder.pid} " in ran.err
    assert ran.out == ""


def test_a_lock_let_go_in_time_is_waited_for(run, hold, monkeypatch):
    run.ok("add Acme")
    holder = hold("begin immediate")
    monkeypatch.setattr(sqlite, "PATIENCE", 30)
    started = time.monotonic()
    soon = threading.Timer(PATIENCE, holder.kill)
    soon.start()

    assert run("log acme Called").code == 0

    assert time.monotonic() - started >= PATIENCE
    soon.join()


def test_nobody_is_named_who_holds_nothing(run):
    run.ok("add Acme")

    assert sqlite.holder_of(run.db) == ""
