"""The whole page: its head with what it may do (nothing), the report, the drawings.

A new drawing is one function in `DRAWN`; a new section of the report is none, since all of its sheet is shown.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from clienthealth.core.picture.pictures import Pictures
from clienthealth.render.page import answers, calendar, mirror, moods, quadrant
from clienthealth.render.page.blocks import command, link_to, of_sheet, sentence
from clienthealth.render.page.element import Element, style, tag, written
from clienthealth.render.page.wording import Wording
from clienthealth.render.sheet import Sheet
from clienthealth.render.voice import Voice

STYLE = Path(__file__).with_name("page.css")

Drawn = Callable[[Pictures, Wording], Element]

DRAWN: tuple[Drawn, ...] = (quadrant.section, moods.section, calendar.section, answers.section, mirror.section)
"""The drawings, in the order of the page."""


def page(report: Sheet, pictures: Pictures, voice: Voice) -> str:
    """Return the page as one file: `report` in its words and order, then the drawings where there is a client."""
    words = Wording(voice)
    sections = [of_sheet(f"part-{number}", each) for number, each in enumerate(report.sections, start=1)]
    drawings = [draw(pictures, words) for draw in DRAWN] if pictures.quadrant.clients else []
    body = tag(
        "body",
        tag("header", tag("h1", report.title), *map(sentence, report.opening)),
        contents([*sections, *drawings], words),
        tag(
            "main",
            tag("div", *sections, *_closing(report), class_="report"),
            tag("div", *drawings, class_="drawings") if drawings else None,
        ),
        tag("footer", sentence(words.word("page.file"))),
    )
    return f"<!doctype html>\n{written(tag('html', head(report.title), body, lang=words.language))}"


def head(title: str) -> Element:
    """Return the head of a page that may do nothing."""
    css = STYLE.read_text(encoding="utf-8")
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(css)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        style(css),
    )


def _policy(css: str) -> str:
    """Return what a browser may do with the page: read this one style sheet, and nothing else."""
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def contents(sections: list[Element], words: Wording) -> Element | None:
    """Return the links to the sections."""
    links = (tag("li", link_to(each)) for each in sections)
    return tag("nav", tag("ul", *links), aria_label=words.word("page.contents")) if sections else None


def _closing(report: Sheet) -> Iterator[Element]:
    said = [sentence(each) for each in report.closing]
    typed = [tag("p", command(report.command))] if report.command else []
    if said or typed:
        yield tag("div", *said, *typed, class_="closing")
