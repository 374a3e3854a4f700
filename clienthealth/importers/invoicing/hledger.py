"""hledger: `print -O csv`, whole transactions, and `register -O csv`, the lines of some accounts."""

from collections.abc import Iterator

from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.claims import Posting, Unread, claims
from clienthealth.importers.invoicing.plain_text import Line, Manner, manner_of, posting
from clienthealth.importers.items import Item, Problem, Question
from clienthealth.importers.source import Source
from clienthealth.importers.tables.table import Row, Table, has_columns, table_of

SHARED = ("txnidx", "date", "code", "description", "account", "amount")


def recognises(source: Source) -> bool:
    """Whether it has the columns that both reports share."""
    return has_columns(source, *SHARED)


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield invoices, payments, credit notes and write-offs."""
    table = table_of(source, answers)
    manner = manner_of(((row["date"], row["amount"]) for row in table.good_rows()), answers)
    if isinstance(manner, Question):
        yield manner
    else:
        yield from claims(_postings(table, manner, answers), answers)


def _postings(table: Table, manner: Manner, answers: Answers) -> Iterator[Posting | Unread]:
    for row in table.rows():
        if isinstance(row, Problem):
            yield Unread(row.spot, row)
        elif ragged := row.ragged():
            yield Unread(row["txnidx"], ragged)
        else:
            yield posting(_line(row), manner, answers)


def _line(row: Row) -> Line:
    # The register writes the commodity beside the amount, `print` in a column of its own.
    commodity = row["commodity"] or "".join(sign for sign in row["amount"] if not sign.isdigit() and sign not in "-.,")
    note = f"{row['posting-comment']}\n{row['comment']}"
    return Line(
        row.spot,
        row["txnidx"],
        row["date"],
        row["code"],
        row["description"],
        row["account"],
        commodity,
        row["amount"],
        note,
    )
