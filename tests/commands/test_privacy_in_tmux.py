"""`privacy erase` in a real terminal: what would go is shown, and only the typed name lets it go."""

import shutil
import sys

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, a terminal driven by a program")


def test_the_name_has_to_be_typed(run, tmux):
    run.ok('add "Zwitscher GmbH" --slug zwitscher')
    run.ok("log zwitscher 'Das Federkleid'")
    line = sys.executable, "-m", "clienthealth", "--db", str(run.db), "privacy", "erase", "zwi"

    tmux.opened(*line)
    tmux.sees("for good", "1 interaction", "brings none of it back", "Type Zwitscher GmbH to erase:")
    tmux.types("yes", "Enter")
    tmux.sees("not confirmed: nothing was erased")
    assert b"Federkleid" in run.db.read_bytes()

    tmux.types("clear", "Enter")
    tmux.types(" ".join(line), "Enter")
    tmux.sees("Type Zwitscher GmbH to erase:")
    tmux.types("zwitscher gmbh", "Enter")
    tmux.sees("Out of reach of this program")
    assert b"Federkleid" not in run.db.read_bytes()
