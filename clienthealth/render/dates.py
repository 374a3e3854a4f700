"""Dates with their prepositions, and money, as the recipient's language and country write them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from string import Template
from typing import Any

from clienthealth.core.letters.letter import Clock, DateForm, Money
from clienthealth.render.phrases import phrase


def locale_of(language: str, country: str) -> str:
    """Return the CLDR locale of a language in a country; of the language alone where that pair is unknown."""
    from babel import localedata

    home = phrase("form.territory", "sheet", language)
    pair = f"{language}_{country or home}"
    return pair if localedata.exists(pair) else f"{language}_{home}"


def written(day: date, locale: str) -> str:
    """Return a day with its month as a word and its year in full, never the short form."""
    from babel.dates import format_date

    return format_date(day, "long", locale=locale)


def stated(day: date, form: DateForm, locale: str, mark: Callable[[str], str] = str) -> str:
    """Return a day with its preposition; the first of a month may have one of its own. `mark` marks the day."""
    language = locale.split("_", maxsplit=1)[0]
    forms = phrase("dates", "letters", language)
    first = forms.get("first", {}) if day.day == 1 else {}
    return Template(first.get(form, forms[form])).substitute(day=mark(_declined(day, form, locale, forms)))


def clock(value: Clock, locale: str) -> str:
    """Return a time of day with its preposition, and the place whose time it is."""
    from babel.dates import format_time, get_timezone, get_timezone_location

    language = locale.split("_", maxsplit=1)[0]
    time = format_time(value.at, "short", tzinfo=value.at.tzinfo, locale=locale)
    try:
        zone = get_timezone_location(get_timezone(value.zone), locale, return_city=True)
    except LookupError:
        zone = value.at.tzname() or value.zone
    return Template(phrase("form.clock", "letters", language)).substitute(time=time, zone=zone)


def _declined(day: date, form: DateForm, locale: str, forms: Mapping[str, Any]) -> str:
    """Return a day as its form asks for: some languages write the number as an ordinal in some of them."""
    special = forms.get("declined", {})
    template = special.get(form) or (special.get("first") if day.day == 1 else None)
    if template is None:
        return written(day, locale)
    from babel.dates import format_date

    month = format_date(day, "MMMM y", locale=locale)
    return Template(template).substitute(number=day.day, month=month)


def amount(money: Money, locale: str) -> str:
    """Return an amount to the currency's smallest unit, and exactly where the record is finer."""
    from babel.numbers import format_currency, get_currency_precision

    usual = Decimal(1).scaleb(-get_currency_precision(money.currency))
    whole = money.amount == money.amount.quantize(usual)
    if whole:
        return format_currency(money.amount, money.currency, locale=locale)
    return format_currency(
        money.amount, money.currency, locale=locale, currency_digits=False, decimal_quantization=False
    )
