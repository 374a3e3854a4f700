"""`catchup` in a real terminal: every key, left and resumed, until nobody is left to be asked about."""

import shutil
import sys

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, a terminal that can be driven by a program"),
]


@pytest.fixture
def weeks_later(run, later):
    later("2026-10-05")
    for name in ("Acme", "Bolt", "Cedar", "Dune"):
        run.ok(f"add {name} --since 2026-01-05")
        run.ok(f"log {name} Called")
    later("2026-11-20T14:10")
    return run


def played(tmux, *steps):
    """Type the keys of each step, and wait for what must stand on the screen then."""
    for keys, *texts in steps:
        tmux.types(*([keys] if isinstance(keys, str) else keys))
        tmux.sees(*texts)


def test_every_key_left_and_resumed_to_the_end(weeks_later, tmux):
    line = sys.executable, "-m", "clienthealth", "--db", str(weeks_later.db), "catchup"

    tmux.opened(*line)
    tmux.sees("1 of 4", "· Acme", "clienthealth away 2026-10-06 2026-11-19", "[?] keys")
    played(
        tmux,
        ("?", "1 of 4", "the others come next time"),
        ("u", "2 of 4", "· Bolt", "acme: quiet, noted as observed (u1)"),
        ("l", "3 of 4", "· Cedar", "bolt: later; nothing was written"),
        ("q", "Left: 1 of 4 dealt with", "clienthealth catchup", "$"),
        # The shell's line is echoed and edited as before: the terminal was put right.
        (("echo sound-$((6 * 7))", "Enter"), "echo sound-$((6 * 7))", "sound-42"),
        (("clear", "Enter"), "$"),
        ((" ".join(line), "Enter"), "1 of 3", "· Bolt", "[?] keys"),
        ("C-z", "Stopped"),
        (("fg", "Enter"), "1 of 3", "· Bolt", "[?] keys"),
        ("f", "2 of 3", "· Cedar", "bolt: fine, noted as observed (u2)"),
        ("t", "What happened with cedar?"),
        (("They shouted at Kim -s rude", "Enter"), "3 of 3", "· Dune", "They shouted at Kim"),
        ("C-c", "interrupted", "Left: 2 of 3 dealt with", "$"),
        (("clear", "Enter"), "$"),
        ((" ".join(line), "Enter"), "1 of 1", "· Dune", "[?] keys"),
        ("u", "The one client was asked about.", "quiet dune", "$"),
        (("clear", "Enter"), "$"),
        ((" ".join(line), "Enter"), "Nobody to catch up on", "$"),
    )

    commands = [each.split("  ")[0] for each in weeks_later.ok("undo --list").lines]
    assert commands[:4] == ["catchup", "log", "catchup", "catchup"]
    assert "observed: quiet" in weeks_later.ok("show dune").out
    assert "They shouted at Kim" in weeks_later.ok("show cedar").out
