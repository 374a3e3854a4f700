"""Which invoice the words of a transfer name: people write its number, and what they like around it."""

import re
from collections.abc import Iterable

SHORTEST = 4
"""Signs of a number that is looked for among other words: a shorter one may be anything."""


def named(text: str, numbers: Iterable[str]) -> str:
    """Return the one of some invoice numbers that a text is, or names among other words; the text where none is.

    Nothing is guessed: two numbers in one text name neither, and one inside a longer one, or inside a date, is none.
    """
    known = set(numbers)
    if text in known:
        return text
    found = {each for each in known if _is_telling(each) and _alone(each).search(text)}
    return found.pop() if len(found) == 1 else text


def _is_telling(number: str) -> bool:
    return len(number) >= SHORTEST and any(map(str.isdigit, number))


def _alone(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!\w[-./]){re.escape(number)}(?!\w)(?![-./]\w)", re.IGNORECASE)
