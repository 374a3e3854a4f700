"""Tables as text: their delimiter, their header, and their rows with the lines they stand in."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import StringIO
from itertools import islice
from typing import NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Problem
from clienthealth.importers.source import Source
from clienthealth.importers.text import encoding_of, head_text, lines

DELIMITERS = ("\t", ";", "|", ",")
"""In the order that decides between equals: a comma is also in texts and numbers."""

BANNER = 10
"""Rows at the beginning among which the header is looked for."""

WIDE_ENOUGH = 0.6
"""The share of the widest of them that a header has at least."""

MOST_COLUMNS = 1_000
"""No export has more: the widest of a CRM come to some hundreds. Of what is wider nobody can be asked anything."""

_VOTERS = 60
_NO_TABLE = ("{", "[", "<", "BEGIN:", "From ")


class Record(NamedTuple):
    """The cells between two line ends, as they stand there, and the line that they begin in."""

    line: int
    cells: list[str]


class Row:
    """A row below the header: its cells by the names of the columns, stripped; a column that is not there is empty."""

    __slots__ = ("_places", "cells", "line", "width")

    def __init__(self, line: int, cells: list[str], places: Mapping[str, int], width: int) -> None:
        self.line = line
        self.cells = cells
        self.width = width
        self._places = places

    def __getitem__(self, column: str) -> str:
        """Return what stands in a column, named as in `Table.header` or folded as by `fold_name`."""
        place = self._places.get(column)
        return self.cells[place].strip() if place is not None and place < len(self.cells) else ""

    @property
    def spot(self) -> str:
        """Where it stands, as a problem says it."""
        return f"line {self.line}"

    @property
    def short(self) -> bool:
        """Whether it has fewer cells than the header: some tools leave out empty ones at the end."""
        return len(self.cells) < self.width

    @property
    def long(self) -> bool:
        """Whether more of its cells hold anything than the header has: it is then unsure which cell is which."""
        return any(map(str.strip, self.cells[self.width :]))

    def ragged(self) -> Problem | None:
        """Return a problem where it is short or long; a reader may be more lenient, where its own columns are there."""
        if not self.short and not self.long:
            return None
        what = f"has {len(self.cells)} cells where the header has {self.width}"
        return Problem(self.spot, "row", what, "mend the row, or leave it out with --skip-bad")


class Table(NamedTuple):
    """A table whose delimiter and header are known.

    `header` names each column, a repeated one with its number: `Phone`, `Phone (2)`; columns without a name are
    `column 3`. `header_line` is 0 where the file has none: the columns are then `1`, `2`, and so on.
    """

    source: Source
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int

    def column(self, *names: str) -> str:
        """Return the first of some names that the table has, without regard to case and spaces; else nothing."""
        known = {fold_name(name): name for name in reversed(self.header)}
        return next((known[fold_name(name)] for name in names if fold_name(name) in known), "")

    def rows(self) -> Iterator[Row | Problem]:
        """Yield the rows that hold anything, read anew at each call; a quote never closed is a problem and the end."""
        places: dict[str, int] = {}
        for place, name in enumerate(self.header):
            places.setdefault(name, place)
            places.setdefault(fold_name(name), place)
        for record in records(self.source, self.encoding, self.delimiter):
            if isinstance(record, Problem):
                yield record
            elif record.line > self.header_line and any(map(str.strip, record.cells)):
                yield Row(record.line, record.cells, places, len(self.header))

    def good_rows(self) -> Iterator[Row]:
        """Yield the rows only, for a vote over a column."""
        return (row for row in self.rows() if isinstance(row, Row))


def table_of(source: Source, answers: Answers) -> Table:
    """Find encoding, delimiter and header; raises BadData for an empty file or one that is no text.

    The answer `header` = `no` says that the first row is data already.
    """
    encoding = encoding_of(source, answers).name
    delimiter = delimiter_of(head_text(source.head))
    first = [each for each in islice(records(source, encoding, delimiter), BANNER) if isinstance(each, Record)]
    if not any(_width(record.cells) for record in first):
        raise BadData(f"{source.name} is an empty file: it has no row", "nothing was imported")
    if (widest := max(len(record.cells) for record in first)) > MOST_COLUMNS:
        raise BadData(f"{source.name} has {widest:,} columns", "export fewer of them, or name the file that was meant")
    if answers.get("header") == "no":
        return Table(source, encoding, delimiter, tuple(map(str, range(1, widest + 1))), 0)
    header = _header_among(first)
    return Table(source, encoding, delimiter, named(header.cells), header.line)


def header_in(source: Source) -> tuple[str, ...]:
    """Return the header as far as the first bytes show it, for recognising a file; nothing where it is no table."""
    return _header_in(source.head)


def has_columns(source: Source, *names: str) -> bool:
    """Whether the header, without regard to case and spaces, has all these columns."""
    return {fold_name(name) for name in names} <= {fold_name(name) for name in header_in(source)}


def is_table(source: Source) -> bool:
    """Whether the first bytes are rows of which most are equally wide, and wider than one cell."""
    text = head_text(source.head)
    if text.lstrip().startswith(_NO_TABLE):
        return False
    rows, delimiter = _split(text), delimiter_of(text)
    widths = Counter(len(each.cells) for each in islice(_records(rows, delimiter), _VOTERS) if isinstance(each, Record))
    width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return width > 1 and 2 * count > sum(widths.values())


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Reduce the name of a column to what is compared."""
    return " ".join(name.casefold().split())


def named(cells: Iterable[str]) -> tuple[str, ...]:
    """Name the columns of a header so that each name is there once."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {place}"
        seen[fold_name(name)] += 1
        count = seen[fold_name(name)]
        names.append(name if count == 1 else f"{name} ({count})")
    return tuple(names)


def delimiter_of(text: str) -> str:
    """Return the delimiter under which most rows are equally wide, and widest; a comma where none divides anything."""
    rows = _split(text)
    if len(rows) > 1 and not rows[-1].endswith(("\n", "\r")):
        del rows[-1]
    votes = {delimiter: _agreement(rows[: 4 * _VOTERS], delimiter) for delimiter in DELIMITERS}
    best = max(votes, key=lambda delimiter: votes[delimiter])
    return best if votes[best] else ","


def records(source: Source, encoding: str, delimiter: str) -> Iterator[Record | Problem]:
    """Yield the records of a file in its order, empty ones included."""
    return _records(lines(source, encoding), delimiter)


def _records(texts: Iterable[str], delimiter: str) -> Iterator[Record | Problem]:
    feed = _Feed(texts)
    reader = csv.reader(feed, delimiter=delimiter)
    begins, wrong = 1, ""
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            # Nothing is yielded in here: the error would keep the file open when nobody asks for more.
            cells, wrong = [], str(error)
        if cells is None:
            return
        if wrong or feed.ended:
            # The reader asked for more in the middle of a record, and there was none.
            yield _unclosed(begins, wrong or "the file ends inside it")
            return
        yield Record(begins, cells)
        begins = reader.line_num + 1


class _Feed:
    """Lines one by one, and whether more were asked for than there are."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = iter(texts)
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            return next(self._texts)
        except StopIteration:
            self.ended = True
            raise


def _unclosed(line: int, why: str) -> Problem:
    hint = "close the quote in that line; what follows it was not read"
    return Problem(f"line {line}", "row", f"opens a quote that is not closed ({why})", hint)


def _split(text: str) -> list[str]:
    return list(StringIO(text, newline=""))


def _agreement(rows: list[str], delimiter: str) -> int:
    widths = Counter(
        len(each.cells)
        for each in islice(_records(rows, delimiter), _VOTERS)
        if isinstance(each, Record) and any(map(str.strip, each.cells))
    )
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count * (width - 1)


def _width(cells: Iterable[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _header_among(first: list[Record]) -> Record:
    widest = max(_width(record.cells) for record in first)
    return next(record for record in first if _width(record.cells) >= WIDE_ENOUGH * widest)


@lru_cache(maxsize=4)
def _header_in(head: bytes) -> tuple[str, ...]:
    text = head_text(head)
    rows = _split(text)[: 4 * _VOTERS]
    first = [each for each in islice(_records(rows, delimiter_of(text)), BANNER) if isinstance(each, Record)]
    if not any(_width(record.cells) for record in first):
        return ()
    return named(_header_among(first).cells[:MOST_COLUMNS])
