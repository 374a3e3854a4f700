"""The keys of the ritual: each language chooses its own letters, and none of them means two things."""

from datetime import UTC, date
from pathlib import Path

import pytest

from clienthealth.core.weekly.ritual import Key
from clienthealth.render.phrases import LANGUAGES
from clienthealth.render.ritual_text import Round, Speaker
from clienthealth.render.voice import Voice

DAY = date(2026, 11, 27)
SPOKEN = sorted(each.name for each in Path(LANGUAGES).iterdir() if each.is_dir())


@pytest.mark.parametrize("language", SPOKEN)
def test_every_key_is_one_letter_of_its_own(language):
    keys = Speaker(Voice(language, DAY), Round("robin", DAY, UTC, {})).keys(Key)

    assert set(keys.values()) == set(Key)
    assert {len(each) for each in keys} == {1}
