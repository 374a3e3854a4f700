"""The invoice that the words of a transfer name: its number alone among others, or none."""

import time

import pytest

from clienthealth.core.intake.numbers import Numbers

NUMBERS = ("2026-05", "2026-06", "RE-117", "7", "Anzahlung", "#0815")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2026-05", "2026-05"),
        ("Rechnung 2026-05 Danke", "2026-05"),
        ("re-117, vielen Dank", "RE-117"),
        ("RG:2026-06.", "2026-06"),
        ("7", "7"),
        ("Rechnung #0815!", "#0815"),
    ],
)
def test_a_number_among_words_is_found(text, number):
    assert Numbers(NUMBERS).named(text) == number


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
    assert Numbers(NUMBERS).named(text) == text


def test_how_many_numbers_there_are_costs_a_text_nothing():
    numbers = Numbers(f"2026-{each:06}" for each in range(100_000))

    start = time.process_time()
    assert [numbers.named(f"Rechnung 2026-{each:06} Danke") for each in range(1000)][-1] == "2026-000999"
    assert time.process_time() - start < 1
