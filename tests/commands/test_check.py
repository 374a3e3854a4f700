"""`check`: what it finds in a text, where, and what it lets pass."""

import json
from pathlib import Path

import pytest

from clienthealth.commands import wording
from clienthealth.commands.session import Session
from clienthealth.errors import Refused, UsageError

RUDE = (
    "Dear Kim,\n\nyou are simply incompetent, and we will see you in court.\nAs I said several times, the texts miss.\n"
)
POLITE = "Dear Kim,\n\nthe files of 4 May are in the folder. Please tell us by Friday which of them you need.\n"


@pytest.fixture
def acme(run):
    run.ok("add Acme --agreed x")
    return run


@pytest.fixture
def text(tmp_path):
    def write(content, name="reply.txt"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(file)

    return write


def test_a_slip_is_shown_with_its_place_its_reason_and_a_better_wording(run, text, golden):
    ran = run("check", text(RUDE))

    assert ran.code == 4
    golden.matches("check-en.txt", ran.out)
    assert ran.err == "The text was taken to be in English; --lang says otherwise.\n"


def test_in_german(run, text, golden, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    ran = run("check", text("Sehr geehrte Frau Mayer,\n\nSie sind ein Lügner. Das werden Sie noch bereuen!\n"))

    assert ran.code == 4
    golden.matches("check-de.txt", ran.out)


def test_a_polite_text_passes_and_what_is_not_seen_is_said(run, text):
    ran = run.ok("check", text(POLITE))

    assert ran.lines[0] == "No slip of wording that is known here."
    assert "not tone" in ran.out


def test_a_warning_passes(run, text):
    ran = run.ok("check --lang en", text("You never answer your phone."))

    assert "absolute" in ran.out
    assert ran.err == ""


def test_json_says_the_same(run, text):
    ran = run("check --json", text(RUDE))
    said = json.loads(ran.out)

    assert ran.code == 4
    assert said["language"] == "en"
    assert said["blocks"] == 2
    assert [(each["line"], each["column"], each["severity"]) for each in said["findings"]] == [
        (3, 1, "block"),
        (3, 33, "block"),
        (4, 1, "warn"),
    ]
    assert all(each["reason"] and each["better"] for each in said["findings"])


HALF = (
    "Dear Kim,\n\nour work together is over, and I will gladly look after the shop for another month.\n"
    "As I said several times, the texts miss.\n\nMira\n"
)


def test_with_a_kind_it_says_what_such_a_letter_lacks_and_what_has_no_place_in_it(run, text, golden):
    ran = run.ok("check --kind offboarding --lang en", text(HALF))

    golden.matches("check-kind-en.txt", ran.out)
    assert "incomplete" not in run.ok("check --lang en", text(HALF)).out


def test_what_is_missing_is_said_in_the_language_of_the_reader(run, text, golden, monkeypatch):
    monkeypatch.setenv("LANG", "el_GR.UTF-8")

    golden.matches("check-kind-el.txt", run.ok("check --kind offboarding --lang en", text(HALF)).out)


def test_json_gives_no_place_to_what_is_missing(run, text):
    said = json.loads(run.ok("check --json --kind offboarding --lang en", text(HALF)).out)
    lost = [each for each in said["findings"] if each["category"] == "incomplete"]

    assert [each["category"] for each in said["findings"][:2]] == ["out-of-place", "passive_aggressive"]
    assert said["findings"][2:] == lost
    assert [each["id"].partition(".")[2] for each in lost] == [
        *("end_day", "open_work", "money", "handover", "contact", "closing"),
    ]
    assert {(each["line"], each["column"], each["text"], each["severity"]) for each in lost} == {
        (None, None, "", "warn"),
    }
    assert all(each["reason"] and each["better"] for each in lost)
    assert "cues only" in said["limits"]


def test_a_whole_letter_has_a_cue_for_each_part(run, text):
    whole = "Dear Kim,\n\nthank you for your trust.\n\nKind regards,\nMira\n"

    assert "a cue for each part" in run.ok("check --kind thanks --lang en", text(whole)).out.replace("\n", " ")
    assert "cue" not in run.ok("check --lang en", text(whole)).out


def test_standard_input_is_read(run, text, monkeypatch):
    with Path(text(RUDE)).open(encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)

        assert run("check -").code == 4


def test_no_secret_is_shown_again(run, text):
    ran = run("check", text("The password: Tulip77! is new, and that is it."))

    assert ran.code == 4
    assert "Tulip" not in ran.out


def test_a_file_that_is_none(run, text, tmp_path):
    assert run("check", str(tmp_path / "none.txt")).code == 2
    assert run("check", text(b"\xff\xfe\x00a")).code == 5
    assert run(f"check {text(POLITE)} --kind ode").code == 2


def test_names_of_other_clients_do_not_go_out(acme, text):
    acme.ok('add "Bolt Works" --contact "Mia Fool" --agreed x')
    file = text("Dear Acme, unlike Bolt Works you have paid. Ms Fool of theirs says so too.\n")

    ran = acme("check --client acme", file)
    assert ran.code == 4
    assert "name of another client: “Bolt Works”" in ran.out
    assert "insult" not in ran.out
    assert acme.ok("check --client bolt-works", text("Dear Ms Fool, we thank you for the order.")).code == 0
    assert acme("check --client nobody", file).code == 3


def test_several_clients_in_a_text_for_none_are_named(acme, text):
    acme.ok("add Bolt --agreed x")

    assert "Several clients are named here: acme, bolt." in acme.ok("check", text("Acme and Bolt have the files.")).err


def test_without_a_record_none_is_made(run, text):
    run.ok("check", text(POLITE))

    assert not run.db.exists()


@pytest.fixture
def session(acme):
    acme.ok("log acme Hello")
    session = Session(db=acme.db)
    yield session
    session.close()


def test_a_letter_with_a_block_is_refused_until_it_is_lifted_with_a_reason(session):
    rude, polite = wording.look_over(session, RUDE), wording.look_over(session, POLITE)

    with pytest.raises(Refused, match="2 to mend"):
        wording.refuse(rude)
    with pytest.raises(UsageError, match="needs a reason"):
        wording.refuse(rude, force=True)
    assert wording.refuse(rude, force=True, reason="a quote of theirs") is True
    assert wording.refuse(polite, force=True) is False


def test_after_an_angry_entry_a_letter_may_wait(acme, session):
    assert wording.sleep_on_it(session, "acme") == ""
    acme.ok("log acme Shouted -t -2")

    assert "tomorrow" in wording.sleep_on_it(Session(db=acme.db), "acme")
