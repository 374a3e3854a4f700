"""The ending letter: which blocks, in which order, under which conditions.

The order and the situations are those of the reference on letters: no reason unless one is chosen; no
thanks, wish or referral after conduct; the payment first where it is what ends the work. Each statement about
work or money stands only where the record supports it.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta, tzinfo

from clienthealth.core.frozen import Frozen, replace
from clienthealth.core.goodbye.balances import Held, Holding, OpenInvoice, totals
from clienthealth.core.goodbye.ending import NOTICE_WHEN_UNKNOWN, Ending
from clienthealth.core.history import History
from clienthealth.core.kinds import Language, LetterKind, Party, Situation
from clienthealth.core.letters.letter import (
    Block,
    Filling,
    Letter,
    Line,
    Missing,
    Money,
    Part,
    Sender,
    fill,
    known,
)
from clienthealth.core.letters.lines import promise_line
from clienthealth.core.letters.parties import addressee, contact_of
from clienthealth.core.moments import day_of
from clienthealth.core.records.client import Client
from clienthealth.errors import UsageError

PAY_WITHIN = 14
"""Days we ask for what is already due: the usual term of a reminder, short enough not to read as respite."""

REASONS = {
    Situation.MUTUAL: "why_mutual",
    Situation.NON_PAYMENT: "why_nonpayment",
    Situation.FIT: "why_fit",
    Situation.CAPACITY: "why_capacity",
    Situation.CONFLICT: "why_conflict",
    Situation.CONDUCT: "why_conduct",
}
"""The one neutral sentence of each situation; a contract that runs out says so in its opening."""

OPTIONAL = frozenset({"data", "referral", "thanks", "wish"})
"""The blocks a user may add."""

USUAL: dict[Situation | None, frozenset[str]] = {
    None: frozenset({"thanks", "wish"}),
    Situation.MUTUAL: frozenset({"thanks", "wish"}),
    Situation.NON_PAYMENT: frozenset(),
    Situation.FIT: frozenset({"referral", "thanks", "wish"}),
    Situation.CAPACITY: frozenset({"referral", "thanks", "wish"}),
    Situation.CONFLICT: frozenset({"data", "thanks", "wish"}),
    Situation.NON_RENEWAL: frozenset({"thanks", "wish"}),
    Situation.CONDUCT: frozenset(),
}
"""The optional blocks a situation brings of itself."""

NEVER = {
    Situation.NON_PAYMENT: frozenset({"referral", "wish"}),
    Situation.CONDUCT: frozenset({"referral", "thanks", "wish"}),
}
"""The optional blocks that have no place in a situation."""

BRIEF = frozenset({Situation.CONFLICT, Situation.CONDUCT})
"""Where the letter is short: half a page, and 150 words."""


class _Draft(Frozen):
    """What the blocks are made from."""

    client: Client
    ending: Ending
    sender: Sender
    zone: tzinfo
    optional: frozenset[str]

    @property
    def situation(self) -> Situation | None:
        """Why it ends, as the user put it."""
        return self.ending.situation

    @property
    def contract_day(self) -> date | None:
        """The day of the contract, where it is on record."""
        return None if self.client.contract_date is None else day_of(self.client.contract_date, self.zone)

    @property
    def contact(self) -> Filling:
        """The one way to reach us."""
        return contact_of(self.sender)


def offboarding_letter(  # noqa: PLR0913 - all by name, most with a default
    history: History,
    ending: Ending,
    sender: Sender,
    *,
    today: date,
    zone: tzinfo,
    language: Language | None = None,
    also: Collection[str] = (),
) -> Letter:
    """Return the draft of an ending letter; without a language in the client's own, else in English.

    `also` adds blocks of `OPTIONAL` that the situation does not bring of itself. Raises UsageError for one
    that has no place in it.
    """
    client = history.client
    if ending.situation is Situation.CONDUCT:
        # It asks for writing only, so no number stands in its head either.
        sender = replace(sender, phone="")
    draft = _Draft(client, ending, sender, zone, _optional(ending, also))
    return Letter(
        kind=LetterKind.OFFBOARDING,
        language=language or client.language or Language.EN,
        client=client.client,
        day=today,
        sender=sender,
        addressee=addressee(client, today, zone),
        blocks=tuple(_blocks(draft)),
        ending=ending,
    )


def _optional(ending: Ending, also: Collection[str]) -> frozenset[str]:
    unknown = sorted(set(also) - OPTIONAL)
    if unknown:
        raise UsageError(f"{unknown[0]!r} is no optional block", "one of: " + ", ".join(sorted(OPTIONAL)))
    situation = ending.situation
    out_of_place = sorted(set(also) & NEVER.get(situation, frozenset())) if situation else []
    if out_of_place:
        raise UsageError(f"{out_of_place[0]} has no place in a letter about {situation}", "leave it out")
    return USUAL[situation] | frozenset(also)


def _blocks(draft: _Draft) -> Iterable[Block]:
    yield Block("subj_end", Part.SUBJECT, fill(as_of=draft.ending.end))
    yield from _end(draft)
    middle = [_work, _money]
    if draft.situation is Situation.NON_PAYMENT:
        middle.reverse()
    for made in middle:
        yield from made(draft)
    yield from _handover(draft)
    yield from _client(draft)
    yield from _goodbye(draft)


def _end(draft: _Draft) -> Iterable[Block]:
    end = draft.ending.end
    if draft.ending.by is Party.THEM:
        yield Block("open_end_theirs", Part.END, fill(as_of=end))
    elif draft.situation is Situation.NON_RENEWAL:
        yield Block("why_nonrenewal", Part.END, fill(on_end=end))
    else:
        yield Block("open_end", Part.END, fill(as_of=end))
    yield from _reason(draft)
    yield from _basis(draft)


def _reason(draft: _Draft) -> Iterable[Block]:
    """Give the one sentence of the situation; for what they decided the reasons are theirs."""
    name = REASONS.get(draft.situation) if draft.situation and draft.ending.by is Party.US else None
    late = [each.due for each in draft.ending.owed.overdue if each.due]
    if name == "why_nonpayment":
        if late:
            yield Block(name, Part.END, fill(on_d=min(late)))
    elif name == "why_conduct":
        yield Block(name, Part.END, fill(contact=draft.contact))
    elif name:
        yield Block(name, Part.END)


def _basis(draft: _Draft) -> Iterable[Block]:
    """Say what the date rests on; that notice was kept only where it was."""
    ending = draft.ending
    if ending.notice:
        if not ending.short_by:
            clause = known(draft.client.contract_clause, "clause")
            yield Block(
                "basis_clause", Part.END, fill(dated=draft.contract_day or Missing("contract_date"), clause=clause)
            )
        elif ending.by is Party.US:
            yield Block("basis_short", Part.END, fill(ground=Missing("ground")))
        return
    yield Block("basis_none", Part.END)
    courteous = ending.by is Party.US and draft.situation not in {Situation.NON_RENEWAL, Situation.CONDUCT}
    if courteous and ending.end >= ending.today + timedelta(days=NOTICE_WHEN_UNKNOWN):
        yield Block("basis_time", Part.END)


def _work(draft: _Draft) -> Iterable[Block]:
    owed = draft.ending.owed
    if owed.promises:
        yield Block(
            "remaining", Part.WORK, lines=tuple(promise_line(each, draft.ending.today) for each in owed.promises)
        )
    if owed.complaints:
        lines = tuple(Line("concern", fill(on_d=each.day), each.id) for each in owed.complaints)
        yield Block("concern_open", Part.WORK, lines=lines)
    if not owed.promises and not owed.complaints:
        yield Block("fulfilled", Part.WORK)
    if draft.situation in BRIEF:
        yield Block("after_brief", Part.WORK)
    else:
        yield Block("after_date", Part.WORK, fill(on_end=draft.ending.end))


def _money(draft: _Draft) -> Iterable[Block]:
    owed = draft.ending.owed
    yield from _asked(draft)
    ahead = "refund_rest" if owed.promises else "refund"
    for amount, currency in totals(owed.prepayments):
        yield Block(ahead, Part.HELD, fill(amount=Money(amount, currency), by_due=draft.ending.end))
    if owed.credits:
        lines = tuple(_credit(each) for each in owed.credits)
        yield Block("credit_open", Part.HELD, fill(by_due=draft.ending.end), lines)
    if not owed.money:
        yield Block("nothing_due", Part.MONEY)


def _asked(draft: _Draft) -> Iterable[Block]:
    owed, end = draft.ending.owed, draft.ending.end
    undisputed = [each for each in owed.invoices if not each.disputed]
    disputed = tuple(_billed(each) for each in owed.invoices if each.disputed)
    pay = fill(by_due=min(end, draft.ending.today + timedelta(days=PAY_WITHIN)))
    if len(undisputed) == 1 and undisputed[0].due:
        values = _billed(undisputed[0]).values
        late = bool(owed.overdue)
        yield Block("invoice_late" if late else "invoice_final", Part.MONEY, (*values, *pay) if late else values)
    elif undisputed:
        yield Block("balance_open", Part.MONEY, lines=tuple(_balance(undisputed)))
        if owed.overdue:
            yield Block("balance_pay", Part.MONEY, pay)
    if disputed:
        yield Block("balance_disputed", Part.MONEY, lines=disputed)


def _balance(invoices: list[OpenInvoice]) -> Iterable[Line]:
    """List each open invoice; the sums come where there is something to add."""
    yield from (_billed(each) for each in invoices)
    sums = totals(invoices)
    if len(sums) < len(invoices):
        yield from (Line("total", fill(amount=Money(*each))) for each in sums)


def _billed(invoice: OpenInvoice) -> Line:
    values = fill(
        inv=known(invoice.number, "number"), dated=invoice.issued, amount=Money(invoice.amount, invoice.currency)
    )
    if invoice.disputed or invoice.due is None:
        return Line("invoice", values, invoice.id)
    if invoice.overdue:
        return Line("invoice_overdue", (*values, ("since_d", invoice.due)), invoice.id)
    return Line("invoice_due", (*values, ("by_due", invoice.due)), invoice.id)


def _credit(held: Held) -> Line:
    key = "overpaid" if held.why is Holding.OVERPAID else "credit"
    return Line(key, fill(inv=known(held.number, "number"), amount=Money(held.amount, held.currency)), held.id)


def _handover(draft: _Draft) -> Iterable[Block]:
    end = draft.ending.end
    if draft.situation in BRIEF:
        yield Block("handover_brief", Part.HANDOVER, fill(by_due=end))
        yield Block("access_brief", Part.HANDOVER, fill(on_end=end))
    else:
        channel = known(draft.sender.email or draft.sender.phone, "channel")
        yield Block("handover", Part.HANDOVER, fill(by_due=end, channel=channel))
        yield Block("access", Part.HANDOVER, fill(on_end=end))
    if draft.contract_day and draft.situation is not Situation.CONDUCT:
        yield Block("rights", Part.HANDOVER, fill(dated=draft.contract_day))
    if "data" in draft.optional:
        yield Block("data", Part.HANDOVER, fill(by_due=end))


def _client(draft: _Draft) -> Iterable[Block]:
    asked = draft.ending.owed.asked
    if asked:
        yield Block("client_todo", Part.CLIENT, lines=tuple(promise_line(each, draft.ending.today) for each in asked))
    else:
        yield Block("client_none", Part.CLIENT)


def _goodbye(draft: _Draft) -> Iterable[Block]:
    if "referral" in draft.optional:
        yield Block("referral", Part.CONTACT)
    yield Block("contact_after", Part.CONTACT, fill(until_end=draft.ending.end, contact=draft.contact))
    if "thanks" in draft.optional:
        yield Block("thanks", Part.GOODBYE)
    if "wish" in draft.optional:
        yield Block("wish", Part.GOODBYE)
