"""Money, time and energy of each client: what is told beside the score and never enters it.

All of it is of one window: the last year, from the Monday that opens its first week to the end of the as-of day;
interactions are summed by week, so that the window begins with one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta, tzinfo
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from clienthealth.core.frozen import Frozen
from clienthealth.core.goodbye.balances import Receipt, Standpoint, receipts
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import InvoiceKind
from clienthealth.core.moments import day_of
from clienthealth.core.paying import Paying, paying
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

    def unrated(self, rates: Rates) -> set[str]:
        """Return the currencies in which something was paid and for which no rate is configured."""
        return {each.currency for each in self.paid if rates.worth(*each) is None}


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


class Dependence(Frozen):
    """How much of our income comes from one client: paid / paid by all, 0 to 1, higher = we depend on it more.

    `share` is None where currencies cannot be summed (`unrated` have no rate); `payers` is how many clients paid.
    """

    share: float | None
    payers: int
    unrated: tuple[str, ...] = ()


class Economy(Frozen, kw_only=True):
    """Money and energy of one client in a window; it informs, and never enters the score.

    `dependence` is None where nothing was paid, or where the others were not looked at.
    """

    client: str
    window: Window
    income: Income
    spent: Spent
    rates: Rates
    paying: Paying = Paying()
    dependence: Dependence | None = None

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
    """Return the last year, from the Monday of its first day's week on."""
    first = day - timedelta(days=YEAR - 1)
    return Window(first - timedelta(days=first.weekday()), day)


def economy_of(history: History, day: date, zone: tzinfo, rates: Rates) -> Economy:
    """Return money and energy of one client as of the end of a day, without the others."""
    window = window_of(day)
    return Economy(
        client=history.client.client,
        window=window,
        income=_income(history, window, zone, rates),
        spent=spent(history, window, zone),
        rates=rates,
        paying=paying(history, window.since, window.until, zone),
    )


def dependences(portfolio: Portfolio, day: date, zone: tzinfo, rates: Rates) -> Mapping[str, Dependence]:
    """Return how much of the income of the year before the end of a day came from each client that paid.

    share = max(0, paid) / sum of max(0, paid) over all clients, paid as `Income` has it, in the base currency; in
    the only currency there is where that has no rate.
    """
    window = window_of(day)
    incomes = {each.client.client: _income(each, window, zone, rates) for each in portfolio.histories}
    paid = {slug: each for slug, each in incomes.items() if each.documents}
    currencies = {part.currency for each in paid.values() for part in each.paid}
    if len(currencies) == 1:
        rates = Rates(next(iter(currencies)))
    unrated = tuple(sorted({each for income in paid.values() for each in income.unrated(rates)}))
    known = {slug: max(NOTHING, each.total(rates) or NOTHING) for slug, each in paid.items()}
    whole = sum(known.values(), NOTHING)
    shares = {} if unrated or not whole else {slug: float(each / whole) for slug, each in known.items()}
    return {slug: Dependence(shares.get(slug), len(paid), unrated) for slug in paid}


def replacing_command(client: str) -> str:
    """Return the command that keeps replacing an income in sight; its words are the user's own."""
    return f'clienthealth next add {client} "…" --due eom'


def _income(history: History, window: Window, zone: tzinfo, rates: Rates) -> Income:
    """Sum what moved on each document: times net / amount where the net is on record (part payments pro rata)."""
    plain = not history.payments and all(each.sort is not InvoiceKind.CREDIT for each in history.invoices)
    moved = _paid(history, window, zone, rates) if plain else _moved(history, window, zone, rates)
    sums: dict[str, Decimal] = {}
    documents = gross = 0
    for document, amount, currency in moved:
        if amount:
            is_net = document.net is not None and document.amount > 0
            part = amount * document.net / document.amount if is_net and document.net is not None else amount
            sums[currency] = sums.get(currency, NOTHING) + part
            documents, gross = documents + 1, gross + (not is_net)
    return Income(tuple(Money(amount, currency) for currency, amount in sorted(sums.items())), documents, gross)


def _paid(history: History, window: Window, zone: tzinfo, rates: Rates) -> Iterator[Receipt]:
    """Yield what was paid of most clients, who have nothing but invoices and when they were paid."""
    for each in history.invoices:
        if each.paid is not None and window.covers(max(day_of(each.paid, zone), day_of(each.at, zone))):
            amount = each.amount if each.paid_amount is None else each.paid_amount
            yield Receipt(each, amount, each.currency or history.client.currency or rates.base)


def _moved(history: History, window: Window, zone: tzinfo, rates: Rates) -> Iterator[Receipt]:
    """Yield what had stayed with us of each document at the end of the window, less what had before it."""
    money = Portfolio(histories=(History(client=history.client, invoices=history.invoices, payments=history.payments),))
    before = window.since - timedelta(days=1)
    then = {each.document.id: each.amount for each in _held(money, before, zone, rates)}
    for each in _held(money, window.until, zone, rates):
        yield each._replace(amount=each.amount - then.get(each.document.id, NOTHING))


def _held(money: Portfolio, day: date, zone: tzinfo, rates: Rates) -> Iterator[Receipt]:
    for history in as_of(money, day, zone).histories:
        yield from receipts(history, Standpoint(day, zone, rates.base))


def spent(history: History, window: Window, zone: tzinfo) -> Spent:
    """Return the time of one client in a window, and what it did to us."""
    first, last = (each.toordinal() for each in window)
    weeks = [each for each in history.weeks if first <= each.first_day <= last]
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
