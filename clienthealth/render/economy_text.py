"""Money, time and energy in words and as plain values: every number with its direction and its n."""

from collections.abc import Iterable, Iterator
from typing import Any

from clienthealth.core.economy import Economy, Money
from clienthealth.core.saying import Value, say
from clienthealth.render.phrases import FALLBACK, phrase, said
from clienthealth.render.voice import Voice

SUBJECT = "economy"
HOUR = 60
SHARE_PLACES = 4


def title(language: str) -> str:
    """Return what the section is called: that it never enters the score."""
    return str(phrase("title", SUBJECT, language))


def sentences(economy: Economy, language: str = FALLBACK) -> list[str]:
    """Return what is known, a sentence each; where nothing is, one that says so."""
    words = _Words(economy, language)
    found = [*words.hourly(), *words.paid(), *words.time(), *words.energy(), *words.share()]
    return found or [words.said("nothing")]


def window(economy: Economy, voice: Voice) -> str:
    """Return from when to when."""
    since, until = (voice.long_day(each) for each in economy.window)
    return said(say("window", since=since, until=until), SUBJECT, voice.language)


def as_plain(economy: Economy) -> dict[str, Any]:
    """Return money and energy as plain values.

    Amounts are net where known, in units of their currency; `true_hourly_rate` is null where it is not known,
    `income_share` 0 to 1 (higher = we depend on them more), `energy` -2 to 2 (higher = gave us more).
    """
    income, spent, hourly = economy.income, economy.spent, economy.hourly
    in_base, share, drained = income.total(economy.rates), economy.share, economy.unbilled_share
    return {
        "since": economy.window.since.isoformat(),
        "until": economy.window.until.isoformat(),
        "currency": economy.rates.base,
        "paid": [{"amount": _rounded(each), "currency": each.currency} for each in income.paid],
        "paid_in_base": None if in_base is None or not income.documents else round(float(in_base), 2),
        "paid_documents": income.documents,
        "gross_documents": income.gross,
        "minutes": spent.minutes,
        "minutes_entries": spent.entries,
        "work_entries": spent.worked,
        "contacts_without_minutes": spent.untimed,
        "unbilled_minutes": spent.unbilled,
        "unbilled_share": None if drained is None else round(drained, SHARE_PLACES),
        "true_hourly_rate": hourly and {"amount": _rounded(hourly), "currency": hourly.currency},
        "energy": None if economy.energy is None else round(economy.energy, SHARE_PLACES),
        "energy_sum": spent.energy_sum,
        "energy_contacts": spent.energies,
        "income_share": None if share is None else round(share, SHARE_PLACES),
        "paying_clients": economy.payers,
        "currencies_without_rate": list(economy.unrated),
    }


class _Words:
    """The sentences on one client's money and energy in one language."""

    def __init__(self, economy: Economy, language: str) -> None:
        self.economy = economy
        self.language = language

    def said(self, key: str, **values: Value) -> str:
        """Return the sentence of a key."""
        return said(say(key, **values), SUBJECT, self.language)

    def hourly(self) -> Iterator[str]:
        """Say what an hour brings, or why that is not known."""
        economy = self.economy
        rate, minutes = economy.hourly, economy.spent.minutes
        if rate is not None:
            yield self.said("hourly.known", rate=self._money([rate]))
        elif minutes and not economy.income.documents:
            yield self.said("hourly.unpaid")
        elif minutes:
            yield self.said("hourly.unrated", currencies=", ".join(economy.unrated))
        elif economy.income.documents:
            yield self.said("hourly.untimed")

    def paid(self) -> Iterator[str]:
        """Say what was paid."""
        income = self.economy.income
        if income.documents:
            key = "paid.gross" if income.gross else "paid.line"
            yield self.said(key, n=income.documents, gross=income.gross, money=self._money(income.paid))

    def time(self) -> Iterator[str]:
        """Say what it took, and what of it nobody pays."""
        spent = self.economy.spent
        if not spent.entries:
            return
        hours, unbilled = self._number(spent.minutes / HOUR, 1), self._number(spent.unbilled / HOUR, 1)
        yield self.said("time.line", n=spent.entries, hours=hours, unbilled=unbilled)
        if spent.untimed:
            yield self.said("time.untimed", n=spent.untimed)
        if not spent.worked:
            yield self.said("time.no-work")

    def energy(self) -> Iterator[str]:
        """Say what it did to us."""
        mean = self.economy.energy
        if mean is not None:
            yield self.said("energy.line", n=self.economy.spent.energies, mean=self._number(mean, 1))

    def share(self) -> Iterator[str]:
        """Say how much of our income it is, or why that is not known."""
        economy = self.economy
        if not economy.income.documents:
            return
        if economy.share is not None:
            yield self.said("share.line", n=economy.payers, percent=round(100 * economy.share))
        elif economy.unrated:
            yield self.said("share.unrated", currencies=", ".join(economy.unrated))

    def _money(self, amounts: Iterable[Money]) -> str:
        return " + ".join(f"{self._number(float(each.amount), 2)} {each.currency}" for each in amounts)

    def _number(self, value: float, places: int) -> str:
        """Write a number with the decimal point of the language; a whole one without decimals."""
        text = f"{value:.{places}f}"
        whole, _, rest = text.partition(".")
        return whole if not rest.strip("0") else f"{whole}{phrase('number.point', SUBJECT, self.language)}{rest}"


def _rounded(money: Money) -> float:
    return round(float(money.amount), 2)
