"""Advice beside outcomes in words: too few is said first, then what there is, with n, interval and direction."""

from collections.abc import Iterator

from clienthealth.core.calibration import ENOUGH, LOOKS, Calibration, Closed, Fit, Look, Row, Share, View
from clienthealth.core.kinds import Result
from clienthealth.core.saying import Value, say
from clienthealth.render.phrases import said
from clienthealth.render.sheet import Line, Section, Sheet
from clienthealth.render.voice import Voice

SUBJECT = "calibrate"
TONES = {Fit.AGREES: "good", Fit.DISAGREES: "warn", Fit.NEITHER: ""}


def sheet(found: Calibration, voice: Voice) -> Sheet:
    """Return the comparison as a sheet."""
    words = _Words(voice)
    title = words.said("title", day=voice.long_day(found.as_of), model=found.model)
    if not found.cases:
        return Sheet(title, (words.said("none"),), command="clienthealth outcome CLIENT RESULT")
    n = len(found.cases)
    first = words.said("enough", n=n) if found.enough else words.said("few", n=n, needed=ENOUGH)
    sections = [section for view in found.views for section in words.view(view)]
    sections.append(words.choices(found))
    sections += [] if found.enough else [words.cases(found)]
    legend = tuple(Line("", words.said(f"legend.{each}")) for each in Fit)
    sections.append(Section(words.said("legend.heading"), legend))
    return Sheet(title, (first, words.said("caveat")), tuple(sections))


class _Words:
    """The sentences of the comparison in one language."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def said(self, key: str, **values: Value) -> str:
        """Return the sentence of a key."""
        return said(say(key, **values), SUBJECT, self.voice.language)

    def view(self, view: View) -> Iterator[Section]:
        """Yield what was advised so many days before, and how likely it was called, beside how it ended."""
        when = self._when(view.days)
        if not view.advice:
            return
        agreement = view.agreement
        intro = [self.said("look.agreement", share=self._share(agreement))] if agreement.n else []
        intro += [] if agreement.n else [self.said("look.no-agreement")]
        neither = view.fits[Fit.NEITHER]
        intro += [self.said("look.neither", n=neither)] if neither and agreement.n else []
        spoken = f"{when[:1].lower()}{when[1:]}"
        yield Section(
            self.said("look.advice", when=spoken),
            tuple(self._advised(each) for each in view.advice),
            intro=tuple(intro),
        )
        heading = self.said("look.likelihood", when=spoken)
        lines = tuple(self._band(each) for each in view.bands)
        yield Section(heading, lines, intro=(self.said("look.ended-way"),))

    def choices(self, found: Calibration) -> Section:
        """Return what the user decided, beside how it ended."""
        lines = tuple(
            Line("", self._results(self.said(f"choice.{each.key or 'none'}"), each)) for each in found.choices
        )
        share = (self.said("choice.share", share=self._share(found.followed)),) if found.followed.n else ()
        return Section(self.said("choice.heading"), lines, intro=share)

    def cases(self, found: Calibration) -> Section:
        """Return the cases one by one."""
        return Section(self.said("cases.heading"), tuple(self._case(each) for each in found.cases))

    def _when(self, days: int) -> str:
        return self.said("look.day") if days == 1 else self.said("look.days", days=days)

    def _advised(self, row: Row) -> Line:
        what = "verdict.not-enough-evidence" if row.key is None else f"recommendation.{row.key}"
        return Line("", self._results(self.voice.of_score(what), row))

    def _band(self, row: Row) -> Line:
        what = self.voice.word(f"likely.{row.key}")
        ended = (self.said("ended", share=self._share(row.ended)),) if row.ended.n else ()
        if row.said is None:
            return Line("", self._results(what, row), ended)
        percent = round(100 * row.said)
        return Line("", self.said("said", what=what, n=row.n, percent=percent, results=self._counts(row)), ended)

    def _results(self, what: str, row: Row) -> str:
        return self.said("results", what=what, n=row.n, results=self._counts(row))

    def _counts(self, row: Row) -> str:
        counted = [(row.results[each], self.said(f"result.{each}")) for each in Result if row.results.get(each)]
        return ", ".join(self.said("count", count=count, what=what) for count, what in counted)

    def _share(self, share: Share) -> str:
        part, interval = share.share, share.interval
        if part is None or interval is None:
            return ""
        low, high = (round(100 * each) for each in interval)
        return self.said("share", hits=share.hits, n=share.n, percent=round(100 * part), low=low, high=high)

    def _case(self, case: Closed) -> Line:
        result = self.said(f"result.{case.result}")
        views = [self._look(look, place) for place, look in enumerate(case.looks)]
        if case.choice is not None and case.decided is not None:
            day = self.voice.day(case.decided)
            views.append(self.said("choice.taken", day=day, choice=self.said(f"choice.{case.choice}")))
        first = next(iter(case.looks))
        tone = TONES[first.fit] if first else ""
        text = self.said("cases.line", result=result, day=self.voice.day(case.day))
        return Line(case.client, f"{text} ({case.handle})", tuple(views), tone=tone)

    def _look(self, look: Look | None, place: int) -> str:
        when = self._when(LOOKS[place])
        if look is None:
            return self.said("look.not-begun", when=when)
        if look.advice is None:
            return self.said("look.too-little", when=when)
        likely, band = self.voice.word(f"likely.{look.band}"), self.voice.band(look.likelihood)
        advice = self.voice.of_score(f"recommendation.{look.advice}")
        told = self.said(f"fit.{look.fit}")
        return self.said("look.advised", when=when, advice=advice, likely=likely, band=band, fit=told)
