"""A disk that fills up: one line, what was typed is kept, what was there stays, and it goes on once there is space."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager

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
    assert hint == "free some space, then try again"
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
