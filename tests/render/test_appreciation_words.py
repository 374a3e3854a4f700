"""Words to clients: in five languages, in either voice, to one or to several; upset clients are not thanked."""

import re

import pytest

from clienthealth.core.appreciation.thanks import NOT_THANKED, SILENT, State
from clienthealth.core.codec import fields_of
from clienthealth.core.kinds import Language
from clienthealth.core.records.client import Contact
from clienthealth.core.records.types import TYPES
from clienthealth.render.appreciation_text import ideas, spoken

SPOKEN = [each for each in State if each not in SILENT]

THANKS = re.compile(r"thank|dank|takk?\b|ευχαριστ", re.IGNORECASE)

SALES = re.compile(
    r"offer|discount|rabatt?|angebot|tilbud|προσφορ|έκπτωσ|gift|geschenk|\bgave\b|δώρ|voucher|gutschein|birthday|geburtstag"
    r"|fødselsdag|bursdag|γενέθλ",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", Language)
def test_the_words_read_as_kept(golden, language):
    lines = []
    for state in SPOKEN:
        forms = [spoken(state, language, we=we, one=one) for we in (True, False) for one in (False, True)]
        lines += [f"{state}:", *(f"  {each}" for each in dict.fromkeys(forms))]

    golden.matches(f"thanks-words-{language}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", SPOKEN)
@pytest.mark.parametrize("we", [True, False])
@pytest.mark.parametrize("one", [True, False])
def test_only_who_is_well_is_thanked(language, state, we, one):
    words = spoken(state, language, we=we, one=one)

    assert bool(THANKS.search(words)) == (state not in NOT_THANKED)
    assert not set(words) & set("{}<>|$")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", State)
def test_ideas_are_work_not_presents_and_sell_nothing(language, state):
    found = ideas(state, language)

    assert bool(found) == (state not in SILENT)
    assert not any(SALES.search(each) for each in found)


PERSONAL = re.compile(r"birth|born|(^|_)age($|_)|gender|famil|spouse|child|hobb|relig|health|politic|national")


def test_no_record_has_a_place_for_what_the_work_does_not_need():
    names = {name for kind in (*TYPES.values(), Contact) for name in fields_of(kind)}

    assert {"name", "salutation", "language"} <= names
    assert [name for name in names if PERSONAL.search(name)] == []
