"""Drawings as inline SVG: each with a title and a description that say the same in words."""

from collections.abc import Iterable

from clienthealth.core.picture.scale import Box
from clienthealth.render.page.element import Element, Part, tag

WIDE = 440.0
"""Units across a large drawing: on a phone a letter of 11 units is still read."""

SIZE = 11.0
"""The size of letters in a drawing, in units."""


def drawing(key: str, size: tuple[float, float], *parts: Part, title: str, says: str) -> Element:
    """Return a drawing of so many units across and down; who cannot see it hears the title and what it says."""
    return tag(
        "svg",
        tag("title", title, id=f"{key}-title"),
        tag("desc", says, id=f"{key}-says"),
        *parts,
        viewBox=f"0 0 {size[0]:g} {size[1]:g}",
        role="img",
        aria_labelledby=f"{key}-title {key}-says",
    )


def ornament(size: tuple[float, float], *parts: Part, kind: str) -> Element:
    """Return a small drawing beside words that say all of it."""
    return tag(
        "svg",
        *parts,
        viewBox=f"0 0 {size[0]:g} {size[1]:g}",
        preserveAspectRatio="none",
        class_=kind,
        aria_hidden="true",
    )


def words_at(x: float, y: float, text: str, kind: str | None = None, *, anchor: str | None = None) -> Element:
    """Return text that begins at a place, or has its middle or its end there."""
    return tag("text", text, x=x, y=y, class_=kind, text_anchor=anchor)


def upward_at(x: float, y: float, text: str, kind: str | None = None) -> Element:
    """Return text that is read from below, with its middle at a place."""
    return tag("text", text, transform=f"translate({x:.1f} {y:.1f}) rotate(-90)", class_=kind, text_anchor="middle")


def straight(x1: float, y1: float, x2: float, y2: float, kind: str) -> Element:
    """Return a line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)


def plane(box: Box, kind: str) -> Element:
    """Return a rectangle."""
    wide, high = box.right - box.left, box.bottom - box.top
    return tag("rect", x=box.left, y=box.top, width=wide, height=high, class_=kind)


def along(points: Iterable[tuple[float, float]]) -> str:
    """Return places as the attribute `points` has them."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
