"""Health over time: one small drawing a client, all on the same scale."""

from datetime import date

from clienthealth.core.picture.moods import Course, Moods
from clienthealth.core.picture.pictures import Pictures
from clienthealth.core.picture.scale import Box, Scale
from clienthealth.render.page.blocks import headed, sentence, table, whose
from clienthealth.render.page.element import Element, tag
from clienthealth.render.page.svg import along, drawing, straight, words_at
from clienthealth.render.page.wording import Wording

WIDE, HIGH = 160.0, 86.0
FRAME = Box(22, 6, WIDE - 6, HIGH - 16)
LEVELS = (0, 50, 100)


def section(pictures: Pictures, words: Wording) -> Element:
    """Return a drawing for each client that the review names, or the first of them, and the same as a table."""
    found = pictures.moods
    key = "moods.explains" if found.courses else "moods.nobody"
    return headed(
        "moods",
        words.word("moods.title"),
        sentence(words.word(key)),
        sentence(_looked(found, words)) if found.courses else None,
        tag("div", *(_figure(each, found, words) for each in found.courses), class_="multiples")
        if found.courses
        else None,
        sentence(words.word("moods.left-out", n=found.left_out), "note") if found.courses and found.left_out else None,
        _table(found, words) if found.courses else None,
    )


def _looked(found: Moods, words: Wording) -> str:
    since, until = words.full_day(found.since), words.full_day(found.until)
    return words.word("moods.looked", n=found.apart // 7, since=since, until=until)


def _figure(course: Course, found: Moods, words: Wording) -> Element:
    key = f"mood-{found.courses.index(course) + 1}"
    return tag(
        "figure",
        _drawing(key, course, found, words),
        tag("figcaption", tag("strong", whose(course.client)), f" · {_says(course, words)}"),
    )


def _drawing(key: str, course: Course, found: Moods, words: Wording) -> Element:
    across = Scale(found.since.toordinal(), found.until.toordinal(), FRAME.left, FRAME.right)
    up = Scale(0, 100, FRAME.bottom, FRAME.top)
    places = [(across.at(each.day.toordinal()), each.health) for each in course.moods]
    line = [(x, up.at(health.score)) for x, health in places]
    band = [(x, up.at(health.high)) for x, health in places] + [
        (x, up.at(health.low)) for x, health in reversed(places)
    ]
    levels = [part for level in LEVELS for part in _level(level, up, words)]
    return drawing(
        key,
        (WIDE, HIGH),
        tag("polygon", points=along(band), class_="band"),
        *levels,
        tag("polyline", points=along(line), class_="line"),
        tag("circle", cx=line[-1][0], cy=line[-1][1], r=3.0, class_="point"),
        words_at(FRAME.left, HIGH - 3, words.day(found.since), "soft"),
        words_at(FRAME.right, HIGH - 3, words.day(found.until), "soft", anchor="end"),
        title=words.word("moods.of", client=course.client),
        says=_says(course, words),
    )


def _level(level: int, up: Scale, words: Wording) -> tuple[Element, Element]:
    y = up.at(level)
    text = words_at(FRAME.left - 3, y + 3.5, words.number(level), "soft", anchor="end")
    return straight(FRAME.left, y, FRAME.right, y, "level"), text


def _says(course: Course, words: Wording) -> str:
    """Return where it stands now with its range, and where it was at first."""
    first, last = course.moods[0], course.moods[-1]
    now, low, high = (words.number(each) for each in (last.health.score, last.health.low, last.health.high))
    if first is last:
        return words.word("moods.now", now=now, low=low, high=high)
    return words.word(
        "moods.line", now=now, low=low, high=high, before=words.number(first.health.score), day=words.day(first.day)
    )


def _table(found: Moods, words: Wording) -> Element:
    """Return the mood of each client on every day looked at."""
    heads = [words.word("column.client"), *(words.day(each) for each in _days(found))]
    return table(
        words.word("page.table"), words.word("moods.title"), heads, (_row(each, found, words) for each in found.courses)
    )


def _row(course: Course, found: Moods, words: Wording) -> list[str]:
    known = {each.day: words.number(each.health.score) for each in course.moods}
    return [course.client, *(known.get(day, "–") for day in _days(found))]


def _days(found: Moods) -> list[date]:
    return sorted({mood.day for course in found.courses for mood in course.moods})
