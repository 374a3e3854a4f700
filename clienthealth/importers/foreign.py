"""What people hand in that is of no format here: what it is, as far as it can be told, and the way out."""

from clienthealth.errors import BadData
from clienthealth.importers.archive import is_archive, names_in
from clienthealth.importers.source import Source

TABLE = "open it, and save the sheet with the data as CSV (UTF-8)"
BEGINS = {
    b"%PDF": ("is a PDF", "what stands on a page is not read; export CSV from the program that made it"),
    b"SQLite format 3": (
        "is a database",
        "export from the program it belongs to; a copy of ours: clienthealth restore",
    ),
    b"\x89PNG": ("is a picture", "name the export itself"),
    b"\xff\xd8\xff": ("is a picture", "name the export itself"),
    b"Rar!": ("is packed in a way that is not read", "unpack it, and name what is in it"),
    b"7z\xbc\xaf": ("is packed in a way that is not read", "unpack it, and name what is in it"),
    b"BZh": ("is packed in a way that is not read", "unpack it, and name what is in it"),
    b"\xfd7zXZ": ("is packed in a way that is not read", "unpack it, and name what is in it"),
}
PAGE = (b"<!doctype html", b"<html")
HOLDS = {
    "xl/workbook.xml": ("is a workbook (Excel)", TABLE),
    "xl/workbook.bin": ("is a workbook (Excel)", TABLE),
    "word/document.xml": ("is a document (Word)", "name the export itself"),
    "content.xml": ("is a file of an office program (OpenDocument)", TABLE),
    "Index/Document.iwa": ("is a file of Numbers or Pages", "export it as CSV"),
}


def refusal(source: Source) -> BadData:
    """Return the error about a file that no reader knows."""
    what, hint = _told(source) or (
        "is of no format this version recognises",
        "--from FORMAT names it; --from csv maps a table by hand",
    )
    return BadData(f"{source.name} {what}", hint)


def is_office(source: Source) -> bool:
    """Whether a zip is the file of an office program, and nothing in it is an export."""
    return is_archive(source) and any(name in HOLDS for name in names_in(source))


def _told(source: Source) -> tuple[str, str] | None:
    if is_archive(source):
        names = names_in(source)
        return next((told for name, told in HOLDS.items() if name in names), None)
    if source.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower().startswith(PAGE):
        return "is a web page", "export JSON, CSV or text instead"
    return next((told for begin, told in BEGINS.items() if source.head.startswith(begin)), None)
