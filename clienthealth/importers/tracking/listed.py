"""A list in JSON, entry by entry, as programs for the shell keep it: often in a repository, with its conflicts."""

from collections.abc import Iterator
from typing import Any

from clienthealth.errors import BadData
from clienthealth.importers.json_stream import JsonStream
from clienthealth.importers.source import Source

_CONFLICT = b"<<<<<<<"
_LONGEST = 1 << 20


def entries_of(source: Source) -> Iterator[tuple[str, Any]]:
    """Yield the entries with the spot of each.

    Raises BadData where the file is no list or is cut off, and names the line where two versions of it stand side by
    side.
    """
    try:
        with source.open() as file:
            stream = JsonStream(file, source.name)
            for number, _ in enumerate(stream.elements(), start=1):
                yield f"entry {number}", stream.value()
            stream.end()
    except BadData as error:
        if line := _conflict(source):
            what = f"{source.name}: line {line} is a mark of a merge conflict"
            raise BadData(what, "settle the conflict, then import the file again; nothing was imported") from error
        raise


def _conflict(source: Source) -> int:
    """Return the number of the first line that marks a merge conflict, or 0."""
    with source.open() as file:
        lines = enumerate(iter(lambda: file.readline(_LONGEST), b""), start=1)
        return next((number for number, line in lines if line.startswith(_CONFLICT)), 0)
