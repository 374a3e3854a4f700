"""The quadrant: who stands where between a problem client and a client with a problem."""

from collections.abc import Iterator
from itertools import pairwise
from math import sqrt

from clienthealth.core.picture.labels import Label, Spot, placed
from clienthealth.core.picture.pictures import Pictures
from clienthealth.core.picture.quadrant import Quadrant, Standing
from clienthealth.core.picture.scale import Box, Scale
from clienthealth.render.page.blocks import headed, sentence, table
from clienthealth.render.page.element import Element, tag
from clienthealth.render.page.svg import SIZE, WIDE, drawing, plane, straight, upward_at, words_at
from clienthealth.render.page.wording import Wording
from clienthealth.render.voice import LADDER
from clienthealth.render.words import clipped

HIGH = 420.0
FRAME = Box(58, 4, WIDE - 4, HIGH - 54)
MARGIN = 16.0
"""Room between an end of a scale and the frame, so that a point at the end is whole."""

ACROSS = Scale(0, 1, FRAME.left + MARGIN, FRAME.right - MARGIN)
UP = Scale(0, 1, FRAME.bottom - MARGIN, FRAME.top + MARGIN)
LARGEST, SMALLEST = 22.0, 3.0
"""Radii of a client that is all of our income, and of one that is next to none of it."""

UNKNOWN = 4.0
NAME = 17
MOST = 24
"""Clients with their name and ranges in the drawing, those that the review names first; more would hide each other."""


def section(pictures: Pictures, words: Wording) -> Element:
    """Return the drawing, what it means, and the same as a table."""
    found = pictures.quadrant
    spots = [_spot(each) for each in found.drawn]
    wanted = spots[:MOST]
    rest = [each.box for each in spots[len(wanted) :]]
    labels = placed(wanted, rest, FRAME, SIZE)
    return headed(
        "quadrant",
        words.word("quadrant.title"),
        sentence(words.word("quadrant.explains")) if spots else None,
        _drawing(found, spots, labels, words) if spots else None,
        sentence(_left_out(found, len(labels), words), "note"),
        table(
            words.word("page.table"),
            words.word("quadrant.title"),
            _heads(words),
            (_row(each, words) for each in found.clients),
        ),
    )


def _spot(standing: Standing) -> Spot:
    share = standing.share
    radius = UNKNOWN if share is None else max(SMALLEST, LARGEST * sqrt(share))
    x, y = ACROSS.at(standing.conduct.probability), UP.at(standing.problem.probability)
    return Spot(x, y, radius, clipped(standing.client, NAME))


def _drawing(found: Quadrant, spots: list[Spot], labels: tuple[Label, ...], words: Wording) -> Element:
    drawn = list(zip(found.drawn, spots, strict=True))
    return drawing(
        "quadrant",
        (WIDE, HIGH),
        plane(FRAME, "frame"),
        *_axes(words),
        *(part for each, spot in drawn[:MOST] for part in _whiskers(each, spot)),
        *(_point(each, spot) for each, spot in drawn),
        *(part for each in labels for part in _name(each, spots[each.spot])),
        title=words.word("quadrant.title"),
        says=words.word("quadrant.says", n=len(drawn)),
    )


def _axes(words: Wording) -> Iterator[Element]:
    """Yield the levels from which on another word is used, the words between them, and what the axes are."""
    levels = [0.0, *(min(level, 1.0) for level, _ in LADDER)]
    for level in levels:
        x, y, percent = ACROSS.at(level), UP.at(level), words.number(100 * level)
        yield words_at(x, FRAME.bottom + 13, percent, "soft", anchor="middle")
        yield words_at(FRAME.left - 5, y + 4, percent, "soft", anchor="end")
        yield straight(x, FRAME.top, x, FRAME.bottom, "level")
        yield straight(FRAME.left, y, FRAME.right, y, "level")
    for (low, high), (_, word) in zip(pairwise(levels), LADDER, strict=True):
        middle, said = (low + high) / 2, words.voice.word(f"likely.{word}")
        yield words_at(ACROSS.at(middle), FRAME.bottom + 28, said, "soft", anchor="middle")
        yield upward_at(FRAME.left - 26, UP.at(middle), said, "soft")
    middle = (FRAME.left + FRAME.right) / 2
    yield words_at(middle, HIGH - 5, words.word("quadrant.across"), anchor="middle")
    yield upward_at(11, (FRAME.top + FRAME.bottom) / 2, words.word("quadrant.up"))


def _whiskers(each: Standing, spot: Spot) -> Iterator[Element]:
    yield straight(ACROSS.at(each.conduct.low), spot.y, ACROSS.at(each.conduct.high), spot.y, "whisker")
    yield straight(spot.x, UP.at(each.problem.low), spot.x, UP.at(each.problem.high), "whisker")


def _point(each: Standing, spot: Spot) -> Element:
    return tag(
        "circle", cx=spot.x, cy=spot.y, r=spot.radius, class_="point" if each.share is not None else "point unknown"
    )


def _name(label: Label, spot: Spot) -> Iterator[Element]:
    box = label.box
    if label.led:
        x = max(box.left, min(box.right, spot.x))
        y = max(box.top, min(box.bottom, spot.y))
        yield straight(spot.x, spot.y, x, y, "lead")
    yield words_at((box.left + box.right) / 2, box.bottom - SIZE * 0.3, spot.name, "name", anchor="middle")


def _left_out(found: Quadrant, named: int, words: Wording) -> str:
    untold, nameless = len(found.clients) - len(found.drawn), len(found.drawn) - named
    without = max(0, len(found.drawn) - MOST)
    counted = (("untold", untold), ("nameless", nameless), ("rangeless", without))
    said = [words.word(f"quadrant.{key}", n=n) for key, n in counted if n]
    return " ".join(said)


def _heads(words: Wording) -> list[str]:
    voice = words.voice
    numbers = (
        f"{voice.word(f'score.{each}')} ({voice.word(f'score.{each}-direction')})" for each in ("conduct", "problem")
    )
    return [
        words.word("column.client"),
        words.word("column.name"),
        words.word("column.verdict"),
        *numbers,
        words.word("column.share"),
    ]


def _row(each: Standing, words: Wording) -> list[str]:
    voice = words.voice
    told = [f"{voice.likely(part)}, {voice.band(part)}" for part in (each.conduct, each.problem)]
    share = words.word("column.unknown") if each.share is None else words.number(100 * each.share)
    unsaid = [voice.word("likely.unsaid")] * 2
    verdict = voice.of_score(f"verdict.{each.verdict}")
    return [each.client, each.name, verdict, *(told if each.told else unsaid), share]
