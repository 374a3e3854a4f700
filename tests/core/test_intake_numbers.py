"""The invoice that the words of a transfer name: its number alone among others, or none."""

import pytest

from clienthealth.core.intake.numbers import named

NUMBERS = ("2026-05", "2026-06", "RE-117", "7", "Anzahlung")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2026-05", "2026-05"),
        ("Rechnung 2026-05 Danke", "2026-05"),
        ("re-117, vielen Dank", "RE-117"),
        ("RG:2026-06.", "2026-06"),
        ("7", "7"),
    ],
)
def test_a_number_among_words_is_found(text, number):
    assert named(text, NUMBERS) == number


@pytest.mark.parametrize(
    "text",
    [
        "2026-05 und 2026-06",
        "am 2026-05-12 bestellt",
        "12026-05",
        "RE-1171",
        "A-RE-117",
        "Nr. 7",
        "die Anzahlung bitte",
        "",
    ],
)
def test_what_could_be_another_number_names_none(text):
    assert named(text, NUMBERS) == text
