"""ledger: its `csv` report, which has no header and escapes quotes with a backslash."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import StringIO
from itertools import groupby

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.clock_text import parts_of
from clienthealth.importers.invoicing.claims import Posting, Role, claims
from clienthealth.importers.invoicing.plain_text import Line, Manner, manner_of, posting
from clienthealth.importers.items import Item, Problem, Question
from clienthealth.importers.source import Source
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


def _postings(found: Iterable[Line | Problem], manner: Manner, answers: Answers) -> Iterator[Posting | Problem]:
    """Yield the postings with the transaction that each is of, which this report does not number.

    Those of one follow each other with the same day, code and payee, and add up to nothing; where a report shows
    claims only, each line stands for itself.
    """
    number = 0
    for _, group in groupby(found, key=_heading):
        number += 1
        read = [
            ("", line) if isinstance(line, Problem) else (line.commodity, posting(line, manner, answers))
            for line in group
        ]
        alone = all(isinstance(each, Problem) or each.role is Role.CLAIM for _, each in read)
        sums: dict[str, Decimal] = {}
        unbalanced = 0
        for commodity, each in read:
            if isinstance(each, Problem):
                yield each
                continue
            yield each._replace(transaction=str(number))
            before = sums.get(commodity, Decimal(0))
            sums[commodity] = before + each.change
            unbalanced += bool(sums[commodity]) - bool(before)
            if alone or not unbalanced:
                number += 1


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
