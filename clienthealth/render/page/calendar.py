"""The calendar: in which week somebody complained, and what was done about it."""

from collections import Counter
from collections.abc import Iterator

from clienthealth.core.kinds import EffortOutcome
from clienthealth.core.picture.calendar import Calendar, Cell, Row
from clienthealth.core.picture.labels import fitted
from clienthealth.core.picture.pictures import Pictures
from clienthealth.render.page.blocks import headed, sentence, table
from clienthealth.render.page.element import Element, tag
from clienthealth.render.page.svg import SIZE, WIDE, along, drawing, ornament, straight, words_at
from clienthealth.render.page.wording import Wording

LEFT, TOP, RIGHT = 118.0, 20.0, 6.0
GAP = 6.0
"""Room between a name and the first week."""

ROW = 26.0
MARK = 4.0
UPPER, LOWER = 8.0, 18.0
"""How far below the top of a row complaints stand, and remedies."""


def section(pictures: Pictures, words: Wording) -> Element:
    """Return the drawing with its legend, and the same as a table; a sentence where there is nothing to draw."""
    found = pictures.calendar
    title = words.word("calendar.title")
    since, until = words.full_day(found.monday(0)), words.full_day(found.monday(found.weeks - 1))
    explains = sentence(words.word("calendar.explains", since=since, until=until))
    if not found.rows:
        return headed("calendar", title, explains, sentence(words.word("calendar.nothing")))
    heads = [words.word(f"column.{each}") for each in ("client", "week", "what")]
    return headed(
        "calendar",
        title,
        explains,
        _legend(words),
        _drawing(found, words),
        sentence(words.word("calendar.left-out", n=found.left_out), "note") if found.left_out else None,
        table(words.word("page.table"), title, heads, _rows(found, words)),
    )


def _legend(words: Wording) -> Element:
    """Return what the marks mean."""
    marks = [("complaint", _complaint(6, 6)), *((f"remedy.{each}", _remedy(6, 6, each)) for each in EffortOutcome)]
    entries = (
        tag("li", ornament((12, 12), mark, kind="mark"), words.word(f"calendar.{key}", n=1)) for key, mark in marks
    )
    return tag("div", tag("ul", *entries, class_="legend"), sentence(words.word("calendar.several"), "note"))


def _drawing(found: Calendar, words: Wording) -> Element:
    high = TOP + ROW * len(found.rows) + 2
    return drawing(
        "calendar",
        (WIDE, high),
        *_months(found, high, words),
        *(part for place, row in enumerate(found.rows) for part in _row(row, TOP + ROW * place, found)),
        title=words.word("calendar.title"),
        says=words.word("calendar.says", n=len(found.rows), complaints=sum(each.complaints for each in found.rows)),
    )


def _width(found: Calendar) -> float:
    return (WIDE - LEFT - RIGHT) / found.weeks


def _months(found: Calendar, high: float, words: Wording) -> Iterator[Element]:
    """Yield the name of each month where its first Monday is, with a line down."""
    for week in range(found.weeks):
        monday = found.monday(week)
        if monday.day <= 7:  # noqa: PLR2004 - the first of the month is in this week
            x = LEFT + week * _width(found)
            yield straight(x, TOP - 14, x, high, "level")
            yield words_at(x + 3, TOP - 6, words.month(monday), "soft")


def _row(row: Row, top: float, found: Calendar) -> Iterator[Element]:
    yield straight(0, top, WIDE - RIGHT, top, "rule")
    yield words_at(0, top + ROW / 2 + SIZE / 3, fitted(row.client, LEFT - GAP, SIZE), "name")
    for cell in row.cells:
        x = LEFT + (cell.week + 0.5) * _width(found)
        if cell.complaints:
            yield _complaint(x, top + UPPER)
            yield from _number(x, top + UPPER, cell.complaints)
        if cell.worst is not None:
            yield _remedy(x, top + LOWER, cell.worst)
            yield from _number(x, top + LOWER, len(cell.remedies))


def _number(x: float, y: float, n: int) -> Iterator[Element]:
    if n > 1:
        yield words_at(x + MARK, y + MARK - 0.5, str(n), "few")


def _complaint(x: float, y: float) -> Element:
    corners = ((x, y - MARK), (x + MARK, y + MARK), (x - MARK, y + MARK))
    return tag("polygon", points=along(corners), class_="complaint")


def _remedy(x: float, y: float, taken: EffortOutcome) -> Element:
    """Return a full disc, half of one, an empty ring or a cross: the shapes differ, not only the colours."""
    r = MARK - 0.5
    if taken is EffortOutcome.UNSATISFIED:
        return tag("path", d=f"M{x - r:.1f} {y - r:.1f}l{2 * r} {2 * r}m0 {-2 * r}l{-2 * r} {2 * r}", class_="cross")
    ring = tag("circle", cx=x, cy=y, r=r, class_="helped" if taken is EffortOutcome.SATISFIED else "ring")
    if taken is not EffortOutcome.PARTLY:
        return ring
    half = tag("path", d=f"M{x:.1f} {y - r:.1f}a{r} {r} 0 0 0 0 {2 * r}z", class_="helped")
    return tag("g", ring, half)


def _rows(found: Calendar, words: Wording) -> Iterator[list[str]]:
    for row in found.rows:
        for cell in row.cells:
            yield [row.client, words.full_day(found.monday(cell.week)), ", ".join(_what(cell, words))]


def _what(cell: Cell, words: Wording) -> Iterator[str]:
    if cell.complaints:
        yield words.word("calendar.complaint", n=cell.complaints)
    for taken, n in Counter(cell.remedies).items():
        yield words.word(f"calendar.remedy.{taken}", n=n)
