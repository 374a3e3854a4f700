"""The bench on which commands run while their disk fails, or they are killed."""

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from soundness import flaws, held, open_store, takes_more

from clienthealth.cli import main
from clienthealth.errors import ExitCode

HERE = Path(__file__).parent
MODES = {"count": 0, "kill": 1, "torn": 2, "eio once": 3, "eio": 4, "full": 5, "interrupt": 6}
KILLED = -9
TAIL = 4
"""The last calls of a command end its commit: they are tried one by one even where most are left out."""


@pytest.fixture(scope="session")
def library(tmp_path_factory) -> Path:
    """The preloaded library, compiled where there is a compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or not compiler:
        pytest.skip("needs Linux and a C compiler to make calls fail")
    made = tmp_path_factory.mktemp("failing") / "failing.so"
    command = [
        compiler,
        "-shared",
        "-fPIC",
        "-O1",
        "-Wall",
        "-Werror",
        "-o",
        str(made),
        str(HERE / "failing.c"),
        "-ldl",
    ]
    subprocess.run(command, check=True)
    return made


@dataclass
class Bench:
    """A database on which one command runs again and again, each time with another fault."""

    process: Any
    folder: Path

    @property
    def db(self) -> Path:
        return self.folder / "disk" / "clients.db"

    @property
    def template(self) -> Path:
        return self.folder / "before.db"

    def stands(self, *commands: list[str]) -> "Bench":
        """Prepare the database that every run starts from; without commands there is none."""
        self._fresh()
        for argv in commands:
            assert self.run(argv, 0, "count")["code"] == 0
        if commands:
            shutil.copy(self.db, self.template)
        return self

    def _fresh(self) -> None:
        shutil.rmtree(self.db.parent, ignore_errors=True)
        self.db.parent.mkdir()
        if self.template.exists():
            shutil.copy(self.template, self.db)

    def run(self, argv: list[str], at: int, mode: str) -> dict[str, Any]:
        """Run a command with the n-th call on the database's folder failing."""
        command = ["--db", str(self.db), *argv]
        asked = {"argv": command, "folder": str(self.db.parent), "at": at, "mode": MODES[mode], "env": {**os.environ}}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        answered: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answered

    def broken(self, argv: list[str], mode: str, step: int = 1) -> list[str]:
        """Try every `step`-th call of a command, and all of its commit; say where a promise was broken."""
        self._fresh()
        before = held(self.db)
        self._fresh()
        calls = self.run(argv, 0, "count")["calls"]
        after = held(self.db)
        assert calls > TAIL
        assert before != after
        points = sorted({*range(1, calls + 1, step), *range(calls - TAIL, calls + 1)})
        found = []
        for at in points:
            self._fresh()
            ran = self.run(argv, at, mode)
            found += [f"{mode} at {at} of {calls}: {each}" for each in self._judged(ran, mode, before, after)]
        return found

    def _judged(self, ran: dict[str, Any], mode: str, before: Any, after: Any) -> list[str]:
        code, wrong = ran["code"], []
        expected = {ExitCode.DONE, {"kill": KILLED, "torn": KILLED, "interrupt": 130}.get(mode, ExitCode.STORE)}
        if code not in expected:
            wrong.append(f"exit {code}: {ran['said']}")
        now = held(self.db)
        if now not in (before, after):
            wrong.append("half of it is there")
        if code == ExitCode.DONE and now != after:
            wrong.append("what was acknowledged is missing")
        if code in {130, ExitCode.STORE} and now != before:
            wrong.append(f"exit {code}, and yet it is there: {ran['said']}")
        wrong += flaws(self.db)
        wrong += self._found_by_doctor()
        if not takes_more(self.db):
            wrong.append("takes nothing more")
        return wrong

    def _found_by_doctor(self) -> list[str]:
        with redirect_stdout(io.StringIO()) as said:
            code = main(["--db", str(self.db), "doctor"])
        return [] if code == ExitCode.DONE else [f"doctor: {said.getvalue()}"]


@pytest.fixture(scope="session")
def driver(library) -> Any:
    """A process that has everything loaded, under the preloaded library, and forks a child for each command."""
    environment = {**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(HERE / "driver.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def bench(driver, tmp_path, nobody_home) -> Bench:
    """A database of one's own, in a folder whose calls can be made to fail."""
    return Bench(driver, tmp_path)


@pytest.fixture
def store(tmp_path) -> Any:
    """A store of one's own."""
    opened = open_store(tmp_path / "clients.db")
    yield opened
    opened.close()
