"""Watson's `frames`: what was worked on, as lists of start, stop, project, id, tags and the time of the last change."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item, Problem, Skipped
from clienthealth.importers.source import Source
from clienthealth.importers.tables.instants import utc
from clienthealth.importers.text import head_text
from clienthealth.importers.tracking.entries import Entry, items, named, plain, stated
from clienthealth.importers.tracking.listed import entries_of

_FRAME = re.compile(r'\s*\[\s*\[\s*\d+(?:\.\d+)?\s*,\s*(?:\d+(?:\.\d+)?|null)\s*,\s*"', re.ASCII)
_LEAST, _MOST = 4, 6


def recognises(source: Source) -> bool:
    """Whether it is a list whose first element begins with two times and a project."""
    return bool(_FRAME.match(head_text(source.head)))


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a `time` for each frame; whose project it is only the user knows. The running one is not in the file."""
    return items("watson", (_entry(*each) for each in entries_of(source)), answers)


def _entry(spot: str, frame: Any) -> Entry | Problem | Skipped:
    if not isinstance(frame, list) or not _LEAST <= len(frame) <= _MOST:
        return Problem(spot, "frame", "is no list of start, stop, project, id, tags and last change")
    start, stop, project, name, tags, changed = (*frame, None, None)[:_MOST]
    if not isinstance(project, str) or not isinstance(name, str) or not name:
        return Problem(spot, "frame", "has no project or no id")
    if stop is None:
        return Skipped(spot, "not-held", project)
    begins, ends = _moment(start), _moment(stop)
    if begins is None or ends is None:
        return Problem(spot, "frame", "has a start or stop that is no time")
    project = plain(project)
    text = ", ".join(plain(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ""
    minutes = (ends - begins).total_seconds() / 60
    rank = f"{changed:020}" if type(changed) is int else ""
    return Entry(
        spot, utc(begins), minutes, named(project), stated(project=project, text=text), id=plain(name), rank=rank
    )


def _moment(seconds: object) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):  # no number, one without end, or one of no year
        return None
