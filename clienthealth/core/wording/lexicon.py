"""The patterns of a language: classes of words and structures over them, compiled when a text may need them."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple
from unicodedata import normalize

from clienthealth.core.wording.tokens import Folding, folded

REFERENCE = re.compile(r"\{([a-z_]+)\}")
GAP = re.compile(r"\{\.\.(\d+)\}")
STEP = r"(?:(?![.!?;] )\S+ )"
"""One token that ends no sentence."""

QUOTED_WORD, QUOTED, NAME = "ǃ", "ǁ", "ǂ"
"""What is read in the place of one or two quoted words, of a longer quote, and of a name."""

BUILT_IN = {
    "quoted_word": QUOTED_WORD,
    "quoted": f"[{QUOTED_WORD}{QUOTED}]",
    "name": NAME,
    "number": r"\d\S*",
    "numeric_date": (
        r"(?:\d{4} - \d{2} - \d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2]))"
    ),
    "sum": r"(?:(?:[€£$]|eur|usd|gbp|chf|dkk|nok|kr) \d\S*|\d\S* (?:[€£$]|eur|usd|gbp|chf|dkk|nok|kr))",
}


class Severity(StrEnum):
    """What a finding does: nothing leaves with a block; the others are for consideration."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Category(StrEnum):
    """What kind of slip was found."""

    INSULT = "insult"
    DIAGNOSIS = "diagnosis"
    THREAT = "threat"
    LEAK = "leak"
    SECRET = "secret"  # noqa: S105 - a name
    INTERNAL = "internal"
    PLACEHOLDER = "placeholder"
    BLAME = "blame"
    PASSIVE_AGGRESSIVE = "passive_aggressive"
    ABSOLUTE = "absolute"
    PROMISE = "promise"
    LIABILITY = "liability"
    SHOUTING = "shouting"
    MIXED = "mixed"
    QUOTE = "quote"
    INCOMPLETE = "incomplete"
    OUT_OF_PLACE = "out-of-place"

    @property
    def severity(self) -> Severity:
        """What a finding of this category does."""
        if self in BLOCKING:
            return Severity.BLOCK
        return Severity.INFO if self is Category.QUOTE else Severity.WARN


BLOCKING = frozenset(
    {
        Category.INSULT,
        Category.DIAGNOSIS,
        Category.THREAT,
        Category.LEAK,
        Category.SECRET,
        Category.INTERNAL,
        Category.PLACEHOLDER,
    }
)

WORDED = (
    Category.INSULT,
    Category.DIAGNOSIS,
    Category.THREAT,
    Category.BLAME,
    Category.PASSIVE_AGGRESSIVE,
    Category.ABSOLUTE,
    Category.PROMISE,
    Category.LIABILITY,
    Category.INTERNAL,
)
"""The categories every language has patterns of."""


class Pattern(NamedTuple):
    """One structure, and where it is none after all."""

    id: str
    category: Category
    regex: str
    unless: str = ""
    """What in the same sentence makes it harmless."""
    not_before: str = ""
    """What right before it makes it harmless."""
    not_kinds: tuple[str, ...] = ()
    caps: bool = True
    """Whether it also reads words in capitals, which in Greek have no accents."""
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    reason: str = ""
    better: str = ""

    @property
    def needs(self) -> frozenset[str]:
        """The classes of which a word must be there for the pattern to match at all."""
        return _outermost(self.regex)


class Lexicon:
    """The patterns of one language, from its data; nothing is compiled before a text asks for it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take data as read from a file; raises KeyError, TypeError or ValueError where it is no such data."""
        fold = {normalize("NFC", key): value for key, value in data.get("fold", {}).items()}
        rewrite = {
            folded(word, fold): tuple(folded(read, fold).split()) for word, read in data.get("rewrite", {}).items()
        }
        self.folding = Folding(fold, rewrite)
        self.classes: Mapping[str, list[str]] = data.get("classes", {})
        self.words: Mapping[str, list[str]] = data.get("words", {})
        self.ends: str = data.get("ends", ".!?")
        self.better: Mapping[str, str] = data.get("better", {})
        self.patterns = tuple(_pattern(each) for each in data.get("pattern", ()))
        self._words: dict[str, frozenset[str]] = {}
        self._compiled: dict[tuple[str, bool], re.Pattern[str]] = {}

    def words_of(self, name: str) -> frozenset[str]:
        """Return a list of plain words: `common` ones of the language, those it names a `secret` by."""
        if name not in self._words:
            self._words[name] = frozenset(folded(word, self.folding.letters) for word in self.words.get(name, ()))
        return self._words[name]

    def compiled(self, regex: str, *, bare: bool = False, end: str = "(?= )") -> re.Pattern[str]:
        """Return a structure ready for use; bare is without the accents that capitals lack."""
        key = regex + end, bare
        if key not in self._compiled:
            self._compiled[key] = re.compile(f"(?<= )(?:{self._written_out(regex, bare=bare)}){end}")
        return self._compiled[key]

    def _written_out(self, regex: str, *, bare: bool) -> str:
        written = GAP.sub(lambda found: f"{STEP}{{0,{found[1]}}}?", self._with_classes(regex))
        plain = _plain_regex(written, self.folding.letters)
        return without_accents(plain) if bare else plain

    def _with_classes(self, regex: str) -> str:
        return REFERENCE.sub(lambda found: self._class(found[1]), regex)

    def _class(self, name: str) -> str:
        if name in BUILT_IN:
            return BUILT_IN[name]
        return f"(?:{'|'.join(self._with_classes(each) for each in self.classes[name])})"

    def there(self, line: str, *, bare: bool = False) -> "Present":
        """Return what a line has words of, found out class by class when it is asked for."""
        return Present(self, line, bare)


class Present:
    """Which classes a line has a word of."""

    def __init__(self, lexicon: Lexicon, line: str, bare: bool) -> None:
        self._lexicon, self._line, self._bare = lexicon, line, bare
        self._known: dict[str, bool] = {}

    def all(self, names: Iterable[str]) -> bool:
        """Whether there is a word of each class."""
        return all(self._has(name) for name in names)

    def _has(self, name: str) -> bool:
        if name not in self._known:
            found = self._lexicon.compiled(f"{{{name}}}", bare=self._bare, end="").search(self._line)
            self._known[name] = found is not None
        return self._known[name]


def without_accents(text: str) -> str:
    """Return Greek text as it stands in capitals: no accents, and the last sigma as any other."""
    plain = normalize("NFD", text)
    return normalize("NFC", "".join(each for each in plain if each not in "\u0301\u0308\u0300"))


def _pattern(data: Mapping[str, Any]) -> Pattern:
    given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    for name in ("hit", "miss"):
        given[name] = (given[name],) if isinstance(given.get(name), str) else given.get(name, ())
    given["category"] = Category(data["category"])
    return Pattern(**given)


def _plain_regex(regex: str, letters: Mapping[str, str]) -> str:
    """Return a regex in plain letters; what follows a backslash stays, and a letter stays one for what follows it."""
    written: list[str] = []
    escaped = False
    for each in normalize("NFC", regex):
        plain = each if escaped or each.isascii() else folded(each, letters)
        written.append(plain if len(plain) == 1 else f"(?:{plain})")
        escaped = each == "\\" and not escaped
    return "".join(written)


@cache
def _outermost(regex: str) -> frozenset[str]:
    """Return the classes that stand outside of brackets and are not optional, unless there is a choice outside."""
    depth, found = 0, []
    for part in re.finditer(r"\\.|\[[^\]]*\]|\{([a-z_]+)\}(?![?*]|\{0)|[()|]", regex):
        if part[0] == "(":
            depth += 1
        elif part[0] == ")":
            depth -= 1
        elif part[0] == "|" and not depth:
            return frozenset()
        elif part[1] and not depth and part[1] not in BUILT_IN:
            found.append(part[1])
    return frozenset(found)
