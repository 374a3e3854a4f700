"""What is a slip in every language: secrets, account numbers, gaps left open, letters of two scripts, capitals."""

import re
from collections.abc import Collection, Iterable

from clienthealth.core.wording.finding import Finding
from clienthealth.core.wording.lexicon import Category
from clienthealth.core.wording.tokens import Token

PLACEHOLDER = re.compile(
    r"\$\{?[A-Za-z_]\w{0,40}\}?|\{\{.{0,60}?\}\}|\{[A-Za-z_][\w.]{0,40}\}|\{%.{0,60}?%\}|<<[^<>\n]{1,60}>>"
    r"|\[(?:[A-ZÄÖÜÆØÅΑ-Ω][A-ZÄÖÜÆØÅΑ-Ω _-]{2,40})\]|\b(?:TODO|FIXME|TBD|XXX+)\b|\b[Ll]orem ipsum\b|_{5,}|\?{4,}"
)
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{2,4}){3,8}\b")
SHORTEST_IBAN, LONGEST_IBAN = 15, 34
TOKEN = re.compile(r"(?<![\w/+=.-])[A-Za-z0-9_+/=-]{24,200}(?![\w/+=-])")
KEYS = re.compile(
    r"\b(?:sk|pk|rk)_(?:live|test)_\w{8,80}|\bgh[pousr]_\w{16,80}|\bAKIA[0-9A-Z]{16}\b|\bxox[abp]-[\w-]{10,80}"
)
HEX_LENGTH = 32
VALUE = r"[ \u00a0]{0,3}(?::|=|\bis\b|\blautet\b|\bist\b|\ber\b|\bείναι\b)[ \u00a0]{0,3}(\S{6,80})"
ENDING = frozenset(("", *".!?;:"))
SHORTEST_MIXED = 3
LOUD = re.compile(r"[!?]{0,9}!{2,9}|\?!|!\?")
RUN_LETTERS, LONG_RUN = 5, 5
LOOKALIKE = str.maketrans(
    "αβεικνορτυχγηωΑΒΕΖΗΙΚΜΝΟΡΤΥΧаеорсухіАВЕКМНОРСТХ", "abeiknoptuxynwABEZHIKMNOPTYXaeopcyxiABEKMHOPCTX"
)


def placeholders(source: str) -> Iterable[Finding]:
    """Yield what was meant to be filled in."""
    for found in PLACEHOLDER.finditer(source):
        yield Finding("placeholder.left", Category.PLACEHOLDER, *found.span())


def secrets(source: str, words: Collection[str], own: str = "") -> Iterable[Finding]:
    """Yield passwords, keys and account numbers; not what stands in `own`, the sender's own data."""
    ours = "".join(own.split())
    for found in IBAN.finditer(source):
        number = "".join(found[0].split())
        if is_iban(number) and number not in ours:
            yield Finding("secret.iban", Category.SECRET, *found.span())
    for found in KEYS.finditer(source):
        yield Finding("secret.key", Category.SECRET, *found.span())
    for found in TOKEN.finditer(source):
        if _random(found[0]):
            yield Finding("secret.token", Category.SECRET, *found.span())
    yield from _passwords(source, words)


def _passwords(source: str, words: Collection[str]) -> Iterable[Finding]:
    """Yield what follows a word that names a secret; `words` are in plain letters, as are the source's read."""
    named = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
    if named:
        for found in re.finditer(rf"(?i)(?<!\w)\w{{0,20}}(?:{named})(?!\w){VALUE}", source):
            if _chosen(found[1]):
                yield Finding("secret.password", Category.SECRET, *found.span())


def is_iban(number: str) -> bool:
    """Whether a number without blanks is an IBAN, by its check digits (ISO 13616: 1 modulo 97)."""
    if not SHORTEST_IBAN <= len(number) <= LONGEST_IBAN:
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(each, 36)) for each in turned)) % 97 == 1


def _random(token: str) -> bool:
    """Whether a long word looks drawn, not written: hexadecimal, or small, capital and digits mixed."""
    letters = token.replace("-", "").replace("_", "").rstrip("=")
    if re.fullmatch(r"[0-9a-fA-F]{32,}", token):
        return bool(re.search(r"\d", token) and re.search(r"[a-fA-F]", token))
    changes = len(re.findall(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z0-9])(?=[a-z])|(?<=\d)(?=[A-Z])", letters))
    return "/" not in token[:2] and bool(re.search(r"\d", token)) and changes >= len(letters) // 5


def _chosen(value: str) -> bool:
    """Whether a word after `password:` may be one: a digit or a sign in it, or capitals within."""
    value = value.rstrip(".,;:)!?\"'“”»«")
    inner = value[1:]
    return len(value) >= SHORTEST_IBAN // 3 and bool(
        re.search(r"\d", value) or re.search(r"[A-Z]", inner) or re.search(r"[^\w.-]", inner)
    )


def mixed(source: str, tokens: Iterable[Token]) -> Iterable[Finding]:
    """Yield the words with letters of two scripts, which look like one word and are another."""
    for token in tokens:
        word = source[token.start : token.end]
        if len(word) >= SHORTEST_MIXED and not word.isascii() and is_mixed(word):
            yield Finding("mixed.scripts", Category.MIXED, token.start, token.end)


def is_mixed(word: str) -> bool:
    """Whether a word has both Latin and Greek or Cyrillic letters; the sign for micro is neither."""
    scripts = {_script(each) for each in word} - {""}
    return len(scripts) > 1


def _script(letter: str) -> str:
    if not letter.isalpha() or letter == "µ":
        return ""
    if "\u0370" <= letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff":
        return "greek"
    if "\u0400" <= letter <= "\u04ff":
        return "cyrillic"
    return "latin"


def meant(word: str) -> str:
    """Return a word of mixed scripts, in small letters, as a Latin one if most of it is, else as it is."""
    return word.translate(LOOKALIKE)


def shouting(source: str, tokens: list[Token], common: Collection[str]) -> Iterable[Finding]:
    """Yield runs of words in capitals, and exclamation marks in a row.

    Names and short forms stand in capitals as well: a run counts with a `common` word of the language in it, and
    a line of its own that ends without a mark is a heading.
    """
    for found in LOUD.finditer(source):
        yield Finding("shouting.marks", Category.SHOUTING, *found.span())
    run: list[Token] = []
    for token in [*tokens, Token("", len(source), len(source))]:
        word = source[token.start : token.end]
        if token.text and word.isupper():
            run.append(token)
        elif token.text in ENDING or any(each.isalpha() for each in word):
            if _loud(source, run, common):
                yield Finding("shouting.capitals", Category.SHOUTING, run[0].start, run[-1].end)
            run = []


def _loud(source: str, run: list[Token], common: Collection[str]) -> bool:
    letters = sum(each.end - each.start for each in run)
    plain = [each for each in run if each.text in common]
    if not run or not plain or letters < RUN_LETTERS:
        return False
    if len(run) == 1:
        return run[0].end - run[0].start >= RUN_LETTERS
    return not _heading(source, run)


def _heading(source: str, run: list[Token]) -> bool:
    start = source.rfind("\n", 0, run[0].start) + 1
    end = source.find("\n", run[-1].end)
    rest = source[run[-1].end : end if end >= 0 else len(source)].strip()
    return (
        len(run) <= LONG_RUN
        and not source[start : run[0].start].strip(" \t#*")
        and rest in {"", ":", "**", "#"}
        and (end >= 0 or start > 0)
    )
