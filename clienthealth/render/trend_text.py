"""Two days of a relationship compared, in words; every number with its direction."""

from collections.abc import Iterator

from clienthealth.core.assessment import Axis, Likelihood
from clienthealth.core.course.moved import Point
from clienthealth.core.course.trend import Shift, Trend
from clienthealth.core.saying import Value, say
from clienthealth.render.phrases import said
from clienthealth.render.sheet import Line, Section
from clienthealth.render.voice import Voice

SUBJECT = "history"


def trend_sections(trend: Trend, voice: Voice) -> Iterator[Section]:
    """Yield what changed between the two days, then what weighs differently."""
    days = {"first": voice.long_day(trend.before.day), "last": voice.long_day(trend.after.day)}
    lines = tuple(Line("", each) for each in _changes(trend, voice))
    yield Section(_word(voice, "heading", **days), lines)
    yield Section(_word(voice, "shifts"), tuple(_shift(each, voice) for each in trend.shifts))


def _changes(trend: Trend, voice: Voice) -> Iterator[str]:
    before, after = trend.before.found, trend.after.found
    was, now = (voice.of_score(f"verdict.{each.verdict}") for each in (before, after))
    yield _word(voice, "verdict-same" if was == now else "verdict", before=was, now=now)
    if before.recommendation is not after.recommendation:
        was, now = (voice.of_score(f"recommendation.{each.recommendation}") for each in (before, after))
        yield _word(voice, "advice", before=was, now=now)
    yield _likelihood("conduct", trend, (before.problem_client, after.problem_client), voice)
    yield _likelihood("problem", trend, (before.client_problem, after.client_problem), voice)
    mood = round(before.health.score), round(after.health.score)
    yield _word(voice, f"mood-{_way(*mood)}", before=mood[0], now=mood[1])
    counts = ", ".join(f"{kind} {count}" for kind, count in trend.counts.items())
    yield _word(voice, "between", counts=counts) if counts else _word(voice, "between-nothing")


def _likelihood(name: str, trend: Trend, both: tuple[Likelihood, Likelihood], voice: Voice) -> str:
    was, now = both
    shown = {"before": _shown(was, trend.before, voice), "now": _shown(now, trend.after, voice)}
    way = _way(voice.percent(was.probability), voice.percent(now.probability))
    told = trend.before.told and trend.after.told
    return _word(voice, f"{name}-{way}" if told else f"{name}-unsaid", **shown)


def _shown(likelihood: Likelihood, point: Point, voice: Voice) -> str:
    if not point.told:
        return _word(voice, "unsaid")
    return _word(voice, "likely", word=voice.likely(likelihood), band=voice.band(likelihood))


def _way(before: int, now: int) -> str:
    return "same" if before == now else "up" if now > before else "down"


def _shift(shift: Shift, voice: Voice) -> Line:
    """Return an item, whether it weighs more or less than it did, and which way that moves its axis."""
    axis = "theirs" if shift.evidence.axis is Axis.PROBLEM_CLIENT else "ours"
    way = "new" if shift.new else "gone" if shift.gone else "more" if shift.heavier else "less"
    sentence = f"{_word(voice, axis)}: {voice.say(shift.evidence.because)}"
    moves = _word(voice, f"{axis}-{'up' if shift.decibans > 0 else 'down'}")
    return Line(_word(voice, way), f"{sentence} ({moves})", tone="warn" if shift.decibans > 0 else "good")


def _word(voice: Voice, key: str, **values: Value) -> str:
    return said(say(f"trend.{key}", **values), SUBJECT, voice.language)
