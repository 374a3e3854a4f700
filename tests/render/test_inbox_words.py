"""Words of the inbox: keys that are distinct, a sentence for every reason there is, values that act on nothing."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from clienthealth.core.intake.inbox import Key
from clienthealth.core.records.kept import Suggestion
from clienthealth.importers import items
from clienthealth.importers.formats import FORMATS
from clienthealth.render.inbox_text import Speaker
from clienthealth.render.keys import letter
from clienthealth.render.phrases import LANGUAGES, phrase

CODE = Path(items.__file__).parents[1]
SPOKEN = sorted(each.name for each in Path(LANGUAGES).iterdir() if each.is_dir())
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def held(reason, values="{}"):
    return Suggestion(client="acme", id="a", at=date(2026, 1, 5), reason=reason, values=values)


@pytest.mark.parametrize("language", SPOKEN)
def test_each_key_is_one_letter_and_all_of_them_are_distinct(language):
    labels = Speaker(language, NOW).labels()

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
