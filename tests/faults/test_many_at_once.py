"""Many processes that write at once: every one is served, every row is there."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from soundness import flaws, held

CROWDS = [
    pytest.param(4, 5, id="4x5"),
    pytest.param(8, 10, id="8x10", marks=pytest.mark.slow),
    pytest.param(16, 100, id="16x100", marks=pytest.mark.slow),
]


def program(db, *argv):
    """Run the program as a process of its own."""
    command = [sys.executable, "-m", "clienthealth", "--db", str(db), *argv]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ}, check=False)


@pytest.mark.parametrize(("writers", "rows"), CROWDS)
def test_every_row_of_many_writers_is_there(run, writers, rows):
    run.ok("add Acme")

    def write(writer):
        return [program(run.db, "log", "acme", f"writer {writer} row {row}") for row in range(rows)]

    with ThreadPoolExecutor(writers) as pool:
        ran = [each for done in pool.map(write, range(writers)) for each in done]

    assert [(each.returncode, each.stderr) for each in ran if each.returncode or each.stderr] == []
    texts = {row["text"] for row in held(run.db)["interaction"]}
    assert texts == {f"writer {writer} row {row}" for writer in range(writers) for row in range(rows)}
    assert len(ran) == len(held(run.db)["command"]) - 1 == writers * rows
    assert flaws(run.db) == []
    run.ok("doctor")


def test_clients_added_at_once_to_a_file_that_is_not_there_are_all_there(run):
    names = [f"Client {number}" for number in range(8)]

    with ThreadPoolExecutor(len(names)) as pool:
        ran = list(pool.map(lambda name: program(run.db, "--quiet", "add", name), names))

    assert [each.stderr for each in ran] == [""] * len(names)
    assert sorted(row["name"] for row in held(run.db)["client"]) == names
