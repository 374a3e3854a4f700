"""The one way to write: all or nothing, a lock from the beginning, an end that is told as it was."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from clienthealth.core.frozen import replace
from clienthealth.core.kinds import PulseState
from clienthealth.core.records.client import Client
from clienthealth.core.records.spent import Pulse
from clienthealth.errors import Refused, StoreError
from clienthealth.store.sqlite import explained
from clienthealth.store.store import Store

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    with closing(Store(tmp_path / "clients.db", UTC, "robin", NOW)) as opened:
        yield opened


def client(name):
    return Client(client=name, id=name, at=date(2026, 1, 1), name=name.title())


def adds(store, *records, trouble=None):
    """Write records in one command, which ends in trouble where some is given."""
    with store.writing("add") as change:
        made = [change.add(record) for record in records]
        if trouble:
            raise trouble
    return made


def counts(store):
    tables = ("client", "pulse", "command", "change", "counter")
    return [store.rows(f'select count(*) from "{name}"')[0][0] for name in tables]


@pytest.mark.parametrize("trouble", [RuntimeError, KeyboardInterrupt, SystemExit, StoreError, GeneratorExit])
def test_whatever_ends_a_command_early_takes_all_of_it_back(store, trouble):
    with pytest.raises(trouble):
        adds(store, client("acme"), trouble=trouble("x"))

    assert counts(store) == [0, 0, 0, 0, 0]
    assert not store.connection.in_transaction
    adds(store, client("acme"))
    assert counts(store) == [1, 0, 1, 1, 1]


def test_a_command_that_changes_nothing_leaves_no_trace(store):
    adds(store)

    assert counts(store) == [0, 0, 0, 0, 0]


def test_what_leads_nowhere_is_refused_at_the_end_with_everything_beside_it(store):
    astray = Pulse(client="nobody", id="p", at=date(2026, 1, 1), state=PulseState.FINE)

    with pytest.raises(Refused, match="refers to none"):
        adds(store, client("acme"), astray)

    assert counts(store) == [0, 0, 0, 0, 0]
    assert not store.connection.in_transaction


def test_what_is_there_already_is_refused_with_everything_beside_it(store):
    adds(store, client("acme"))

    with pytest.raises(Refused, match="on record already"):
        adds(store, client("beta"), client("acme"))

    assert counts(store) == [1, 0, 1, 1, 1]


def test_a_stale_correction_changes_nothing_and_shows_what_the_other_made_of_it(store):
    held = adds(store, client("acme"))[0]
    with closing(Store(store.path, UTC, "sam", NOW)) as other, other.writing("edit") as change:
        change.replace(held, replace(held.record, name="Sam's name"))

    with pytest.raises(Refused, match="Sam's name"), store.writing("edit") as change:
        change.replace(held, replace(held.record, name="Robin's name"))

    assert [each.record.name for each in store.all(Client)] == ["Sam's name"]


def test_numbers_are_never_given_twice(store):
    first = adds(store, client("acme"))[0]
    with store.writing("rm") as change:
        change.remove(first)

    second = adds(store, client("acme"))[0]

    assert (first.handle, second.handle) == ("k1", "k2")


def test_the_right_to_write_is_taken_at_the_beginning_not_at_the_first_change(store):
    with (
        store.writing("log"),
        closing(sqlite3.connect(store.path, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("begin immediate")


INTERRUPTED = """
import os, signal, sys
from clienthealth.cli import main
from clienthealth.store.intake import Intake

def at_the_hundredth(frame, event, argument):
    # The hundredth record that an import takes meets an interrupt.
    if event == "call" and frame.f_code is Intake.take.__code__:
        at_the_hundredth.seen += 1
        if at_the_hundredth.seen == 100:
            sys.setprofile(None)
            os.kill(os.getpid(), signal.SIGINT)

at_the_hundredth.seen = 0
sys.setprofile(at_the_hundredth)
sys.exit(main(sys.argv[1:]))
"""


def test_an_import_that_is_interrupted_writes_nothing(run, tmp_path):
    run.ok("add Acme")
    before = run.ok("export").out
    journal = tmp_path / "journal.jsonl"
    line = '{"type":"time","client":"acme","at":"2026-02-01","minutes":5,"id":"t%d"}\n'
    journal.write_text("".join(line % number for number in range(2000)))

    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, "--db", str(run.db), "import", str(journal)],
        capture_output=True,
        text=True,
        env={**os.environ},
        check=False,
    )

    assert ran.returncode == 128 + signal.SIGINT
    assert (ran.stdout, run.ok("export").out) == ("", before)
    assert "imported 2000 records" in run.ok("import", str(journal)).out


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_BUSY, "is busy"),
        (sqlite3.SQLITE_LOCKED, "is busy"),
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_IOERR_FSYNC, "failed"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "cannot be written"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be written"),
        (sqlite3.SQLITE_CORRUPT_VTAB, "is damaged or no database"),
        (sqlite3.SQLITE_NOTADB, "is damaged or no database"),
        (sqlite3.SQLITE_ERROR, "doctor"),
    ],
)
def test_every_trouble_of_the_database_has_words_and_a_way_out(tmp_path, code, said):
    error = sqlite3.OperationalError("what SQLite says")
    error.sqlite_errorcode = code

    told = explained(error, tmp_path / "clients.db")

    assert said in told.message + told.hint
    assert str(tmp_path) in told.message
    assert told.hint
