"""What people type is stored as typed, shown harmlessly, and never read as markup, escape or end of line."""

import json
import re

import pytest

ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NASTY = {
    "colour": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;mine\x07 and \x9d0;mine\x9c",
    "clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "link": "\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\",
    "erase": "gone\r\x1b[2K\x1b[1A\x08\x08",
    "C1": "\x9b31m\x85\x90",
    "markup": "[bold red]loud[/] [/oops] [link=https://example.org]here[/link] [urgent] call",
    "lines": "one\ntwo\r\nthree\n\n\tfour\n",
    "separators": "one\u2028two\u2029three\x0bfour\x0c",
    "right to left": "\u202egnp.exe\u202c \u2067abc\u2069 שלום \u200f",
    "marks": "e\u0301 \U0001f469\u200d\U0001f4bb \ufeff \u00ad ﷽",
    "quotes": '\'; drop table "client"; -- \\ \\n %s {0} ${HOME} `id`',
    "formula": "=1+1",
    "long": "x" * 5000 + " " + "wörter " * 5000,
    "a megabyte": "\x1b[2Jabc [/b] \n" * 75_000,
}


@pytest.fixture(params=NASTY)
def text(request):
    return NASTY[request.param]


def words_of(run, kind, name="text"):
    """What an export gives back."""
    return next(json.loads(each)[name] for each in run.ok("export").out.split("\n") if f'"type":"{kind}"' in each)


def test_typed_text_is_kept_to_the_letter_and_echoed_harmlessly(run, text):
    run.ok("add Acme")
    typed = text[:60_000]

    echoed = run.ok("log acme", typed, "--quote", typed, "-s", "rude", "--complaint", typed)

    assert words_of(run, "interaction") == typed
    assert words_of(run, "complaint") == typed
    assert words_of(run, "signal", "quote") == typed
    assert not ACTING.search(echoed.out + echoed.err)
    assert [each[:2] for each in echoed.out.split("\n") if each[:1].strip()] == ["i1", "c1", "s1"]


def test_text_from_a_file_is_kept_to_the_letter_and_shown_harmlessly(run, text, tmp_path):
    run.ok("add Acme")
    path = tmp_path / "journal.jsonl"
    line = {"type": "complaint", "client": "acme", "id": "c1", "at": "2026-02-01", "text": text, "note": text}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    run.ok("import", str(path))

    shown = [run.ok(each).out for each in ("show acme", "show c1", "clients", "today", "review", "why acme")]

    assert words_of(run, "complaint") == text
    assert words_of(run, "complaint", "note") == text
    assert not ACTING.search("".join(shown))


def test_what_goes_wrong_with_nasty_text_is_said_harmlessly(run, text, tmp_path):
    run.ok("add Acme")
    path = tmp_path / "journal.jsonl"
    path.write_text(json.dumps({"type": text[:2000], "client": text[:2000], "at": text[:2000]}) + "\n")

    failed = [run("log", text[:2000], "hello"), run("show", text[:2000]), run("import", str(path))]
    failed += [run("log acme hello --when", text[:2000]), run("import", f"/nowhere/{text[:200]}")]

    assert {each.code for each in failed} <= {2, 3, 5}
    assert not ACTING.search("".join(each.err + each.out for each in failed))


def test_a_name_that_acts_is_a_name(run):
    run.ok("add --slug acme", NASTY["title"], "--contact", NASTY["markup"])

    shown = [run.ok(each).out for each in ("show acme", "clients", "score", "review")]

    assert words_of(run, "client", "name") == NASTY["title"]
    assert not ACTING.search("".join(shown))


@pytest.mark.parametrize(
    ("options", "field"),
    [
        (["log", "acme", "ab\0c"], "text"),
        (["log", "acme", "hi", "--complaint", "ab\0c"], "text"),
        (["log", "acme", "hi", "--promise", "ab\0c", "fri"], "text"),
        (["log", "acme", "hi", "-s", "rude", "--quote", "ab\0c"], "quote"),
        (["log", "acme", "hi", "-p", "ab\0c"], "project"),
        (["add", "ab\0c"], "name"),
    ],
)
def test_a_nul_that_is_typed_is_refused_with_its_place(run, options, field):
    run.ok("add Acme")
    before = run.ok("export").out

    ran = run(options[0], *options[1:])

    assert ran.code == 2
    assert f"{field}: holds a NUL character at position 3" in ran.err
    assert run.ok("export").out == before


def test_a_nul_in_a_file_is_refused_with_its_line_and_place(run, tmp_path):
    run.ok("add Acme")
    path = tmp_path / "journal.jsonl"
    line = {"type": "complaint", "client": "acme", "at": "2026-02-01", "text": "ab\0c"}
    path.write_text("\n" + json.dumps(line) + "\n")

    ran = run("import", str(path))

    assert ran.code == 5
    assert f"{path}:2: text: holds a NUL character at position 3" in ran.err


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("aliases", ["ab\0c"]),
        ("address", ["Street 1", "ab\0c"]),
        ("contacts", [{"name": "ab\0c"}]),
        ("contacts", [{"name": "Jo", "email": ["ab\0c"]}]),
    ],
)
def test_nul_is_refused_in_lists_too(run, tmp_path, field, value):
    path = tmp_path / "journal.jsonl"
    line = {"type": "client", "client": "acme", "at": "2026-01-01", "name": "Acme", field: value}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")

    ran = run("import", str(path))

    assert ran.code == 5
    assert f"{path}:1: {field}" in ran.err
    assert "holds a NUL character at position 3" in ran.err
    assert run.ok("export").out == ""
