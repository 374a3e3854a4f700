"""The course of a relationship in words and drawings: from its values to a sheet."""

from collections.abc import Callable, Iterable, Iterator

from clienthealth.core.course.course import Course
from clienthealth.core.course.moved import Happening, Moved, Point, told_first
from clienthealth.core.course.told import Told
from clienthealth.core.kinds import Confidence
from clienthealth.core.saying import Value, say
from clienthealth.core.weekly.since import rules_of
from clienthealth.render import course_chart as chart
from clienthealth.render.alarm_text import alarm_words, ruled
from clienthealth.render.judged_text import content
from clienthealth.render.phrases import said as spoken
from clienthealth.render.sheet import Line, Section, Sheet
from clienthealth.render.trend_text import trend_sections
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, visible

SUBJECT = "history"
NAME = 44
MOST_RECORDS = 3
"""Records named of one change."""

Handle = Callable[[str, str], str]
"""From a client and a record of it to the short handle."""


def word(voice: Voice, key: str, **values: Value) -> str:
    """Return a phrase of history."""
    return spoken(say(key, **values), SUBJECT, voice.language)


def sheet(course: Course, handle: Handle, voice: Voice) -> Sheet:
    """Return the course as a sheet."""
    sections = (
        *_drawings(course, voice),
        *(trend_sections(course.trend, voice) if course.trend else ()),
        _moved(course, handle, voice),
        _alarms(course, voice),
        _told(course, voice),
        _marks(course, voice),
    )
    return Sheet(
        title=_title(course, voice),
        opening=tuple(_opening(course, voice)),
        sections=tuple(each for each in sections if each.lines or each.intro or each.drawn),
        closing=() if course.was_reviewed else (word(voice, "told.none"),),
    )


def _title(course: Course, voice: Voice) -> str:
    asked = course.asked
    name = clipped(asked.history.client.name, NAME)
    key = "title-plain" if name.casefold() == course.client else "title"
    days = {"first": voice.long_day(asked.first), "last": voice.long_day(asked.last)}
    return word(voice, key, name=name, client=course.client, **days)


def _opening(course: Course, voice: Voice) -> Iterator[str]:
    yield word(voice, "model", rules=ruled(rules_of(course.asked.policy)), n=len(course.points))
    if len(course.points) < 2:  # noqa: PLR2004 - a line needs two ends
        yield word(voice, "short")


def _drawings(course: Course, voice: Voice) -> Iterator[Section]:
    """Yield the three drawings, days and numbers below each, and below the first one what the marks mean."""
    points = course.points
    if len(points) < 2:  # noqa: PLR2004 - a line needs two ends
        return
    below = [
        chart.axis(points, voice.long_day(points[0].day), voice.long_day(points[-1].day)),
        *chart.numbered(points, [each.after.day for each in course.moved], [each.day for each in course.marks]),
    ]
    legend = [] if all(each.told for each in points) else [word(voice, "drawn.unsaid")]
    legend += [word(voice, "drawn.marks", mark=chart.MODEL_CHANGED)] if course.marks else []
    for name, value, tone in (("conduct", _conduct, "warn"), ("problem", _problem, ""), ("mood", _mood, "good")):
        lines = (*chart.drawing(points, value), *below, *(legend if name == "conduct" else ()))
        yield Section(word(voice, f"drawn.{name}"), (), tone, drawn=lines)


def _conduct(point: Point) -> float | None:
    return 100 * point.found.problem_client.probability if point.told else None


def _problem(point: Point) -> float | None:
    return 100 * point.found.client_problem.probability if point.told else None


def _mood(point: Point) -> float | None:
    return point.found.health.score


def _moved(course: Course, handle: Handle, voice: Voice) -> Section:
    lines = tuple(_move(n, each, course, handle, voice) for n, each in enumerate(course.moved, start=1))
    intro = () if lines or len(course.points) < 2 else (word(voice, "moved.none"),)  # noqa: PLR2004
    return Section(word(voice, "moved.heading"), lines, intro=intro)


def _move(number: int, moved: Moved, course: Course, handle: Handle, voice: Voice) -> Line:
    """Return what changed between two looks, then what was written down in between."""
    when = word(voice, "moved.when", first=voice.day(moved.before.day), last=voice.day(moved.after.day))
    changes = voice.joined(_changes(moved, voice))
    facts = tuple(_facts(moved, course, handle, voice))
    worse = (moved.conduct or 0.0) > 0 or moved.mood < 0
    return Line(str(number), f"{when}: {changes}", facts, tone="warn" if worse else "good")


def _changes(moved: Moved, voice: Voice) -> Iterator[str]:
    before, after = moved.before.found, moved.after.found
    was, now = (voice.percent(each.problem_client.probability) for each in (before, after))
    if moved.began:
        yield word(voice, "moved.conduct-begins", now=now)
    if moved.conduct is not None and was != now:
        way = "up" if moved.conduct > 0 else "down"
        yield word(voice, f"moved.conduct-{way}", before=was, now=now)
    mood = round(before.health.score), round(after.health.score)
    if mood[0] != mood[1]:
        way = "up" if moved.mood > 0 else "down"
        yield word(voice, f"moved.mood-{way}", before=mood[0], now=mood[1])


def _facts(moved: Moved, course: Course, handle: Handle, voice: Voice) -> Iterator[str]:
    shown = told_first(moved.happened, MOST_RECORDS)
    for each in shown:
        yield fact(each, handle(course.client, each.record.id), voice)
    left = len(moved.happened) - len(shown)
    if left:
        yield word(voice, "moved.more", n=left)
    yield from _contacts(moved, voice)
    if not moved.happened and not moved.contacts:
        yield word(voice, "moved.nothing")


def fact(happening: Happening, handle: str, voice: Voice) -> str:
    """Return what happened to a record: its handle, the day, what it is, and what of it happened then."""
    record, what = happening.record, happening.what
    kind = f"{type(record).TYPE}:" if not getattr(record, "kind", None) else ""
    parts = [handle, voice.day(happening.day), kind, *content(record, voice, outcome=False)]
    if what != "at":
        parts.append(f"({word(voice, f'happened.{what}', word=_ending(record))})")
    return " ".join(part for part in parts if part)


def _ending(record: object) -> str:
    """Return the closed word for how something ended, as it is typed."""
    found = next((getattr(record, each) for each in ("confirmed", "outcome", "status") if hasattr(record, each)), None)
    return str(found or "?")


def _contacts(moved: Moved, voice: Voice) -> Iterator[str]:
    if moved.contacts and moved.tone:
        yield word(voice, "moved.contacts-tone", n=moved.contacts, tone=f"{moved.tone:+d}".replace("-", "−"))
    elif moved.contacts:
        yield word(voice, "moved.contacts", n=moved.contacts)


def _alarms(course: Course, voice: Voice) -> Section:
    level = course.asked.policy.bar.watch
    lines = tuple(Line(voice.day(each.day), alarm_words(each, level, voice), tone="warn") for each in course.alarms)
    intro = (word(voice, "alarms.blind", days=course.apart),) if course.blind else ()
    return Section(word(voice, "alarms.heading"), lines, "warn", intro=intro)


def _told(course: Course, voice: Voice) -> Section:
    lines = tuple(Line(voice.day(each.day), *_both(each, course, voice)) for each in course.told)
    return Section(word(voice, "told.heading"), lines)


def _both(told: Told, course: Course, voice: Voice) -> tuple[str, tuple[str, ...]]:
    """Return what was said, and what today's model says of the same day, with what may be the difference."""
    said, found = told.said, told.today.found
    verdict = voice.of_score(f"verdict.{said.verdict}")
    standing = _standing(said.confidence, said.conduct, said.problem, said.health, voice)
    who = visible(said.by) if said.by else ""
    then = word(voice, "told.then" if who else "told.then-unknown", who=who, verdict=verdict, standing=standing)
    if not told.differs:
        return then, (word(voice, "told.same"),)
    today = word(
        voice,
        "told.now",
        verdict=voice.of_score(f"verdict.{found.verdict}"),
        standing=_standing(
            found.confidence,
            found.problem_client.probability,
            found.client_problem.probability,
            found.health.score,
            voice,
        ),
    )
    same = said.rules == rules_of(course.asked.policy)
    why = word(voice, "told.same-rules") if same else word(voice, "told.other-rules", rules=ruled(said.rules))
    return then, (today, why)


def _standing(confidence: Confidence, conduct: float, problem: float, mood: float, voice: Voice) -> str:
    if confidence is Confidence.INSUFFICIENT:
        return word(voice, "told.unsaid", mood=round(mood))
    percents = {"conduct": voice.percent(conduct), "problem": voice.percent(problem)}
    return word(voice, "told.standing", mood=round(mood), **percents)


def _marks(course: Course, voice: Voice) -> Section:
    lines: Iterable[Line] = (
        Line(voice.day(each.day), word(voice, "marks.line", before=ruled(each.before), now=ruled(each.now)))
        for each in course.marks
    )
    return Section(word(voice, "marks.heading"), tuple(lines))
