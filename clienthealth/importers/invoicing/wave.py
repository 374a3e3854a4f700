"""Wave: the export of its bookkeeping, in which an invoice is what is added to what clients owe."""

from collections.abc import Iterator

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.claims import Posting, Role, Unread, claims, role_of
from clienthealth.importers.invoicing.plain_text import Manner, manner_of
from clienthealth.importers.items import Item, Problem, Question, Who
from clienthealth.importers.source import Source
from clienthealth.importers.tables.columns import trouble
from clienthealth.importers.tables.table import Row, Table, has_columns, table_of

AMOUNT = "Amount (One column)"
KINDS = {
    "system receivable invoice": Role.CLAIM,
    "income": Role.REVENUE,
    "discount": Role.REVENUE,
    "cash and bank": Role.MONEY,
    "money in transit": Role.MONEY,
    "payment processing fee": Role.MONEY,
    "sales tax": Role.TAX,
    "equity": Role.OPENING,
}


def recognises(source: Source) -> bool:
    """Whether it has the columns of the bookkeeping export."""
    return has_columns(source, "Transaction ID", "Transaction Date", "Account Name", AMOUNT, "Account Type")


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield invoices without a due day, and what came in on them."""
    table = table_of(source, answers)
    manner = manner_of(((row["Transaction Date"], row[AMOUNT]) for row in table.good_rows()), answers)
    if isinstance(manner, Question):
        yield manner
    else:
        yield from claims(_postings(table, manner, answers), answers)


def _postings(table: Table, manner: Manner, answers: Answers) -> Iterator[Posting | Unread]:
    for row in table.rows():
        if isinstance(row, Problem):
            yield Unread(row.spot, row)
        elif ragged := row.ragged():
            yield Unread(row["Transaction ID"], ragged)
        else:
            yield _posting(row, manner, answers)


def _posting(row: Row, manner: Manner, answers: Answers) -> Posting | Unread:
    account, kind = row["Account Name"], row["Account Type"].casefold()
    role = KINDS.get(kind) or role_of(f"{account}:{row['Account Group']}", answers)
    try:
        when = manner.dates.day(row["Transaction Date"])
        change = manner.numbers.number(row[AMOUNT])
    except InvalidField as error:
        return Unread(row["Transaction ID"], trouble(row.spot, error))
    who, number = (Who(name=row["Customer"]), row["Invoice Number"]) if role is Role.CLAIM else (Who(), "")
    return Posting(row.spot, row["Transaction ID"], when, account, role, number, who, change, "")
