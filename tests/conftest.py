"""What all tests share: a store of one's own, a fixed clock, and the program as one function."""

import os
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from golden import Golden
from hypothesis import settings

from clienthealth.cli import main

settings.register_profile("suite", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("suite")

MONDAY_NOON = "2026-11-23"
MADE: dict[tuple[str, ...], bytes] = {}
"""The databases that tests begin with, by the day and the commands that made them."""


@dataclass
class Ran:
    """What one run of the program said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass
class Program:
    """The program with a database of its own; commands are written as one would type them."""

    db: Path
    capsys: pytest.CaptureFixture[str]
    last: Ran = field(default_factory=lambda: Ran(0, "", ""))

    def __call__(self, line: str, *more: str) -> Ran:
        code = main(["--db", str(self.db), *shlex.split(line), *more])
        out, err = self.capsys.readouterr()
        self.last = Ran(int(code), out, err)
        return self.last

    def ok(self, line: str, *more: str) -> Ran:
        ran = self(line, *more)
        assert ran.code == 0, f"{line}: exit {ran.code}: {ran.err}"
        return ran

    def begins(self, *lines: str) -> "Program":
        """Begin with what these commands make of nothing; they run once, later tests are given a copy."""
        made_by = (os.environ["CLIENTHEALTH_TODAY"], *lines)
        self.db.parent.mkdir(exist_ok=True)
        if made_by in MADE:
            self.db.touch(0o600)
            self.db.write_bytes(MADE[made_by])
            return self
        for line in lines:
            self.ok(line)
        assert [each.name for each in self.db.parent.glob(f"{self.db.name}?*")] == []
        MADE[made_by] = self.db.read_bytes()
        return self


@pytest.fixture(scope="session")
def homes(tmp_path_factory) -> Iterator[Path]:
    """New folders; counted here, since the factory would look through all of them for each."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def nobody_home(homes, monkeypatch):
    """No configuration, name or clock of the machine takes part."""
    home = next(homes)
    home.mkdir()
    for name in ("CLIENTHEALTH_DB", "XDG_CACHE_HOME", "XDG_STATE_HOME", "VISUAL", "EDITOR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("CLIENTHEALTH_USER", "robin")
    monkeypatch.setenv("CLIENTHEALTH_TODAY", MONDAY_NOON)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    return home


@pytest.fixture
def run(tmp_path, capsys) -> Program:
    """Run the program: `run('log acme "Called back" --via call')`."""
    return Program(tmp_path / "clients.db", capsys)


@pytest.fixture
def demo(run, later, tmp_path, monkeypatch) -> Program:
    """The demo's clients, on the day its goldens are of."""
    later("2026-11-20")
    monkeypatch.chdir(tmp_path)
    run.db = tmp_path / "demo" / "clients.db"
    return run.begins("--quiet demo demo")


@pytest.fixture
def later(monkeypatch):
    """Move the fixed clock: `later("2026-12-01T09:30")`."""
    return lambda moment: monkeypatch.setenv("CLIENTHEALTH_TODAY", moment)


def pytest_configure(config):
    """Lay what tests write into memory where there is room: else half of their time is waiting for a disk to sync."""
    memory, needed = Path("/dev/shm"), 1 << 30  # noqa: S108 - pytest makes a folder of its own in it
    if not os.access(memory, os.W_OK) or os.statvfs(memory).f_flag & os.ST_NOEXEC:
        return  # a container may let nothing in it be executed, and some tests lay programs there
    if shutil.disk_usage(memory).free > needed:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_addoption(parser):
    parser.addoption("--golden-update", action="store_true", help="write the files in tests/golden anew")


@pytest.fixture
def golden(request) -> Golden:
    """Compare with a golden file: `golden.matches("review.txt", ran.out)`."""
    return Golden(update=request.config.getoption("--golden-update"))
