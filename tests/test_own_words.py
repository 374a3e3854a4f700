"""The list of words that an import points out: a file beside the configuration, off where it is absent."""

import pytest

from clienthealth.config.own_words import own_words
from clienthealth.errors import BadData


def test_without_a_file_or_a_folder_there_are_no_words(tmp_path):
    assert own_words(tmp_path) == ()
    assert own_words(None) == ()


def test_a_word_or_phrase_a_line_each_once_in_its_order(tmp_path):
    (tmp_path / "words.txt").write_text("# mine\nMahnung\n\n second  reminder \nMahnung\n", encoding="utf-8")

    assert own_words(tmp_path) == ("Mahnung", "second reminder")


@pytest.mark.parametrize(("text", "said"), [("ok\n...\n", "words.txt:2"), ("x" * 61, "words.txt:1")])
def test_what_is_no_word_is_refused_with_its_line(tmp_path, text, said):
    (tmp_path / "words.txt").write_text(text, encoding="utf-8")

    with pytest.raises(BadData, match=said):
        own_words(tmp_path)


def test_too_many_words_are_refused(tmp_path):
    (tmp_path / "words.txt").write_text("\n".join(f"word{n}" for n in range(201)), encoding="utf-8")

    with pytest.raises(BadData, match="201 words"):
        own_words(tmp_path)


def test_what_is_no_text_is_refused(tmp_path):
    (tmp_path / "words.txt").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BadData, match="UTF-8"):
        own_words(tmp_path)


def test_a_folder_of_that_name_is_no_list(tmp_path):
    (tmp_path / "words.txt").mkdir()

    with pytest.raises(BadData, match="no file"):
        own_words(tmp_path)
