"""The words, days and numbers of the page in the reader's language, days and numbers by CLDR."""

from datetime import date
from functools import cached_property

from clienthealth.core.saying import Value, say
from clienthealth.render.dates import locale_of
from clienthealth.render.phrases import phrase, said
from clienthealth.render.sheet import UNBROKEN
from clienthealth.render.voice import Voice

SUBJECT = "page"


class Wording:
    """How the page says things: its own phrases, and those of the review through `voice`."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def word(self, key: str, **values: Value) -> str:
        """Return a phrase of the page."""
        return said(say(key, **values), SUBJECT, self.voice.language)

    @property
    def language(self) -> str:
        """The language the page is in: English, where the reader's has no words for it yet."""
        found: str = phrase("page.language", SUBJECT, self.voice.language)
        return found

    @cached_property
    def locale(self) -> str:
        """The CLDR locale of that language."""
        from babel import localedata

        pair = locale_of(self.language, "")
        return pair if localedata.exists(pair) else self.language

    def day(self, day: date) -> str:
        """Return a day and its month, short, on one line."""
        return self._date(day, "MMMd")

    def full_day(self, day: date) -> str:
        """Return a day with its month and year, on one line."""
        return self._date(day, "yMMMd")

    def month(self, day: date) -> str:
        """Return a month as it stands alone, short."""
        from babel.dates import format_date

        return format_date(day, "LLL", locale=self.locale)

    def number(self, value: float, places: int = 0) -> str:
        """Return a number with so many decimals at most."""
        from babel.numbers import format_decimal

        return format_decimal(round(value, places) + 0.0, locale=self.locale)

    def _date(self, day: date, skeleton: str) -> str:
        from babel.dates import format_skeleton

        return format_skeleton(skeleton, day, locale=self.locale).replace(" ", UNBROKEN)
