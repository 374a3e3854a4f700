"""Sentences, days and bands in the reader's language: one object through which every renderer speaks."""

from collections.abc import Iterable
from datetime import date
from math import ceil, floor
from string import Template

from clienthealth.core.assessment import Assessment, Likelihood, NextStep
from clienthealth.core.guides.fitting import fitting
from clienthealth.core.saying import Saying, Value, say
from clienthealth.core.score.policy import DEFAULT
from clienthealth.render.numbers import written
from clienthealth.render.phrases import phrase, said
from clienthealth.render.words import clipped

SUBJECT = "review"
SCORE = "score"

QUOTE_COLUMNS = 60
"""How much of what somebody wrote is quoted."""

REASON_COLUMNS = 400
"""How much of one's own reason is read again where a client is explained: a long sentence or two."""

LADDER = (
    (DEFAULT.bar.watch, "unlikely"),
    (DEFAULT.bar.likely, "possible"),
    (DEFAULT.bar.offboard, "likely"),
    (1.1, "very-likely"),
)
"""From which likelihood on which word is used: the thresholds of the decision table."""


class Voice:
    """Speaks one language, as of one day."""

    def __init__(self, language: str, today: date) -> None:
        self.language = language
        self.today = today

    def word(self, key: str, **values: Value) -> str:
        """Return a phrase of review, today, score and why."""
        return said(say(key, **values), SUBJECT, self.language)

    def lines(self, key: str) -> list[str]:
        """Return a list of phrases."""
        found: list[str] = phrase(key, SUBJECT, self.language)
        return found

    def say(self, saying: Saying) -> str:
        """Return a sentence of the score; days in it are written as people read them."""
        values = {name: self.day(value) if isinstance(value, date) else value for name, value in saying.values}
        return said(say(saying.key, **values), SCORE, self.language)

    def of_score(self, key: str) -> str:
        """Return a word of the score, such as that of a verdict."""
        return said(Saying(key), SCORE, self.language)

    def action(self, step: NextStep) -> str:
        """Return what a next step is, with its values."""
        return said(Saying(f"action.{step.action}", step.values), SCORE, self.language)

    def guide(self, found: Assessment) -> list[str]:
        """Return the line that points to the guide that fits, or none: calm clients need none."""
        topic = fitting(found)
        return [self.pointer(topic)] if topic else []

    def pointer(self, topic: str) -> str:
        """Return the line that points to a guide."""
        return self.word("guide.pointer", command=f"clienthealth guide {topic}")

    def decided(self, found: Assessment, *, whole: bool = False) -> str:
        """Return what the user decided against the advice and still holds, or nothing; the reason clipped or whole."""
        taken = found.decided
        if taken is None:
            return ""
        width = REASON_COLUMNS if whole else QUOTE_COLUMNS
        until, reason = self.day(taken.until), self.quote(taken.reason or "", width)
        key = f"decided.{taken.choice}" if reason else f"decided.{taken.choice}-bare"
        sentence = self.word(key, day=self.day(taken.day), until=until, reason=reason)
        if taken.recommendation is found.recommendation:
            return sentence
        advice = self.of_score(f"recommendation.{taken.recommendation}")
        return self.word("decided.other", decided=sentence, advice=advice)

    def day(self, day: date) -> str:
        """Return a day with its weekday, and with the year where it is not this one."""
        key = "days.day" if day.year == self.today.year else "days.day-of-year"
        return Template(phrase(key, SUBJECT, self.language)).substitute(
            weekday=self.lines("days.weekdays")[day.weekday()],
            day=day.day,
            month=self.lines("days.months")[day.month - 1],
            year=day.year,
        )

    def long_day(self, day: date) -> str:
        """Return a day with its weekday and year."""
        return self.day(day) if day.year != self.today.year else f"{self.day(day)} {day.year}"

    def decimal(self, number: float) -> str:
        """Return a number with one decimal at most, as written in the language, with a real minus."""
        return written(number, 1, self.language)

    def minutes(self, n: int) -> str:
        """Return a length in minutes."""
        return self.word("days.minutes", n=n)

    def length(self, days: int) -> str:
        """Return a length in days."""
        return self.word("days.length", n=days)

    def joined(self, told: Iterable[str]) -> str:
        """Return clauses as one sentence; what stands between them is not everywhere a semicolon."""
        separator: str = phrase("days.between", SUBJECT, self.language)
        return separator.join(told)

    def quote(self, text: str, width: int = QUOTE_COLUMNS) -> str:
        """Return what somebody wrote, in quotes and in one line, or nothing."""
        return self.word("days.quote", text=clipped(text, width)) if text.strip() else ""

    def likely(self, likelihood: Likelihood) -> str:
        """Return a likelihood in a word."""
        found = next(word for above, word in LADDER if likelihood.probability < above)
        return self.word(f"likely.{found}")

    def percent(self, probability: float) -> int:
        """Return a likelihood in percent, 1 to 99: a record never makes anything certain."""
        return max(1, min(99, round(100 * probability)))

    def band(self, likelihood: Likelihood) -> str:
        """Return the range of a likelihood in percent."""
        # Rounded outwards: "0 to 0 %" would claim a certainty that no record gives.
        return self.word("likely.band", low=floor(100 * likelihood.low), high=ceil(100 * likelihood.high))
