"""Words of the inbox: keys that are distinct, a sentence for every reason there is, values that act on nothing."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from clienthealth.core.intake.inbox import Key, way_on
from clienthealth.core.records.kept import Suggestion
from clienthealth.importers import items
from clienthealth.importers.formats import FORMATS
from clienthealth.render.inbox_text import Speaker
from clienthealth.render.keys import letter
from clienthealth.render.phrases import LANGUAGES, phrase

CODE = Path(items.__file__).parents[1]
SPOKEN = sorted(each.name for each in Path(LANGUAGES).iterdir() if each.is_dir())
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def held(reason, values="{}", would=None):
    return Suggestion(client="acme", id="a", at=date(2026, 1, 5), reason=reason, values=values, would=would)


@pytest.mark.parametrize("language", SPOKEN)
def test_each_key_is_one_letter_and_all_of_them_are_distinct(language):
    labels = Speaker(language, NOW).labels(held("floating", would="{}"))

    assert set(labels) == set(Key)
    assert all(len(letter(each)) == 1 for each in labels.values())
    assert len({letter(each) for each in labels.values()}) == len(Key)


def test_every_reason_in_the_code_has_its_sentence():
    told = set(phrase("reason", "inbox")) - {"other"}
    code = "".join(
        path.read_text() for folder in ("importers", "core/suggesting") for path in (CODE / folder).rglob("*.py")
    )

    assert {reason for reason in told if f'"{reason}"' not in code} == set(), "said, and never given"
    assert FORMATS


@pytest.mark.parametrize("language", SPOKEN)
def test_why_something_was_left_out_is_said_in_every_language(language):
    assert all(phrase(f"reason.{reason}", "import", language) for reason in items.REASONS)


def test_what_a_file_says_fills_no_placeholder_and_an_unknown_reason_is_no_error():
    speaker = Speaker("en", NOW)

    assert "$client" in speaker.sentence(held("title-only", '{"title": "$client"}'))
    assert "moon-phase" in speaker.sentence(held("moon-phase"))
    assert re.search(r"\$\w", speaker.sentence(held("long-day"))), "a value that is missing stays to be seen"


@pytest.mark.parametrize("language", SPOKEN)
def test_what_proposes_nothing_has_no_key_that_records_it(language):
    speaker, nothing = Speaker(language, NOW), held("nothing-agreed")
    letters = [letter(speaker.word(f"key.{each}")) for each in (Key.ACCEPT, Key.CHANGE)]

    assert {Key.ACCEPT, Key.CHANGE}.isdisjoint(speaker.labels(nothing))
    assert [speaker.key(each, nothing) for each in letters] == [None, None]


@pytest.mark.parametrize(
    ("reason", "command"),
    [
        ("nothing-agreed", "clienthealth expect sheet acme"),
        ("wrote-twice", 'clienthealth log acme "…" --out'),
        ("invoice-late", 'clienthealth log acme "…"'),
    ],
)
def test_what_proposes_nothing_names_the_command_that_goes_on(reason, command):
    assert way_on(held(reason)) == command


@pytest.mark.parametrize("language", SPOKEN)
def test_a_name_that_a_thing_has_not_leaves_no_hole_in_its_sentence(language):
    for reason, name in (("wrote-twice", "subject"), ("meeting-moved", "subject"), ("no-show", "subject")):
        told = Speaker(language, NOW).sentence(held(reason, f'{{"n": "2", "day": "2026-01-05", "{name}": ""}}'))
        assert re.search(r":(\s|\.|$)", told) is None, told
