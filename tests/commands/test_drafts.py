"""Drafts: what a failed write leaves, of which command it is, when it was typed, and what takes it up."""

import io
import json
import os
import shlex
import stat
from contextlib import contextmanager

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


@pytest.fixture
def drafts(nobody_home):
    return lambda: sorted(nobody_home.glob("data/clienthealth/drafts/*"))


@contextmanager
def broken(run):
    """The database is none for a while."""
    sound = run.db.read_bytes()
    run.db.write_bytes(b"this is no database" * 100)
    try:
        yield
    finally:
        run.db.write_bytes(sound)


def failed(run, line, *more):
    with broken(run):
        ran = run(line, *more)
    assert ran.code == 6
    return ran


@pytest.fixture
def piped(monkeypatch):
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def logged(ran):
    return [json.loads(line) for line in ran.lines]


@pytest.mark.parametrize(
    "line",
    [
        "promise add acme Send the quote --due fri",
        "effort add acme extra --note 'came on a Sunday'",
        "complaint answer c1 --offered 'a new one'",
        "add Beta --agreed 'Fixed price'",
        "signal add acme rude --quote \"Are you 'deaf'?\"",
        "decide acme overridden --reason 'They apologised'",
    ],
)
def test_every_command_that_cannot_write_leaves_its_own_line_to_type_again(run, drafts, line):
    ran = failed(run, line)

    (draft,) = drafts()
    assert str(draft) in ran.err
    typed = shlex.split(ran.err.partition("; to type it again: ")[2])
    assert typed == ["clienthealth", "--db", str(run.db), *shlex.split(line)]
    held = json.loads(draft.read_text())
    assert held["command"] == typed[1:]
    assert held["typed_at"] == "2026-11-23T11:00:00Z"


@pytest.mark.parametrize(
    "line",
    ["today", "clients", "promise list", "signal kinds", "undo", "show acme", "search x", "complaint handle acme"],
)
def test_commands_with_nothing_typed_leave_no_draft(run, drafts, line):
    with broken(run):
        run(line)

    assert drafts() == []


def test_what_was_answered_on_the_terminal_stands_in_the_line_to_type_again(run, drafts, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("fri\n"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    ran = failed(run, "promise add acme -- -5 percent")

    assert ran.err.splitlines()[-1].endswith("promise add acme --due fri -- -5 percent")


def test_the_draft_of_another_command_never_becomes_a_contact(run, drafts):
    failed(run, "promise add acme 'Send it' --due fri")

    ran = run("log --draft")

    assert ran.code == 3
    assert "`promise add`" in ran.err
    assert ran.err.splitlines()[-1].endswith("promise add acme 'Send it' --due fri")
    assert run.ok("show acme --json").out.count('"interaction"') == 0
    assert len(drafts()) == 1


def test_a_draft_of_log_is_found_behind_a_newer_one_of_another_command(run, drafts):
    failed(run, "log acme Called back")
    failed(run, "promise add acme Later --due fri")

    assert "Called back" in run.ok("log --draft").out
    assert len(drafts()) == 1


def test_the_draft_of_log_has_all_its_options(run):
    failed(
        run,
        "log acme Called -v call --in -m 25 --unbilled -t 0 -e -1 -p web --staff kim --contact Ada -s rude -s threat "
        "--quote a --quote b --promise one fri --promise two 3d --asked three fri --complaint four --complaint five",
    )

    contact, *rest = logged(run.ok("log --draft --json"))

    assert {name: contact[name] for name in ("text", "channel", "direction", "minutes", "billable", "tone")} == {
        "text": "Called",
        "channel": "call",
        "direction": "in",
        "minutes": 25,
        "billable": False,
        "tone": 0,
    }
    assert [each.get("text") or each["quote"] for each in rest] == ["one", "two", "three", "four", "five", "a", "b"]


def test_a_draft_that_was_to_amend_amends(run):
    run.ok("log acme Called")
    failed(run, "log acme --amend -m 30")

    (amended,) = logged(run.ok("log --draft --json"))

    assert (amended["handle"], amended["minutes"], amended["text"]) == ("i1", 30, "Called")
    assert amended["at"] == "2026-11-23T11:00:00Z"


def test_times_in_a_draft_count_from_when_it_was_typed(run, later):
    failed(run, "log acme Called --when yesterday --promise 'the quote' fri --asked logo 2h")
    later("2026-12-02T09:00")

    contact, promise, asked = logged(run.ok("log --draft --json"))

    assert contact["at"] == "2026-11-22"
    assert contact["recorded_at"] == "2026-12-02T08:00:00Z"
    assert promise["due"] == "2026-11-27"
    assert asked["due"] == "2026-11-23T13:00:00Z"


def test_a_draft_without_a_time_happened_when_it_was_typed(run, later):
    failed(run, "log acme Called")
    later("2026-12-02T09:00")

    (contact,) = logged(run.ok("log --draft --json"))

    assert (contact["at"], contact["recorded_at"]) == ("2026-11-23T11:00:00Z", "2026-12-02T08:00:00Z")


def test_a_time_typed_with_the_draft_counts_from_now(run, later):
    failed(run, "log acme Called --when mon")
    later("2026-12-02T09:00")

    (contact,) = logged(run.ok("log --draft --when yesterday --json"))

    assert contact["at"] == "2026-12-01"


def test_a_zero_typed_with_the_draft_replaces_what_it_says(run):
    failed(run, "log acme Called -t 2")

    (contact,) = logged(run.ok("log --draft -t 0 --json"))

    assert contact["tone"] == 0


def test_a_draft_of_the_older_form_is_still_taken_up(run, nobody_home, later):
    folder = nobody_home / "data/clienthealth/drafts"
    folder.mkdir(parents=True)
    old = {"client": "acme", "words": "Called", "promise": ["the quote", "3d"], "complaint": "Empty"}
    (folder / "20261120-100000-7.draft.json").write_text(json.dumps(old))
    moment = 1795168800  # Fri 2026-11-20 10:00 UTC
    os.utime(folder / "20261120-100000-7.draft.json", (moment, moment))

    contact, promise, complaint = logged(run.ok("log --draft --json"))

    assert contact["at"] == "2026-11-20T10:00:00Z"
    assert (promise["text"], promise["due"]) == ("the quote", "2026-11-23")
    assert complaint["text"] == "Empty"


def test_new_words_do_not_replace_those_of_the_draft(run, drafts):
    failed(run, "log acme The long story")
    before = drafts()

    ran = run("log --draft acme Another story")

    assert ran.code == 2
    assert "`clienthealth log --draft`" in ran.err
    assert drafts() == before
    assert "The long story" in run.ok("log --draft").out


def test_new_words_from_standard_input_are_kept_beside_the_draft(run, drafts, piped):
    failed(run, "log acme The long story")
    piped("Another story\n")

    ran = run("log --draft acme -")

    assert ran.code == 2
    assert {json.loads(path.read_text())["typed"]["words"] for path in drafts()} == {"The long story", "Another story"}
    assert "Another story" in run.ok("log --draft").out
    assert "The long story" in run.ok("log --draft").out
    assert drafts() == []


def test_words_may_be_given_to_a_draft_that_has_none(run):
    failed(run, "log acme -m 25")

    (contact,) = logged(run.ok("log --draft acme Called --json"))

    assert (contact["minutes"], contact["text"]) == (25, "Called")


def test_a_draft_that_fails_again_is_one_draft(run, drafts):
    failed(run, "log acme Called")
    failed(run, "log --draft -m 25")

    (draft,) = drafts()
    (contact,) = logged(run.ok("log --draft --json"))
    assert (contact["text"], contact["minutes"]) == ("Called", 25)
    assert not draft.exists()


def test_a_draft_that_cannot_be_read_is_named_and_passed_over(run, drafts, nobody_home):
    failed(run, "log acme Called")
    for name, data in (("empty", b""), ("torn", b'{"command": ["lo'), ("list", b"[1]"), ("latin", b"\xff")):
        (nobody_home / f"data/clienthealth/drafts/{name}.draft.json").write_bytes(data)

    ran = run.ok("log --draft")

    assert "Called" in ran.out
    assert all(f"{name}.draft.json cannot be read" in ran.err for name in ("empty", "torn", "list", "latin"))


def test_a_draft_is_private_and_whole(run, drafts):
    failed(run, "log acme Called")

    (draft,) = drafts()
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert stat.S_IMODE(draft.parent.stat().st_mode) == 0o700
    assert draft.name.startswith("20261123-120000-")


def test_bytes_that_are_no_text_are_kept_as_well(run, drafts, piped):
    piped("Pr\udce9\n")

    ran = run("log acme -")

    assert ran.code == 2
    assert "no UTF-8" in ran.err
    (draft,) = drafts()
    assert json.loads(draft.read_text())["typed"]["words"] == "Pr\udce9"


def test_piped_words_without_a_client_are_kept_and_the_client_can_be_said_later(run, drafts, piped):
    piped("The long story\n")

    ran = run("log -")

    assert ran.code == 2
    assert ran.err.startswith("clienthealth: which client?")
    assert len(drafts()) == 1
    assert "The long story" in run.ok("log --draft acme").out


def test_piped_words_outlive_a_mistake_in_an_option(run, drafts, piped):
    piped("The long story\n")

    assert run("log acme - --promise 'the quote' someday").code == 2

    contact, promise = logged(run.ok("log --draft --promise 'the quote' fri --json"))
    assert (contact["text"], promise["text"]) == ("The long story", "the quote")
    assert drafts() == []
