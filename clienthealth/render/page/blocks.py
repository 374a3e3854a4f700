"""What a page is put together from: sections with a heading, lists of lines, tables that can be opened."""

import re
from collections.abc import Iterable, Sequence

from clienthealth.render.page.element import Element, Part, tag
from clienthealth.render.sheet import UNBROKEN, Line, Section

OPTION = re.compile(r"((?<= )--[a-z-]+)")


def headed(key: str, title: str, *parts: Part, level: int = 2, kind: str | None = None) -> Element:
    """Return a section that is known by its heading."""
    heading = tag(f"h{level}", title, id=key)
    return tag("section", heading, *parts, aria_labelledby=key, class_=kind)


def link_to(section: Element) -> Element:
    """Return a link to a section, under its heading."""
    key = dict(section.attributes)["aria-labelledby"]
    heading = next(each for each in section.children if isinstance(each, Element))
    return tag("a", *heading.children, href=f"#{key}")


def of_sheet(key: str, section: Section, level: int = 2) -> Element:
    """Return a section of a report: the same words as on a terminal; what is drawn there in characters is not."""
    lines = tag("ul", *map(_line, section.lines), class_="lines") if section.lines else None
    intro = map(sentence, section.intro)
    return headed(key, section.title, *intro, lines, level=level, kind=section.tone or None)


def sentence(text: str, kind: str | None = None) -> Element | None:
    """Return a paragraph, or nothing without words."""
    return tag("p", bound(text), class_=kind) if text else None


def bound(text: str) -> str:
    """Return text in which no line begins with %."""
    return text.replace(" %", f"{UNBROKEN}%")


def whose(text: str) -> Element:
    """Return a name, set apart from the words around it whichever way it is written."""
    return tag("bdi", text)


def table(summary: str, of: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Element:
    """Return a table that is opened by its summary, of what its section is about.

    The first cell names the row.
    """
    head = tag("tr", *(tag("th", each, scope="col") for each in heads))
    body = [
        tag("tr", tag("th", whose(each[0]), scope="row"), *(tag("td", bound(cell)) for cell in each[1:]))
        for each in rows
    ]
    whole = tag("table", tag("thead", head), tag("tbody", *body))
    wide = tag("div", whole, class_="wide", role="region", aria_label=f"{of}: {summary}", tabindex="0")
    return tag("details", tag("summary", summary), wide)


def command(text: str) -> Element:
    """Return a command to type; a line is never broken within the name of an option."""
    return tag("code", *(tag("span", each) if each.startswith("--") else each for each in OPTION.split(text)))


def _line(line: Line) -> Element:
    lead = tag("strong", whose(line.lead)) if line.lead else None
    more = (sentence(each.strip(), "more") for each in line.more)
    typed = tag("p", command(line.command)) if line.command else None
    return tag("li", lead, tag("div", sentence(line.text), *more, typed), class_=line.tone or None)
