"""A letter as a page to print: the address where a window envelope shows it, everything with the font it needs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clienthealth.errors import UsageError
from clienthealth.render.letter_forms.missing import not_installed
from clienthealth.render.letter_page import Page

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

FONTS = Path(__file__).with_name("fonts")
FACES = {"": "DejaVuSansCondensed.ttf", "B": "DejaVuSansCondensed-Bold.ttf"}
FAMILY = "DejaVu"

LEADING = 0.5
"""Millimetres of line for a point of type: 5 mm at 10 points."""

LEFT, RIGHT, TOP, BOTTOM = 25, 20, 15, 15
"""Millimetres of margin; the left one is that of DIN 5008."""


class Shape(NamedTuple):
    """Points of type, and millimetres from the top edge at which address, date and subject begin."""

    size: float
    address: float
    day: float
    subject: float


SHAPES = (
    Shape(10, 58, 93, 103),
    Shape(10, 40, 75, 85),
    Shape(9.5, 40, 75, 85),
    Shape(9, 40, 75, 85),
)
"""Tried in this order until the letter fits one page: DIN 5008 form B, then form A with its lower head, then smaller
type, which below 9 points would be tiring on paper."""

COLUMN = 120
"""Millimetres from the left edge at which the sender's lines begin."""

SIGNATURE_LINES = 3
"""Empty lines for the signature by hand (DIN 5008)."""


def pdf(page: Page) -> bytes:
    """Return the letter as the bytes of a .pdf file.

    Raises UsageError where the library is not installed, or for letters that the font has no picture of.
    """
    for shape in SHAPES:
        pages, made = _made(page, shape)
        if pages == 1:
            return made
    return _made(page, SHAPES[0])[1]


def _made(page: Page, shape: Shape) -> tuple[int, bytes]:
    """Return how many pages it takes, and the file."""
    try:
        from fpdf import FPDF
    except ImportError as error:
        raise not_installed("a .pdf letter") from error
    drawn = FPDF(unit="mm", format=page.paper.millimetres)
    try:
        _draw(drawn, page, shape)
        return drawn.pages_count, bytes(drawn.output())
    finally:
        for font in _fonts(drawn):
            font.ttfont.close()


def _fonts(drawn: "FPDF") -> "Iterator[TTFFont]":
    """Yield the fonts of a document, whose files the library keeps open."""
    from fpdf.fonts import TTFFont

    yield from (font for font in drawn.fonts.values() if isinstance(font, TTFFont))


def _draw(drawn: "FPDF", page: Page, shape: Shape) -> None:
    drawn.set_margins(LEFT, TOP, RIGHT)
    drawn.set_auto_page_break(True, BOTTOM)
    for style, file in FACES.items():
        drawn.add_font(FAMILY, style, FONTS / file)
    _check_letters(drawn, page)
    _about(drawn, page)
    drawn.add_page()
    _Pen(drawn, shape).letter(page)


def _check_letters(drawn: "FPDF", page: Page) -> None:
    """Refuse what the font cannot show; the library would leave a hole and say nothing."""
    known = set.intersection(*(set(font.cmap) for font in _fonts(drawn)))
    strange = sorted({each for text in _texts(page) for each in text if ord(each) not in known})
    if strange:
        shown = "".join(strange[:10])
        raise UsageError(f"the font of the PDF has no {shown!r}", "use --format docx, where your own fonts are")


def _texts(page: Page) -> Iterator[str]:
    yield from (*page.sender, *page.addressee, page.day, page.subject, page.salutation, page.closing, *page.signature)
    for paragraph in page.paragraphs:
        yield from (paragraph.text, *paragraph.entries)


def _about(drawn: "FPDF", page: Page) -> None:
    """Say what it is, whose, in which language; a draft says so, and the day is the letter's."""
    from datetime import UTC, datetime, time

    drawn.set_title(page.title)
    drawn.set_author(page.sender_name)
    drawn.set_lang(page.language)
    drawn.set_keywords("draft")
    drawn.set_creation_date(datetime.combine(page.date, time(), UTC))


class _Pen:
    """Writes the parts of a letter onto a page, downwards."""

    def __init__(self, drawn: "FPDF", shape: Shape) -> None:
        self.drawn = drawn
        self.shape = shape
        self.line = shape.size * LEADING

    def letter(self, page: Page) -> None:
        """Write the whole letter."""
        self.block(page.sender, COLUMN, TOP)
        self.block(page.addressee, LEFT, max(self.shape.address, self.drawn.get_y() + self.line))
        self.drawn.set_y(max(self.shape.day, self.drawn.get_y() + self.line))
        self.text(page.day, align="R")
        self.drawn.set_y(max(self.shape.subject, self.drawn.get_y() + self.line))
        self.text(page.subject, style="B")
        self.gap(2)
        self.text(page.salutation)
        for paragraph in page.paragraphs:
            self.gap()
            self.text(paragraph.text)
            for entry in paragraph.entries:
                self.entry(entry)
        self.gap()
        self.leave(page)

    def leave(self, page: Page) -> None:
        """Write closing and signature, which no page break parts."""
        height = (1 + SIGNATURE_LINES + len(page.signature)) * self.line
        if self.drawn.will_page_break(height):
            self.drawn.add_page()
        self.text(page.closing)
        self.gap(SIGNATURE_LINES)
        for line in page.signature:
            self.text(line)

    def block(self, lines: tuple[str, ...], left: float, top: float) -> None:
        """Write lines below each other from a place on."""
        self.drawn.set_y(top)
        for line in lines:
            self.drawn.set_x(left)
            self.text(line, width=85 if left == LEFT else 0)

    def entry(self, text: str) -> None:
        """Write an entry of a list, its further lines under its first word."""
        self.face("")
        self.drawn.cell(5, self.line, "–")
        self.text(text)

    def text(self, text: str, *, style: str = "", align: str = "L", width: float = 0) -> None:
        """Write text from here to the right margin, and go to the next line."""
        self.face(style)
        self.drawn.multi_cell(width, self.line, text, align=align, new_x="LMARGIN", new_y="NEXT")

    def face(self, style: str) -> None:
        """Choose the weight."""
        self.drawn.set_font(FAMILY, "B" if style == "B" else "", self.shape.size)

    def gap(self, lines: int = 1) -> None:
        """Leave lines empty."""
        self.drawn.ln(self.line * lines)
