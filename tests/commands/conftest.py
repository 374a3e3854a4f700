"""The records that tests of commands begin with."""

import subprocess
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def agency(run):
    """Eight clients on a Monday noon; Elm and Fern have ended."""
    return run.begins(f"import {DATA / 'agency' / 'agency.jsonl'}")


@pytest.fixture
def harsh(run, later):
    """A client whose record points more and more at its conduct, and of whom an ending has been advised for months."""
    run.begins(f"import {DATA / 'vignettes' / 'nothing-ever-satisfies.jsonl'}")
    later("2026-11-20")
    return run


@pytest.fixture
def let_down(run, later):
    """A good client whom we failed twice."""
    run.begins(f"import {DATA / 'vignettes' / 'good-client-we-let-down-twice.jsonl'}")
    later("2026-11-20")
    return run


@pytest.fixture
def tmux(tmp_path):
    """A terminal that is driven by keys; nothing of it is left."""
    from in_tmux import Tmux

    made = Tmux(tmp_path)
    yield made
    if made.socket.exists():
        subprocess.run(["tmux", "-S", str(made.socket), "kill-server"], check=False, capture_output=True)
