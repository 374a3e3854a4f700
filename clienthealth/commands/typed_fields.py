"""What was typed after `edit ID`: options by the names of `add`, brought to the fields they stand for."""

from collections.abc import Iterator, Mapping, Sequence

from clienthealth.core.codec import Field, fields_of
from clienthealth.core.matching import nearest
from clienthealth.errors import UsageError

Typed = dict[str, list[str]]

ALIASES = {
    "lang": "language",
    "rate": "hourly_rate",
    "terms": "payment_terms_days",
    "notice": "notice_days",
    "min": "minutes",
    "via": "channel",
    "when": "at",
    "wants": "remedy_sought",
}
"""Options of `add` that are called otherwise than their fields, where a type has no field of that name."""

OF_TYPE = {
    ("client", "since"): "at",
    ("client", "slug"): "client",
    ("client", "alias"): "alias",
    ("client", "email"): "email",
    ("client", "contact"): "contact",
    ("away", "from"): "at",
}
"""Options of one type: `alias`, `email` and `contact` add to a list."""

FLAGS = {
    "in": ("direction", "in"),
    "out": ("direction", "out"),
    "both": ("direction", "both"),
    "unbilled": ("billable", "no"),
    "billed": ("billable", "yes"),
    "theirs": ("party", "them"),
    "ours": ("party", "us"),
}
"""Options without a value, and what they say."""

SHORT = {
    "-v": "--via",
    "-m": "--min",
    "-t": "--tone",
    "-e": "--energy",
    "-p": "--project",
    "-w": "--when",
}

ELSEWHERE = {
    "agreed": "`clienthealth expect add CLIENT TEXT` records what was made clear",
    "signal": "`clienthealth signal add CLIENT KIND` records an act",
    "promise": "`clienthealth promise add CLIENT TEXT --due D` records a promise",
    "asked": "`clienthealth promise add CLIENT TEXT --due D --theirs` records what they owe",
}
"""Options that stand for records of their own."""

YES, NO = ("yes", "true", "1"), ("no", "false", "0")


def fields_typed(kind: type, words: Sequence[str]) -> Typed:
    """Return the fields that were typed, each with its values; raises UsageError for what is none of them."""
    typed: Typed = {}
    for name, value in _pairs(kind, words):
        field, said = _field(kind, name, value)
        typed.setdefault(field, []).append(said)
    return typed


def known_options(kind: type) -> str:
    """Return the options that a type has, for a hint."""
    return ", ".join(f"--{name}" for name in _names(kind))


def _pairs(kind: type, words: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Yield each option with its value; None where it stands alone and may."""
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("-") or word == "-":
            raise UsageError(f"{word!r} belongs to no option", 'words of several go into quotes: --text "two words"')
        name, joined, value = SHORT.get(word, word).removeprefix("--").partition("=")
        if joined:
            yield name, value
        elif name == "set":
            yield _assigned(rest)
        else:
            yield name, _value_of(kind, name, rest)


def _assigned(rest: list[str]) -> tuple[str, str]:
    name, found, value = (rest.pop(0) if rest else "").partition("=")
    if not found:
        raise UsageError("--set needs a field and its value", "for example: --set severity=3")
    return name, value


def _value_of(kind: type, name: str, rest: list[str]) -> str | None:
    """Take the value of an option off the words that follow it."""
    if _is_flag(kind, name):
        return rest.pop(0) if rest and rest[0].casefold() in (*YES, *NO, "") else None
    if not rest or rest[0].startswith("--"):
        _field(kind, name, "")  # an unknown option is the better thing to say
        raise UsageError(f"--{name} needs a value", f"an empty one takes out what is there: --{name} ''")
    return rest.pop(0)


def _is_flag(kind: type, name: str) -> bool:
    name = name.removeprefix("no-").replace("-", "_")
    known = fields_of(kind)
    return (name in FLAGS and name not in known) or (name in known and known[name].kind == "flag")


def _field(kind: type, option: str, value: str | None) -> tuple[str, str]:
    """Return the field that an option stands for, and what it says."""
    name, known = option.replace("-", "_"), fields_of(kind)
    if (aliased := _aliased(kind, name, known)) is not None:
        return aliased, "yes" if value is None else value
    if name in FLAGS and FLAGS[name][0] in known:
        field, said = FLAGS[name]
        return field, _turned(said) if value is not None and value.casefold() in NO else said
    negated = name.removeprefix("no_")
    if negated != name and negated in known and known[negated].kind == "flag":
        return negated, "no"
    raise _unknown(kind, option)


def _aliased(kind: type, name: str, known: Mapping[str, Field]) -> str | None:
    """Return the field of that name, or the one an alias stands for."""
    type_name: str = kind.TYPE  # type: ignore[attr-defined]
    if (type_name, name) in OF_TYPE:
        return OF_TYPE[type_name, name]
    if name in known:
        return name
    aliased = ALIASES.get(name)
    return aliased if aliased in known else None


def _turned(said: str) -> str:
    """Return what an option says when it is denied: only yes and no can be turned around."""
    if said not in {"yes", "no"}:
        raise UsageError(f"{said} has no contrary", "say what it is instead")
    return "no" if said == "yes" else "yes"


def _unknown(kind: type, option: str) -> UsageError:
    type_name: str = kind.TYPE  # type: ignore[attr-defined]
    if option in ELSEWHERE:
        return UsageError(f"a {type_name} has no --{option}", ELSEWHERE[option])
    close = nearest(option.replace("_", "-"), _names(kind))
    hint = f"did you mean --{close}?" if close else f"it has {known_options(kind)}"
    return UsageError(f"a {type_name} has no --{option}", hint)


def _names(kind: type) -> list[str]:
    """Return what may be typed for a type: the options of its `add`, then its other fields."""
    known = fields_of(kind)
    type_name: str = kind.TYPE  # type: ignore[attr-defined]
    aliases = {alias: field for alias, field in ALIASES.items() if field in known and alias not in known}
    aliases |= {alias: field for (owner, alias), field in OF_TYPE.items() if owner == type_name}
    flags = [flag for flag, (field, _) in FLAGS.items() if field in known]
    rest = [name.replace("_", "-") for name in known if name not in {"id", *aliases.values()}]
    return [*aliases, *flags, *rest]
