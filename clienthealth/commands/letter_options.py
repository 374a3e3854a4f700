"""Which options a kind of letter takes; what it does not take is refused, lest something typed be lost in silence."""

from clienthealth.commands.letter_work import LetterWish
from clienthealth.core.kinds import LetterKind
from clienthealth.core.letters.draft import Typed
from clienthealth.errors import UsageError

TAKES: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.OFFBOARDING: ("situation", "end", "force", "reason"),
    LetterKind.APOLOGY: ("about", "what", "change", "legal_ok", "at_stake"),
    LetterKind.ACKNOWLEDGEMENT: ("about", "summary", "policy", "higher"),
    LetterKind.EXPECTATIONS: (),
    LetterKind.BOUNDARY: ("about", "facts", "expect", "consequence", "final"),
    LetterKind.THANKS: ("what", "gift"),
    LetterKind.FOLLOW_UP: ("about", "link"),
    LetterKind.SURVEY: ("link",),
    LetterKind.HARDSHIP: (),
}
"""The options of each kind, beside those that every letter takes."""

OWN = frozenset(name for names in TAKES.values() for name in names)


def check_options(kind: LetterKind, wish: LetterWish) -> None:
    """Raise UsageError for an option that has no place in a kind of letter."""
    for name in sorted(OWN.difference(TAKES[kind])):
        if _given(wish, name):
            takes = ", ".join(map(_option, TAKES[kind])) or "none of its own"
            raise UsageError(f"{_option(name)} has no place in a letter of kind {kind}", f"its options: {takes}")


def _given(wish: LetterWish, name: str) -> bool:
    value = getattr(wish.typed, name) if name in Typed.__annotations__ else getattr(wish, name)
    return value not in (None, False, "", ())


def _option(name: str) -> str:
    return "--fact" if name == "facts" else f"--{name.replace('_', '-')}"
