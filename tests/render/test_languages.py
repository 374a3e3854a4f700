"""Every language says all that English says, with the same values; days are named as CLDR names them."""

import re
from pathlib import Path
from string import Template

import pytest

from clienthealth.core.kinds import Language
from clienthealth.render.phrases import LANGUAGES, book

SPOKEN = (
    "appreciation",
    "brief",
    "calendar",
    "calibrate",
    "catchup",
    "check",
    "contact",
    "drawing",
    "economy",
    "ending",
    "guide",
    "handling",
    "import",
    "inbox",
    "history",
    "mail",
    "mirror",
    "page",
    "privacy",
    "promises",
    "review",
    "ritual",
    "score",
    "sheet",
    "steps",
    "suppose",
    "talk",
)
"""What is said to whoever keeps the record, and the sheet for the first contact; letters are apart."""

OTHERS = sorted(each.name for each in Path(LANGUAGES).iterdir() if each.is_dir() and each.name != "en")
PAIRS = [(language, subject) for language in OTHERS for subject in SPOKEN]


NUMBERED = {"none", "one", "other"}
"""The forms that a phrase may take by a number."""


def leaves(table, path=""):
    """Every phrase by its dotted key; the forms of a number are one phrase."""
    for name, value in table.items():
        here = f"{path}.{name}" if path else name
        if isinstance(value, dict) and not set(value) <= NUMBERED:
            yield from leaves(value, here)
        else:
            yield here, value


def forms(value):
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else [value]


def placeholders(value):
    """The names that a phrase is given values for; a number may be said in words."""
    return {name for each in forms(value) for name in Template(str(each)).get_identifiers()} - {"n"}


def said(language, subject):
    return dict(leaves(book(subject, language)))


def test_every_language_of_the_configuration_has_a_catalogue():
    assert {"en", *OTHERS} == set(map(str, Language))


@pytest.mark.parametrize(("language", "subject"), PAIRS)
def test_nothing_is_missing_and_nothing_is_said_that_english_does_not_say(language, subject):
    assert (Path(LANGUAGES) / language / f"{subject}.toml").is_file()
    assert set(said(language, subject)) == set(said("en", subject))


@pytest.mark.parametrize(("language", "subject"), PAIRS)
def test_every_phrase_is_given_the_values_that_english_is_given(language, subject):
    english, other = said("en", subject), said(language, subject)

    assert {key: placeholders(other[key]) for key in other} == {key: placeholders(english[key]) for key in other}
    assert all(isinstance(other[key], dict) or not isinstance(english[key], dict) for key in other)


@pytest.mark.parametrize(("language", "subject"), PAIRS)
def test_no_phrase_is_english_by_accident(language, subject):
    english = said("en", subject)
    alike = {key for key, value in said(language, subject).items() if value == english[key]}

    worded = {key for key in alike if re.search(r"[a-z]{4}", re.sub(r"\$[a-z]+", "", str(english[key])))}
    assert worded <= SAME.get(language, set())


SAME: dict[str, set[str]] = {
    "da": {"topic.design", "channel.chat", "used.chat"},
    "el": {"channel.email", "used.email", "lines.email"},
    "nb": {"channel.chat", "used.chat"},
}
"""Phrases that are the same word in both languages."""


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_days_and_months_are_called_as_in_cldr(language):
    from babel import Locale
    from babel.dates import get_day_names, get_month_names

    locale, days = Locale.parse(language), book("review", language)["days"]

    def bare(names):
        return [name.rstrip(".").casefold() for name in names]

    cldr_days = get_day_names("abbreviated", "format", locale)
    cldr_months = get_month_names("abbreviated", "format", locale)
    assert bare(days["weekdays"]) == bare(cldr_days[day] for day in range(7))
    assert bare(days["months"]) == bare(cldr_months[month] for month in range(1, 13))
