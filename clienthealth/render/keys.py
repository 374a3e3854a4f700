"""Which letter of a keyboard asks for what: the one that stands in brackets in the words of a key."""

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")

LATIN, GREEK = "abcdefghijklmnoprstuvxyz", "αβψδεφγηιξκλμνοπρστθωχυζ"
OTHER_LAYOUT = str.maketrans(LATIN + GREEK, GREEK + LATIN)
"""What the same key of a Greek keyboard types; commands are typed in one layout, notes in the other."""


def letter(label: str) -> str:
    """Return the letter of a key: the one in brackets."""
    return label.partition("[")[2].partition("]")[0].casefold()


def by_letter(labels: Mapping[K, str]) -> dict[str, K]:
    """Return keys by the letters of their labels, and by what these type in the other keyboard layout."""
    letters = {letter(label): key for key, label in labels.items()}
    return {each.translate(OTHER_LAYOUT): key for each, key in letters.items()} | letters
