"""Chats through the whole command: whether they are about work is asked once of each, and who waits in them."""

import json

import pytest
from at_terminal import AtTerminal

TALK = [
    "14.10.26, 18:02 - {0}: Can we have the page by the end of October?",
    "14.10.26, 19:40 - Ida Vik: Yes",
    "15.10.26, 21:48 - {0}: Lovely!",
    "03.11.26, 08:30 - Ida Vik: The page is up",
]
LATER = ["04.11.26, 22:10 - {0}: And the prices?"]


@pytest.fixture
def chat(run, tmp_path, later):
    """A client, and a chat with somebody as a telephone writes it."""
    later("2026-11-20")
    run.ok("add Acme")

    def written(who, lines=TALK):
        path = tmp_path / f"WhatsApp Chat with {who}.txt"
        path.write_text("\n".join(lines).format(who))
        return f"'{path}'"

    return written


def test_what_was_said_of_a_chat_is_kept_for_it_and_for_no_other(run, chat):
    anna = chat("Anna Berg")
    refused = run(f"import {anna} --yes")
    assert (refused.code, "Is this chat about work?" in refused.err) == (2, True)

    run.ok(f"import {anna} --answer work=yes --me 'Ida Vik' --client 'Anna Berg=acme' --yes")

    again = json.loads(run.ok(f"import {anna} --yes --json").out)
    assert again["records"] == {}
    assert "work:Anna Berg=yes" in run.ok("imports answers").out
    assert "Is this chat about work?" in run(f"import {chat('Mum')} --yes").err
    assert "private 1" in run.ok(f"import {anna} --answer work=no --yes").out


def test_what_was_said_of_a_chat_on_record_is_kept_too_and_one_undo_takes_it_out(run, chat):
    anna = chat("Anna Berg")
    run.ok(f"import {anna} --answer work=yes --me 'Ida Vik' --client 'Anna Berg=acme' --yes")
    run.ok("imports forget whatsapp")
    assert run(f"import {anna} --yes").code == 2

    told = json.loads(run.ok(f"import {anna} --answer work=yes --yes --json").out)

    assert (told["records"], told["batch"]) == ({}, None)
    run.ok(f"import {anna} --yes")
    assert "m2" not in run.ok("imports").out
    run.ok("undo")
    assert "work" not in run.ok("imports answers").out


def test_a_yes_at_a_terminal_is_for_one_chat_and_a_no_names_nobody(run, chat):
    files = [each.strip("'") for each in (chat("Anna Berg"), chat("Mum"))]

    with AtTerminal("--db", run.db, "import", *files, "--me", "Ida Vik", "--client", "Anna Berg=acme") as terminal:
        terminal.sees("Anna Berg (2)", "[yes/no]")
        terminal.press("yes\n")
        terminal.sees("Mum (2)", "[yes/no]")
        terminal.press("no\n")
        terminal.sees("import this")
        terminal.press("y\n")
        assert terminal.ends() == 0

    assert "work:Anna Berg=yes" in run.ok("imports answers").out
    assert "Mum" not in run.ok("imports answers").out


@pytest.mark.parametrize(("lines", "waits"), [(TALK, []), (TALK + LATER, ["i5"])])
def test_nobody_waits_in_a_chat_after_our_next_word(run, chat, lines, waits):
    run.ok(f"import {chat('Anna Berg', lines)} --answer work=yes --me 'Ida Vik' --client 'Anna Berg=acme' --yes")

    assert [each["handle"] for each in json.loads(run.ok("review --json").out)["replies"]] == waits
    assert "i3" not in run.ok("show acme").out.split("rhythm")[0]
