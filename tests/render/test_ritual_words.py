"""Words of the weekly ritual: keys that are distinct in each language, pages that fit, marks where text was cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.weekly.ritual import CHOICES, Key
from clienthealth.render.keys import letter
from clienthealth.render.paged import Row, fitted, folded, labelled, pages, side_by_side
from clienthealth.render.phrases import LANGUAGES, phrase
from clienthealth.render.words import columns

SPOKEN = sorted(each.name for each in LANGUAGES.iterdir() if (each / "ritual.toml").is_file())
TEXT = st.text(st.characters(codec="utf-8"), max_size=300)


def labels(language):
    return {each: phrase(f"key.{each}", "ritual", language) for each in Key}


def test_english_and_german_choose_their_own_letters():
    assert {"en", "de"} <= set(SPOKEN)
    assert letter(labels("de")[Key.POSTPONE]) != letter(labels("en")[Key.POSTPONE])


@pytest.mark.parametrize("language", SPOKEN)
def test_each_key_is_one_letter_and_all_of_them_are_distinct(language):
    letters = [letter(each) for each in labels(language).values()]

    assert [each for each in letters if len(each) != 1 or each.isspace()] == []
    assert len(set(letters)) == len(Key)
    assert letter(labels(language)[Key.HELP]) == "?"


@pytest.mark.parametrize("language", SPOKEN)
def test_the_brackets_are_the_mark_of_the_letter(language):
    for label in labels(language).values():
        assert (label.count("["), label.count("]")) == (1, 1)
        assert label.index("]") == label.index("[") + 2


@pytest.mark.parametrize("language", SPOKEN)
def test_every_key_and_every_choice_has_its_words(language):
    assert all(phrase(f"help.{each}", "ritual", language) for each in Key)
    assert all(phrase(f"decided.{each}", "ritual", language) for each in CHOICES.values())


@pytest.mark.parametrize("language", SPOKEN)
def test_all_keys_fit_two_lines_of_eighty_columns(language):
    assert len(side_by_side((text for key, text in labels(language).items() if key is not Key.CLOSE), 80)) <= 2


@given(TEXT, st.integers(2, 80))
def test_folded_text_is_never_wider_and_acts_on_nothing(text, width):
    for line in folded(text, width):
        assert columns(line) <= width
        assert line.isprintable() or not set(line) & set("\x1b\r\n\t\x07\x9b\u202e")


@given(TEXT, st.integers(2, 80), st.integers(1, 24))
def test_pages_hold_every_line_once_and_none_is_longer(text, width, height):
    made = pages(text, width, height)

    assert [line for page in made for line in page] == folded(text, width)
    assert all(1 <= len(page) <= height for page in made)


@given(TEXT.filter(str.strip), st.integers(40, 80))
def test_labelled_sentences_are_never_wider(text, width):
    assert all(columns(each) <= width for each in labelled("note", 9, [" ".join(folded(text, 500))], width))


def test_what_does_not_fit_is_marked():
    rows = [Row(str(each)) for each in range(9)]

    assert fitted(rows, 9, "…") == rows
    assert fitted(rows, 4, "…") == [*rows[:3], Row("…")]
