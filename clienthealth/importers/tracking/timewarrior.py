"""Timewarrior: its folder or the one of its data, one `.data` file of it, and what `timew export` writes."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item, Problem, Skipped, Who
from clienthealth.importers.source import Source
from clienthealth.importers.tables.instants import utc
from clienthealth.importers.text import encoding_of, head_text, lines
from clienthealth.importers.tracking.entries import Entry, items, plain, stated
from clienthealth.importers.tracking.listed import entries_of

_STAMP = r"\d{8}T\d{6}Z"
_EXPORT = re.compile(r'\s*\[\s*\{[^{}]*?"start"\s*:\s*"' + _STAMP + '"', re.ASCII)
_DATA = re.compile(rf"\s*(?:inc|exc) {_STAMP}", re.ASCII)
_LINE = re.compile(rf"inc ({_STAMP})(?: - ({_STAMP}))?(?: #(.*))?", re.ASCII)
_WORD = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')
_MONTH = re.compile(r"\d{4}-\d{2}\.data", re.ASCII)


class _Interval(NamedTuple):
    spot: str
    start: str
    end: str
    tags: tuple[str, ...]
    annotation: str


def recognises(source: Source) -> bool:
    """Whether it is a folder with a file for each month, one of these, or an export."""
    if source.is_folder:
        return bool(_months(source))
    head = head_text(source.head)
    return bool(_DATA.match(head) or _EXPORT.match(head))


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a `time` for each closed interval; any of its tags may name the client.

    An interval has no id. Intervals of one person never overlap, so that start and end tell them apart, and one that
    was given other tags since is still the same.
    """
    return items("timewarrior", map(_entry, _intervals(source, answers)), answers)


def _intervals(source: Source, answers: Answers) -> Iterator[_Interval | Problem | Skipped]:
    if source.is_folder:
        for path in _months(source):
            yield from _in_lines(Source(path, f"{source.name}/{path.name}"), answers, f"{path.name}, ")
    elif source.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        yield from (_of_export(*each) for each in entries_of(source))
    else:
        yield from _in_lines(source, answers, "")


def _months(source: Source) -> list[Path]:
    """Return the files of a folder, or of the `data` in it: either may be named as what Timewarrior keeps."""
    within = source.path / "data"
    folders = (source.path, within) if within.is_dir() else (source.path,)
    return sorted(
        path for folder in folders for path in folder.iterdir() if _MONTH.fullmatch(path.name) and path.is_file()
    )


def _in_lines(source: Source, answers: Answers, within: str) -> Iterator[_Interval | Problem | Skipped]:
    for number, line in enumerate(lines(source, encoding_of(source, answers).name), start=1):
        if text := line.strip():
            yield _of_line(f"{within}line {number}", text)


def _of_line(spot: str, text: str) -> _Interval | Problem | Skipped:
    if text.startswith("exc "):
        return Skipped(spot, "not-contact", "hours in which nothing is tracked")
    found = _LINE.fullmatch(text)
    if found is None:
        return Problem(spot, "interval", "is not written as Timewarrior writes it", "inc START - END # TAGS")
    words = list(_words(found[3] or ""))
    tags = words[: words.index(None)] if None in words else words
    return _Interval(
        spot, found[1], found[2] or "", tuple(filter(None, tags)), " ".join(filter(None, words[len(tags) :]))
    )


def _words(text: str) -> Iterator[str | None]:
    """Yield tags and annotation word by word, and None for the mark between them."""
    for found in _WORD.finditer(text):
        yield None if found[0] == "#" else found[0] if found[1] is None else found[1].replace('\\"', '"')


def _of_export(spot: str, said: Any) -> _Interval | Problem | Skipped:
    if not isinstance(said, dict) or not isinstance(said.get("start"), str):
        return Problem(spot, "interval", "has no start")
    tags = said.get("tags")
    texts = tuple(plain(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
    end, annotation = (text if isinstance(text := said.get(name), str) else "" for name in ("end", "annotation"))
    return _Interval(spot, said["start"], end, texts, plain(annotation))


def _entry(interval: _Interval | Problem | Skipped) -> Entry | Problem | Skipped:
    if not isinstance(interval, _Interval):
        return interval
    spot, start, end, tags, annotation = interval
    begins, ends = _moment(start), _moment(end or start)
    if begins is None or ends is None:
        return Problem(spot, "interval", f"{start} - {end} are no two times")
    if not end:
        return Skipped(spot, "not-held", f"runs since {utc(begins)}")
    text = ": ".join(filter(None, (", ".join(tags), annotation)))
    minutes = (ends - begins).total_seconds() / 60
    parties = tuple(Who(name=name) for tag in tags if (name := tag.strip()))
    # What one tag alone names is what was worked on; of several only the user knows which is what.
    project = parties[0].name if len(parties) == 1 else ""
    return Entry(spot, utc(begins), minutes, parties, stated(project=project, text=text), marks=(start, end))


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
