"""A letter as a word processor's document: real styles, its language set, nothing left of the template it began as."""

from typing import TYPE_CHECKING, Any

from clienthealth.render.letter_forms.missing import not_installed
from clienthealth.render.letter_page import Page

if TYPE_CHECKING:
    from datetime import datetime

    from docx.document import Document

FONT, SIZE, SMALL = "Arial", 10.5, 9
"""A face that every word processor has or knows a match for, with Greek in it; points."""

MARGINS = {"left": 25, "right": 20, "top": 20, "bottom": 20}
"""Millimetres; the left one is that of DIN 5008."""

MADE_UP = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects")
"""Parts of the template that say nothing about the letter: a picture of another one, the program that made it."""


def docx(page: Page) -> bytes:
    """Return the letter as the bytes of a .docx file; raises UsageError where the library is not installed."""
    try:
        from docx import Document
    except ImportError as error:
        raise not_installed("a .docx letter") from error
    document = Document()
    _paper(document, page)
    _styles(document, page)
    _properties(document, page)
    _body(document, page)
    return _packed(document, page)


def _paper(document: "Document", page: Page) -> None:
    from docx.shared import Mm

    (section,) = document.sections
    section.page_width, section.page_height = (Mm(length) for length in page.paper.millimetres)
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))


def _styles(document: "Document", page: Page) -> None:
    """Set font, spacing and language once, in the styles; paragraphs only name a style."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt

    styles: Any = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    fonts = normal.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), page.language)
    normal.paragraph_format.space_after = Pt(SIZE)
    normal.paragraph_format.line_spacing = 1.15
    styles["List Bullet"].paragraph_format.space_after = Pt(0)
    lines = styles.add_style("Letter Lines", WD_STYLE_TYPE.PARAGRAPH)
    lines.base_style = normal
    lines.paragraph_format.space_after = Pt(0)
    subject = styles.add_style("Letter Subject", WD_STYLE_TYPE.PARAGRAPH)
    subject.base_style = normal
    subject.font.bold = True
    subject.paragraph_format.space_before = Pt(2 * SIZE)


def _properties(document: "Document", page: Page) -> None:
    """Say what it is and whose; a draft says so."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by = page.title, page.sender_name, page.sender_name
    about.language, about.content_status, about.keywords = page.language, "draft", ""
    about.comments, about.subject, about.category, about.revision = "", "", "", 1
    about.created = about.modified = _moment(page)
    rooms: tuple[Any, ...] = (document.part.package.rels, document.part.rels)
    for rels in rooms:
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in MADE_UP]:
            del rels[key]


def _moment(page: Page) -> "datetime":
    from datetime import UTC, datetime, time

    return datetime.combine(page.date, time(), UTC).replace(tzinfo=None)


def _body(document: "Document", page: Page) -> None:
    for lines in (page.sender, page.addressee):
        _lines(document, lines)
        document.add_paragraph(style="Letter Lines")
    document.add_paragraph(page.day, style="Letter Lines").alignment = _right()
    document.add_paragraph(page.subject, style="Letter Subject")
    document.add_paragraph(page.salutation)
    for paragraph in page.paragraphs:
        document.add_paragraph(paragraph.text, style="Letter Lines" if paragraph.entries else None)
        for entry in paragraph.entries:
            document.add_paragraph(entry, style="List Bullet")
        if paragraph.entries:
            document.add_paragraph(style="Letter Lines")
    document.add_paragraph(page.closing).paragraph_format.keep_with_next = True
    for _ in range(2):
        document.add_paragraph(style="Letter Lines").paragraph_format.keep_with_next = True
    _lines(document, page.signature)


def _right() -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    return WD_ALIGN_PARAGRAPH.RIGHT


def _lines(document: "Document", lines: tuple[str, ...]) -> None:
    for line in lines:
        document.add_paragraph(line, style="Letter Lines")


def _packed(document: "Document", page: Page) -> bytes:
    """Return the file with the letter's day on each part, so that the same letter is the same file."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    made, packed = BytesIO(), BytesIO()
    document.save(made)
    stamp = (page.date.year, page.date.month, page.date.day, 0, 0, 0)
    with ZipFile(made) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name in parts.namelist():
            file.writestr(ZipInfo(name, stamp), parts.read(name), ZIP_DEFLATED)
    return packed.getvalue()
