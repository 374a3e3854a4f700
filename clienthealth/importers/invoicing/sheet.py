"""The table of a tool: which of its columns says what, and how its dates, numbers and status words are written."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.meaning import Means, ask_meaning, meaning
from clienthealth.importers.invoicing.zones import in_zone
from clienthealth.importers.items import Problem, Question, Who
from clienthealth.importers.source import Source
from clienthealth.importers.tables.amounts import NumberStyle, NumberVote, currency_of
from clienthealth.importers.tables.columns import DateStyle, DateVote, together
from clienthealth.importers.tables.table import Row, Table, fold_name, header_in, table_of

DATES = ("issued", "due", "paid_on", "at", "refunded_on", "disputed_on", "written_off_on")
AMOUNTS = ("amount", "net", "line", "paid", "balance", "refunded", "disputed", "written_off")
WORDS = ("status", "sort")
_OF_TAX = re.compile(r"nett?o?\b|gross|brutto|vat\b|tax|mwst|ust\b|moms|mva\b|φπα", re.IGNORECASE)

# Stripe keeps amounts as whole numbers of the smallest coin; most money has a hundred of them to one.
_NO_COINS = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF"
_THOUSAND_COINS = "BHD JOD KWD OMR TND"


class Tool(NamedTuple):
    """What is to be known of a tool: the name its ids are kept under, its columns, and what its words mean.

    `columns` name, for each fact, the headers that it may stand under, the likeliest first. `known_by` are sets of
    headers of which any tells that a table is this tool's, unless it has one that the tool `lacks`. `utc` says that
    its times are of no other zone, `coins` that its amounts are whole numbers of the smallest coin.

    Facts of an invoice: id number client email issued due paid_on status sort amount net line paid balance currency
    terms credit_of written_off written_off_on payments live. Facts of a payment: id number invoice_id client email
    to_email at clock zone status amount currency captured refunded refunded_on disputed disputed_on dispute live, and
    what a tool itself looks at.
    """

    name: str
    known_by: tuple[tuple[str, ...], ...]
    columns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Means] = {}
    utc: bool = False
    coins: bool = False
    lacks: tuple[str, ...] = ()

    def recognises(self, source: Source) -> bool:
        """Whether a file has the columns that only this tool writes together."""
        header = {fold_name(name) for name in header_in(source)}
        if any(fold_name(name) in header for name in self.lacks):
            return False
        return any({fold_name(name) for name in names} <= header for names in self.known_by)


class Sheet(NamedTuple):
    """A table of a tool whose columns are found."""

    tool: Tool
    table: Table
    columns: Mapping[str, str]

    def has(self, fact: str) -> bool:
        """Whether the table has a column for a fact."""
        return fact in self.columns

    def says(self, row: Row, fact: str) -> str:
        """Return what a row says of a fact; nothing where it has no such column."""
        column = self.columns.get(fact)
        return row[column] if column else ""

    def who(self, row: Row, email: str = "email") -> Who:
        """Return whom a row is about; `email` is the fact that has the address."""
        return Who(self.says(row, email).lower(), " ".join(self.says(row, "client").split()))


class Manner(NamedTuple):
    """How the values of a sheet are written, and how wide its rows are."""

    dates: Mapping[str, DateStyle]
    numbers: NumberStyle
    widths: frozenset[int]
    tool: Tool
    answers: Answers
    allowed: tuple[Means, ...]
    money_of: str
    """The currency of amounts that name none: the one in the header, else the one that was answered."""

    def when(self, fact: str, text: str, clock: str = "", zone: str = "") -> str:
        """Return when something was: the day, or the instant where the zone is known; raises InvalidField."""
        if not text:
            return ""
        style = self.dates[fact]
        if self.tool.utc:
            moment = style.moment(text)
            return f"{moment}+00:00" if "T" in moment and moment[-6] not in "+-" else moment
        return in_zone(style.moment(text, clock), zone) if clock and zone else style.day(text)

    def money(self, text: str, currency: str = "") -> Decimal | None:
        """Return an amount, None for none; raises InvalidField."""
        if not text:
            return None
        number = self.numbers.number(text)
        if not self.tool.coins or (currency and currency in _NO_COINS):
            return number
        return number / (1000 if currency and currency in _THOUSAND_COINS else 100)

    def currency(self, *texts: str) -> str:
        """Return the currency that is named, or nothing."""
        return next(filter(None, map(currency_of, texts)), self.money_of)

    def means(self, word: str) -> Means | None:
        """Return what a status word means; None for none."""
        return None if not word else _meaning(self.tool, word, self.answers, self.allowed)

    def ragged(self, row: Row) -> Problem | None:
        """Return a problem where a row is neither as wide as the header nor as the other rows are."""
        return None if len(row.cells) in self.widths else row.ragged()


def sheet_of(tool: Tool, source: Source, answers: Answers, needed: tuple[str, ...]) -> Sheet:
    """Find the columns of a tool in a table; raises BadData where one that is needed is not there."""
    table = table_of(source, answers)
    sheet = Sheet(tool, table, columns_in(table.header, tool.columns))
    for fact in needed:
        if not sheet.has(fact):
            names = " or ".join(map(repr, tool.columns[fact][:3]))
            hint = "name the format with --from, or map the columns with --from csv"
            raise BadData(f"{source.name} has no column {names}", hint)
    return sheet


def columns_in(header: Iterable[str], wanted: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the column of each fact that a header has one for, by the first of its names that is there.

    A name counts too where more stands behind it in parentheses, as in `Amount (EUR)`, unless that speaks of tax.
    """
    known: dict[str, str] = {}
    beside: dict[str, str] = {}
    for column in header:
        known.setdefault(fold_name(column), column)
        if not _OF_TAX.search(column.partition("(")[2]):
            beside.setdefault(fold_name(column.partition("(")[0]), column)
    columns: dict[str, str] = {}
    for fact, names in wanted.items():
        folded = [fold_name(name) for name in names]
        found = next((those[name] for those in (known, beside) for name in folded if name in those), "")
        if found:
            columns[fact] = found
    return columns


def manner_of(sheet: Sheet, answers: Answers, allowed: tuple[Means, ...]) -> Manner | Question:
    """Look at every value once, and tell how they are written; or ask."""
    dates = {fact: DateVote(sheet.columns[fact]) for fact in DATES if sheet.has(fact)}
    amounts = [fact for fact in AMOUNTS if sheet.has(fact)]
    numbers = NumberVote(" and ".join(sheet.columns[fact] for fact in amounts))
    words = _Words(sheet, answers, allowed)
    widths: Counter[int] = Counter()
    for row in sheet.table.good_rows():
        widths[len(row.cells)] += 1
        for fact, vote in dates.items():
            vote.see(sheet.says(row, fact))
        for fact in amounts:
            numbers.see(sheet.says(row, fact))
        if unknown := words.unknown(row):
            return unknown
    styles, style = together(dates.values(), answers), numbers.style(answers)
    if isinstance(styles, Question):
        return styles
    if isinstance(style, Question):
        return style
    usual = {width for width, _ in widths.most_common(1)} | {len(sheet.table.header)}
    money_of = currency_of(sheet.columns.get("amount", "")) or currency_of(answers.get("currency"))
    dated = dict(zip(dates, styles, strict=True))
    return Manner(dated, style, frozenset(usual), sheet.tool, answers, allowed, money_of)


class _Words:
    """Status words, each looked at once."""

    def __init__(self, sheet: Sheet, answers: Answers, allowed: tuple[Means, ...]) -> None:
        self._sheet, self._answers, self._allowed = sheet, answers, allowed
        self._facts = [fact for fact in WORDS if sheet.has(fact)]
        self._known = {""}

    def unknown(self, row: Row) -> Question | None:
        """Ask about a word of a row that means nothing to us."""
        for word in (self._sheet.says(row, fact) for fact in self._facts):
            if word in self._known:
                continue
            if _meaning(self._sheet.tool, word, self._answers, self._allowed) is None:
                shown = ", ".join(cell for cell in row.cells if cell.strip())
                return ask_meaning(word, self._allowed, (f"{row.spot}: {shown}",))
            self._known.add(word)
        return None


def invoice_key(tool: str, number: str, ident: str, who: Who) -> str:
    """Return what an invoice is known by: the tool's own id, else its number and whom it was sent to."""
    return f"{tool}:{ident}" if ident else f"number:{number}|{(who.name or who.address).casefold()}"


def plain(amount: Decimal) -> str:
    """Return an amount as the shortest plain number."""
    return f"{amount.normalize():f}"


def rows_of(sheet: Sheet, manner: Manner) -> Iterator[Row | Problem]:
    """Yield the rows, and a problem for each whose cells cannot be told apart."""
    for row in sheet.table.rows():
        yield row if isinstance(row, Problem) else manner.ragged(row) or row


def _meaning(tool: Tool, word: str, answers: Answers, allowed: tuple[Means, ...]) -> Means | None:
    if f"status:{fold_name(word)}" not in answers.given and (own := tool.words.get(fold_name(word))):
        return own
    return meaning(word, answers, allowed)
