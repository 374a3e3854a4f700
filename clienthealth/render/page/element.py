"""Elements of a page, escaped by construction: the one place where markup is written.

Text is data: it is made visible (control and bidirectional characters) and escaped here, and nothing that could act,
be fetched or lead away can be made at all.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple, Union

from clienthealth.render.words import visible

VOID = frozenset({"meta", "br"})
"""HTML elements that have no end."""

SHAPES = frozenset({"circle", "line", "path", "rect", "polygon", "polyline"})
"""SVG elements that are written without an end."""

INLINE = frozenset({"bdi", "code", "strong", "span", "a", "tspan"})
"""Elements after which no line is broken: it would be a blank."""

BARRED = frozenset(
    {"script", "iframe", "object", "embed", "link", "base", "form", "img", "image", "use", "foreignObject"}
)
"""Elements that act, fetch or lead away."""


class Element(NamedTuple):
    """An element with its attributes and what is in it."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Union["Element", str], ...] = ()


Part = Element | str | None
"""What may stand in an element; nothing, where there is nothing to say."""


def tag(name: str, /, *children: Part, **attributes: str | float | None) -> Element:
    """Make an element; `_` in a name of an attribute stands for `-` (`class_` is class), one that is None is left out.

    Raises ValueError for what acts: scripts, handlers, styles of one element, addresses outside the page.
    """
    if name in BARRED:
        raise ValueError(f"<{name}> has no place on this page")
    named = tuple((_named(key), _value(value)) for key, value in attributes.items() if value is not None)
    for key, value in named:
        _check(key, value)
    return Element(name, named, tuple(each for each in children if each is not None))


def written(element: Element) -> str:
    """Return the markup of an element and all that is in it."""
    return "".join(_pieces(element))


def style(css: str) -> Element:
    """Make the style sheet, which a browser reads as it stands: raises ValueError where markup could begin in it."""
    if "<" in css or "@import" in css or "url(" in css:
        raise ValueError("the style sheet holds markup or an address")
    return Element("style", (), (css,))


def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    """Write a number with one decimal at most: a tenth of a unit is less than anybody sees."""
    return value if isinstance(value, str) else f"{round(value, 1) + 0.0:g}"


def _check(key: str, value: str) -> None:
    is_address = key in {"href", "src", "action", "data"} and not (key == "href" and value.startswith("#"))
    if is_address or key == "style" or key.startswith("on"):
        raise ValueError(f"{key}={value!r} has no place on this page")


def _pieces(element: Element) -> Iterator[str]:
    name = element.name
    yield f"<{name}{''.join(_attributes(element.attributes))}"
    if name in VOID or (name in SHAPES and not element.children):
        yield ">\n" if name in VOID else "/>\n"
        return
    yield ">"
    yield from element.children if name == "style" else _inner(element.children)  # type: ignore[misc]
    yield f"</{name}>" if name in INLINE else f"</{name}>\n"


def _inner(children: Iterable[Element | str]) -> Iterator[str]:
    for each in children:
        if isinstance(each, Element):
            yield from _pieces(each)
        else:
            yield escape(visible(each, keep_lines=True), quote=False)


def _attributes(attributes: Iterable[tuple[str, str]]) -> Iterator[str]:
    for key, value in attributes:
        yield f' {key}="{escape(visible(value))}"'
