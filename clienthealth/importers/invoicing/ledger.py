"""ledger: its `csv` report, which has no header and escapes quotes with a backslash."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import StringIO
from itertools import groupby

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.claims import Posting, Role, Unread, claims
from clienthealth.importers.invoicing.plain_text import Line, Manner, manner_of, posting
from clienthealth.importers.items import Item, Problem, Question
from clienthealth.importers.source import Source
from clienthealth.importers.tables.clock import parts_of
from clienthealth.importers.text import encoding_of, head_text, lines

# Date, code, payee, account, commodity, amount, state and note.
CELLS = 8
STATES = {"", "*", "!"}


def recognises(source: Source) -> bool:
    """Whether the first record is a posting as this report writes it."""
    head = head_text(source.head)
    if not head.startswith('"'):
        return False
    line = next(_records(StringIO(head, newline="")), None)
    return line is not None and not isinstance(line, Problem) and parts_of(line.date) is not None


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield invoices, payments, credit notes and write-offs."""
    encoding = encoding_of(source, answers).name
    good = (line for line in _records(lines(source, encoding)) if not isinstance(line, Problem))
    manner = manner_of(((line.date, line.amount) for line in good), answers)
    if isinstance(manner, Question):
        yield manner
        return
    if not source.head.strip():
        raise BadData(f"{source.name} is an empty file: it has no row", "nothing was imported")
    yield from claims(_postings(_records(lines(source, encoding)), manner, answers), answers)


def _postings(found: Iterable[Line | Problem], manner: Manner, answers: Answers) -> Iterator[Posting | Unread]:
    """Yield the postings with the transaction that each is of, which this report does not number.

    Those of one follow each other with the same day, code and payee, and add up to nothing; where a report shows
    claims only, each line stands for itself. Behind a line that cannot be read nothing adds up any more.
    """
    number = 0
    for _, group in groupby(found, key=_heading):
        read = [_read(line, manner, answers) for line in group]
        alone = all(isinstance(each, Posting) and each.role is Role.CLAIM for _, each in read)
        number += 1
        balance = _Balance()
        for commodity, each in read:
            yield each._replace(transaction=str(number))
            balance.add(commodity, None if isinstance(each, Unread) else each.change)
            if alone or balance.is_even:
                number += 1


def _read(line: Line | Problem, manner: Manner, answers: Answers) -> tuple[str, Posting | Unread]:
    return ("", Unread("", line)) if isinstance(line, Problem) else (line.commodity, posting(line, manner, answers))


class _Balance:
    """What the lines of a transaction add up to, in each commodity."""

    def __init__(self) -> None:
        self._sums: dict[str, Decimal] = {}
        self._open = 0

    def add(self, commodity: str, change: Decimal | None) -> None:
        """Add a line; one that could not be read, None, leaves it open for ever."""
        if change is None:
            self._open += 1
            return
        before = self._sums.get(commodity, Decimal(0))
        self._sums[commodity] = before + change
        self._open += bool(self._sums[commodity]) - bool(before)

    @property
    def is_even(self) -> bool:
        """Whether they add up to nothing."""
        return not self._open


def _heading(line: Line | Problem) -> object:
    return line if isinstance(line, Problem) else (line.date, line.code, line.description)


def _records(texts: Iterable[str]) -> Iterator[Line | Problem]:
    """Yield the lines of a report."""
    # Newer versions double a quote inside a cell instead; both are read.
    reader = csv.reader(texts, escapechar="\\", doublequote=True)
    begins = 1
    while True:
        spot = f"line {begins}"
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Problem(spot, "row", f"cannot be taken apart ({error})", "the rest of the file was not read")
            return
        if cells is None:
            return
        begins = reader.line_num + 1
        if len(cells) == CELLS and cells[6] in STATES:
            date, code, payee, account, commodity, amount, _, note = (cell.strip() for cell in cells)
            yield Line(spot, "", date, code, payee, account, commodity, amount, note)
        elif cells:
            what = f"has {len(cells)} cells, or a state that is none, where the report of ledger has {CELLS}"
            yield Problem(spot, "row", what, "export it with `ledger csv`")
