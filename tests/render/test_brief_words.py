"""Every word the brief may need is there in each language it is written in, with the same values."""

import pytest
from test_languages import forms, said

from clienthealth.core import kinds
from clienthealth.core.changes.commitments import OPEN
from clienthealth.core.goodbye.balances import Holding
from clienthealth.core.score.complaint_stage import Stage
from clienthealth.render.phrases import phrase

CLOSED = {
    "status": kinds.ClientStatus,
    "channel": kinds.Channel,
    "direction": kinds.Direction,
    "used": kinds.Channel,
    "language": kinds.Language,
    "life": kinds.Confirmed,
    "waits": Stage,
    "decide": Stage,
    "limit": kinds.BoundaryStep,
    "response": kinds.Response,
    "apology": kinds.Apology,
    "effort": kinds.EffortKind,
    "outcome": kinds.EffortOutcome,
    "money": Holding,
    "moved": [*(set(OPEN) | {"client", "invoice"})],
    "happened": [each for each in kinds.InteractionStatus if each != "held"],
}
"""The closed words that the brief says, by the table their phrases stand in."""

CHARACTER = {
    "en": ("difficult", "rude", "problem"),
    "de": ("schwierig", "unverschämt", "problem"),
    "da": ("vanskelig", "uforskammet", "problem"),
    "nb": ("vanskelig", "uforskammet", "problem"),
    "el": ("στρυφν", "αγεν", "πρόβλημα"),
}


@pytest.mark.parametrize(("table", "words"), CLOSED.items(), ids=CLOSED)
def test_every_closed_word_has_its_phrase(table, words):
    found = phrase(table, "brief")

    assert {str(each) for each in words} <= set(found)


@pytest.mark.parametrize(("language", "character"), CHARACTER.items())
def test_no_phrase_speaks_of_character(language, character):
    words = " ".join(str(each) for value in said(language, "brief").values() for each in forms(value)).casefold()

    assert not [each for each in character if each in words]
