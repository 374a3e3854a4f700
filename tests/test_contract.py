"""The contract of names and behaviours: every command has help with an example; exit codes mean what they say."""

import pytest

from clienthealth.cli import COMMANDS, EVERY_DAY
from clienthealth.commands.names import RESERVED

GROUPS = {
    "expect": ["add", "confirm", "list", "retire", "sheet"],
    "promise": ["add", "keep", "break", "accept", "release", "move", "pause", "resume", "list"],
    "next": ["add", "done"],
    "complaint": ["add", "ack", "assess", "answer", "resolve", "reopen", "pause", "confirm", "list", "handle"],
    "effort": ["add", "outcome", "thanks"],
    "signal": ["add", "kinds"],
    "contact": ["add", "edit"],
    "boundary": ["add", "end"],
    "hardship": ["add", "end"],
    "invoice": ["add", "pay", "list", "dispute", "credit", "refund", "write-off"],
    "time": ["add"],
    "survey": ["add", "due", "list"],
    "config": ["show", "path", "edit", "policy"],
    "privacy": ["request", "export", "erase", "due"],
}
WORDED = [[name] for name in COMMANDS if name not in GROUPS] + [[name, sub] for name in GROUPS for sub in GROUPS[name]]


@pytest.mark.parametrize("words", WORDED, ids=" ".join)
def test_every_command_has_help_with_an_example(run, words):
    ran = run.ok(" ".join([*words, "--help"]))

    assert "Usage:" in ran.out
    assert "clienthealth " + " ".join(words) in ran.out.partition("Example")[2]
    assert "--install-completion" not in ran.out


def test_help_of_a_group_says_each_line_to_its_end(run):
    said = " ".join(run.ok("privacy --help").out.split())

    assert "Erase a client, or one person, for good: no undo brings it back" in said
    assert "..." not in said.partition("Commands:")[2].partition("Example")[0]


def test_help_begins_with_the_seven_commands_of_every_day(run):
    said = run.ok("--help").out

    places = [said.index(f"\n  {name} ") for name in EVERY_DAY]
    assert EVERY_DAY == ("add", "log", "today", "review", "why", "letter", "undo")
    assert places == sorted(places)
    assert max(places) < said.index("\n  expect ")


def test_no_client_can_be_called_like_a_command():
    assert set(COMMANDS) <= RESERVED


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("log", 2),
        ("log acme hello -t 9", 2),
        ("log acme hello --min nonsense", 2),
        ("log acme hello --when 2026-02-30", 2),
        ("log acme hello --when 04/03/2026", 2),
        ("log acme hello --signal nonsense", 2),
        ("log acme hello --via pigeon", 2),
        ("log acme hello --nonsense", 2),
        ("log nobody hello", 3),
        ("show c99", 3),
        ("promise keep p99", 3),
        ("add Acme --slug acme", 4),
        ("import /nowhere/journal.jsonl", 5),
        ("nonsense", 2),
    ],
)
def test_what_goes_wrong_has_its_exit_code_two_lines_and_leaves_the_record_alone(run, line, code):
    run.ok("add Acme")
    before = run.ok("export").out

    ran = run(line)

    assert ran.code == code, ran.err
    assert ran.out == ""
    assert ran.err.startswith("clienthealth: ")
    assert len(ran.err.splitlines()) >= 2
    assert "Traceback" not in ran.err
    assert run.ok("export").out == before


def test_a_bug_of_ours_says_so_in_one_line(run, monkeypatch):
    monkeypatch.setitem(COMMANDS, "log", ("nonexistent_module", "x"))

    ran = run("log acme hello")

    assert ran.code == 1
    assert "bug of ours" in ran.err
    assert "Traceback" not in ran.err
