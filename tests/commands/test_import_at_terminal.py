"""At a terminal an import asks: who we are, whose strangers are, whether to leave out what is bad, and for a yes."""

import json
import time

import pytest
from at_terminal import AtTerminal
from test_import_frame import BAD, MAIL, ME, interactions


@pytest.fixture
def acme(run, tmp_path):
    run.ok("add Acme")
    run.ok('contact add acme "Anna Berg" --email anna@acme.example')
    (tmp_path / "mail").write_text(MAIL + BAD)
    run.mail = tmp_path / "mail"
    return run


def at_terminal(run, *more):
    return AtTerminal("--db", run.db, "import", run.mail, *more)


def test_everything_is_asked_once_and_kept(acme):
    with at_terminal(acme) as terminal:
        terminal.sees("anna@acme.example", "me@studio.example", "your own?")
        terminal.press("me@studio.example\n")
        terminal.sees("1  someone@else.example", "whose?")
        terminal.press("acme\n")
        terminal.sees("'acme' is no NUMBER=CLIENT", "whose?")
        terminal.press("0=acme\n")
        terminal.sees("there is no 0 in the list", "whose?")
        terminal.press("1=nobody at all\n")
        terminal.sees("there is no client 'nobody at all'", "whose?")
        terminal.press("1=new Else GmbH\n")
        terminal.sees("would import: 3 new", "message 4", "leave out 1 bad items")
        terminal.press("y\n")
        terminal.sees("import this")
        terminal.press("y\n")
        terminal.sees("imported: 3 new", "imports undo m1")
        assert terminal.ends() == 0

    assert len(interactions(acme, "else-gmbh")) == 1
    told = json.loads(acme.ok(f"import {acme.mail} --yes --skip-bad --json").out)
    assert (told["known"], told["undecided"], told["new"]) == (3, 0, 0)


def test_a_number_means_the_same_person_whoever_was_named_before(acme):
    strangers = ("a@one.example", "b@two.example", "c@three.example")
    mails = [BAD.replace("anna@acme.example", each).replace("undated@acme", each) for each in strangers]
    dated = "".join(mails).replace("Subject: When?", "Date: Mon, 5 Jan 2026 09:00:00 +0100\nSubject: When?")
    acme.mail.write_text(dated.lstrip())
    with at_terminal(acme, *ME.split()) as terminal:
        terminal.sees("1  a@one.example", "2  b@two.example", "3  c@three.example", "whose?")
        terminal.press("1=new One, Ltd\n")
        terminal.sees("a@one.example = new One, Ltd", "2  b@two.example", "3  c@three.example", "whose?")
        terminal.press("2=new Two, 3=nora\n")
        terminal.sees("b@two.example = new Two", "there is no client 'nora'", "3  c@three.example", "whose?")
        terminal.press("3=acme\n")
        terminal.sees("c@three.example = acme", "import this")
        terminal.press("y\n")
        assert terminal.ends() == 0

    assert [len(interactions(acme, client)) for client in ("one-ltd", "two", "acme")] == [1, 1, 1]


@pytest.mark.parametrize("answer", ["\n", "n\n"])
def test_without_a_yes_nothing_is_written(acme, answer):
    acme.mail.write_text(MAIL)
    with at_terminal(acme, *ME.split()) as terminal:
        terminal.sees("whose?")
        terminal.press("\n")
        terminal.sees("import this")
        terminal.press(answer)
        assert terminal.ends() == 2

    assert interactions(acme) == []
    assert acme.ok("imports").out == ""


def test_a_slip_in_an_answer_is_asked_about_again(acme):
    acme.mail.write_text(MAIL)
    with at_terminal(acme, "--me", "me@atelier.example") as terminal:
        terminal.sees("(me@atelier.example)", "[yes/no]")
        terminal.press("nope\n")
        terminal.sees("'nope' is no answer: yes, no", "[yes/no]")
        terminal.press("no\n")
        terminal.sees("me@studio.example: 1 written, 2 received", "your own?")
        terminal.press("me@studio.example\n")
        terminal.sees("1  someone@else.example", "whose?")
        time.sleep(
            0.3
        )  # until it waits for a line: between two of its own steps Python would see the key only with the next
        terminal.press("\x03")
        terminal.sees("\nclienthealth: interrupted", "nothing was written")
        assert terminal.ends() == 130


def test_a_question_that_comes_again_says_that_the_answer_was_none(acme, tmp_path):
    chat = tmp_path / "WhatsApp Chat with Anna.txt"
    lines = ["31.01.26, 09:12 - Anna Berg: Ready?", "31.01.26, 09:15 - Ida Vik: Yes", "31.01.26, 09:20 - Anna Berg: Oh"]
    chat.write_text("\n".join(lines))
    with AtTerminal("--db", acme.db, "import", chat, "--answer", "work=yes") as terminal:
        terminal.sees("Which of these are you?")
        terminal.press("Ida\n")
        terminal.sees("that did not answer the question:", "Ida Vik (1)")
