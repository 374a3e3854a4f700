"""A disk that fills up: one line, what was typed is kept, what was there stays, and it goes on once there is space."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from soundness import flaws, held

KIB = 1024


@pytest.fixture
def disk(tmp_path):
    """A disk of its own of a few hundred KiB, and a way to make it larger."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1024k", "small", folder], check=False)
    if mounted.returncode:
        pytest.skip("this system lets nobody mount a disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def filled(folder, left):
    """Fill a disk up to so many bytes; the space is there again afterwards."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        space = os.statvfs(folder)
        file.write(bytes(max(space.f_bavail * space.f_frsize - left, 0)))
    yield
    ballast.unlink()


@pytest.mark.parametrize("left", [0, 4 * KIB, 8 * KIB, 16 * KIB, 24 * KIB])
def test_a_full_disk_is_one_line_a_draft_and_no_loss(run, disk, left):
    run.db = disk / "clients.db"
    run.ok("add Acme")
    run.ok("log acme Called")
    before = held(run.db)
    long = "word " * 6 * KIB

    with filled(disk, left):
        ran = run("log acme", long)
        during = run.ok("export").out

    assert ran.code == 6
    first, hint, draft = ran.err.splitlines()
    assert first == f"clienthealth: the disk is full: nothing was written to {run.db}"
    assert hint == "free some space, also where temporary files go, then try again"
    assert "what you typed is kept in" in draft
    assert held(run.db) == before
    assert flaws(run.db) == []
    assert run.ok("export").out == during
    taken_up = run.ok("log --draft --json")
    assert json.loads(taken_up.out)["text"] == long


def test_where_even_the_draft_finds_no_space_the_text_is_printed(run, disk, monkeypatch):
    run.db = disk / "clients.db"
    monkeypatch.setenv("XDG_DATA_HOME", str(disk))
    run.ok("add Acme")

    with filled(disk, 0):
        ran = run("log acme Three words only")

    assert ran.code == 6
    assert "what you typed could not be kept either; here it is:" in ran.err
    assert '"words": "Three words only"' in ran.err
    assert not list(disk.glob("clienthealth/drafts/*"))


def test_an_import_that_fills_the_disk_is_taken_back_whole(run, disk, tmp_path):
    run.db = disk / "clients.db"
    run.ok("add Acme")
    before = held(run.db)
    journal = tmp_path / "journal.jsonl"
    work = (
        {"type": "time", "client": "acme", "at": "2026-02-01", "minutes": n, "text": f"{n} " * 90} for n in range(900)
    )
    journal.write_text("".join(json.dumps(each) + "\n" for each in work))

    ran = run("import", str(journal))

    assert ran.code == 6
    assert ran.err.splitlines()[0] == f"clienthealth: the disk is full: nothing was written to {run.db}"
    assert held(run.db) == before
    assert flaws(run.db) == []
    subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
    assert "imported 900 records" in run.ok("import", str(journal)).out


def test_a_first_command_on_a_full_disk_leaves_a_file_that_the_next_one_can_use(run, disk):
    run.db = disk / "clients.db"

    with filled(disk, 40 * KIB):
        ran = run("add Acme")

    assert ran.code == 6
    assert "the disk is full" in ran.err
    assert run.ok("add Acme").out.startswith("k1 ")


def test_an_export_that_finds_no_space_leaves_no_file_behind(run, disk, tmp_path):
    run.ok("add Acme")
    run.ok("log acme", "word " * 6 * KIB)

    with filled(disk, 8 * KIB):
        ran = run("export --out", str(disk / "out.jsonl"))

    assert ran.code == 6
    assert "cannot be written: No space left on device" in ran.err
    assert list(disk.iterdir()) == []


MAIL = """From x@y Mon Jan  5 09:00:00 2026
From: anna@acme.example
To: me@studio.example
Date: Mon, 5 Jan 2026 09:00:00 +0100
Message-ID: <{number}@acme.example>
Subject: {words}

Text

"""


@pytest.fixture
def mailbox(run, tmp_path):
    """A mailbox of two thousand messages with long subjects, and a client whose they are."""
    run.ok("add Acme --since 2025-06-01")
    run.ok("contact add acme Anna --email anna@acme.example")
    path = tmp_path / "mail"
    path.write_text("".join(MAIL.format(number=number, words=f"{number} " * 180) for number in range(2000)))
    return path


def test_drafts_that_fill_the_disk_are_one_line(run, disk, mailbox):
    line = ["-m", "clienthealth", "--db", run.db, "import", mailbox, "--me", "me@studio.example", "--yes"]

    with filled(disk, 8 * KIB):
        ran = subprocess.run(
            [sys.executable, *line], env={**os.environ, "SQLITE_TMPDIR": str(disk)}, capture_output=True, check=False
        )

    said = ran.stderr.decode().splitlines()
    assert (ran.returncode, len(said)) == (6, 2)
    assert said[0].startswith("clienthealth: the disk is full: nothing was written")
    assert "2000 new" in run.ok(f"import {mailbox} --me me@studio.example --yes").out


def test_standard_input_that_fills_the_disk_is_one_line(run, disk, mailbox, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(disk))

    with filled(disk, 8 * KIB), mailbox.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        ran = run("import - --me me@studio.example --yes")

    assert (ran.code, ran.err.count("\n")) == (5, 2)
    assert ran.err.startswith("clienthealth: standard input cannot be read: No space left on device\nit is put into ")


def test_a_file_that_fails_while_it_is_read_is_one_line(run, mailbox):
    if not Path("/proc/self/mem").exists():
        pytest.skip("only Linux has a file that can be opened and not be read")

    ran = run(f"import {mailbox} /proc/self/mem --me me@studio.example --yes")

    assert (ran.code, "cannot be read: Input/output error" in ran.err) == (5, True)
