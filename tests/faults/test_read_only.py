"""A file or folder that may not be written: reading works or says why not, writing says so in one line."""

import os
import shutil
import subprocess
import sys

import pytest

READING = ["export", "show acme", "score", "today", "review", "search Called", "undo --list"]
WRITING = ["log acme Again", "add Beta", "undo"]
CAPABILITIES = "-dac_override,-dac_read_search"


@pytest.fixture
def humble(run, tmp_path):
    """Run the program as somebody whom the rights of files bind, which root is not by itself."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() == 0 and not setpriv:
        pytest.skip("root needs setpriv to be bound by the rights of files")
    bound = [str(setpriv), "--bounding-set", CAPABILITIES, "--inh-caps", CAPABILITIES] if os.geteuid() == 0 else []
    run.ok("add Acme")
    run.ok("log acme Called")

    def running(line, *, db=run.db):
        command = [*bound, sys.executable, "-m", "clienthealth", *line.split()]
        environment = {**os.environ, "CLIENTHEALTH_DB": str(db)}
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    yield running
    tmp_path.chmod(0o700)


def says_one_line(ran, what):
    assert ran.returncode == 6, ran.stderr
    assert ran.stdout == ""
    first, *rest = ran.stderr.splitlines()
    assert what in first
    assert 1 <= len(rest) <= 2
    return True


@pytest.mark.parametrize("line", READING)
def test_reading_what_one_may_not_write_works(run, tmp_path, humble, line):
    run.db.chmod(0o400)
    tmp_path.chmod(0o500)

    ran = humble(line)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout


@pytest.mark.parametrize("line", WRITING)
def test_writing_a_file_one_may_not_write_is_refused(run, humble, line):
    run.db.chmod(0o400)
    before = run.db.read_bytes()

    assert says_one_line(humble(line), f"{run.db} cannot be written")

    assert run.db.read_bytes() == before


@pytest.mark.parametrize("line", WRITING)
def test_a_file_in_a_folder_one_may_not_write_cannot_be_written(run, tmp_path, humble, line):
    """The journal that makes a write whole needs a place beside the file."""
    tmp_path.chmod(0o500)
    before = run.db.read_bytes()

    assert says_one_line(humble(line), f"{run.db} cannot be written")

    assert run.db.read_bytes() == before


def test_a_file_one_may_not_read_is_refused_in_words(run, humble):
    run.db.chmod(0o000)

    assert says_one_line(humble("export"), f"{run.db} cannot be opened: Permission denied")


def test_a_new_file_where_one_may_not_write_is_refused_in_words(tmp_path, humble):
    tmp_path.chmod(0o500)

    said = humble("export", db=tmp_path / "new.db")
    deeper = humble("export", db=tmp_path / "new" / "clients.db")

    assert says_one_line(said, "cannot be opened: Permission denied")
    assert says_one_line(deeper, "cannot be opened: Permission denied")
    assert not (tmp_path / "new").exists()


def test_text_that_cannot_be_written_is_kept(run, humble, nobody_home):
    run.db.chmod(0o400)

    ran = humble("log acme A long story")

    assert "what you typed is kept in" in ran.stderr
    assert len(list(nobody_home.glob("data/clienthealth/drafts/*.json"))) == 1
