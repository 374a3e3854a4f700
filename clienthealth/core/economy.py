"""Money, time and energy of each client: what is told beside the score and never enters it.

All of it is of one window, the last year from the Monday that opens its first week to the
end of the as-of day; interactions are summed by week, so that the window begins with one.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta, tzinfo
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from clienthealth.core.frozen import Frozen, replace
from clienthealth.core.goodbye.balances import Receipt, Standpoint, receipts
from clienthealth.core.history import History, Portfolio
from clienthealth.core.moments import day_of
from clienthealth.core.score.as_of import as_of

NOTHING = Decimal(0)
YEAR = 365
"""Days that are told of: long enough for a slow season, short enough to be about now."""

HOUR = 60
NO_RATES: Mapping[str, float] = MappingProxyType({})


class Rates(Frozen):
    """The currency that is counted in, and what one unit of another one is worth in it."""

    base: str = "EUR"
    rates: Mapping[str, float] = NO_RATES

    def worth(self, amount: Decimal, currency: str) -> Decimal | None:
        """Return an amount in the base currency; None without a rate, for missing is not zero."""
        if currency == self.base:
            return amount
        rate = self.rates.get(currency)
        return None if rate is None else amount * Decimal(str(rate))


class Window(NamedTuple):
    """The days that are looked at, both included."""

    since: date
    until: date

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.since <= day <= self.until


class Money(NamedTuple):
    """An amount in units of a currency."""

    amount: Decimal
    currency: str


class Income(Frozen):
    """What one client paid in the window: by currency, from how many documents, how many of them gross."""

    paid: tuple[Money, ...] = ()
    documents: int = 0
    gross: int = 0

    def total(self, rates: Rates) -> Decimal | None:
        """Return the sum in the base currency; None where a rate is missing, 0 where nothing was paid."""
        worth = [rates.worth(*each) for each in self.paid]
        known = [each for each in worth if each is not None]
        return sum(known, NOTHING) if len(known) == len(worth) else None

    def alike(self, rates: Rates) -> Money | None:
        """Return what was paid as one amount: in the base currency, else in the only one there is, else None."""
        total = self.total(rates)
        if total is not None:
            return Money(total, rates.base)
        return self.paid[0] if len(self.paid) == 1 else None


class Spent(Frozen):
    """The time of one client in the window, in minutes, and what it did to us.

    `minutes` are those of contacts, of other work and of efforts to put something right; `entries` is how
    many records they stand on, `worked` how many of these are work, `untimed` how many contacts have none
    noted. `unbilled` are the minutes noted as not billable, and those of efforts. `energy_sum` adds the
    energy noted (-2 to 2 each) of `energies` contacts.
    """

    minutes: float = 0
    unbilled: float = 0
    entries: int = 0
    worked: int = 0
    untimed: int = 0
    energy_sum: int = 0
    energies: int = 0


class Economy(Frozen, kw_only=True):
    """Money and energy of one client in a window; it informs, and never enters the score."""

    client: str
    window: Window
    income: Income
    spent: Spent
    rates: Rates
    share: float | None
    """Paid / paid by all clients, 0 to 1, higher = we depend on them more.

    None where they paid nothing, or where currencies cannot be summed."""
    payers: int
    """How many clients paid something in the window: the n of the share."""
    unrated: tuple[str, ...]
    """Currencies in which somebody paid and for which no rate is configured."""

    @property
    def hourly(self) -> Money | None:
        """The true hourly rate: paid, net where known / (minutes / 60), unbilled ones included; higher = more.

        In the base currency, or in the only one they paid in. None where nothing was paid yet or no minutes
        are noted: what is not known is not zero.
        """
        paid = self.income.alike(self.rates)
        if paid is None or not self.income.documents or not self.spent.minutes:
            return None
        return Money(paid.amount * HOUR / Decimal(str(self.spent.minutes)), paid.currency)

    @property
    def unbilled_share(self) -> float | None:
        """Unbilled / all minutes, 0 to 1 (higher = more drain); None without minutes."""
        return self.spent.unbilled / self.spent.minutes if self.spent.minutes else None

    @property
    def energy(self) -> float | None:
        """The mean energy of the contacts that have it, -2 to 2 (higher = gives more); None without any."""
        return self.spent.energy_sum / self.spent.energies if self.spent.energies else None


def window_of(day: date) -> Window:
    """Return the last year, from the Monday of the first one's week on."""
    first = day - timedelta(days=YEAR - 1)
    return Window(first - timedelta(days=first.weekday()), day)


def economies(portfolio: Portfolio, day: date, zone: tzinfo, rates: Rates) -> Mapping[str, Economy]:
    """Return money and energy of each client that had begun, by slug, as of the end of a day.

    The interactions of the portfolio reach up to that day, as those of a portfolio do (`gather`, the store).
    """
    window = window_of(day)
    known = as_of(_slim(portfolio), day, zone)
    incomes = _incomes(known, window, zone, rates)
    shares = _shares(incomes, rates)
    payers = sum(1 for each in incomes.values() if each.documents)
    unrated = sorted({paid.currency for each in incomes.values() for paid in each.paid if not _rated(paid, rates)})
    return {
        each.client.client: Economy(
            client=each.client.client,
            window=window,
            income=incomes[each.client.client],
            spent=_spent(each, window, zone),
            rates=rates,
            share=shares.get(each.client.client),
            payers=payers,
            unrated=tuple(unrated),
        )
        for each in known.histories
    }


def shares_of_income(portfolio: Portfolio, day: date, zone: tzinfo, rates: Rates) -> Mapping[str, float]:
    """Return the share of income of each client that paid, 0 to 1; nobody's where currencies cannot be summed.

    share = max(0, paid) / sum of max(0, paid) over all clients, paid as `Income` has it, in the base currency;
    in the only currency there is where that has no rate.
    """
    return _shares(_incomes(as_of(_slim(portfolio), day, zone), window_of(day), zone, rates), rates)


def replacing_command(client: str) -> str:
    """Return the command that keeps replacing an income in sight; its words are the user's own."""
    return f'clienthealth next add {client} "…" --due eom'


def _slim(portfolio: Portfolio) -> Portfolio:
    """Return only what money, time and energy are made of, so that cutting it costs little."""
    kept = ("client", "weeks", "times", "efforts", "invoices", "payments")
    histories = tuple(History(**{part: getattr(each, part) for part in kept}) for each in portfolio.histories)
    return replace(portfolio, histories=histories, aways=())


def _incomes(known: Portfolio, window: Window, zone: tzinfo, rates: Rates) -> dict[str, Income]:
    """Return what each client paid: what stayed with us at the end of the window, less what had before it."""
    before = window.since - timedelta(days=1)
    earlier = {each.client.client: each for each in as_of(known, before, zone).histories}
    made = {}
    for history in known.histories:
        slug = history.client.client
        then = _by_document(earlier.get(slug), Standpoint(before, zone, rates.base))
        now = _by_document(history, Standpoint(window.until, zone, rates.base))
        made[slug] = _income(now.values(), then)
    return made


def _by_document(history: History | None, at: Standpoint) -> dict[str, Receipt]:
    return {} if history is None else {each.document.id: each for each in receipts(history, at)}


def _income(now: Iterable[Receipt], then: Mapping[str, Receipt]) -> Income:
    """Sum what moved on each document: times net / amount where the net is on record (part payments pro rata)."""
    sums: dict[str, Decimal] = {}
    documents = gross = 0
    for each in now:
        moved = each.amount - (then[each.document.id].amount if each.document.id in then else NOTHING)
        if not moved:
            continue
        document = each.document
        is_net = document.net is not None and document.amount > 0
        part = moved * document.net / document.amount if is_net and document.net is not None else moved
        sums[each.currency] = sums.get(each.currency, NOTHING) + part
        documents, gross = documents + 1, gross + (not is_net)
    return Income(tuple(Money(amount, currency) for currency, amount in sorted(sums.items())), documents, gross)


def _shares(incomes: Mapping[str, Income], rates: Rates) -> dict[str, float]:
    currencies = {paid.currency for each in incomes.values() for paid in each.paid}
    if len(currencies) == 1:
        rates = Rates(next(iter(currencies)))
    totals = {slug: each.total(rates) for slug, each in incomes.items()}
    known = {slug: max(NOTHING, total) for slug, total in totals.items() if total is not None}
    whole = sum(known.values(), NOTHING)
    if len(known) < len(totals) or not whole:
        return {}
    return {slug: float(amount / whole) for slug, amount in known.items() if incomes[slug].documents}


def _rated(paid: Money, rates: Rates) -> bool:
    return rates.worth(*paid) is not None


def _spent(history: History, window: Window, zone: tzinfo) -> Spent:
    first = window.since.toordinal()
    weeks = [each for each in history.weeks if each.first_day >= first]
    times = [each for each in history.times if window.covers(day_of(each.at, zone))]
    mending = [each.minutes for each in history.efforts if each.minutes and window.covers(day_of(each.at, zone))]
    contacts = sum(each.minutes_count for each in weeks)
    return Spent(
        minutes=sum(each.minutes for each in weeks) + sum(each.minutes for each in times) + sum(mending),
        unbilled=sum(each.unbilled for each in weeks)
        + sum(each.minutes for each in times if each.billable is False)
        + sum(mending),
        entries=contacts + len(times) + len(mending),
        worked=len(times),
        untimed=sum(each.count for each in weeks) - contacts,
        energy_sum=sum(each.energy_sum for each in weeks),
        energies=sum(each.energy_count for each in weeks),
    )
