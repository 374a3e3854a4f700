"""How an invoice stands, from all that a tool says of it: its status, what was paid, what is open, and since when."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.meaning import Means
from clienthealth.importers.invoicing.sheet import Manner
from clienthealth.importers.items import Problem, Skipped, Who

NEVER_SENT: Mapping[Means, str] = {
    Means.DRAFT: "a draft",
    Means.VOID: "void",
    Means.QUOTE: "a quote",
    Means.RECURRING: "a recurring template",
}
BY_HAND = "correct the file, or log this invoice by hand"

_NOTHING = Decimal(0)
_LONGEST_TERMS = 365


class Document(NamedTuple):
    """What the rows of one document say, as text; `lines` is the sum of their line totals, None where one has none.

    `torn` is the column in which its rows do not agree.
    """

    spot: str
    who: Who
    stated: Mapping[str, str]
    lines: Decimal | None = None
    torn: str = ""

    def says(self, fact: str) -> str:
        """Return what it says of a fact; nothing where the table has no such column."""
        return self.stated.get(fact, "")

    @property
    def number(self) -> str:
        """The number as it is written, leading zeros and all."""
        return self.says("number")


class Standing(NamedTuple):
    """A document understood. Days as text, amounts in `currency`; `due` and `paid_on` are empty where not stated.

    `paid` is what came in so far and `rest` what is open, each None where the tool says neither; `settled` is that
    nothing is open, `waived` that it is because we gave up what is missing.
    """

    means: Means | None
    issued: str
    due: str
    currency: str
    amount: Decimal
    net: Decimal | None
    paid: Decimal | None
    paid_on: str
    settled: bool
    waived: bool


def left_out(document: Document, manner: Manner) -> Problem | Skipped | None:
    """Return why a document is not to be taken, as far as that is known without its dates and amounts."""
    spot, number = document.spot, document.number
    means = means_of(document, manner)
    if means is not None and means in NEVER_SENT:
        return Skipped(spot, "draft", f"{number} is {NEVER_SENT[means]}")
    if document.says("live").casefold() == "false":
        return Skipped(spot, "draft", f"{number} was made in test mode")
    if not number:
        return Problem(spot, "number", "names no invoice", "an invoice is known by its number")
    if document.torn:
        return Problem(spot, document.torn, f"the rows of {number} do not agree", BY_HAND)
    return _of_nobody(document, manner)


def _of_nobody(document: Document, manner: Manner) -> Skipped | None:
    if not document.who.address and not document.who.name:
        return Skipped(document.spot, "no-party", document.number)
    return Skipped(document.spot, "own", document.number) if manner.answers.is_me(document.who) else None


def means_of(document: Document, manner: Manner) -> Means | None:
    """Return what status and sort say together: that it is no invoice at all comes before how it stands."""
    sort = manner.means(document.says("sort"))
    status = manner.means(document.says("status"))
    if status not in NEVER_SENT and (sort in NEVER_SENT or sort is Means.CREDIT):
        return sort
    return None if status is Means.INVOICE else status


def standing_of(document: Document, manner: Manner) -> Standing | Problem | Skipped:
    """Return how a document stands, or why that cannot be said; raises InvalidField for a value that is none."""
    spot, number = document.spot, document.number
    issued = manner.when("issued", document.says("issued"))
    paid_on = manner.when("paid_on", document.says("paid_on"))
    currency = manner.currency(document.says("currency"), document.says("amount"))
    amount = manner.money(document.says("amount"), currency)
    amount = document.lines if amount is None else amount
    if not issued:
        return Problem(spot, "issued", f"{number} has no day of issue", BY_HAND)
    if amount is None:
        return Problem(spot, "amount", f"{number} has no amount", BY_HAND)
    if not amount:
        return Skipped(spot, "empty", f"{number} asks for nothing")
    if ahead := next((day for day in (issued, paid_on) if day[:10] > manner.answers.today.isoformat()), ""):
        return Problem(spot, "issued" if ahead == issued else "paid", f"{ahead} lies in the future", BY_HAND)
    means = means_of(document, manner)
    paid, rest = _paid_and_rest(document, amount, currency, manner)
    settled = _settled(means, rest, paid_on)
    if settled is None:
        what = f"{number} is called {document.says('status')!r}, and {rest} of it is open"
        return Problem(spot, "status", what, BY_HAND)
    waived = means is Means.WRITTEN_OFF or (settled and paid is not None and paid < amount)
    due = manner.when("due", document.says("due")) or _by_terms(issued, document.says("terms"), manner.answers)
    net = manner.money(document.says("net"), currency)
    return Standing(means, issued, due, currency, amount, net, paid, paid_on, settled, waived)


def _paid_and_rest(
    document: Document, amount: Decimal, currency: str, manner: Manner
) -> tuple[Decimal | None, Decimal | None]:
    """Return what was paid and what is open: as stated, and where only one is, the other is what is missing."""
    paid = manner.money(document.says("paid"), currency)
    rest = manner.money(document.says("balance"), currency)
    if paid is None and rest is not None:
        paid = amount - rest - (manner.money(document.says("written_off"), currency) or _NOTHING)
    elif rest is None and paid is not None:
        rest = amount - paid
    return paid, rest


def _settled(means: Means | None, rest: Decimal | None, paid_on: str) -> bool | None:
    """Return whether nothing is open; None where the status and the amounts do not go together."""
    if rest is None:
        return means is Means.PAID or (means is None and bool(paid_on))
    if rest > 0 and means is Means.PAID:
        return None
    return rest <= 0


def _by_terms(issued: str, stated: str, answers: Answers) -> str:
    """Return the due day by the days on the document, else by those that were answered; else none."""
    terms = next(
        (text for text in (stated, answers.get("terms")) if text.isascii() and text.isdigit() and int(text)), ""
    )
    if not terms or int(terms) > _LONGEST_TERMS:
        return ""
    return (date.fromisoformat(issued[:10]) + timedelta(days=int(terms))).isoformat()
