"""`log --eml`: one mail picked by hand becomes one entry of the log."""

import io
import json
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
MAIL = """\
From: Anna Berg <anna@acme.example>
To: Ida <me@studio.example>
Date: Thu, 19 Nov 2026 09:00:00 +0100
Message-ID: <a1@acme.example>
Subject: Where is the draft?

It was due on Monday.

> Soon.
"""


@pytest.fixture
def piped(monkeypatch):
    """Put a mail on standard input."""

    def put(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return put


@pytest.fixture
def acme(run):
    """A client that is known by an address, and one that is not."""
    run.ok("add Acme --contact 'Anna Berg' --email anna@acme.example")
    run.ok("add Thalassa")
    return run


@pytest.fixture
def mine(nobody_home):
    """Say in the configuration which addresses are our own."""
    path = nobody_home / "config" / "clienthealth" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('own_addresses = ["me@studio.example"]\n')


def recorded(run) -> dict:
    return json.loads(run.last.lines[0])


def test_the_client_is_found_by_the_address_and_the_mail_says_the_rest(acme, piped):
    piped(MAIL)

    acme.ok("log --eml - --json")

    made = recorded(acme)
    assert {name: made[name] for name in ("client", "contact", "at", "channel", "direction", "subject", "words")} == {
        "client": "acme",
        "contact": "Anna Berg",
        "at": "2026-11-19T08:00:00Z",
        "channel": "email",
        "direction": "in",
        "subject": "Where is the draft?",
        "words": 5,
    }
    assert made["recorded_at"] == "2026-11-23T11:00:00Z"
    assert "text" not in made
    assert "acme.example" not in made["id"]


@pytest.mark.parametrize("line", ["log --eml", "log --eml -", "log acme --eml", "log acme - --eml", "log --eml acme -"])
def test_standard_input_may_be_said_or_not(acme, piped, line):
    piped(MAIL)

    ran = acme.ok(line)

    assert ran.lines == ["i1    acme · Thu 2026-11-19 09:00 · email, in · contact Anna Berg · Where is the draft?"]


def test_a_file_may_be_named(acme, tmp_path):
    path = tmp_path / "a.eml"
    path.write_text(MAIL)

    acme.ok(f"log --eml {path}")
    acme.ok(f"log thalassa {path} --eml --in Wants it on Friday")

    assert acme.last.lines == [
        "i2    thalassa · Thu 2026-11-19 09:00 · email, in · Where is the draft? · Wants it on Friday"
    ]


def test_what_came_of_it_goes_in_with_it(acme, piped):
    piped(MAIL)

    ran = acme.ok("log --eml - Asks again --promise 'send it' fri --complaint 'Draft late' -s rude --tone -1")

    assert [line.split()[0] for line in ran.lines[:4]] == ["i1", "p1", "c1", "s1"]
    assert "tone -1" in ran.lines[0]
    assert ran.lines[0].endswith("Where is the draft? · Asks again")


def test_what_is_typed_goes_before_what_the_mail_says(acme, piped):
    piped(MAIL)

    acme.ok("log thalassa - --eml --via letter --out --when 'yesterday 10:00' --contact Bo --json")

    made = recorded(acme)
    assert (made["client"], made["channel"], made["direction"], made["contact"], made["at"]) == (
        "thalassa",
        "letter",
        "out",
        "Bo",
        "2026-11-22T09:00:00Z",
    )


def test_the_same_mail_again_is_refused_and_named(acme, piped):
    piped(MAIL)
    acme.ok("log --eml -")
    piped(MAIL)

    ran = acme("log --eml - -e -2")

    assert ran.code == 4
    assert "on record already, as i1" in ran.err
    assert acme.ok("show acme --json").out.count('"interaction"') == 1


def test_after_an_undo_it_may_be_logged_again(acme, piped):
    piped(MAIL)
    acme.ok("log --eml -")
    acme.ok("undo")
    piped(MAIL)

    assert acme("log --eml -").code == 0


@pytest.mark.usefixtures("mine")
def test_own_addresses_tell_what_we_wrote_and_what_it_answers(acme, piped):
    piped(MAIL)
    first = json.loads(acme.ok("log --eml - --json").lines[0])
    answer = MAIL.replace(
        "From: Anna Berg <anna@acme.example>\nTo: Ida <me@studio.example>",
        "From: me@studio.example\nTo: Anna <anna@acme.example>",
    )
    piped(
        answer.replace("Message-ID: <a1@", "In-Reply-To: <a1@acme.example>\nMessage-ID: <m1@").replace("09:00", "11:00")
    )

    acme.ok("log --eml - --json")

    made = recorded(acme)
    assert (made["direction"], made["contact"], made["reply_to"]) == ("out", "Anna Berg", first["id"])


@pytest.mark.usefixtures("mine")
def test_a_stranger_is_nobodys_and_the_way_out_is_said(acme, piped):
    piped(MAIL.replace("anna@acme", "bo@elsewhere"))

    ran = acme("log --eml -")

    assert ran.code == 3
    assert "no client is known by bo@elsewhere.example" in ran.err
    assert "clienthealth log CLIENT - --eml" in ran.err


def test_where_nobody_is_known_who_wrote_it_is_asked(acme, piped):
    piped(MAIL.replace("anna@acme", "bo@elsewhere"))

    ran = acme("log thalassa - --eml")

    assert ran.code == 2
    assert "--in or --out" in ran.err


@pytest.mark.usefixtures("mine")
def test_a_mail_to_two_clients_asks_which(acme, piped):
    acme.ok("contact add thalassa Nora --email nora@thalassa.example")
    piped(
        MAIL.replace("From: Anna Berg <anna@acme.example>", "From: me@studio.example").replace(
            "To: Ida <me@studio.example>", "To: anna@acme.example, nora@thalassa.example"
        )
    )

    ran = acme("log --eml -")

    assert ran.code == 3
    assert "acme, thalassa" in ran.err


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", 5, "no mail"),
        ("Just words.\n", 5, "no mail"),
        (MAIL.replace("Date: Thu, 19 Nov 2026", "Date: Thu, 99 Nov 2026"), 2, "--when"),
        (
            MAIL.replace("Date: Thu, 19 Nov 2026", "Date: Mon, 23 Nov 2026").replace("09:00:00", "23:00:00"),
            2,
            "yet to come",
        ),
        (MAIL.replace("2026 09", "1970 09"), 2, "--when"),
    ],
)
def test_what_is_no_mail_or_has_no_date_is_not_guessed(acme, piped, text, code, said):
    piped(text)

    ran = acme("log --eml -")

    assert ran.code == code
    assert said in ran.err


@pytest.mark.parametrize("line", ["log acme - --eml --amend", "log --eml - --draft"])
def test_it_makes_a_new_entry_and_nothing_else(acme, piped, line):
    piped(MAIL)

    assert acme(line).code == 2


@pytest.mark.parametrize("name", ["./nothing.eml", "nothing.eml"])
def test_a_file_that_is_not_there_is_named(acme, name):
    ran = acme(f"log --eml {name}")

    assert ran.code == 5
    assert "there is no file" in ran.err


def test_somebody_at_the_keyboard_is_told_to_pipe(acme, monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)

    assert "pipe it in" in acme("log --eml").err


def test_nothing_in_a_mail_acts(acme, piped):
    piped(MAIL.replace("Where is the draft?", "=?utf-8?q?=1B]0;x=07=E2=80=AE[bold]?="))

    assert acme.ok("log --eml -").lines[0].endswith(" · ]0;x[bold]")


def test_an_import_of_the_same_mail_adds_nothing(acme, piped, mine, tmp_path: Path):
    piped(MAIL)
    acme.ok("log --eml - Asks again")
    path = tmp_path / "a.eml"
    path.write_text(MAIL)

    acme.ok(f"import {path} --yes")

    assert acme.ok("export").out.count('"type":"interaction"') == 1


def test_the_page_about_mail_shows_what_comes_out(acme, tmp_path, monkeypatch):
    shown = (DOCS / "mail.md").read_text().partition("$ clienthealth ")[2].partition("```")[0]
    line, _, printed = shown.partition("\n")
    (tmp_path / "mail.eml").write_text(MAIL)
    monkeypatch.chdir(tmp_path)

    ran = acme.ok(line)

    assert ran.lines[:2] == printed.splitlines()
