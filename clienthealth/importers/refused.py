"""What people hand in that no reader takes, told by its first bytes, and the way from there to a file that is read."""

import re
from itertools import islice
from typing import NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.archive import is_archive, names_in
from clienthealth.importers.source import Source
from clienthealth.importers.text import head_text


class Refused(NamedTuple):
    """What a file is, and what to do instead."""

    what: str
    hint: str

    def error(self, source: Source) -> BadData:
        """Return the error that says so."""
        return BadData(f"{source.name} is {self.what}, which is not read", self.hint)


_LOOKED_AT = 1000
"""Names in a folder."""

_AS_TABLE = "save it as CSV (UTF-8), and import that"
_STATEMENT = "get the statement as CSV, and import it with --from csv --as payment"
_PACKED = Refused("packed in another way than zip or gzip", "unpack it, and name what is in it")
_BEGINS = (
    (b"%PDF", Refused("a PDF, made to be looked at", "export what it shows as CSV from the program that made it")),
    (b"SQLite format 3", Refused("the database of a program", "export from the program itself, as text or CSV")),
    *((begins, _PACKED) for begins in (b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")),
    (b"{\\rtf", Refused("a text with its looks (RTF)", "save it as plain text or CSV, and import that")),
)
_OF_ZIPS = (
    (("xl/",), Refused("a spreadsheet (Excel)", _AS_TABLE)),
    (("Index/", "index.xml"), Refused("a spreadsheet (Numbers)", _AS_TABLE)),
    (("content.xml",), Refused("an office document", f"if it is a spreadsheet, {_AS_TABLE}")),
    (("word/", "ppt/"), Refused("an office document", "a spreadsheet is read where it is saved as CSV")),
)
_OF_TEXTS = (
    (
        re.compile(r"\A(?:<!doctype html|<html|<\?xml[^>]*>\s*<html)", re.IGNORECASE),
        Refused("a web page", "export it again as CSV, as text, or (Telegram) as JSON"),
    ),
    (re.compile(r"\A(?:OFXHEADER:|<\?xml[^>]*>\s*(?:<\?OFX|<OFX>)|<OFX>)"), Refused("a bank's OFX", _STATEMENT)),
    (re.compile(r"\A!(?:Type|Account|Option):", re.IGNORECASE), Refused("a bank's QIF", _STATEMENT)),
    (re.compile(r"\A(?::20:|\{1:F01)"), Refused("a bank's MT940", _STATEMENT)),
    (re.compile(r"\A<\?xml[^>]*>\s*<Document[^>]*camt\.05"), Refused("a bank's CAMT", _STATEMENT)),
    (
        re.compile(r"^[ioO] \d{4}[-/.]\d\d[-/.]\d\d \d\d:\d\d", re.MULTILINE),
        Refused("a timeclock file", "a table of it with a column of hours is read with --from csv --as time"),
    ),
    (
        re.compile(
            r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b[^\n]*\n[ \t]{1,20}[^\s;][^\n]{0,80}?(?: {2}|\t)[^\n]{0,40}?\d",
            re.MULTILINE,
        ),
        Refused("a journal of plain-text accounting", "import what `hledger print -O csv` or `ledger csv` makes of it"),
    ),
)


_OF_FOLDERS = (
    ({"channels.json", "users.json"}, Refused("an unpacked export of Slack", "import the zip that it came in")),
)


def refused(source: Source) -> Refused | None:
    """Return what a file is that is of none of the formats, where that can be told; nothing where not."""
    if source.is_folder:
        return _folder(source)
    head = source.head
    if found := next((each for begins, each in _BEGINS if head.startswith(begins)), None):
        return found
    if is_archive(source):
        names = names_in(source)
        return next((each for marks, each in _OF_ZIPS if any(name.startswith(marks) for name in names)), None)
    text = head_text(head).lstrip()
    return next((each for shape, each in _OF_TEXTS if shape.search(text)), None)


def _folder(source: Source) -> Refused | None:
    """Return what a folder is in which nothing is read, where that can be told."""
    try:
        names = {each.name for each in islice(source.path.iterdir(), _LOOKED_AT)}
    except OSError:
        return None
    return next((each for marks, each in _OF_FOLDERS if marks <= names), None)
