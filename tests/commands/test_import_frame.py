"""One frame for all formats: recognised, shown, written after a yes as a batch; again adds nothing, back goes all."""

import json

import pytest

MAIL = """From x@y Mon Jan  5 09:00:00 2026
From: Anna Berg <anna@acme.example>
To: me@studio.example
Date: Mon, 5 Jan 2026 09:00:00 +0100
Message-ID: <a1@acme.example>
Subject: Logo

Could you send the logo?

From x@y Mon Jan  5 11:00:00 2026
From: me@studio.example
To: anna@acme.example, nora@nora.example
Date: Mon, 5 Jan 2026 11:00:00 +0100
Message-ID: <a2@studio.example>
In-Reply-To: <a1@acme.example>
Subject: Re: Logo

Here it is.

From x@y Mon Jan  5 12:00:00 2026
From: someone@else.example
To: me@studio.example
Date: Mon, 5 Jan 2026 12:00:00 +0100
Message-ID: <b1@else.example>
Subject: Hello

Hi
"""
BAD = """
From x@y Mon Jan  5 12:00:00 2026
From: anna@acme.example
To: me@studio.example
Message-ID: <undated@acme.example>
Subject: When?

Now
"""
ME = "--me me@studio.example"


@pytest.fixture
def acme(run, tmp_path):
    run.ok("add Acme")
    run.ok('contact add acme "Anna Berg" --email anna@acme.example')
    run.ok("add Nora")
    (tmp_path / "mail").write_text(MAIL)
    (tmp_path / "bad").write_text(MAIL + BAD)
    return run


def imported(run, line, *more):
    """Import and return the report."""
    return json.loads(run.ok(f"import {line} --json --yes", *more).out)


def interactions(run, client="acme"):
    lines = [json.loads(line) for line in run.ok(f"export --client {client}").lines]
    return [each for each in lines if each["type"] == "interaction"]


def test_what_is_found_is_counted_and_the_numbers_add_up(acme, tmp_path):
    told = imported(acme, f"{tmp_path}/mail {ME} --client @nora.example=nora")

    assert (told["found"], told["new"], told["undecided"], told["records"]) == (3, 2, 1, {"interaction": 3})
    assert told["found"] == sum(
        told[each] for each in ("new", "changed", "known", "removed", "undecided", "bad", "skipped")
    )
    assert told["strangers"] == [{"address": "someone@else.example", "name": "", "phone": "", "often": 1}]
    assert told["batch"] == "m1"


def test_a_message_says_when_which_way_with_whom_and_what_it_answers_and_nothing_of_its_text(acme, tmp_path):
    imported(acme, f"{tmp_path}/mail {ME}")
    first, second = interactions(acme)

    assert (first["direction"], first["contact"], first["subject"], first["words"]) == ("in", "Anna Berg", "Logo", 5)
    assert (second["direction"], second["reply_to"]) == ("out", first["id"])
    assert first["thread"] == second["thread"]
    assert first["source"] == "import:mbox"
    assert "text" not in first
    assert "a1@acme.example" not in json.dumps([first, second])


def test_one_mail_to_two_clients_is_a_record_of_each(acme, tmp_path):
    imported(acme, f"{tmp_path}/mail {ME} --client nora@nora.example=nora")

    assert [each["subject"] for each in interactions(acme, "nora")] == ["Re: Logo"]


def test_importing_again_adds_nothing_and_keeps_what_was_said_by_hand(acme, tmp_path):
    imported(acme, f"{tmp_path}/mail {ME}")
    acme.ok("edit i1 --tone=-1")
    before = acme.ok("export").out

    told = imported(acme, f"{tmp_path}/mail")

    assert (told["new"], told["changed"], told["known"], told["batch"]) == (0, 0, 2, None)
    assert acme.ok("export").out == before


def test_what_was_removed_by_hand_does_not_come_back(acme, tmp_path):
    imported(acme, f"{tmp_path}/mail {ME}")
    acme.ok("rm i1 --yes")

    told = imported(acme, f"{tmp_path}/mail")

    assert (told["new"], told["removed"]) == (0, 1)
    assert len(interactions(acme)) == 1


def test_who_is_who_is_said_once_and_kept(acme, tmp_path):
    imported(acme, f"{tmp_path}/mail {ME} --client someone@else.example=nora")
    acme.ok("imports undo m1")

    assert imported(acme, f"{tmp_path}/mail {ME}")["undecided"] == 1, "taken back with the import that said it"

    imported(acme, f"{tmp_path}/mail --client someone@else.example=nora")
    (tmp_path / "mail").write_text(MAIL.replace("b1@else", "b2@else"))
    assert imported(acme, f"{tmp_path}/mail")["records"] == {"interaction": 1}


def test_a_client_can_be_made_for_somebody(acme, tmp_path):
    told = imported(acme, f"{tmp_path}/mail {ME}", "--client", "someone@else.example=new Else & Sons")

    assert told["clients_made"] == ["else-sons"]
    assert json.loads(acme.ok("export --client else-sons").lines[0])["at"].startswith("2026-01-05")


def test_a_dry_run_says_the_same_and_writes_nothing(acme, tmp_path):
    before = acme.ok("export").out
    told = json.loads(acme.ok(f"import {tmp_path}/mail {ME} --dry-run --json").out)

    assert (told["new"], told["dry_run"]) == (2, True)
    assert acme.ok("export").out == before
    assert acme.ok("imports").out == ""
    assert acme.ok("undo --list").lines[0].startswith("add")


def test_without_a_terminal_nothing_is_written_before_a_yes(acme, tmp_path):
    ran = acme(f"import {tmp_path}/mail {ME}")

    assert ran.code == 2
    assert "--yes" in ran.err
    assert "would import: 2 new" in ran.err
    assert interactions(acme) == []


def test_whose_mail_it_is_must_be_known_and_is_never_guessed(acme, tmp_path):
    ran = acme(f"import {tmp_path}/mail --yes")

    assert ran.code == 2
    assert "anna@acme.example" in ran.err
    assert "--answer me=" in ran.err


def test_bad_items_keep_everything_out_unless_they_are_left_out(acme, tmp_path):
    ran = acme(f"import {tmp_path}/bad {ME} --yes")

    assert ran.code == 5
    assert "message 4" in ran.err
    assert "--skip-bad" in ran.err
    assert interactions(acme) == []
    tried = acme.ok(f"import {tmp_path}/bad {ME} --dry-run").out
    assert "`--skip-bad` takes the rest; without it nothing is imported" in tried
    assert "`--skip-bad`" not in acme.ok(f"import {tmp_path}/bad {ME} --dry-run --skip-bad").out

    told = imported(acme, f"{tmp_path}/bad {ME} --skip-bad")

    assert (told["new"], told["bad"]) == (2, 1)


def test_an_import_is_taken_back_whole_whatever_came_after_it(acme, tmp_path):
    before = acme.ok("export").out
    imported(acme, f"{tmp_path}/mail {ME} --client someone@else.example=nora")
    acme.ok("log nora Something else")
    logged = acme.ok("undo --list").lines[0]

    acme.ok("imports undo m1")

    assert acme.ok("undo --list").lines[0] == logged
    acme.ok("undo")
    assert acme.ok("export").out == before
    assert acme.ok("doctor --json").out.count('"problem"') == 0
    assert acme("imports undo m1").code == 3


def test_an_import_that_was_built_upon_is_not_taken_back(acme, tmp_path):
    imported(acme, f"{tmp_path}/mail {ME}")
    acme.ok("edit i1 --tone 1")

    ran = acme("imports undo m1")

    assert ran.code == 4
    assert "i1" in ran.err
    assert len(interactions(acme)) == 2


def test_what_was_removed_since_is_in_nobodys_way(acme, tmp_path):
    before = acme.ok("export").out
    imported(acme, f"{tmp_path}/mail {ME}")
    acme.ok("rm i1 --yes")

    acme.ok("imports undo 1")

    assert acme.ok("export").out == before


def test_a_client_may_be_renamed_between_two_imports(acme, tmp_path):
    imported(acme, f"{tmp_path}/mail {ME} --client @else.example=nora")
    acme.ok("edit acme --slug apex")
    acme.ok("edit nora --slug lind")

    told = imported(acme, f"{tmp_path}/mail")

    assert (told["new"], told["changed"], told["known"]) == (0, 0, 3)


def test_journals_are_batches_too(acme, tmp_path):
    journal = tmp_path / "anything"
    journal.write_text('{"type": "next", "client": "acme", "at": "2026-01-05", "text": "Call"}\n')
    before = acme.ok("export").out
    acme.ok(f"import {journal}")

    assert acme.ok("imports").out.startswith("m1  ")
    acme.ok("imports undo m1")
    assert acme.ok("export").out == before


def test_journals_and_other_files_do_not_mix(acme, tmp_path):
    journal = tmp_path / "journal"
    journal.write_text('{"type": "next", "client": "acme", "at": "2026-01-05", "text": "Call"}\n')

    ran = acme(f"import {tmp_path}/mail {journal} {ME}")

    assert (ran.code, "by themselves" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("--from nonsense", 2, "'nonsense' is no format"),
        ("--from mbx", 2, "did you mean mbox?"),
        ("--client @gmail.com=acme", 2, "anybody may have an address there"),
        ("--client nobody", 2, "no WHO=CLIENT"),
        ("--client a@b.example=nobody", 3, "no client 'nobody'"),
        ("--answer order", 2, "no NAME=VALUE"),
        ("--zone Mars/Olympus", 2, "'Mars/Olympus' is no time zone"),
    ],
)
def test_what_cannot_be_is_said_with_its_value(acme, tmp_path, line, code, said):
    ran = acme(f"import {tmp_path}/mail {ME} --yes {line}")

    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert interactions(acme) == []


def test_what_is_of_no_format_is_refused(acme, tmp_path):
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "empty").write_bytes(b"")

    assert acme(f"import {tmp_path}/noise --yes").code == 5
    assert acme(f"import {tmp_path}/empty --yes").code == 5
    assert "is empty" in acme.last.err
    assert acme(f"import {tmp_path}/nowhere --yes").code == 5


def test_names_in_files_are_data_on_the_screen(acme, tmp_path):
    (tmp_path / "mail").write_text(
        MAIL.replace("From: someone@else.example", "From: =?utf-8?q?=1B[31m[bold]red?= <x@else.example>")
    )

    ran = acme.ok(f"import {tmp_path}/mail {ME} --dry-run")

    assert "\x1b" not in ran.out
    assert "[bold]red" in ran.out


def test_a_mailbox_may_come_through_a_pipe(acme, tmp_path, monkeypatch):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MAIL.encode())))

    assert imported(acme, f"- {ME}")["new"] == 2
    assert "standard input\n" in acme.ok("imports").out


def test_what_came_through_a_pipe_is_called_so(acme, monkeypatch):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MAIL.encode())))

    assert acme("import -").err.startswith("clienthealth: standard input: Which of")


def test_words_of_a_guessed_encoding_are_shown_to_be_looked_at(run, tmp_path):
    file = tmp_path / "people.csv"
    file.write_bytes("Name,Email\nSøren,soren@acme.example\n".encode("cp1252"))

    shown = run("import", str(file), "--create-clients", "--dry-run").out
    assert "was read as cp1252: do Søren look right? --encoding names another" in " ".join(shown.split())
    assert "look right" not in run("import", str(file), "--encoding", "cp1252", "--create-clients", "--dry-run").out


def test_the_mapping_of_one_table_is_kept_for_it_and_for_no_other(acme, tmp_path):
    first, second = tmp_path / "calls.csv", tmp_path / "hours.csv"
    first.write_text("when,who\n2026-01-05 09:00,acme\n")
    second.write_text("day,who\n2026-01-06,acme\n")
    acme.ok(f"import {first} --as interaction --map when=at,who=client --set channel=call,direction=in --yes")

    assert acme.ok(f"import {first} --yes").out.startswith("imported: 0 new")
    refused = acme(f"import {second} --yes")
    assert (refused.code, "what is each row?" in refused.err) == (2, True)


@pytest.mark.parametrize("since", ["2026-01-06", "yesterday"])
def test_nothing_is_taken_from_before_a_day_that_was_named(acme, tmp_path, since):
    told = imported(acme, f"{tmp_path}/mail {ME} --since {since}")

    assert (told["new"], told["skipped_by"]) == (0, {"old": 3})
    assert imported(acme, f"{tmp_path}/mail {ME} --since 2026-01-05")["new"] == 2, "it holds for one run"


def test_a_client_that_an_import_made_begins_with_the_first_of_any_import(acme, tmp_path):
    imported(acme, f"{tmp_path}/mail {ME}", "--client", "someone@else.example=new Else")
    (tmp_path / "mail").write_text(MAIL.replace("5 Jan 2026 12", "2 Jan 2026 12").replace("b1@else", "b0@else"))

    imported(acme, f"{tmp_path}/mail")

    assert json.loads(acme.ok("export --client else").lines[0])["at"] == "2026-01-02T11:00:00Z"


def test_of_a_client_added_by_hand_it_is_said_that_there_is_more_before_it(acme, tmp_path):
    told = imported(acme, f"{tmp_path}/mail {ME}")

    assert told["notes"] == [
        "acme: is on record since 2026-11-23, and this begins on 2026-01-05: clienthealth edit acme --since 2026-01-05"
    ]


def test_a_guess_that_was_shown_can_be_confirmed_without_a_terminal(acme, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("Kunde,Datum,Dauer\nAcme,2026-01-05,25\nAcme,2026-01-06,35\n")
    asked = acme(f"import {table} --from csv --as time --yes")
    assert (asked.code, "columns=guess" in asked.err) == (2, True), asked.err

    told = imported(acme, f"{table} --from csv --as time --answer columns=guess")

    assert told["records"] == {"time": 2}
    assert "columns=" in acme.ok(f"import {table} --from csv --as time --dry-run").err


def test_whom_no_file_names_is_said(acme, tmp_path):
    told = imported(acme, f"{tmp_path}/mail {ME} --client oma@elsewhere.example=nora")

    assert told["notes"][-1] == "oma@elsewhere.example=nora: is kept, and nobody in these files is meant by it"


def test_a_question_that_a_later_import_answers_is_none_any_more(acme, tmp_path):
    asked = MAIL.replace("2026 09:00:00 +0100", "2026 09:00:00 +0100").replace("5 Jan 2026", "20 Nov 2026")
    first, answer, *_ = asked.split("From x@y ")[1:]
    again = (
        first.replace("a1@acme", "a3@acme")
        .replace("20 Nov", "22 Nov")
        .replace("Subject: Logo", "In-Reply-To: <a1@acme.example>\nSubject: Re: Logo")
    )
    (tmp_path / "mail").write_text(f"From x@y {first}From x@y {again}")
    imported(acme, f"{tmp_path}/mail {ME}")
    assert "wrote-twice" in [json.loads(line)["reason"] for line in acme.ok("inbox --json").lines]

    (tmp_path / "mail").write_text("From x@y " + answer.replace("20 Nov", "23 Nov").replace("a1@acme", "a3@acme"))
    imported(acme, f"{tmp_path}/mail")

    assert "wrote-twice" not in [json.loads(line)["reason"] for line in acme.ok("inbox --json").lines]
    acme.ok("imports undo m2")
    assert "wrote-twice" in [json.loads(line)["reason"] for line in acme.ok("inbox --json").lines]


def test_what_was_answered_is_listed_and_can_be_taken_out(acme, tmp_path):
    imported(acme, f"{tmp_path}/mail {ME} --zone Europe/Athens --client @else.example=nora")

    listed = acme.ok("imports answers").out
    assert [" ".join(line.split()) for line in listed.splitlines()] == [
        "mbox: zone=Europe/Athens",
        "me: me=me@studio.example",
        "@else.example = nora",
    ]

    acme.ok("imports forget mbox @else.example")
    assert [json.loads(line)["name"] for line in acme.ok("imports answers --json").lines] == ["me"]
    acme.ok("undo")
    assert acme.ok("imports answers").out == listed
    assert acme("imports forget nobody").code == 3
