"""vCards of the versions 2.1, 3.0 and 4.0, one or many in a file."""

import re
from binascii import a2b_qp
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item, Note, Problem, Skipped
from clienthealth.importers.people.people import Person, items_of, language_of
from clienthealth.importers.source import Source
from clienthealth.importers.text import LAST_RESORT, cleaned, codec_of, encoding_of, head_text, lines

_BEGIN, _END = "BEGIN:VCARD", "END:VCARD"
_SAYS = ("FN", "N", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "UID", "LANG", "TZ", "KIND", "X-ADDRESSBOOKSERVER-KIND")
_WANTED = frozenset({"BEGIN", "END", "AGENT", *_SAYS})
_PROPERTY = re.compile(r'(?:[\w-]+\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.DOTALL)
_BEGUN = re.compile(r"(?:[\w-]+\.)?([\w-]+)(?:;.*)?", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PARTS = re.compile(r"((?:[^;\\]|\\.)*)(?:;|$)", re.DOTALL)
_QUOTED = "QUOTED-PRINTABLE"
_PREFERRED = re.compile(r";(?:TYPE=)?(?:[\w,]*,)?PREF(?:=1)?(?:[;,]|$)", re.IGNORECASE)
_CHARSET = re.compile(r";CHARSET=\"?([\w.:-]+)", re.IGNORECASE)

MOST_VALUES = 500
"""Properties of one card that say something to us; no person has as many addresses."""

LONGEST_VALUE = 1 << 16

LONGEST_HEAD = 1_000
"""Characters of the name and parameters of a property that is folded before its value begins."""


class _Line(NamedTuple):
    """One unfolded property: where it begins, its name in capitals, its parameters, its value as it stands."""

    number: int
    name: str
    parameters: str
    value: str


class _Decoder:
    """Makes text of values: in the encoding that one names, else as UTF-8 if it is that, else in another.

    Value by value, as folds cut letters of several bytes in two, so that a file as a whole seems to be no UTF-8.
    `doubtful` is the first value for which the other one was needed.
    """

    def __init__(self, fallback: str, *, wide: bool) -> None:
        self.fallback = fallback
        self.doubtful = ""
        self.fell_back = False
        self._wide = wide

    def text(self, line: _Line) -> str:
        """Return a value as text; in a file of wide characters it is that already, unless it is quoted."""
        named, quoted = _CHARSET.search(line.parameters), _QUOTED in line.parameters.upper()
        if self._wide and not quoted:
            return cleaned(line.value)
        raw = line.value.encode("utf-8" if self._wide else "latin-1")
        raw = a2b_qp(raw) if quoted else raw
        if codec := codec_of(named[1]) if named else "":
            return cleaned(raw.decode(codec, "replace"))
        try:
            return cleaned(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            text = cleaned(raw.decode(self.fallback, "replace"))
        if not self.fell_back:
            self.doubtful, self.fell_back = text, True
        return text


def recognises(source: Source) -> bool:
    """Whether the first thing in the file is the beginning of a card."""
    return head_text(source.head).lstrip().upper().startswith(_BEGIN)


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a client with one contact for each card, one card in memory at a time; raises BadData where there is none.

    The card of an assistant inside another card is passed over. A card that does not end is taken, and noted.
    """
    encoding = encoding_of(source, answers)
    wide = encoding.name.startswith(("utf-16", "utf-32"))
    decoder = _Decoder(codec_of(answers.get("encoding")) or LAST_RESORT, wide=wide)
    # Bytes as they are: each value may be in an encoding of its own.
    texts = lines(source, encoding.name if wide else "latin-1", raw=True)
    found = False
    for number, card, ended in _cards(_unfolded(texts)):
        found = True
        spot = f"line {number}"
        if len(card) > MOST_VALUES:
            yield Problem(spot, "card", f"has more than {MOST_VALUES} properties", "name a file of one address book")
            continue
        if not ended:
            yield Note(spot, "this card has no END:VCARD; what there is was taken")
        yield from _items(spot, card, decoder)
        if decoder.doubtful and not (encoding.guessed or answers.get("encoding")):
            yield Note(spot, f"{decoder.doubtful[:60]!r} was read as {decoder.fallback}: --encoding names another")
            decoder.doubtful = ""
    if not found:
        raise BadData(f"{source.name} holds no card", "a card begins with BEGIN:VCARD")
    if not decoder.fell_back:
        source.guessed = ""


def _unfolded(texts: Iterable[str]) -> Iterator[_Line]:
    """Yield the properties that say something to us; folded ones as one, and of all others no more than their name."""
    held = _Held(0, "")
    folded_with_space = False
    for number, text in enumerate(texts, start=1):
        line = text.rstrip("\r\n")
        if held.goes_on and line.upper() not in {_BEGIN, _END}:
            held.add(line)
        elif line[:1] in {" ", "\t"}:
            held.add(line if folded_with_space else line[1:])
        else:
            yield from held.property()
            held = _Held(number, line)
            if line.upper().startswith("VERSION:"):
                folded_with_space = line.strip().endswith("2.1")
    yield from held.property()


class _Held:
    """A property that may go on in the next line."""

    def __init__(self, number: int, line: str) -> None:
        self._number = number
        self._begin(line)

    def _begin(self, line: str) -> None:
        found = _PROPERTY.fullmatch(line)
        # A fold may come before the value does, between or within the parameters.
        begun = _BEGUN.fullmatch(line) if not found and len(line) < LONGEST_HEAD else None
        name = (found or begun or ("", ""))[1].upper()
        self._name = name if name in _WANTED else ""
        self._head = line if begun and self._name else ""
        self._parameters = found[2] if found else ""
        self._value = found[3] if found and self._name else ""
        self._quoted = _QUOTED in self._parameters.upper()

    @property
    def goes_on(self) -> bool:
        """Whether its encoding says that its value is not over yet."""
        return self._quoted and self._value.endswith("=")

    def add(self, line: str) -> None:
        if self._head:
            self._begin(self._head + line)
        elif self._name and len(self._value) < LONGEST_VALUE:
            self._value = (self._value[:-1] if self.goes_on else self._value) + line

    def property(self) -> Iterator[_Line]:
        if self._name and not self._head:
            yield _Line(self._number, self._name, self._parameters, self._value[:LONGEST_VALUE])


def _cards(properties: Iterable[_Line]) -> Iterator[tuple[int, list[_Line], bool]]:
    """Yield each card with the line it begins in, its properties, and whether it was ended."""
    begins = 0
    card: list[_Line] | None = None
    for each in _outer(properties):
        if each.name == "BEGIN":
            if card is not None:
                yield begins, card, False
            begins, card = each.number, []
        elif each.name == "END" and card is not None:
            yield begins, card, True
            card = None
        elif card is not None and len(card) <= MOST_VALUES:
            card.append(each)
    if card is not None:
        yield begins, card, False


def _outer(properties: Iterable[_Line]) -> Iterator[_Line]:
    """Leave out the cards of assistants, which stand inside other cards."""
    nested, agent = 0, False
    for each in properties:
        if each.name == "BEGIN" and (nested or agent):
            nested += 1
        elif each.name == "END" and nested:
            nested -= 1
        elif not nested:
            yield each
        agent = each.name == "AGENT" and not each.value.strip()


def _items(spot: str, card: Iterable[_Line], decoder: _Decoder) -> Iterator[Item]:
    said: dict[str, list[str]] = {}
    preferred: dict[str, list[str]] = {}
    for each in card:
        kind = preferred if _PREFERRED.search(each.parameters) else said
        kind.setdefault(each.name, []).append(decoder.text(each))
    values = {name: preferred.get(name, []) + said.get(name, []) for name in _SAYS}
    # Apple's name of it is older than the standard's.
    if any(kind.casefold() == "group" for kind in (*values["KIND"], *values["X-ADDRESSBOOKSERVER-KIND"])):
        yield Skipped(spot, "not-contact", "a group")
        return
    yield from items_of(spot, _person(values), keeps_odd=True)


def _person(values: dict[str, list[str]]) -> Person:
    def first(name: str) -> str:
        return next((plain for value in values[name] if (plain := _plain(value))), "")

    languages = (_plain(value) for value in values["LANG"])
    return Person(
        name=first("FN") or _full_name(next(iter(values["N"]), "")),
        organisation=next((name for value in values["ORG"] if (name := _parts(value)[0])), ""),
        emails=tuple(map(_plain, values["EMAIL"])),
        phones=tuple(_plain(value).removeprefix("tel:") for value in values["TEL"]),
        role=first("TITLE") or first("ROLE"),
        uid=first("UID"),
        language=next((each for each in languages if language_of(each)), ""),
        timezone=first("TZ"),
    )


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value).strip()


def _parts(value: str) -> list[str]:
    return [_plain(part) for part in _PARTS.findall(value)]


def _full_name(value: str) -> str:
    """Return `family;given;more` in the order in which people say it."""
    family, given, more, *_ = (*_parts(value), "", "", "")
    return " ".join(filter(None, (given, more, family)))
