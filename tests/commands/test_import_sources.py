"""What stands for FILE: a pipe is read once and kept for the second look, a device never, and any name is text."""

import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest

ME = "--yes --me me@studio.example"
MAIL = """From x@y Mon Jan  5 09:00:00 2026
From: Anna Berg <anna@acme.example>
To: me@studio.example
Date: Mon, 5 Jan 2026 09:00:00 +0100
Message-ID: <a1@acme.example>
Subject: Logo

Could you send the logo?
"""
UNDATED = MAIL.replace("Date: Mon, 5 Jan 2026 09:00:00 +0100\n", "").replace("a1@", "a2@")


@pytest.fixture
def acme(run):
    run.ok("add Acme")
    run.ok('contact add acme "Anna Berg" --email anna@acme.example')
    return run


def typed_in(monkeypatch, text):
    """Let standard input hold a text."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_pipe_with_a_name_is_read_like_any_file(acme, tmp_path):
    pipe = tmp_path / "mail from elsewhere"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(MAIL,), daemon=True)
    writer.start()

    told = json.loads(acme.ok(f"import '{pipe}' {ME} --json").out)

    writer.join(10)
    assert (told["new"], "mail from elsewhere" in acme.ok("imports").out) == (1, True)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file(acme, device):
    ran = acme(f"import {device} {ME}")

    assert (ran.code, f"{device} is no file" in ran.err) == (5, True)


def test_a_name_that_no_file_can_have_is_one_line(acme):
    ran = acme(f"import {'a' * 300} {ME}")

    assert (ran.code, "cannot be read: File name too long" in ran.err) == (5, True)


def test_standard_input_is_there_once(acme, monkeypatch):
    typed_in(monkeypatch, MAIL)

    ran = acme(f"import - - {ME}")

    assert (ran.code, "only once" in ran.err) == (2, True)


def test_standard_input_is_called_that_and_not_after_where_it_was_put(acme, monkeypatch):
    typed_in(monkeypatch, MAIL + "\n" + UNDATED)

    assert acme(f"import - {ME}").err.startswith("clienthealth: standard input: message 2: date: ")

    typed_in(monkeypatch, MAIL)
    acme.ok(f"import - {ME}")

    assert acme.ok("imports --json").out.count('"files": ["standard input"]') == 1


def test_a_journal_on_standard_input_is_called_that_too(acme, monkeypatch):
    typed_in(monkeypatch, '{"type": "next", "client": "acme", "at": "2026-01-05"}\n')

    assert acme("import -").err.startswith("clienthealth: standard input:1: text: ")


def test_a_name_that_is_no_text_and_acts_on_terminals_is_only_shown(acme, tmp_path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[31m[red]\n.mbox")
    Path(name).write_text(MAIL + "\n" + UNDATED)

    assert acme(f"import {ME}", name).code == 5
    assert "\x1b" not in acme.last.err
    assert "[31m[red]" in acme.last.err

    acme.ok(f"import {ME} --skip-bad", name)
    assert "\x1b" not in acme.last.out
    assert "\x1b" not in acme.ok("imports").out
    assert "[31m[red]" in acme.last.out
