"""Bookkeeping: invoices and payments as what is added to and taken from the accounts of claims on clients.

A claim that grows against revenue is an invoice; one that shrinks against money is a payment, against revenue a
credit note, against a loss a write-off. What stands on the other side is seen where all lines of a transaction are
in the file. Only numbers and keys are kept: memory grows with the invoices, not with the lines.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from clienthealth.core.changes.money import credit_number
from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.payments import marks
from clienthealth.importers.invoicing.sheet import invoice_key, plain
from clienthealth.importers.items import Draft, Item, Problem, Question, Skipped, Who
from clienthealth.importers.tables.repeats import Repeats

REDUCTIONS, PAYMENTS, LEAVE_OUT = "reductions", "payments", "leave-out"
_MOST_SHOWN = 12
_WORD = re.compile(r"[:\s_-]+")
_JOINT = re.compile(r"[\s_-]+")
_NUMBER_HINT = "its number is the code of the transaction, `(1001)`, or a tag: `; invoice:1001`"


class Role(StrEnum):
    """What an account holds."""

    CLAIM = "receivable"
    REVENUE = "revenue"
    MONEY = "money"
    COST = "cost"
    LOSS = "loss"
    TAX = "tax"
    OPENING = "opening"
    OTHER = "other"


PARTS = {
    Role.OPENING: "opening eröffnung åbning åpning",
    Role.LOSS: """baddebt writeoff writtenoff uncollectible uneinbringlich forderungsausf forderungsverl debitortab
        kundetap επισφαλείς""",
    Role.CLAIM: """receivable accountsreceivable debtors forderung debitor kundefordring tilgodehavend απαιτήσεις
        πελάτες""",
    Role.TAX: "vat tax ust mwst umsatzsteuer moms mva φπα",
    Role.REVENUE: """revenue income sales erlös umsatz umsätze ertrag erträge einnahm indtægt omsætning salg inntekt
        omsetning έσοδα πωλήσεις""",
    Role.COST: "expenses expense ausgaben aufwand kosten udgifter omkostninger utgifter kostnader έξοδα",
    Role.MONEY: "bank cash checking cheque savings giro kasse kontant paypal stripe wise ταμείο τράπεζα",
}
"""Beginnings of words in the names of accounts, in the order in which they decide."""


class Posting(NamedTuple):
    """One line of a transaction; `change` is positive where the account grows on the debit side."""

    spot: str
    transaction: str
    when: str
    account: str
    role: Role
    number: str
    who: Who
    change: Decimal
    currency: str
    due: str = ""


class Unread(NamedTuple):
    """A line that cannot be understood: nothing is then known of the whole transaction that it is of."""

    transaction: str
    problem: Problem


class Claim(NamedTuple):
    """What one transaction changed of the claim of one invoice, and what stands on its other side."""

    first: Posting
    change: Decimal
    against: frozenset[Role]
    lost: Decimal
    stands_on: tuple[str, ...]


def role_of(account: str, answers: Answers) -> Role:
    """Return what an account holds: as answered (`receivable`, `money`, `revenue`), else by the words of its name."""
    for role in (Role.CLAIM, Role.MONEY, Role.REVENUE):
        parts = [part.strip().casefold() for part in answers.get(role).split(",")]
        if any(part and part in account.casefold() for part in parts):
            return role
    return _role_by_name(account)


@lru_cache(maxsize=1024)
def _role_by_name(account: str) -> Role:
    folded = account.casefold()
    words = (*_WORD.split(folded), *(_JOINT.sub("", part) for part in folded.split(":")))
    for role, beginnings in PARTS.items():
        if any(word.startswith(part) for part in beginnings.casefold().split() for word in words):
            return role
    return Role.OTHER


def claims(postings: Iterable[Posting | Unread], answers: Answers) -> Iterator[Item]:
    """Yield what happened to claims; one item for a transaction that concerns none, or that cannot be read whole."""
    book = _Book(answers)
    for _, group in groupby(postings, key=attrgetter("transaction")):
        lines = list(group)
        unread = next((line for line in lines if isinstance(line, Unread)), None)
        if unread is not None:
            yield unread.problem
            continue
        for item in book.items([line for line in lines if isinstance(line, Posting)]):
            yield item
            if isinstance(item, Question):
                return
    if not book.numbers and (question := book.no_claims()):
        yield question


class _Book:
    """What was seen so far: the numbers of invoices and credit notes, keys of payments, and accounts to ask about."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.numbers: set[tuple[str, Who]] = set()
        self.credits: defaultdict[Who, set[str]] = defaultdict(set)
        self.repeats = Repeats()
        self.accounts: dict[str, None] = {}
        self.claimed = False

    def items(self, lines: list[Posting]) -> Iterator[Item]:
        """Yield what one transaction says."""
        first = lines[0]
        if not any(line.role is Role.CLAIM for line in lines):
            if len(self.accounts) < _MOST_SHOWN:
                self.accounts.update(dict.fromkeys(line.account for line in lines))
            yield Skipped(first.spot, "not-contact", "no claim on a client")
            return
        self.claimed = True
        for claim in _claims_in(lines):
            if claim.first.when[:10] > self.answers.today.isoformat():
                yield Skipped(claim.first.spot, "not-held", f"{claim.first.when} lies ahead")
            elif not claim.first.who.name:
                yield Skipped(claim.first.spot, "no-party", claim.first.account)
            elif not claim.first.number:
                yield Problem(claim.first.spot, "code", f"{plain(claim.change)} names no invoice", _NUMBER_HINT)
            elif claim.change > 0:
                yield self._raised(claim)
            else:
                yield from self._reduced(claim)

    def no_claims(self) -> Question | None:
        """Ask which accounts hold claims, where none is called so."""
        if self.claimed or not self.accounts:
            return None
        text = "which accounts hold what clients owe? Give a part of their names, several with commas"
        return Question(Role.CLAIM, text, (), tuple(self.accounts))

    def _raised(self, claim: Claim) -> Draft | Problem:
        first = claim.first
        known = (first.number, first.who) in self.numbers
        if claim.against == {Role.MONEY}:
            if known:
                return self._payment(claim, claim.change, "refund")
            what = f"{first.number}: money went out, and no invoice of that number came before"
            return Problem(first.spot, "account", what, "log it by hand")
        if Role.OPENING in claim.against:
            what = f"{first.number} comes out of an opening balance: its day of issue is not known"
            return Problem(first.spot, "account", what, "log this invoice by hand")
        if known:
            what = f"{first.number} was asked for before, on another day or in another transaction"
            return Problem(first.spot, "code", what, "give it a number of its own, or log the change by hand")
        self.numbers.add((first.number, first.who))
        said = {"at": first.when, "number": first.number, "amount": plain(claim.change), "issued": first.when}
        said |= {"currency": first.currency} if first.currency else {}
        said |= {"due": first.due} if first.due >= first.when[:10] else {}
        return Draft(first.spot, "invoice", said, invoice_key("", first.number, "", first.who), (first.who,))

    def _reduced(self, claim: Claim) -> Iterator[Item]:
        against = claim.against - {Role.TAX}
        if Role.MONEY in against:
            # What a payment costs us, such as the fee of a bank, was paid by the client all the same.
            against -= {Role.COST}
        if Role.OTHER in against:
            text = (
                "which of these accounts hold money (or what a payment costs)? Give parts of their names, with commas"
            )
            yield Question(Role.MONEY, text, (), claim.stands_on)
        elif not claim.against:
            yield from self._unseen(claim)
        elif against == {Role.MONEY}:
            yield self._payment(claim, -claim.change, "")
        elif against == {Role.LOSS}:
            yield self._payment(claim, -claim.change, "write-off")
        elif against == {Role.LOSS, Role.MONEY} and 0 < claim.lost < -claim.change:
            yield self._payment(claim, -claim.change - claim.lost, "")
            yield self._payment(claim, claim.lost, "write-off")
        elif against == {Role.REVENUE}:
            yield self._credit(claim)
        else:
            roles = " and ".join(sorted(claim.against))
            what = (
                f"{plain(-claim.change)} on {claim.first.number} stands against {roles}: it does not show what was paid"
            )
            yield Problem(claim.first.spot, "account", what, "log it by hand")

    def _unseen(self, claim: Claim) -> Iterator[Item]:
        """Yield what a claim shrank by where the file has only one side of it."""
        answer = self.answers.get(REDUCTIONS)
        if answer == PAYMENTS:
            yield self._payment(claim, -claim.change, "")
        elif answer == LEAVE_OUT:
            yield Skipped(claim.first.spot, "not-contact", f"{plain(-claim.change)} less of {claim.first.number}")
        else:
            text = (
                "the file shows only one side of each transaction: is what reduces a claim always a payment?"
                " (An export of whole transactions, such as `hledger print -O csv`, shows the other side too.)"
            )
            shown = f"{claim.first.spot}: {claim.first.number}, {plain(claim.change)}"
            yield Question(REDUCTIONS, text, (PAYMENTS, LEAVE_OUT), (shown,))

    def _payment(self, claim: Claim, amount: Decimal, kind: str) -> Draft:
        first = claim.first
        said = {"at": first.when, "invoice": first.number, "amount": plain(amount)} | ({"kind": kind} if kind else {})
        key = self.repeats.twin(*marks(first.number, first.when, amount, first.who, kind))
        return Draft(first.spot, "payment", said, key, (first.who,))

    def _credit(self, claim: Claim) -> Draft:
        first = claim.first
        key = self.repeats.twin(*marks(first.number, first.when, -claim.change, first.who, "credit"))
        number = credit_number(first.number, self.credits[first.who])
        self.credits[first.who].add(number)
        said = {"at": first.when, "number": number, "amount": plain(-claim.change), "issued": first.when}
        said |= {"kind": "credit", "ref": first.number} | ({"currency": first.currency} if first.currency else {})
        return Draft(first.spot, "invoice", said, key, (first.who,))


def _claims_in(lines: list[Posting]) -> Iterator[Claim]:
    """Yield what a transaction changed of each claim; lines that cancel each other out change nothing."""
    others = [line for line in lines if line.role is not Role.CLAIM]
    lost = sum((line.change for line in others if line.role is Role.LOSS), Decimal(0))
    sums: dict[tuple[str, Who, str], tuple[Posting, Decimal]] = {}
    for line in filter(lambda each: each.role is Role.CLAIM, lines):
        key = (line.number, line.who, line.currency)
        first, change = sums.get(key, (line, Decimal(0)))
        sums[key] = first._replace(due=first.due or line.due), change + line.change
    against = frozenset(map(attrgetter("role"), others))
    for first, change in sums.values():
        if change:
            yield Claim(first, change, against, lost, tuple(dict.fromkeys(line.account for line in others)))
