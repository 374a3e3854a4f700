"""Bars beside sentences: the sentence says all of it, the bar shows how much that is of the whole."""

from collections.abc import Iterable
from typing import NamedTuple

from clienthealth.core.picture.scale import Box
from clienthealth.render.page.blocks import bound, whose
from clienthealth.render.page.element import Element, tag
from clienthealth.render.page.svg import ornament, plane

WIDE, HIGH = 440.0, 10.0
LEAST = 2.0
"""Units of a bar that is next to nothing: something is seen of it."""


class Bar(NamedTuple):
    """What is said, of whom or what, and how long the bar is (0 to 1)."""

    lead: str
    text: str
    part: float


def barred(bars: Iterable[Bar]) -> Element | None:
    """Return the bars below each other, or nothing without any."""
    items = [_item(each) for each in bars]
    return tag("ul", *items, class_="bars") if items else None


def _item(bar: Bar) -> Element:
    lead = tag("strong", whose(bar.lead)) if bar.lead else None
    long = max(LEAST, WIDE * min(1.0, bar.part)) if bar.part else 0.0
    shapes = plane(Box(0, 0, WIDE, HIGH), "whole"), plane(Box(0, 0, long, HIGH), "part")
    return tag(
        "li", tag("p", lead, bound(f" · {bar.text}" if lead else bar.text)), ornament((WIDE, HIGH), *shapes, kind="bar")
    )
