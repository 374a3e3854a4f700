"""Numbers in a column: which sign is the decimal one, amounts of money, durations, and currencies."""

import re
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Question

COMMA, DOT = ",", "."

_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD
    TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(_CODES.split())
"""The codes of ISO 4217 that are in use."""

# "$", "kr" and such are the money of several countries and name none.
_SIGNS = {"€": "EUR", "£": "GBP"}
_CODE = re.compile(r"(?<![^\W_])[A-Z]{3}(?![^\W_])")

_LONGEST = 60
_MONEY = r"(?:[^\W\d_]{1,5}\.?)?\s*[$€£¥₹₽₺₴₩]?"
_NUMBER = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+\u2212]?)\s*{_MONEY}\s*(?P<sign2>[-+\u2212]?)"
    r"(?P<number>[0-9.,][0-9.,'\u2019\s]*)(?P<dash>[-\u2013\u2014\u2212])?"
    rf"\s*{_MONEY}\s*(?P<close>\))?"
)
_GROUPED = {sign: re.compile(rf"[0-9]{{1,3}}(?:\{sign}[0-9]{{2,3}})*\{sign}[0-9]{{3}}|[0-9]*") for sign in (COMMA, DOT)}
_FILLING = re.compile("['\u2019\\s]")
_GROUP = 3

_CLOCK = re.compile(r"([0-9]{1,5}):([0-5]?[0-9])(?::([0-5]?[0-9])(?:[.,][0-9]+)?)?")
_UNITS = {
    60: "h hr hrs hour hours std stunde stunden t time timer ώρα ώρες",
    1: "m min mins minute minutes minuten minutt minutter λεπτό λεπτά",
    0: "s sec secs second seconds sek sekunde sekunden sekund sekunder",
}
_PART = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*([^\W\d_]+)\.?,?\s*")
_HOURS_AND_BARE = re.compile(r"([0-9]{1,4})\s*h\s*([0-5]?[0-9])", re.IGNORECASE)

_EXAMPLES = 3


class NumberStyle(NamedTuple):
    """How the numbers of a column are written: the decimal sign, a comma or a dot; the other one groups thousands."""

    column: str
    decimal: str = DOT

    def number(self, text: str) -> Decimal:
        """Read a number, with or without money signs and words; in parentheses it is negative.

        Raises InvalidField where it is none, or is not written like the others of the column.
        """
        taken = _taken_apart(text)
        if taken is None:
            raise InvalidField(self.column, f"{text[:_LONGEST]!r} is no number", "such as 1234.56")
        negative, digits = taken
        whole, _, fraction = digits.partition(self.decimal)
        other = DOT if self.decimal == COMMA else COMMA
        if not _GROUPED[other].fullmatch(whole) or not (fraction or "0").isdecimal():
            what = f"{text[:_LONGEST]!r} is not written like the other numbers of the column"
            raise InvalidField(
                self.column, what, f"the decimal sign there is {self.decimal!r}; --decimal names another"
            )
        value = Decimal((whole.replace(other, "") or "0") + (f".{fraction}" if fraction else ""))
        return -value if negative else value

    def amount(self, text: str) -> str:
        """Read an amount of money as a plain decimal text; raises InvalidField as `number` does."""
        return format(self.number(text), "f")

    def minutes(self, text: str, unit: int = 1) -> float:
        """Read a duration as minutes, to a hundredth: `1:30`, `01:30:00`, `1h 30m`, `90 min`, or a bare number.

        `unit` is how many minutes a bare number counts: 60 where the column holds hours, 0 where it holds seconds.
        Raises InvalidField where it is none, or is negative.
        """
        text = " ".join(text.split())
        if found := _CLOCK.fullmatch(text):
            return _rounded(Decimal(int(found[1]) * 60 + int(found[2])) + Decimal(int(found[3] or 0)) / 60)
        if found := _HOURS_AND_BARE.fullmatch(text):
            return _rounded(Decimal(int(found[1]) * 60 + int(found[2])))
        total = self._with_units(text)
        if total is None:
            total = _in_minutes(self.number(text), unit)
        if total < 0:
            raise InvalidField(self.column, f"{text[:_LONGEST]!r} is less than nothing", "a duration is 0 or more")
        return _rounded(total)

    def _with_units(self, text: str) -> Decimal | None:
        place, total = 0, Decimal(0)
        while found := _PART.match(text, place):
            unit = next(
                (each for each, words in _UNITS.items() if found[2].casefold() in words.casefold().split()), None
            )
            if unit is None:
                return None
            total += _in_minutes(self.number(found[1]), unit)
            place = found.end()
        return total if place and place == len(text) else None


class NumberVote:
    """Sees the numbers of a column (or of several that a tool writes alike), and tells the decimal sign.

    Proved by both signs in one number, a sign that is repeated, or digits behind one that are not three. `1.000`
    and `1,000` alone prove nothing: then it is a question (`decimal`; one column alone by `decimal:COLUMN`).
    """

    def __init__(self, column: str) -> None:
        self.column = column
        self._shown: dict[str, list[str]] = {}

    def see(self, text: str) -> None:
        """Look at one value; what is no number says nothing."""
        taken = _taken_apart(text) if text else None
        if taken is None:
            return
        if taken[1].isdigit():
            return
        shown = self._shown.setdefault(_proof(taken[1]), [])
        if len(shown) < _EXAMPLES and text not in shown:
            shown.append(text)

    def style(self, answers: Answers) -> NumberStyle | Question:
        """Return how the numbers are to be read: as they prove, else as `decimal` was answered.

        The answer may be an old one, of another file; only one that names this column goes before what is proved.
        """
        proofs = [proof for proof in self._shown if proof]
        told = answers.get(f"decimal:{self.column}") or (proofs[0] if len(proofs) == 1 else answers.get("decimal"))
        decimal = {"comma": COMMA, "dot": DOT}.get(told, told)
        if decimal in {COMMA, DOT}:
            return NumberStyle(self.column, decimal)
        if not self._shown:
            return NumberStyle(self.column)
        text = f"{self.column}: which sign stands before the decimals, a comma or a dot?"
        return Question("decimal", text, (COMMA, DOT), tuple(chain.from_iterable(self._shown.values())))


def currency_of(text: str) -> str:
    """Return the code of the currency that a text names (`Euro - EUR`, `usd`, `Amount (EUR)`, `€5`), or nothing."""
    bare = text.strip().upper()
    if bare in CURRENCIES:
        return bare
    if found := next((code for code in _CODE.findall(text) if code in CURRENCIES), ""):
        return found
    return next((code for sign, code in _SIGNS.items() if sign in text), "")


def _taken_apart(text: str) -> tuple[bool, str] | None:
    found = _NUMBER.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None or bool(found["open"]) != bool(found["close"]) or (found["sign"] and found["sign2"]):
        return None
    digits = _FILLING.sub("", found["number"])
    ending = digits[-1:] in {COMMA, DOT}
    digits = digits.rstrip(",.")
    if not any(map(str.isdigit, digits)):
        return None
    # "100,-" is a hundred and no cents; "100-" is a hundred taken away.
    negative = any(sign in "-\u2212" for sign in (found["sign"], found["sign2"]) if sign)
    return negative or bool(found["open"]) or bool(found["dash"] and not ending), digits


def _proof(digits: str) -> str:
    commas, dots = digits.count(COMMA), digits.count(DOT)
    if commas and dots:
        return max(COMMA, DOT, key=digits.rfind)
    if commas > 1 or dots > 1:
        return DOT if commas else COMMA
    if not commas and not dots:
        return ""
    sign = COMMA if commas else DOT
    before, _, behind = digits.partition(sign)
    grouped = len(behind) == _GROUP and 1 <= len(before) <= _GROUP and not before.startswith("0")
    return "" if grouped else sign


def _in_minutes(number: Decimal, unit: int) -> Decimal:
    return number * unit if unit else number / 60


def _rounded(minutes: Decimal) -> float:
    value = round(float(minutes), 2)
    return int(value) if value.is_integer() else value
