"""Money, time and energy in words and as plain values: every number with its direction and its n."""

from collections.abc import Iterable, Iterator
from typing import Any

from clienthealth.core.economy import Economy, Money
from clienthealth.core.saying import Value, say
from clienthealth.render.numbers import written
from clienthealth.render.phrases import FALLBACK, said
from clienthealth.render.sheet import Line, Section
from clienthealth.render.voice import Voice

SUBJECT = "economy"
HOUR = 60
SHARE_PLACES = 4


def section(economy: Economy, voice: Voice) -> Section:
    """Return what the client brings and takes; without lines where nothing of it is on record."""
    title = _Words(economy, voice.language).said("title", since=voice.long_day(economy.window.since))
    return Section(title, tuple(lines(economy, voice.language)))


def lines(economy: Economy, language: str = FALLBACK) -> Iterator[Line]:
    """Yield what is known, a line each: what an hour brings, what was paid, what it took, what we depend on."""
    words = _Words(economy, language)
    for lead, told in (
        ("hourly", words.hourly()),
        ("paid", words.paid()),
        ("paying", words.paying()),
        ("time", words.time()),
        ("energy", words.energy()),
        ("share", words.share()),
    ):
        sentences = tuple(told)
        if sentences:
            yield Line(words.said(f"{lead}.lead"), sentences[0], sentences[1:])


def as_plain(economy: Economy) -> dict[str, Any]:
    """Return money and energy as plain values.

    Amounts are net where known, in units of their currency; `true_hourly_rate` is null where it is not known,
    `median_days_late` below 0 where they pay early (higher = later, null of fewer than three paid invoices),
    `income_share` 0 to 1 (higher = we depend on them more), `energy` -2 to 2 (higher = gave us more).
    """
    income, spent, hourly, depends = economy.income, economy.spent, economy.hourly, economy.dependence
    in_base, drained, paying = income.total(economy.rates), economy.unbilled_share, economy.paying
    return {
        "since": economy.window.since.isoformat(),
        "until": economy.window.until.isoformat(),
        "currency": economy.rates.base,
        "paid": [{"amount": _rounded(each), "currency": each.currency} for each in income.paid],
        "paid_in_base": None if in_base is None or not income.documents else round(float(in_base), 2),
        "paid_documents": income.documents,
        "gross_documents": income.gross,
        "invoices_paid": paying.paid,
        "invoices_paid_late": paying.late,
        "median_days_late": paying.days,
        "invoices_overdue": paying.open,
        "longest_days_overdue": paying.longest,
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
        "income_share": None if depends is None or depends.share is None else round(depends.share, SHARE_PLACES),
        "paying_clients": depends.payers if depends else None,
        "currencies_without_rate": list(depends.unrated) if depends else [],
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
        """Say what an hour brings and what makes it less, or why that is not known."""
        income, spent, rate = self.economy.income, self.economy.spent, self.economy.hourly
        if rate is not None:
            yield self.said("hourly.known", rate=self._money([rate]), hours=self._hours(spent.minutes))
            if spent.untimed:
                yield self.said("hourly.untimed", n=spent.untimed)
            if not spent.worked:
                yield self.said("hourly.no-work")
        elif spent.minutes and not income.documents:
            yield self.said("hourly.unpaid")
        elif spent.minutes:
            yield self.said("hourly.unrated", currencies=", ".join(sorted(income.unrated(self.economy.rates))))
        elif income.documents:
            yield self.said("hourly.no-time")

    def paid(self) -> Iterator[str]:
        """Say what was paid."""
        income = self.economy.income
        if income.documents:
            key = "paid.gross" if income.gross else "paid.net"
            yield self.said(key, n=income.documents, gross=income.gross, money=self._money(income.paid))

    def paying(self) -> Iterator[str]:
        """Say how many days after the due day they pay, and what is unpaid past it."""
        found = self.economy.paying
        if found.paid:
            yield self.said("paying.late", n=found.paid, late=found.late)
        if found.days is not None:
            key = "paying.after" if found.days >= 0 else "paying.before"
            yield self.said(key, n=round(abs(found.days)))
        if found.open:
            key = "paying.open-a-day" if found.longest == 1 else "paying.open"
            yield self.said(key, n=found.open, days=found.longest)

    def time(self) -> Iterator[str]:
        """Say what it took that nobody pays."""
        spent = self.economy.spent
        if spent.entries:
            hours, unbilled = (
                self._hours(spent.minutes),
                self._hours(spent.unbilled),
            )
            yield self.said("time.line", n=spent.entries, hours=hours, unbilled=unbilled)

    def energy(self) -> Iterator[str]:
        """Say what it did to us."""
        mean = self.economy.energy
        if mean is not None:
            yield self.said("energy.line", n=self.economy.spent.energies, mean=written(mean, 1, self.language))

    def share(self) -> Iterator[str]:
        """Say how much of our income it is, or why that is not known."""
        depends = self.economy.dependence
        if depends is not None and depends.share is not None:
            yield self.said("share.line", n=depends.payers, percent=round(100 * depends.share))
        elif depends is not None and depends.unrated:
            yield self.said("share.unrated", currencies=", ".join(depends.unrated))

    def _hours(self, minutes: float) -> str:
        return written(minutes / HOUR, 1, self.language)

    def _money(self, amounts: Iterable[Money]) -> str:
        return " + ".join(f"{written(float(each.amount), 2, self.language)} {each.currency}" for each in amounts)


def _rounded(money: Money) -> float:
    return round(float(money.amount), 2)
