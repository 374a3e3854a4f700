"""Tables of payments: what came in on which invoice, what of it went back, and what moved no money at all.

Only the keys of what was seen are kept, to tell a repeated row from a legal twin: memory grows with them.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from clienthealth.errors import InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.meaning import OF_PAYMENTS, Means
from clienthealth.importers.invoicing.sheet import Manner, Sheet, Tool, manner_of, plain, rows_of, sheet_of
from clienthealth.importers.items import Draft, Hint, Item, Problem, Question, Skipped, Who
from clienthealth.importers.source import Source
from clienthealth.importers.tables.columns import trouble
from clienthealth.importers.tables.repeats import Repeats
from clienthealth.importers.tables.table import Row

REFUNDS, SAME_DAY = "refunds", "same-day"

NOT_MOVED = {
    Means.FAILED: "failed",
    Means.PENDING: "is pending",
    Means.VOID: "was cancelled",
}


class Movement(NamedTuple):
    """One row understood; amounts in the currency of the row, `back` is what of it was refunded.

    `number` is that of the invoice, or the id of the tool for it.
    """

    kind: str
    spot: str
    who: Who
    number: str
    when: str
    amount: Decimal
    back: Decimal
    back_on: str
    of: tuple[str, ...] = ()
    """The key of the invoice, where it is named by the id that the tool has for it."""


SETTLED_FOR_US = {"won", "warning_closed"}
"""Disputes after which the money stayed where it was."""

PAYMENT, REFUND, CHARGEBACK = "payment", "refund", "chargeback"

Kind = Callable[[Sheet, Row, Decimal], str | Skipped]
"""What a tool knows of a row beyond its columns: which of the three it is, or why it is none of them."""


def payments(tool: Tool, source: Source, answers: Answers, kind: Kind | None = None) -> Iterator[Item]:
    """Yield the payments of a table whose invoices are told by number, and report those that name none."""
    sheet = sheet_of(tool, source, answers, ("at", "amount"))
    manner = manner_of(sheet, answers, OF_PAYMENTS)
    if isinstance(manner, Question):
        yield manner
        return
    seen = Repeats()
    for row in rows_of(sheet, manner):
        if isinstance(row, Problem):
            yield row
            continue
        try:
            yield from _items(sheet, manner, row, seen, kind)
        except InvalidField as error:
            yield trouble(row.spot, error)


def _items(sheet: Sheet, manner: Manner, row: Row, seen: Repeats, kind: Kind | None) -> Iterator[Item]:
    moved = _not_moved(sheet, manner, row) or _movement(sheet, manner, row, kind)
    if not isinstance(moved, Movement):
        yield moved
        return
    ident = sheet.says(row, "id")
    if ident and (repeated := seen.of(row.spot, ident, row.cells)):
        yield repeated
        return
    key = (
        f"{sheet.tool.name}:{ident}" if ident else seen.twin(*marks(moved.number, moved.when, moved.amount, moved.who))
    )
    if moved.kind == CHARGEBACK:
        yield Skipped(row.spot, "to-decide", f"{plain(moved.amount)} on {moved.number} was charged back")
        yield _disputed(moved, key, moved.when, moved.amount, CHARGEBACK)
    elif moved.back and not moved.back_on and manner.answers.get(REFUNDS) != SAME_DAY:
        what = f"{plain(moved.back)} of it went back, and the file does not say when"
        hint = f"--answer {REFUNDS}={SAME_DAY} notes it on the day of the payment"
        yield Problem(row.spot, sheet.columns.get("refunded", "status"), what, hint)
    else:
        yield from _drafts(moved, key)
        yield from _dispute(sheet, manner, row, moved, key)


def _drafts(moved: Movement, key: str) -> Iterator[Draft]:
    said = {"at": moved.when, "invoice": moved.number, "amount": plain(moved.amount)}
    if moved.kind == REFUND:
        said["kind"] = REFUND
    yield Draft(moved.spot, "payment", said, key, (moved.who,), parents=moved.of)
    if moved.back:
        back = said | {"at": moved.back_on or moved.when, "amount": plain(moved.back), "kind": REFUND}
        yield Draft(moved.spot, "payment", back, f"{key}:refund", (moved.who,), parents=moved.of)


def _not_moved(sheet: Sheet, manner: Manner, row: Row) -> Skipped | None:
    """Return why no money moved: by its status, because it was never taken, or because it was a test."""
    means = manner.means(sheet.says(row, "status"))
    if means in NOT_MOVED:
        return Skipped(row.spot, "failed", f"{sheet.says(row, 'id')} {NOT_MOVED[means]}".strip())
    if sheet.says(row, "captured").casefold() == "false":
        return Skipped(row.spot, "failed", f"{sheet.says(row, 'id')} was never captured")
    if sheet.says(row, "live").casefold() in {"false", "test"}:
        return Skipped(row.spot, "failed", f"{sheet.says(row, 'id')} was made in test mode")
    return None


def _movement(sheet: Sheet, manner: Manner, row: Row, kind: Kind | None) -> Movement | Problem | Skipped:
    """Return what moved, or why that is nothing or cannot be said; raises InvalidField for a value that is none."""
    amount = manner.money(sheet.says(row, "amount"), manner.currency(sheet.says(row, "currency")))
    sort = kind(sheet, row, amount) if kind and amount is not None else PAYMENT
    if isinstance(sort, Skipped):
        return sort
    who = sheet.who(row, "to_email" if sort != PAYMENT and sheet.has("to_email") else "email")
    if not who.address and not who.name:
        return Skipped(row.spot, "no-party", sheet.says(row, "id"))
    if manner.answers.is_me(who):
        return Skipped(row.spot, "own", sheet.says(row, "id"))
    when = manner.when("at", sheet.says(row, "at"), sheet.says(row, "clock"), sheet.says(row, "zone"))
    if amount is None:
        return Problem(row.spot, sheet.columns["amount"], "is empty", "a payment has an amount")
    if wrong := _wrong(sheet, manner, row, when, amount if sort == PAYMENT else abs(amount)):
        return wrong
    back, back_on = _back(sheet, manner, row, amount)
    named = sheet.says(row, "number") or not sheet.says(row, "invoice_id")
    of = () if named else (f"{sheet.tool.name}:{_invoice(sheet, row)}",)
    return Movement(sort, row.spot, who, _invoice(sheet, row), when, abs(amount), back, back_on, of)


def _invoice(sheet: Sheet, row: Row) -> str:
    """Return the number of the invoice, else the id of the tool for it."""
    return sheet.says(row, "number") or sheet.says(row, "invoice_id")


def _wrong(sheet: Sheet, manner: Manner, row: Row, when: str, amount: Decimal) -> Problem | None:
    """Return what a payment lacks."""
    number, at = _invoice(sheet, row), sheet.columns["at"]
    if not number:
        what, hint = f"a payment of {plain(amount)} names no invoice", "`clienthealth invoice pay` notes it by hand"
        return Problem(row.spot, sheet.columns.get("number", "invoice"), what, hint)
    if not when:
        return Problem(row.spot, at, "is empty", "a payment has a day")
    if when[:10] > manner.answers.today.isoformat():
        return Problem(row.spot, at, f"{when[:10]} lies in the future", "correct the file")
    if amount <= 0:
        what = f"{plain(amount)} on {number} is no payment, and the file does not say what it is"
        return Problem(row.spot, sheet.columns["amount"], what, "a refund or a credit is logged by hand")
    return None


def _back(sheet: Sheet, manner: Manner, row: Row, amount: Decimal) -> tuple[Decimal, str]:
    """Return what of a payment went back, and when."""
    back = manner.money(sheet.says(row, "refunded"), manner.currency(sheet.says(row, "currency")))
    if back is None and manner.means(sheet.says(row, "status")) is Means.REFUNDED:
        back = amount
    return back or Decimal(0), manner.when("refunded_on", sheet.says(row, "refunded_on"))


def marks(number: str, when: str, amount: Decimal, who: Who, kind: str = "") -> tuple[str, ...]:
    """Return what a payment is known by where no tool gave it an id, the same whichever tool wrote it down."""
    return number, when[:10], plain(amount), kind, who.name, who.address


def _dispute(sheet: Sheet, manner: Manner, row: Row, moved: Movement, key: str) -> Iterator[Hint]:
    """Yield that a payment is disputed, where the tool has a word for it; that is never a record by itself."""
    word = sheet.says(row, "dispute")
    if word.casefold() in SETTLED_FOR_US:
        return
    disputed = manner.means(sheet.says(row, "status")) is Means.DISPUTED
    if not word and not disputed:
        return
    when = manner.when("disputed_on", sheet.says(row, "disputed_on")) or moved.when
    amount = manner.money(sheet.says(row, "disputed"), manner.currency(sheet.says(row, "currency"))) or moved.amount
    yield _disputed(moved, key, when, amount, word or sheet.says(row, "status"))


def _disputed(moved: Movement, key: str, when: str, amount: Decimal, status: str) -> Hint:
    values = {"number": moved.number, "amount": plain(amount), "status": status}
    would = {"type": "payment", "kind": CHARGEBACK, "invoice": moved.number, "at": when, "amount": plain(amount)}
    return Hint(moved.spot, "dispute", f"dispute:{key}", when, (moved.who,), values, would)
