"""What is of no format of ours and yet is handed in: it is told what it is, and what to do instead."""

import time
import zipfile
from pathlib import Path

import pytest

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.source import Source

JOURNAL = "; books\n2026-01-10 * (1001) Acme\n    assets:receivable:acme   EUR 1200.00\n    revenues\n"


@pytest.mark.parametrize(
    ("content", "what", "way_out"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF", "CSV"),
        (b"SQLite format 3\0" + bytes(90), "database", "export from the program"),
        (b"BZh91AY", "packed", "unpack it"),
        (b"{\\rtf1\\ansi Hello}", "RTF", "plain text"),
        (b"<!DOCTYPE html>\n<html><body>a chat</body></html>", "web page", "JSON"),
        (b"OFXHEADER:100\nDATA:OFXSGML\n\n<OFX></OFX>", "OFX", "--as payment"),
        (b"!Type:Bank\nD01/02/2026\nT100.00\n^\n", "QIF", "--as payment"),
        (b":20:STARTUMS\n:25:10020030/1234567\n", "MT940", "--as payment"),
        (JOURNAL.encode(), "plain-text accounting", "hledger print -O csv"),
        (b"i 2026-01-05 09:00:00 acme:web\no 2026-01-05 10:30:00\n", "timeclock", "--as time"),
    ],
)
def test_what_it_is_and_the_way_out(tmp_path, content, what, way_out):
    path = tmp_path / "handed-in"
    path.write_bytes(content)
    with pytest.raises(BadData, match=what) as told:
        recognised(Source(path))
    assert way_out in told.value.hint


@pytest.mark.parametrize(
    ("member", "what", "way_out"),
    [
        ("xl/workbook.xml", "Excel", "save it as CSV"),
        ("content.xml", "office document", "save it as CSV"),
        ("word/document.xml", "office document", "saved as CSV"),
    ],
)
def test_zips(tmp_path, member, what, way_out):
    path = tmp_path / "handed-in.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(member, "anything")
    with pytest.raises(BadData, match=what) as told:
        recognised(Source(path))
    assert way_out in told.value.hint


def test_an_unpacked_export_of_slack(tmp_path):
    for name in ("channels.json", "users.json"):
        (tmp_path / name).write_text("[]", encoding="utf-8")
    with pytest.raises(BadData, match="Slack") as told:
        recognised(Source(tmp_path))
    assert "zip" in told.value.hint


@pytest.mark.parametrize(
    "text", ["Dear diary\n\n2026-01-10 was a good day\n  - slept well\n", "no table\nat all, is it, or\n"]
)
def test_of_other_texts_nothing_is_claimed(tmp_path: Path, text):
    path = tmp_path / "notes.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match="of no format this version recognises"):
        recognised(Source(path))


@pytest.mark.parametrize(
    "text", ["2026-01-10 a\n \t" + "  " * 40_000, "2026-01-10\n " * 9_000, "<?xml >" + " " * 60_000]
)
def test_long_lines_take_no_time(tmp_path, text):
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    began = time.process_time()
    with pytest.raises(BadData):
        recognised(Source(path))
    assert time.process_time() - began < 2
