"""A client on one screen: who they are, what was agreed, and what is open between both sides."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from clienthealth.core.appreciation.answers import answered
from clienthealth.core.appreciation.thanks import last_kindness
from clienthealth.core.changes.commitments import is_open
from clienthealth.core.commitments.rates import Rates
from clienthealth.core.decided import Decided
from clienthealth.core.economy import Economy
from clienthealth.core.goodbye.owed import OpenPromise, Owed
from clienthealth.core.history import History
from clienthealth.core.moments import When, ago, clock_of, said
from clienthealth.core.responses.contact import Contact
from clienthealth.render.appreciation_text import card_line
from clienthealth.render.contact_text import lines as contact_lines
from clienthealth.render.economy_text import lines
from clienthealth.render.promise_text import kept_words
from clienthealth.render.sheet import wrapped
from clienthealth.render.summary import pause_text
from clienthealth.render.words import clipped, money, visible

LABEL = 10
"""Columns of the labels of a card."""

TEXT_WIDTH = 60
BESIDE_WIDTH = 68


def card(handle: str, history: History, owed: Owed, handles: dict[str, str], now: datetime) -> str:
    """Return the card of a client: a line a fact, then what is open on both sides."""
    client = history.client
    facts = [
        ("since", said(client.at, now)[4:14]),
        ("status", _status(client, now)),
        ("language", _joined(client.language, client.country, client.timezone)),
        ("terms", _terms(client)),
        ("contract", _contract(client, now)),
        ("hours", client.contact_hours),
        ("address", ", ".join(client.address)),
        *(("contact", _person(each, now)) for each in client.contacts),
        ("aliases", ", ".join(client.aliases)),
        ("owner", client.owner),
        ("survey", _survey(history, now)),
        ("thanks", _kindness(history, now)),
        ("ref", client.ref),
        ("note", client.note),
    ]
    title = f"{visible(client.name)} · {client.client} · {handle}"
    shown = [_fact(label, str(value)) for label, value in facts if value]
    open_ = [*_open("we owe", _ours(history, owed, handles, now)), *_they_owe(history, owed, now)]
    return "\n".join([title, *shown, *open_, *_next(history, handles, now)])


def beside(rates: Rates, decided: Decided | None, economy: Economy) -> list[str]:
    """Return what stands below the card: promises kept, a decision that holds, what the client brings and takes."""
    shown = _kept(rates)
    if decided is not None:
        when = f"{decided.choice} on {decided.day.isoformat()}, until {decided.until.isoformat()}"
        text = " · ".join([f"{when} (advised: {decided.recommendation})", *filter(None, [decided.reason])])
        shown += _open("decided", wrapped(visible(text), BESIDE_WIDTH))
    told = [f"{each.lead}: {'; '.join((each.text, *each.more))}" for each in lines(economy)]
    money = [part for each in told for part in wrapped(each, BESIDE_WIDTH)]
    since = f"since {economy.window.since.isoformat()}; it never enters the score"
    return [*shown, *(_open("money", [since, *money]) if money else [])]


def contacts(contact: Contact) -> list[str]:
    """Return answer times, last words, hours and rhythm, where there were contacts."""
    told = [f"{each.lead}: {'; '.join((each.text, *each.more))}" for each in contact_lines(contact)]
    since = f"since {contact.since.isoformat()}; none of it enters the score"
    return _open("contacts", [since, *(part for each in told for part in wrapped(each, BESIDE_WIDTH))]) if told else []


def _kept(rates: Rates) -> list[str]:
    """Return how many promises were kept in time on both sides, where any came due."""
    if not rates.ours.of and not rates.theirs.of:
        return []
    sides = (("ours", rates.ours), ("theirs", rates.theirs))
    told = " · ".join(f"{name}: {kept_words(kept)}" for name, kept in sides)
    return _open("kept", [f"{told} (in time, since {rates.since.isoformat()}; more = better)"])


def _fact(label: str, text: str) -> str:
    """Return a labelled line; what is longer, and the lines of a note of several, stand below each other."""
    told = visible(text, keep_lines=True).splitlines() or [""]
    first, *rest = [part for line in told for part in wrapped(line, BESIDE_WIDTH) or [""]]
    indented = [" " * (LABEL + 2) + line for line in rest]
    return "\n".join([f"  {label:<{LABEL}}{first}", *indented])


def _status(client: Any, now: datetime) -> str:
    since = f" since {said(client.status_at, now)[4:14]}" if client.status_at else ""
    return f"{client.stands}{since}"


def _terms(client: Any) -> str:
    """Return rate, days to pay and days of notice, as far as they are known."""
    rate = f"{client.hourly_rate} {client.currency or ''}".strip() + " an hour" if client.hourly_rate else ""
    currency = client.currency if client.currency and not rate else ""
    pay = f"{client.payment_terms_days} days to pay" if client.payment_terms_days is not None else ""
    notice = f"{client.notice_days} days of notice" if client.notice_days is not None else ""
    return _joined(rate, currency, pay, notice)


def _contract(client: Any, now: datetime) -> str:
    of = f"of {said(client.contract_date, now)[4:14]}" if client.contract_date else ""
    return _joined(client.contract, of, client.contract_clause)


def _person(contact: Any, now: datetime) -> str:
    since = f"from {said(contact.from_, now)[4:14]}" if contact.from_ else ""
    until = f"until {said(contact.until, now)[4:14]}" if contact.until else ""
    return _joined(contact.name, contact.role, *contact.email, *contact.phone, since, until)


def _survey(history: History, now: datetime) -> str:
    found = answered(history.surveys, now)
    return card_line(found) if found else ""


def _kindness(history: History, now: datetime) -> str:
    """Return when they had a thank-you or a little extra last."""
    last = last_kindness(history.efforts, now)
    return f"the last one, or an extra, {ago(last, now.date())}" if last is not None else ""


def _joined(*parts: Any) -> str:
    return ", ".join(str(part) for part in parts if part)


def _open(label: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return [f"  {label:<{LABEL}}nothing"]
    indent = " " * (LABEL + 2)
    return [f"  {label:<{LABEL}}{lines[0]}", *(indent + line for line in lines[1:])]


def _ours(history: History, owed: Owed, handles: dict[str, str], now: datetime) -> list[str]:
    """Return what is on our side: promises, complaints still open, money that is theirs."""
    complaints = [each for each in history.complaints if is_open(each, now)]
    return [
        *_promises(owed.promises, history, now),
        *(
            _item(handles[each.id], "complaint", each.text, f"since {said(each.at, now)[4:14]}", pause_text(each, now))
            for each in complaints
        ),
        *(
            _item(each.handle, f"{each.why} on {each.number}", f"{money(each.amount)} {each.currency}", "")
            for each in owed.held
        ),
    ]


def _next(history: History, handles: dict[str, str], now: datetime) -> list[str]:
    """Return our reminders, appointments among them: what is to be done, and owed to nobody."""
    nexts = [each for each in history.nexts if is_open(each, now)]
    told = [_item(handles[each.id], "reminder", each.text, _due(each.due, now)) for each in nexts]
    return _open("next", told) if told else []


def _they_owe(history: History, owed: Owed, now: datetime) -> list[str]:
    invoices = [
        _item(each.handle, f"invoice {each.number}", f"{money(each.amount)} {each.currency}", _invoice_state(each))
        for each in owed.invoices
    ]
    return _open("they owe", [*_promises(owed.asked, history, now), *invoices])


def _promises(promises: Iterable[OpenPromise], history: History, now: datetime) -> list[str]:
    dues = {each.id: each.due for each in history.promises}
    return [
        _item(each.handle, each.text, _when(each.due, each.overdue, _hour(dues[each.id], now)), _moved(each))
        for each in promises
    ]


def _hour(due: When | None, now: datetime) -> str:
    """Return the time of day by which something is due, where it has one."""
    return f" {clock_of(due, now)}" if isinstance(due, datetime) else ""


def _moved(promise: OpenPromise) -> str:
    """Return how often a promise was moved in time, which is no break, and until when it is paused."""
    moved = f"moved {promise.moved} time{'s' * (promise.moved != 1)}, each before it was due" if promise.moved else ""
    paused = "paused" if promise.paused else ""
    return ", ".join(filter(None, [moved, paused]))


def _item(handle: str, *parts: str | None) -> str:
    return f"{handle:<5} " + " · ".join(clipped(part, TEXT_WIDTH) for part in parts if part)


def _when(due: Any, overdue: int, hour: str = "") -> str:
    if due is None:
        return "no date"
    return f"due {due.isoformat()}{hour}" + (f", {_days(overdue)} overdue" if overdue > 0 else "")


def _due(due: Any, now: datetime) -> str:
    return f"due {said(due, now)}" if due else ""


def _invoice_state(invoice: Any) -> str:
    return "disputed" if invoice.disputed else _when(invoice.due, invoice.overdue)


def _days(count: int) -> str:
    return f"{count} day{'s' * (count != 1)}"
