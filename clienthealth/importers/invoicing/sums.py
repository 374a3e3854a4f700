"""The sums that people write below a table of invoices: they are no invoice, and say nothing anew."""

from collections.abc import Iterator

from clienthealth.errors import InvalidField
from clienthealth.importers.invoicing.meaning import is_sum
from clienthealth.importers.invoicing.sheet import AMOUNTS, Manner, Sheet
from clienthealth.importers.items import Problem, Skipped
from clienthealth.importers.tables.table import Row

WHAT = "has amounts only, below all invoices: taken for their sum"


def rows_without_sums(sheet: Sheet, manner: Manner) -> Iterator[Row | Problem | Skipped]:
    """Yield the rows, a problem for each whose cells cannot be told apart, and last the sums that were passed over."""
    last: list[Row] = []
    for row in sheet.table.rows():
        if isinstance(row, Row) and _is_sum(sheet, manner, row):
            last.append(row)
            continue
        yield from (manner.ragged(each) or each for each in last)  # between invoices it is none of these sums
        last = []
        yield row if isinstance(row, Problem) else manner.ragged(row) or row
    yield from (Skipped(row.spot, "no-party", WHAT) for row in last)


def _is_sum(sheet: Sheet, manner: Manner, row: Row) -> bool:
    """Whether a row has nothing but numbers, some of them amounts, a currency, and a word for a sum."""
    if row.long:
        return False
    facts = {column: fact for fact, column in sheet.columns.items() if fact != "currency"}
    said = {column: row[column] for column in sheet.table.header if column != sheet.columns.get("currency")}
    filled = [column for column, text in said.items() if text and not is_sum(text)]
    if any(facts.get(column, AMOUNTS[0]) not in AMOUNTS for column in filled):
        return False
    return all(_is_number(manner, said[column]) for column in filled) and any(map(facts.__contains__, filled))


def _is_number(manner: Manner, text: str) -> bool:
    try:
        return manner.money(text) is not None
    except InvalidField:
        return False
