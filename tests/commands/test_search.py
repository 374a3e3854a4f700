"""`search`: the words that were typed, and nothing that they might mean to a machine."""

import json

import pytest


@pytest.fixture
def acme(run):
    run.ok("add Acme --contact 'Anna Søndergård' --email anna@acme.example")
    run.ok("add Borg")
    run.ok("log acme The empty export of January --complaint 'Export is slow' --when yesterday")
    run.ok("log borg Export works now")
    return run


def handles(ran):
    return [line.split()[0] for line in ran.lines]


def test_a_hit_has_its_handle_client_day_and_the_place_with_the_words_marked(acme):
    ran = acme.ok("search empty export")

    assert ran.lines == ["i1    acme · 2026-11-22 · interaction · The «empty» «export» of January"]


def test_words_need_no_quotes_and_all_must_occur(acme):
    assert set(handles(acme.ok("search export"))) == {"i1", "i2", "c1"}
    assert handles(acme.ok("search export works")) == ["i2"]


def test_the_last_word_may_be_a_beginning(acme):
    assert handles(acme.ok("search empty exp")) == ["i1"]
    assert handles(acme.ok("search exp empty")) == []


def test_case_and_accents_do_not_matter(acme):
    acme.ok("log borg Crème brûlée")

    assert handles(acme.ok("search CREME")) == ["i3"]


def test_one_client_only(acme):
    assert handles(acme.ok("search export --client borg")) == ["i2"]


def test_a_near_miss_of_the_client_is_taken_and_said(acme):
    ran = acme.ok("search export --client brog")

    assert handles(ran) == ["i2"]
    assert "taking borg" in ran.err


def test_nothing_found_is_no_failure_and_is_said(acme):
    ran = acme.ok("search zebra")

    assert ran.out == ""
    assert ran.err == "nothing found for 'zebra'\n"


@pytest.mark.parametrize(
    "text",
    ['"', '"""', "*", "exp*", "NEAR(export", "export OR zebra", "NOT export", "text:export", "^export", "(", "{a} :"],
)
def test_syntax_of_the_index_does_not_act(acme, text):
    ran = acme("search --", text)

    assert ran.code == 0
    assert "zebra" not in ran.out


def test_a_word_that_only_looks_like_syntax_is_found_as_a_word(acme):
    acme.ok("log borg -- 'rename NEAR the star: a-b'")

    assert handles(acme.ok("search near")) == ["i3"]
    assert handles(acme.ok("search -- -star")) == ["i3"]
    assert handles(acme.ok("search 'star:'")) == ["i3"]
    assert handles(acme.ok("search a-b")) == ["i3"]


def test_people_and_names_on_a_card_are_found(acme):
    ran = acme.ok("search sondergard")

    assert handles(ran) == ["k1"]
    assert "«Søndergård»" in ran.out


def test_more_than_fits_is_said_with_the_option(acme):
    ran = acme.ok("search export --limit 2")

    assert len(ran.lines) == 2
    assert "the best 2 of 3; --limit" in ran.err


def test_control_characters_in_a_place_are_made_visible(acme):
    acme.ok("log borg", "red \x1b[31m zebra")

    assert acme.ok("search zebra").out.endswith("red \\x1b[31m «zebra»\n")


def test_on_a_terminal_the_words_are_bold(acme, monkeypatch):
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    assert "\x1b[1mempty\x1b[0m" in acme.ok("search empty").out


def test_json_is_the_record_with_its_handle_and_the_place(acme):
    hit = json.loads(acme.ok("search empty --json").out)

    assert (hit["handle"], hit["type"], hit["client"]) == ("i1", "interaction", "acme")
    assert hit["snippet"] == "The «empty» export of January"
