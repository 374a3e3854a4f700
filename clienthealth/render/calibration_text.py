"""Advice beside outcomes in words: too few is said first, then what there is, with n, interval and direction."""

from collections.abc import Iterable, Mapping
from functools import partial

from clienthealth.core.calibration import ENOUGH, LOOK, Advice, Calibration, Choices, Closed, Fit, Group
from clienthealth.core.kinds import Result
from clienthealth.core.saying import Value, say
from clienthealth.render.phrases import said
from clienthealth.render.sheet import Line, Section, Sheet
from clienthealth.render.voice import Voice

SUBJECT = "calibrate"
TONES = {Fit.HIT: "good", Fit.MISS: "warn"}
ORDER = (*Result, None)
"""Of results; the last are those that have not turned out either way yet."""


def sheet(found: Calibration, voice: Voice) -> Sheet:
    """Return the comparison as a sheet: the sums, the decisions, and the cases; of many cases only the misses."""
    word = partial(_word, voice)
    title, cases = word("title", day=voice.long_day(found.as_of), model=found.model), found.together.cases
    if not cases:
        return Sheet(title, (word("none"),), _decisions(found, voice), command="clienthealth outcome CLIENT RESULT")
    few = word("few", n=len(cases), needed=ENOUGH)
    shown = [each for each in cases if each.fit is Fit.MISS] if found.enough else cases
    heading = word("cases.misses" if found.enough else "cases.heading")
    sections = (
        Section(word("advice.heading", days=LOOK.days), tuple(_groups(found, voice)), intro=(word("hits.way"),)),
        *_decisions(found, voice),
        Section(heading, tuple(_case(each, voice) for each in shown)),
        Section(word("legend.heading"), tuple(Line("", word(f"legend.{each}")) for each in (*Fit, "cases"))),
    )
    first = word("enough", n=len(cases)) if found.enough else few
    return Sheet(title, (word("caveat"), first), tuple(each for each in sections if each.lines))


def _groups(found: Calibration, voice: Voice) -> Iterable[Line]:
    for advice, group in found.groups.items():
        results = _counts(group.results, voice)
        lines = (*_hits(group, found, voice), *_no_hits(group, voice))
        yield Line(_word(voice, f"advice.{advice}"), results, lines)
    if len(found.groups) > 1:
        yield Line(_word(voice, "advice.together"), "", tuple(_hits(found.together, found, voice)))


def _hits(group: Group, found: Calibration, voice: Voice) -> Iterable[str]:
    """Yield hits of all hits and misses, with their interval; few of many cases are said to be too few."""
    share = group.share
    if share.share is not None and share.interval is not None:
        low, high = (round(100 * each) for each in share.interval)
        percent = round(100 * share.share)
        hits = _word(voice, "hits.share", hits=share.hits, n=share.n, percent=percent, low=low, high=high)
        few = found.enough and share.n < ENOUGH
        yield _word(voice, "hits.few", hits=hits) if few else hits


def _no_hits(group: Group, voice: Voice) -> Iterable[str]:
    for each in (Fit.APART, Fit.NEITHER):
        if count := group.fits.get(each, 0):
            yield _word(voice, f"hits.{each}", n=count)


def _decisions(found: Calibration, voice: Voice) -> tuple[Section, ...]:
    lines = tuple(_choices(each, voice) for each in found.choices)
    return (Section(_word(voice, "choice.heading"), lines),) if lines else ()


def _choices(each: Choices, voice: Voice) -> Line:
    advice, results = _word(voice, f"advice.{each.advice}"), _counts(each.results, voice)
    return Line(_word(voice, f"choice.{each.choice}"), _word(voice, "choice.line", advice=advice, results=results))


def _counts(results: Mapping[Result, int] | Mapping[Result | None, int], voice: Voice) -> str:
    counted = [(results.get(each, 0), _word(voice, f"result.{each or 'open'}")) for each in ORDER]
    return ", ".join(_word(voice, "count", n=count, what=what) for count, what in counted if count)


def _case(case: Closed, voice: Voice) -> Line:
    result, fit = _word(voice, f"result.{case.result}"), _word(voice, f"fit.{case.fit}")
    text = _word(voice, "cases.line", result=result, day=voice.day(case.day), handle=case.handle, fit=fit)
    return Line(case.client, text, (_look(case, voice), *_taken(case, voice)), tone=TONES.get(case.fit, ""))


def _look(case: Closed, voice: Voice) -> str:
    look = case.look
    if look is None or look.advice is Advice.UNSAID:
        return _word(voice, "cases.unsaid", days=LOOK.days)
    advice = voice.of_score(f"recommendation.{look.recommendation}")
    likely, band = voice.likely(look.likelihood), voice.band(look.likelihood)
    return _word(voice, "cases.advised", day=voice.day(look.day), advice=advice, likely=likely, band=band)


def _taken(case: Closed, voice: Voice) -> Iterable[str]:
    taken = case.taken
    if taken is None:
        return
    choice, advice = _word(voice, f"choice.{taken.choice}"), voice.of_score(f"recommendation.{taken.recommendation}")
    key, reason = "cases.decided" if taken.reason else "cases.decided-bare", voice.quote(taken.reason or "")
    yield _word(voice, key, day=voice.day(taken.day), choice=choice, advice=advice, reason=reason)


def _word(voice: Voice, key: str, **values: Value) -> str:
    return said(say(key, **values), SUBJECT, voice.language)
