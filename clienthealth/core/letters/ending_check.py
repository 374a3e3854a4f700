"""Whether an ending letter is whole: the musts M1 to M11 of the reference on letters, by ids and values.

Words are not looked at here, so the check is the same in every language; it compares the letter with the
record it was drafted from, and finds what an edit, a mistake of ours or a missing value has broken.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from clienthealth.core.goodbye.balances import totals
from clienthealth.core.goodbye.ending import Ending
from clienthealth.core.goodbye.owed import OpenPromise
from clienthealth.core.kinds import Party
from clienthealth.core.letters.letter import Filling, Letter, Line, Money, one_line
from clienthealth.core.saying import Saying, say

Entry = tuple[str, str | None, date | None]
"""A record, the text it is listed with, and its date."""

SAYS_IT_ENDS = frozenset({"open_end", "open_end_theirs", "why_nonrenewal"})
EFFECTIVE = {
    "subj_end": "as_of",
    "open_end": "as_of",
    "open_end_theirs": "as_of",
    "why_nonrenewal": "on_end",
    "after_date": "on_end",
    "access": "on_end",
    "access_brief": "on_end",
    "handover": "by_due",
    "handover_brief": "by_due",
    "contact_after": "until_end",
}
"""Where the effective date stands, by block."""

BASIS = frozenset({"basis_clause", "basis_none", "basis_short"})
ASKS = frozenset({"balance_open", "balance_disputed", "invoice_final", "invoice_late"})
HOLDS = frozenset({"refund", "refund_rest", "credit_open"})


def incomplete(letter: Letter) -> tuple[Saying, ...]:
    """Return what an ending letter lacks or says otherwise than the record; empty when it is whole."""
    ending = letter.ending
    if ending is None:
        return (say("incomplete.record"),)
    return tuple(say(f"incomplete.{name}") for name, holds in CHECKS.items() if not holds(letter, ending))


def _says_it_ends(letter: Letter, _: Ending) -> bool:
    return len(_ids(letter) & SAYS_IT_ENDS) == 1


def _one_date(letter: Letter, ending: Ending) -> bool:
    """Whether the effective date is the same wherever it stands; it may be early only where they end it."""
    said = {_value(letter, block, name) for block, name in EFFECTIVE.items()} - {None}
    late = any(day > ending.end for day in _promise_dates(letter))
    return said == {ending.end} and not late and (ending.by is Party.THEM or not ending.short_by)


def _basis(letter: Letter, ending: Ending) -> bool:
    given = _ids(letter) & BASIS
    return len(given) == 1 or (not given and ending.by is Party.THEM)


def _work(letter: Letter, ending: Ending) -> bool:
    """Whether exactly the open promises and the complaints we owe on are listed, or all is said to be done."""
    owed = ending.owed
    concerns = Counter((each.id, None, each.day) for each in owed.complaints)
    done = letter.block("fulfilled") is not None
    return (
        _listed(letter, "remaining") == _promised(owed.promises)
        and _listed(letter, "concern_open") == concerns
        and done is not bool(owed.promises or owed.complaints)
    )


def _money(letter: Letter, ending: Ending) -> bool:
    """Whether every amount is that of the record, and nothing is said to be open only where nothing is."""
    owed = ending.owed
    asked = Counter((one_line(each.number), each.amount, each.currency) for each in owed.invoices)
    held = Counter((one_line(each.number), each.amount, each.currency) for each in owed.credits)
    held.update(("", *each) for each in totals(owed.prepayments))
    settled = letter.block("nothing_due") is not None
    return (
        _amounts(letter, ASKS) == asked
        and _amounts(letter, HOLDS) == held
        and settled is not owed.money
        and _sums_add_up(letter, ending)
    )


def _sums_add_up(letter: Letter, ending: Ending) -> bool:
    """Whether the sums below the open invoices, where there are any, are those of the undisputed ones."""
    block = letter.block("balance_open")
    said = [dict(line.values)["amount"] for line in block.lines if line.key == "total"] if block else []
    sums = totals(each for each in ending.owed.invoices if not each.disputed)
    return not said or said == [Money(*each) for each in sums]


def _handover(letter: Letter, _: Ending) -> bool:
    return any({f"handover{form}", f"access{form}"} <= _ids(letter) for form in ("", "_brief"))


def _client(letter: Letter, ending: Ending) -> bool:
    """Whether exactly what they promised is asked of them, or nothing."""
    none = letter.block("client_none") is not None
    asked = ending.owed.asked
    return _listed(letter, "client_todo") == _promised(asked) and none is not bool(asked)


def _contact(letter: Letter, _: Ending) -> bool:
    return isinstance(_value(letter, "contact_after", "contact"), str)


def _parties(letter: Letter, _: Ending) -> bool:
    """Whether both sides are named and nothing is said twice; refunds come one a currency."""
    named = one_line(letter.sender.name) and one_line(letter.addressee.organisation + letter.addressee.person)
    counts = Counter(each.id for each in letter.blocks)
    return (
        bool(named) and counts["subj_end"] == 1 and all(count == 1 or name in HOLDS for name, count in counts.items())
    )


def _filled(letter: Letter, _: Ending) -> bool:
    return not letter.missing and all(value != "" for value in _values(letter))


CHECKS: dict[str, Callable[[Letter, Ending], bool]] = {
    "M1": _says_it_ends,
    "M2": _one_date,
    "M3": _basis,
    "M4": _work,
    "M5": lambda letter, _: bool(_ids(letter) & {"after_date", "after_brief"}),
    "M6": _money,
    "M7": _handover,
    "M8": _client,
    "M9": _contact,
    "M10": _parties,
    "M11": _filled,
}
"""Each must by its name in the reference, with what holds when it is met."""


def _ids(letter: Letter) -> set[str]:
    return {each.id for each in letter.blocks}


def _value(letter: Letter, block: str, name: str) -> object:
    found = letter.block(block)
    return dict(found.values).get(name) if found else None


def _promised(promises: Iterable[OpenPromise]) -> Counter[Entry]:
    return Counter((each.id, one_line(each.text) or None, each.due) for each in promises)


def _listed(letter: Letter, block: str) -> Counter[Entry]:
    """Count what a block lists: the record, its text if it has one, and its date."""
    found = letter.block(block)
    return Counter(_entry(line) for line in (found.lines if found else ()))


def _entry(line: Line) -> Entry:
    values = dict(line.values)
    text = values.get("text")
    days = [value for value in values.values() if isinstance(value, date)]
    return line.record, text if isinstance(text, str) else None, days[0] if days else None


def _promise_dates(letter: Letter) -> Iterable[date]:
    """Return the dates by which our work is to come."""
    return (day for _, _, day in _listed(letter, "remaining") if day)


def _amounts(letter: Letter, blocks: frozenset[str]) -> Counter[tuple[str, Decimal, str]]:
    """Count the amounts of some blocks with the document they stand on, sums left out."""
    found: Counter[tuple[str, Decimal, str]] = Counter()
    for block in letter.blocks:
        if block.id in blocks:
            for values in (block.values, *(line.values for line in block.lines if line.key != "total")):
                found.update(_amounts_in(dict(values)))
    return found


def _amounts_in(values: dict[str, Filling]) -> Iterable[tuple[str, Decimal, str]]:
    number = values.get("inv", "")
    for value in values.values():
        if isinstance(value, Money):
            yield number if isinstance(number, str) else "", value.amount, value.currency


def _values(letter: Letter) -> Iterable[Filling]:
    for block in letter.blocks:
        for values in (block.values, *(line.values for line in block.lines)):
            yield from (value for _, value in values)
