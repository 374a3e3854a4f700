"""What a real terminal shows: drawings where there is room for them, in ASCII where it has nothing else."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

AGENCY = Path(__file__).parent / "data" / "agency" / "agency.jsonl"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def shown(db, command, *, columns=80, lines=40, **environment):
    """Return what a terminal of that size shows of a command."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    settings = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
    program = [sys.executable, "-m", "clienthealth", "--db", str(db), *command.split()]
    ran = subprocess.Popen(
        program,
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**settings, "TERM": "xterm-256color", **environment},
    )
    os.close(theirs)
    said = b"".join(iter(lambda: _read(ours), b""))
    assert ran.wait() == 0, said
    return said.decode().replace("\r\n", "\n")


def _read(descriptor):
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so when the other end has gone
        return b""


@pytest.fixture
def db(run):
    run.ok(f"import {AGENCY}")
    return run.db


@pytest.mark.parametrize(("columns", "lines", "drawn"), [(80, 30, True), (79, 30, False), (80, 29, False)])
def test_the_quadrant_stands_last_where_a_terminal_has_the_room(db, columns, lines, drawn):
    said = shown(db, "score", columns=columns, lines=lines)

    assert ("100│" in said) is drawn


def test_no_quadrant_of_clients_that_were_named_or_through_a_pipe(db, run):
    assert "100│" not in shown(db, "score acme bolt")
    assert "100│" not in run.ok("score").out


@pytest.mark.parametrize("command", ["score", "why bolt", "clients", "history bolt"])
def test_without_colour_a_terminal_gets_the_same_drawings_and_no_escape(db, command):
    said = shown(db, command, NO_COLOR="1")

    assert "\x1b" not in said


@pytest.mark.parametrize("command", ["score", "why bolt", "clients", "history bolt", "review", "today", "show bolt"])
def test_a_terminal_without_unicode_gets_ascii_and_no_error(db, command):
    said = shown(db, command, PYTHONIOENCODING="ascii")

    assert said.isascii()
    assert "bug" not in said


def test_bars_are_drawn_in_ascii_as_well(db):
    assert re.search(r"their conduct  [.]*-*o-*[.]*  \d+-\d+ %", shown(db, "why bolt", PYTHONIOENCODING="ascii"))


def row_of(client, said):
    return next(line for line in COLOUR.sub("", said).splitlines() if line.lstrip().startswith(client))


@pytest.mark.parametrize("columns", [50, 60, 80, 100, 160])
def test_clients_fit_a_terminal_with_whole_slugs_and_say_who_has_ended(db, columns):
    said = shown(db, "clients", columns=columns)

    assert max(map(len, COLOUR.sub("", said).splitlines())) <= columns
    assert "ended" in row_of("fern ", said)
    assert "ended" not in row_of("bolt ", said)


def test_in_eighty_columns_there_is_room_for_the_course_of_the_mood(db):
    said = shown(db, "clients")

    assert re.search("[▁▂▃▄▅▆▇█·]{8}", row_of("bolt ", said))
    assert "24 weeks: · = nothing known" in " ".join(COLOUR.sub("", said).split())


def test_a_wide_terminal_shows_names_as_well(db):
    assert "Bolt & Sons" in shown(db, "clients", columns=160)
    assert "Bolt & Sons" not in shown(db, "clients", columns=80)


def test_in_a_team_the_owner_has_a_column_or_stands_beside_the_verdict(db):
    assert re.search(r"owner", COLOUR.sub("", shown(db, "clients", columns=160)))
    assert "(sam)" in COLOUR.sub("", shown(db, "clients", columns=80))
