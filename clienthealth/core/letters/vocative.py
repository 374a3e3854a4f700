"""How a Greek name changes when its bearer is spoken to: only ever a suggestion, which the user takes or leaves."""

ENDINGS = (
    ("ός", "έ"),
    ("ος", "ε"),
    ("ής", "ή"),
    ("ης", "η"),
    ("άς", "ά"),
    ("ας", "α"),
    ("ούς", "ού"),
    ("ους", "ου"),
    ("ές", "έ"),
    ("ες", "ε"),
)
"""The ending of a man's surname, and what it becomes; all other surnames stay as they are."""


def form_of_address(name: str) -> str | None:
    """Return how a letter could address somebody by a full Greek name, as a title and a surname; None for any other.

    A first name in -ς is a man's; any other ending says nothing certain, so that the user decides.
    """
    words = name.split()
    if len(words) < 2 or not all(_greek(each) for each in words):  # noqa: PLR2004 - a first name and a surname
        return None
    if not words[0].endswith("ς"):
        return f"κυρία {words[-1]}"
    return f"κύριε {_called(words[-1])}"


def _called(surname: str) -> str:
    for ending, becomes in ENDINGS:
        if surname.endswith(ending):
            return surname.removesuffix(ending) + becomes
    return surname


def _greek(word: str) -> bool:
    return all("\u0370" <= each <= "\u03ff" or "\u1f00" <= each <= "\u1fff" or each in "-'’." for each in word)
