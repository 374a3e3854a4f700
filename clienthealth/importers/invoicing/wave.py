"""Wave: the export of its bookkeeping, in which an invoice is what is added to what clients owe."""

from collections.abc import Iterator

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.claims import Posting, Role, Unread, role_of
from clienthealth.importers.invoicing.plain_text import Manner, Names, claims_of
from clienthealth.importers.items import Item, Who
from clienthealth.importers.source import Source
from clienthealth.importers.tables.columns import trouble
from clienthealth.importers.tables.table import Row, has_columns

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
    """Return invoices without a due day, and what came in on them."""
    return claims_of(source, answers, Names("Transaction ID", "Transaction Date", AMOUNT), _posting)


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
