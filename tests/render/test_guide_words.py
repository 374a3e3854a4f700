"""The guides say the same in all five languages, in whole sentences, and fit a terminal of 80 columns."""

import re
import unicodedata

import pytest

from clienthealth.core.guides.topics import BY_NAME, CONDUCT, TOPICS
from clienthealth.core.kinds import Language
from clienthealth.render import guide_text
from clienthealth.render.phrases import LANGUAGES, book
from clienthealth.render.sheet import LEAD, WIDTH, plain
from clienthealth.render.words import columns

USUAL = {"acknowledge": 1, "answer": 5, "follow-up": 5}
EVERY = [(topic, language) for topic in BY_NAME for language in Language]
QUOTES = {"en": ("“", "”"), "de": ("„", "“"), "da": ("”", "”"), "nb": ("«", "»"), "el": ("«", "»")}
ENDS = {"en": ".?", "de": ".?", "da": ".?", "nb": ".?", "el": ".;"}


def guide(topic, language):
    return guide_text.ours(BY_NAME[topic], language, USUAL)


@pytest.mark.parametrize(("topic", "language"), EVERY)
def test_every_language_has_each_step_and_each_case_of_another_guide(topic, language):
    made = guide(topic, language)

    assert len(made.steps) == len(BY_NAME[topic].steps)
    assert len(made.instead) == len(BY_NAME[topic].instead)
    assert len(made.examples) == len(guide(topic, "en").examples) >= 2


@pytest.mark.parametrize("language", Language)
def test_every_language_has_the_same_topics_as_the_core(language):
    assert book("guide", language)["topic"].keys() == BY_NAME.keys()


@pytest.mark.parametrize("language", Language)
def test_shared_phrases_are_those_that_topics_use(language):
    held = book("guide", language)

    assert held["write"].keys() == {key for each in TOPICS for key in each.write}
    assert held["due"].keys() == {due.what for each in TOPICS for due in each.due}
    assert held["letter"].keys() == {kind for each in TOPICS for kind in each.letters}


@pytest.mark.parametrize("language", Language)
def test_the_catalogue_is_composed_text_without_leftovers(language):
    text = (LANGUAGES / language / "guide.toml").read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)
    assert re.findall(r"TODO|XXX|\$(?!n\b|file\b|folder\b)\w+|[ \t]$|  +\w", text, re.MULTILINE) == []


@pytest.mark.parametrize(("topic", "language"), EVERY)
def test_a_page_fits_80_columns_and_leaves_no_placeholder(topic, language):
    shown = plain(guide_text.page(guide(topic, language), language))

    assert [line for line in shown.splitlines() if columns(line) > WIDTH] == []
    assert "$" not in shown


@pytest.mark.parametrize(("topic", "language"), EVERY)
def test_steps_and_examples_are_whole_sentences(topic, language):
    made = guide(topic, language)

    told = [*made.steps, made.when, *(each.text for each in made.instead)]
    assert [each for each in told if each[-1] not in ENDS[language]] == []
    assert {(each[0], each[-1]) for each in made.examples} == {QUOTES[language]}


@pytest.mark.parametrize("language", Language)
def test_the_list_takes_one_line_a_topic(language):
    guides = [guide(topic, language) for topic in BY_NAME]

    shown = plain(guide_text.listing(guides, "", language)).splitlines()

    lines = [line for topic in BY_NAME for line in shown if line.startswith(f"  {topic} ")]
    assert len(lines) == len(BY_NAME)
    assert [line for line in shown if line.startswith(" " * LEAD)] == []


@pytest.mark.parametrize("language", Language)
def test_the_code_of_conduct_begins_with_our_share(language):
    assert BY_NAME[CONDUCT].steps[0] == "our-share"
    assert [each for each in guide(CONDUCT, language).steps if ":" not in each] == []


def test_days_that_the_configuration_sets_are_said():
    made = guide_text.ours(BY_NAME["angry-client"], "en", {"acknowledge": 0, "answer": 1, "follow-up": 10})

    assert made.due == (
        "acknowledge the complaint on the same day",
        "answer the complaint: within 1 day",
        "ask whether the solution holds: 10 days after it",
    )


@pytest.mark.parametrize("language", ["en", "de", "da", "nb", "el"])
def test_nothing_is_said_of_a_character(language):
    words = re.findall(r"\w+", (LANGUAGES / language / "guide.toml").read_text(encoding="utf-8").casefold())

    assert LABELS.isdisjoint(words)


LABELS = {
    *("toxic", "impossible", "crazy", "idiot", "nightmare"),
    *("schwierige", "schwieriger", "toxisch", "unmöglich", "querulant", "idiot"),
    *("umulig", "umulige", "besværlig", "vanskelige", "kværulant"),
    *("δύσκολος", "τοξικός", "ανυπόφορος", "ηλίθιος"),
}
"""What people are called."""
