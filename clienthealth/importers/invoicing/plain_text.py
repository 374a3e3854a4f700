"""What tables of bookkeeping share: dates and numbers of a column, rows read one by one, payees, tags in comments."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.claims import Posting, Role, Unread, claims, role_of
from clienthealth.importers.items import Item, Problem, Question, Who
from clienthealth.importers.source import Source
from clienthealth.importers.tables.amounts import NumberStyle, NumberVote, currency_of
from clienthealth.importers.tables.clock import day_of, parts_of
from clienthealth.importers.tables.columns import DateStyle, DateVote, trouble
from clienthealth.importers.tables.table import Row, table_of

_TAG = re.compile(r"(?:^|[\s,;])(invoice|inv|rechnung|faktura|due|client)\s*:\s*([^,\n]*)", re.IGNORECASE)


class Line(NamedTuple):
    """A line of either, as text; `note` holds the comments, the nearest first."""

    spot: str
    transaction: str
    date: str
    code: str
    description: str
    account: str
    commodity: str
    amount: str
    note: str = ""


class Manner(NamedTuple):
    """How dates and amounts are written."""

    dates: DateStyle
    numbers: NumberStyle


def manner_of(values: Iterable[tuple[str, str]], answers: Answers) -> Manner | Question:
    """Let dates and amounts vote; or ask."""
    dates, numbers = DateVote("date"), NumberVote("amount")
    for date, amount in values:
        dates.see(date)
        numbers.see(amount)
    date_style, number_style = dates.style(answers), numbers.style(answers)
    if isinstance(date_style, Question):
        return date_style
    return number_style if isinstance(number_style, Question) else Manner(date_style, number_style)


class Names(NamedTuple):
    """What a table calls the three columns without which no row is understood."""

    transaction: str
    date: str
    amount: str


def claims_of(
    source: Source, answers: Answers, names: Names, posting_of: Callable[[Row, Manner, Answers], Posting | Unread]
) -> Iterator[Item]:
    """Yield what the postings of a table come to, each understood by `posting_of`."""
    table = table_of(source, answers)
    manner = manner_of(((row[names.date], row[names.amount]) for row in table.good_rows()), answers)
    if isinstance(manner, Question):
        yield manner
        return

    def postings() -> Iterator[Posting | Unread]:
        for row in table.rows():
            if isinstance(row, Problem):
                yield Unread(row.spot, row)
            elif ragged := row.ragged():
                yield Unread(row[names.transaction], ragged)
            else:
                yield posting_of(row, manner, answers)

    yield from claims(postings(), answers)


def posting(line: Line, manner: Manner, answers: Answers) -> Posting | Unread:
    """Understand a line, or say what is wrong with it."""
    understood = _understood(line, manner, answers)
    return Unread(line.transaction, understood) if isinstance(understood, Problem) else understood


def _understood(line: Line, manner: Manner, answers: Answers) -> Posting | Problem:
    role = role_of(line.account, answers)
    try:
        when = manner.dates.day(line.date)
        change = manner.numbers.number(line.amount)
    except InvalidField as error:
        return trouble(line.spot, error)
    if role is not Role.CLAIM:
        return Posting(line.spot, line.transaction, when, line.account, role, "", Who(), change, "")
    currency = currency_of(line.commodity)
    if not currency and _is_no_money(line.commodity):
        what = f"{line.commodity!r} is no currency"
        return Problem(line.spot, "commodity", what, "claims are counted in money")
    tags = {name.lower(): value.strip() for name, value in reversed(_TAG.findall(line.note))}
    number = next((tags[name] for name in ("invoice", "inv", "rechnung", "faktura") if tags.get(name)), line.code)
    due = _day_of(tags.get("due", ""))
    if due is None:
        return Problem(line.spot, "due", f"{tags['due']!r} is no day", "the tag is written `due:2026-01-24`")
    who = Who(name=tags.get("client") or _client_of(line, answers))
    return Posting(line.spot, line.transaction, when, line.account, role, number, who, change, currency, due)


def _client_of(line: Line, answers: Answers) -> str:
    """Return whom a claim is on: the part of the account below claims, else the payee."""
    account, _, last = line.account.rpartition(":")
    if account and role_of(account, answers) is Role.CLAIM:
        return last.strip()
    return line.description.partition("|")[0].strip()


def _day_of(text: str) -> str | None:
    """Return the day of a tag, nothing for none; None where it is no day that is written year first."""
    if not text:
        return ""
    parts = parts_of(text)
    found = day_of(*parts.numbers) if parts is not None and parts.year_first else None
    return None if found is None else found.isoformat()


def _is_no_money(commodity: str) -> bool:
    """Whether a commodity is a word for something that is counted, such as hours; `kr` and `Fr.` are money."""
    word = commodity.strip(' ."')
    return word.isalpha() and word.casefold() not in {"kr", "fr", "sfr"}
