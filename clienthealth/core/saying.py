"""Something to be said to people: a key and its values; the words are in `render/languages`.

The core never writes sentences, so that every sentence exists in every language.
"""

from datetime import date

from clienthealth.core.frozen import Frozen

Value = str | int | float | date


class Saying(Frozen):
    """A sentence by its key, with the values that stand in it."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


def say(key: str, **values: Value) -> Saying:
    """Make a saying; values are named as the sentence's placeholders are."""
    return Saying(key, tuple(sorted(values.items())))
