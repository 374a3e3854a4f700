"""hledger: `print -O csv`, whole transactions, and `register -O csv`, the lines of some accounts."""

from collections.abc import Iterator

from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.claims import Posting, Unread
from clienthealth.importers.invoicing.plain_text import Line, Manner, Names, claims_of, posting
from clienthealth.importers.items import Item
from clienthealth.importers.source import Source
from clienthealth.importers.tables.table import Row, has_columns

SHARED = ("txnidx", "date", "code", "description", "account", "amount")


def recognises(source: Source) -> bool:
    """Whether it has the columns that both reports share."""
    return has_columns(source, *SHARED)


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Return invoices, payments, credit notes and write-offs."""
    return claims_of(source, answers, Names("txnidx", "date", "amount"), _posting)


def _posting(row: Row, manner: Manner, answers: Answers) -> Posting | Unread:
    return posting(_line(row), manner, answers)


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
