"""The weekly ritual in a real terminal: keys are sent through tmux, and what stands on its screen is read."""

import json
import shutil
import subprocess
import sys

import pytest
from in_tmux import COLUMNS, ROWS

from clienthealth.store.sqlite import connect

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, a terminal that can be driven by a program"),
]


@pytest.fixture
def demo(run, tmp_path, later):
    """The demo's portfolio on a fixed Friday."""
    later("2026-11-20T14:10")
    run.ok(f"--quiet demo {tmp_path / 'demo'}")
    run.db = tmp_path / "demo" / "clients.db"
    return run


@pytest.fixture
def line(demo):
    """The command line of the ritual, as it is typed."""
    return sys.executable, "-m", "clienthealth", "--db", str(demo.db), "review", "--interactive"


def rows(run, statement):
    connection = connect(run.db)
    try:
        return [tuple(row) for row in connection.execute(statement)]
    finally:
        connection.close()


@pytest.fixture
def attention(demo):
    """Who needs attention, in the order of the review."""
    return [each["client"] for each in json.loads(demo.ok("review --json").out)["at_risk"]]


def played(tmux, *steps):
    """Type the keys of each step, and wait for what must stand on the screen then."""
    for keys, *texts in steps:
        tmux.types(*([keys] if isinstance(keys, str) else keys))
        tmux.sees(*texts)


def test_every_branch_to_the_end(demo, line, tmux, later, attention):
    first, second, third, *rest = attention
    many = len(attention)
    here = (f"1 of {many}", first, "[?] keys")
    tmux.opened(*line)
    tmux.sees(*here, "nothing was decided so far")

    for key, shown in (
        ("?", "this page"),
        ("w", "Our side and their"),
        ("t", "status active"),
        ("d", "no letter fits"),
    ):
        played(tmux, (key, shown, "-- page 1 of"), ("q", *here))
    played(
        tmux,
        ("l", f"What happened with {first}?"),
        (("Called, they are calm --via call", "Enter"), *here, "Called, they are calm"),
        ("s", f"2 of {many}", second, "[?] keys"),
        ("b", *here),
        ("f", f"2 of {many}", f"{first}: followed on Fri 20 Nov", "[?] keys"),
        ("p", f"Postpone {second} until when?"),
        (("2w", "Enter"), f"3 of {many}", f"{second}: postponed on Fri 20 Nov until Fri 4 Dec", "[?] keys"),
        ("d", "unserer Zusammenarbeit zum", "-- page 1 of"),
        ("q", f"3 of {many}", third, "[?] keys"),
        ("o", f"{third}: why do you decide otherwise?"),
        (("they are family", "Enter"), f"4 of {many}", f"{third}: decided otherwise", "they are family", "[?] keys"),
        *(("s", f"{place} of {many}", slug, "[?] keys") for place, slug in enumerate(rest[1:], start=5)),
        ("s", "the end", "3 decisions in this round", f"Not decided ({many - 3})", "[c]lose the review"),
        ("b", f"{many} of {many}", rest[-1], "[?] keys"),
        ("s", "the end", "[c]lose the review"),
        ("c", "3 decisions in this round", "noted: what is said of 13 clients", "$"),
    )

    taken = rows(demo, "select client, choice from decision order by handle desc limit 3")
    assert taken[::-1] == [(first, "followed"), (second, "postponed"), (third, "overridden")]
    assert len(rows(demo, "select 1 from review")) == 1
    later("2026-11-27")
    shown = json.loads(demo.ok("review --json").out)
    assert (shown["since"], shown["since_because"]) == ("2026-11-20", "last-review")
    decided = {each["client"]: each["choice"] for each in shown["decided"]}
    assert decided == {first: "followed", second: "postponed", third: "overridden"}


def test_interrupted_in_every_way_and_resumed(demo, line, tmux, attention):
    first, second, third, *_ = attention
    many = len(attention)
    tmux.opened(*line)
    tmux.sees(f"1 of {many}", first, "[?] keys")

    played(tmux, ("f", f"2 of {many}", f"{first}: followed", "[?] keys"))
    shell = tmux("list-panes", "-t", "ritual", "-F", "#{pane_pid}").strip()
    running = subprocess.run(["pgrep", "-P", shell], check=True, capture_output=True, text=True).stdout.split()
    subprocess.run(["kill", "-HUP", *running], check=True)
    tmux.sees("Hangup", "$")
    again = " ".join(line)
    played(
        tmux,
        # The shell's line is echoed and edited as before: the terminal was put right.
        (("echo sound-$((6 * 7))", "Enter"), "echo sound-$((6 * 7))", "sound-42"),
        ((again, "Enter"), f"2 of {many}", second, f"resumed: 1 of {many} done, the last on Fri 20 Nov 14:10"),
        ("f", f"3 of {many}", f"{second}: followed", "[?] keys"),
    )
    tmux.closes()

    tmux.opened(*line)
    tmux.sees(f"3 of {many}", third, f"resumed: 2 of {many} done", "[?] keys")
    played(tmux, ("C-z", "Stopped"), (("fg", "Enter"), f"3 of {many}", third, "[?] keys"))
    for columns, height in ((60, 20), (COLUMNS, ROWS)):
        tmux("resize-window", "-t", "ritual", "-x", str(columns), "-y", str(height))
        tmux.sees(f"3 of {many}", third, "[?] keys")
    played(
        tmux,
        ("C-c", "interrupted", f"Left: 2 of {many} decided", "$"),
        (("clear", "Enter"), "$"),
        ((again, "Enter"), f"3 of {many}", third, "[?] keys"),
        ("C-d", f"Left: 2 of {many} decided", "$"),
    )

    assert [each for (each,) in rows(demo, "select client from decision order by handle")][-2:] == [first, second]
    assert rows(demo, "select 1 from review") == []
