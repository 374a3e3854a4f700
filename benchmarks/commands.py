"""How long commands take, as ratios to `python -c 'import sqlite3'` of the same interpreter in the same run.

Each round runs every variant once, in shuffled order; the first rounds warm up and are not counted. Ratios
travel between machines, milliseconds do not; minima survive a busy machine, medians do not. Nothing is
asserted: a stopwatch is noisy. `python benchmarks/commands.py [ROUNDS]`.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS, WARM_UP = 30, 3
PROGRAM = [sys.executable, "-m", "clienthealth"]
FLOOR = [sys.executable, "-c", "import sqlite3"]


def variants(db: str) -> dict[str, tuple[list[str], str]]:
    """Return what is measured, with the ratio it aims at."""
    program = [*PROGRAM, "--db", db]
    return {
        "import sqlite3": (FLOOR, "1"),
        "log": ([*program, "log", "mapleloaf", "Called back about the oven", "--via", "call"], "5"),
        "undo --list": ([*program, "undo", "--list"], "6"),
        "promise list": ([*program, "promise", "list"], "6"),
        "today": ([*program, "today"], "6"),
        "--help": ([*program, "--help"], "7"),
        "score --json": ([*program, "score", "--json"], "12"),
        "review": ([*program, "review"], "10"),
    }


def main() -> None:
    """Measure, and print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder, NO_COLOR="1")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run([*PROGRAM, "--quiet", "demo", f"{folder}/demo"], check=True, stdout=subprocess.DEVNULL)
        measured = variants(str(Path(folder, "demo", "clients.db")))
        times = _times({name: command for name, (command, _) in measured.items()}, rounds)
    floor = min(times["import sqlite3"]), median(times["import sqlite3"])
    print(f"{'command':16} {'min ms':>8} {'ratio of minima':>16} {'ratio of medians':>17} {'aim':>5}")
    for name, (_, aim) in measured.items():
        least, middle = min(times[name]), median(times[name])
        ratios = f"{least / floor[0]:16.2f} {middle / floor[1]:17.2f}"
        print(f"{name:16} {1000 * least:8.1f} {ratios} {aim:>5}")


def _times(commands: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(-WARM_UP, rounds):
        for name in random.sample(list(commands), len(commands)):
            began = time.perf_counter()
            subprocess.run(commands[name], check=True, stdout=subprocess.DEVNULL)
            if number >= 0:
                times[name].append(time.perf_counter() - began)
    return times


if __name__ == "__main__":
    main()
