import pytest
from files import answers, source

from clienthealth.errors import BadData
from clienthealth.importers.text import cleaned, codec_of, doubtful_words, encoding_of, head_text, lines

DANISH = "Navn;By\nSøren;Ærø\n"
GREEK = "Όνομα;Πόλη\nΕλένη;Αθήνα\n" * 4


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (DANISH.encode(), "utf-8"),
        (DANISH.encode("utf-8-sig"), "utf-8-sig"),
        (DANISH.encode("utf-16"), "utf-16"),
        (DANISH.encode("utf-16-le"), "utf-16-le"),
        (DANISH.encode("utf-16-be"), "utf-16-be"),
        (GREEK.encode("utf-16-le"), "utf-16-le"),
        (GREEK.encode("utf-16-be"), "utf-16-be"),
        (DANISH.encode("utf-32"), "utf-32"),
        (DANISH.encode("cp1252"), "cp1252"),
        (b"a,b\n\x00call,c\n", "utf-8"),
    ],
)
def test_the_encoding_is_found_by_mark_zeros_or_strictness(tmp_path, content, name):
    assert encoding_of(source(tmp_path, content), answers()).name == name


def test_only_the_last_resort_is_a_guess_and_shows_what_to_look_at(tmp_path):
    file = source(tmp_path, DANISH.encode("cp1252"))

    assert encoding_of(file, answers()).guessed
    assert file.guessed == "cp1252"
    assert doubtful_words(file) == ("Søren", "Ærø")
    assert not encoding_of(file, answers(encoding="cp1252")).guessed
    assert doubtful_words(file) == ()
    known = source(tmp_path, DANISH)
    assert not encoding_of(known, answers()).guessed
    assert doubtful_words(known) == ()


def test_an_answer_decides_what_strict_reading_does_not(tmp_path):
    file = source(tmp_path, GREEK.encode("cp1253"))

    assert encoding_of(file, answers(encoding="cp1253")) == ("cp1253", False)
    assert next(lines(file, "cp1253")) == "Όνομα;Πόλη\n"
    assert encoding_of(source(tmp_path, DANISH), answers(encoding="cp1253")).name == "utf-8"


@pytest.mark.parametrize("name", ["no-such", "rot13", "zip", "unicode_escape", "idna", "a\0b", "undefined", ""])
def test_an_answer_that_is_no_alphabet_is_refused(tmp_path, name):
    assert codec_of(name) == ""
    if name:
        with pytest.raises(BadData, match="is no encoding"):
            encoding_of(source(tmp_path, b"\xff\xfa"), answers(encoding=name))


@pytest.mark.parametrize("content", [b"PK\x03\x04zip", b"%PDF-1.7", b"\xd0\xcf\x11\xe0ole"])
def test_files_of_other_kinds_are_refused_by_name(tmp_path, content):
    file = source(tmp_path, content)

    assert head_text(file.head) == ""
    with pytest.raises(BadData, match="is no text"):
        encoding_of(file, answers())


def test_control_characters_are_taken_out_and_line_ends_kept():
    assert cleaned("a\0b\x1b[31m\u202e\ufeffc\td\r\n") == "ab[31mc\td\r\n"


def test_lines_keep_the_ends_they_have(tmp_path):
    assert list(lines(source(tmp_path, b"a\r\nb\nc\rd"), "utf-8")) == ["a\r\n", "b\n", "c\r", "d"]
    assert list(lines(source(tmp_path, b"\xe2\x80\x8ea\x00\n"), "utf-8", raw=True)) == ["\u200ea\0\n"]


def test_a_line_without_end_is_refused_before_it_fills_the_memory(tmp_path):
    with pytest.raises(BadData, match="line 2 does not end"):
        list(lines(source(tmp_path, b"ok\n" + b"x" * (1 << 21)), "utf-8"))


def test_a_head_cut_inside_a_letter_is_read_up_to_there(tmp_path):
    text = "a" + "ø" * 40_000

    assert head_text(source(tmp_path, text).head).startswith("aøø")
