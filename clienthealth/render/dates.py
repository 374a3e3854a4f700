"""Dates with their prepositions, and money, as the recipient's language and country write them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from string import Template

from clienthealth.core.goodbye.letter import DateForm, Money
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
    return Template(first.get(form, forms[form])).substitute(day=mark(written(day, locale)))


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
