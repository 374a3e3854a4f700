"""The honest log: a hint where an entry says what somebody is; never a refusal, and off where it is not wanted."""

import pytest


@pytest.fixture
def acme(run):
    run.ok("add Acme --agreed x")
    return run


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("He is an idiot", "“idiot”"),
        ("Client constantly changes everything", "“Client constantly”"),
        ("impossible person, hung up", "“impossible person”"),
        ("unmöglicher Mensch, legte auf", "“unmöglicher Mensch”"),
        ("sie ist so unverschämt und wir haben es notiert", "“sie ist so unverschämt”"),
    ],
)
def test_a_character_gets_a_hint_and_is_written_all_the_same(acme, words, shown):
    ran = acme.ok(f"log acme {words}")

    assert words in ran.out
    assert ran.err.startswith(f"{shown} says what somebody is. What did they do?")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        "Called back about the oven",
        'said "you are an idiot" and hung up',
        "we always answer the same day",
        "the call was difficult",
    ],
)
def test_an_act_a_quote_and_ourselves_get_none(acme, words):
    assert acme.ok("log acme --", words).err == ""


def test_words_given_as_a_quote_are_theirs(acme):
    assert acme.ok('log acme Called --signal rude --quote "you are an idiot"').err == ""


def test_a_complaint_and_a_note_are_read_as_well(acme):
    assert "“liar”" in acme.ok("complaint add acme Says the liar again").err
    assert "“idiot”" in acme.ok("signal add acme rude --note idiot").err


def test_the_hint_speaks_the_readers_language(acme, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert acme.ok("log acme So ein Idiot").err.startswith("„Idiot“ sagt, was jemand ist.")


def test_it_can_be_turned_off(acme, tmp_path):
    file = tmp_path / "quiet.toml"
    file.write_text("[honest_log]\nhints = false\n")

    assert acme.ok(f"--config {file} log acme He is an idiot").err == ""
    assert acme.ok("--quiet log acme He is an idiot").err == ""


def test_at_the_fifth_complaint_a_good_thing_is_asked_for(acme):
    said = [acme.ok(f"complaint add acme Page {number} is empty").err for number in range(1, 7)]

    assert said == ["", "", "", "", "And one good thing about acme, if you like: clienthealth log acme …\n", ""]
