"""Words of catching up: keys that are distinct in each language, pages that fit, names that act on nothing."""

from datetime import date

import pytest

from clienthealth.core.weekly.catchup import ANSWERS, LOOKS, Asked, Gap, Key, begin
from clienthealth.render.catchup_text import Speaker, help_text, offer, screen
from clienthealth.render.keys import letter
from clienthealth.render.paged import Size
from clienthealth.render.phrases import LANGUAGES, phrase
from clienthealth.render.ritual_text import Aside
from clienthealth.render.voice import Voice
from clienthealth.render.words import columns

SPOKEN = sorted(each.name for each in LANGUAGES.iterdir() if (each / "catchup.toml").is_file())
DAY = date(2026, 11, 23)
PLAIN = Aside()
OBSERVED = {"en": "observed", "de": "beobachtet", "da": "iagttaget", "nb": "observert", "el": "παρατηρήθηκε"}


def speaker(language):
    return Speaker(Voice(language, DAY))


def page(language, name="Acme", aside=PLAIN, size=Size(80, 23)):  # noqa: B008 - a constant
    asked = Asked("acme", name, date(2026, 10, 5), 49, 1, 2)
    return [each.text for each in screen(begin(["acme", "bolt"]), asked, aside, speaker(language), size)]


@pytest.mark.parametrize("language", SPOKEN)
def test_each_key_is_one_letter_and_all_of_them_are_distinct(language):
    labels = speaker(language).labels()
    letters = {letter(each) for each in labels.values()}

    assert {len(each) for each in letters} == {1}
    assert len(letters) == len(Key)
    assert letter(labels[Key.HELP]) == "?"
    assert all((label.count("["), label.count("]")) == (1, 1) for label in labels.values())


def test_english_and_german_choose_their_own_letters():
    assert letter(speaker("de").labels()[Key.QUIET]) != letter(speaker("en").labels()[Key.QUIET])


def test_a_language_without_words_of_its_own_falls_back_to_english():
    assert speaker("xx").labels() == speaker("en").labels()


def test_a_greek_key_works_in_either_layout():
    assert (speaker("el").key("η"), speaker("el").key("h")) == (Key.QUIET, Key.QUIET)


@pytest.mark.parametrize("language", SPOKEN)
def test_a_letter_is_its_key_and_any_other_is_none(language):
    spoken = speaker(language)

    assert {key: spoken.key(letter(label).upper()) for key, label in spoken.labels().items()} == {
        key: key for key in Key
    }
    assert spoken.key("7") is None


@pytest.mark.parametrize("language", SPOKEN)
def test_every_key_has_its_words_and_a_look_is_only_called_observed(language):
    observed = OBSERVED[language]

    assert all(phrase(f"help.{each}", "catchup", language) for each in Key)
    assert all(phrase(f"answer.{each}", "catchup", language) for each in ANSWERS)
    assert all(observed in phrase(f"said.{each}", "catchup", language) for each in LOOKS)
    assert all(observed in phrase(f"help.{each}", "catchup", language) for each in LOOKS)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("size", [Size(80, 23), Size(40, 11), Size(30, 12)])
def test_a_page_fits_its_screen_with_its_keys(language, size):
    notices = (help_text(speaker(language), size), offer(Gap(date(2026, 10, 6), DAY), speaker(language)))

    rows = page(language, "A name that is much longer than anybody's " * 3, Aside(notices), size)

    assert len(rows) <= size.height
    assert max(map(columns, rows)) <= size.width
    assert "[?]" in rows[-1]


def test_a_page_says_where_one_is_since_when_and_what_is_open():
    told = " ".join(" ".join(page("en")).split())

    assert told.startswith(
        "Catching up on Mon 23 Nov 2026 · 1 of 2 · Acme nothing was noted since Mon 5 Oct 2026 (49 days)"
    )
    assert "still open: one complaint, 2 promises of ours" in told


def test_what_somebody_wrote_acts_on_nothing():
    rows = page("en", "\x1b[2JAcme\r\n[q]", Aside(("\x1b]0;title\x07",)))

    assert not [each for each in rows if not each.isprintable()]
