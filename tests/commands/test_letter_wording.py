"""The wording of letters: what must not go out stops each format; lifted with a reason, it is on record."""

import json
import shlex
from pathlib import Path

import pytest

RUDE = "letter acme boundary --expect 'Calls by day' --consequence 'The work rests' --fact 'You are an idiot'"


@pytest.fixture(autouse=True)
def acme(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run.ok("add Acme --lang en --contact 'Kim Muster' --email kim@acme.example")
    run.ok("add 'Birch & Partners' --slug birch")


def reminders(run):
    return [each for each in map(json.loads, run.ok("export").lines) if each["type"] == "next"]


@pytest.mark.parametrize("form", ["txt", "md", "eml", "docx", "pdf"])
def test_an_insult_stops_a_letter_in_every_format(run, tmp_path, form):
    ran = run(f"{RUDE} --format {form} --out letter.{form} --sent")

    assert ran.code == 4
    assert "insult: “You are an idiot" in ran.err
    assert list(tmp_path.glob("letter*")) == []
    assert reminders(run) == []
    assert "acme" not in run.ok("search Letter").out


def test_lifted_with_a_reason_it_goes_out_and_that_is_on_record_until_undone(run):
    before = run.ok("export").out
    assert run(f"{RUDE} --force").code == 2

    ran = run.ok(f"{RUDE} --force --reason 'it is their own word'")

    assert "You are an idiot" in ran.out
    (kept,) = reminders(run)
    assert "wording let through" in kept["text"]
    assert "You are an idiot" in kept["text"]
    assert kept["note"] == "it is their own word"
    assert kept["closed_at"]
    run.ok("undo")
    assert run.ok("export").out == before


def test_sent_and_lifted_is_one_command(run):
    run.ok(f"{RUDE} --force --reason 'agreed' --sent")
    written = [line for line in run.ok("undo --list").lines if line.startswith("letter")]

    assert len(written) == 1
    run.ok("undo")
    assert reminders(run) == []


def test_the_name_of_another_client_stops_a_letter(run):
    ran = run(RUDE.replace("You are an idiot", "As with Birch & Partners"))

    assert ran.code == 4
    assert "leak" in ran.err


def test_what_could_be_softer_is_said_and_stops_nothing(run):
    ran = run.ok(RUDE.replace("You are an idiot", "You never answer"))

    assert "You never answer" in ran.out
    assert "absolute" in ran.err
    assert "Better:" in ran.err


def test_what_comes_back_from_the_editor_is_looked_over(run, monkeypatch, tmp_path):
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\necho 'You are a fool.' > \"$1\"\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", shlex.quote(str(editor)))

    ran = run("letter acme thanks --what 'The photographs' --edit --out thanks.txt")

    assert ran.code == 4
    assert "You are a fool" in ran.err
    assert not (tmp_path / "thanks.txt").exists()
    kept = Path(ran.err.rpartition("what you wrote is kept in ")[2].strip())
    assert kept.read_text().strip() == "You are a fool."


def test_on_an_angry_day_a_hard_letter_is_better_written_tomorrow(run, later):
    run.ok("log acme They shouted --tone -2 --when 11:00")
    assert "tomorrow" in run.ok("letter acme offboarding").err
    assert "tomorrow" not in run.ok("letter acme thanks --what 'The photographs'").err

    later("2026-11-24T09:00")
    assert "tomorrow" not in run.ok("letter acme offboarding").err


def test_a_name_that_looks_like_a_gap_is_a_name(run):
    run.ok("add 'Gap {{ 7*7 }} $amount' --slug gap --lang en")

    assert "Gap {{ 7*7 }} $amount" in run.ok("letter gap offboarding").out
