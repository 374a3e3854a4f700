"""Tables of invoices: one document a row, or one line of it a row.

A document is kept until the file ends, for its lines may stand anywhere: memory grows with the documents, not with
their lines.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from clienthealth.errors import BadData, InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.cell_table import payments_in
from clienthealth.importers.invoicing.meaning import OF_INVOICES, Means
from clienthealth.importers.invoicing.sheet import Manner, Sheet, Tool, invoice_key, manner_of, plain, rows_of, sheet_of
from clienthealth.importers.invoicing.standing import Document, Standing, left_out, standing_of
from clienthealth.importers.items import Draft, Hint, Item, Note, Problem, Question, Skipped
from clienthealth.importers.source import Source
from clienthealth.importers.tables.columns import trouble
from clienthealth.importers.tables.table import Row

UNPAID = "unpaid"
WRITTEN_OFF = "written-off"
LEAVE_OUT, WRITE_OFF, STILL_OPEN = "leave-out", "write-off", "open"

ANSWERS = f"{LEAVE_OUT}|{WRITE_OFF}|{STILL_OPEN}"

_AGREE = ("issued", "due", "paid_on", "status", "sort", "amount", "net", "paid", "balance", "currency", "credit_of")
_ALSO = ("id", "number", "terms", "written_off", "written_off_on", "payments", "live")

Documents = dict[tuple[str, ...], Document]


def invoices(tool: Tool, source: Source, answers: Answers) -> Iterator[Item]:
    """Yield the invoices of a table; payments too, where it states what came in of one that is still open, and when."""
    sheet = sheet_of(tool, source, answers, ("number", "issued"))
    manner = _silent(sheet, answers) or manner_of(sheet, answers, OF_INVOICES)
    if isinstance(manner, Question):
        yield manner
        return
    documents: Documents = {}
    for row in rows_of(sheet, manner):
        problem = row if isinstance(row, Problem) else _gather(sheet, manner, row, documents)
        if problem is not None:
            yield problem
    for document in documents.values():
        try:
            yield from _items(document, manner)
        except InvalidField as error:
            yield trouble(document.spot, error)


def _silent(sheet: Sheet, answers: Answers) -> Question | None:
    """Ask, where no column says what was paid: without one every invoice would look unpaid."""
    if any(map(sheet.has, ("status", "paid_on", "paid", "balance"))) or answers.get(UNPAID) == "yes":
        return None
    if answers.get(UNPAID) == "no":
        raise BadData(f"{sheet.table.source.name} does not say what was paid", "add a column for it, such as `Paid on`")
    text = "no column says what was paid: is all of it open, but for payments that are imported too?"
    return Question(UNPAID, text, ("yes", "no"), (", ".join(sheet.table.header),))


def _gather(sheet: Sheet, manner: Manner, row: Row, documents: Documents) -> Problem | None:
    """Add a row to its document."""
    stated = {fact: sheet.says(row, fact) for fact in (*_AGREE, *_ALSO) if sheet.has(fact)}
    who = sheet.who(row)
    try:
        line = manner.money(sheet.says(row, "line"))
    except InvalidField as error:
        return trouble(row.spot, error)
    name = stated.get("id", "") or stated["number"] or row.spot
    key = (name, stated["number"], who.address, who.name)
    before = documents.get(key)
    if before is None:
        documents[key] = Document(row.spot, who, stated, line)
        return None
    lines = None if before.lines is None or line is None else before.lines + line
    torn = before.torn or next((fact for fact in _AGREE if before.says(fact) != stated.get(fact, "")), "")
    documents[key] = before._replace(lines=lines, torn=torn)
    return None


def _items(document: Document, manner: Manner) -> Iterator[Item]:
    standing = left_out(document, manner) or standing_of(document, manner)
    if not isinstance(standing, Standing):
        yield standing
    elif standing.means is Means.CREDIT or standing.amount < 0:
        yield from _credit(document, standing, manner)
    elif standing.waived:
        yield from _waived(document, standing, manner)
    else:
        yield from _taken(document, standing, manner)
        yield from _dispute(document, standing, manner)


def _taken(document: Document, standing: Standing, manner: Manner) -> Iterator[Item]:
    """Yield an invoice that was sent, and what came in of it."""
    said = _said(document, standing)
    parts = [] if standing.settled else payments_in(document.says("payments"))
    covered = ""
    if standing.settled and standing.paid_on:
        said["paid"] = standing.paid_on
    elif standing.settled:
        covered = plain(standing.amount)
    elif standing.paid and standing.paid_on and not parts:
        parts = [(standing.paid_on, standing.paid)]
    elif standing.paid and sum((amount for _, amount in parts), Decimal(0)) < standing.paid:
        covered = plain(standing.paid)
    if standing.due and "due" not in said:
        yield Note(document.spot, f"{document.number} is due before it was issued: taken without a due day")
    if standing.paid_on and not (standing.settled or standing.paid or parts):
        what = f"{document.number} has a day of payment, {standing.paid_on}, and is not called paid"
        yield Note(document.spot, f"{what}: what came in is not said, nor counted; `clienthealth invoice pay` notes it")
    yield _draft(document, manner, said, covered)
    yield from _parts(document, manner, parts)


def _said(document: Document, standing: Standing) -> dict[str, Any]:
    """Return the fields of an invoice; a due day before the issue is none."""
    said = {
        "at": standing.issued,
        "number": document.number,
        "amount": plain(abs(standing.amount)),
        "net": plain(abs(standing.net)) if standing.net else "",
        "issued": standing.issued,
        "due": standing.due if standing.due[:10] >= standing.issued[:10] else "",
        "currency": standing.currency,
    }
    return {name: value for name, value in said.items() if value}


def _key(document: Document, manner: Manner) -> str:
    return invoice_key(manner.tool.name, document.number, document.says("id"), document.who)


def _draft(document: Document, manner: Manner, said: Mapping[str, Any], covered: str = "") -> Draft:
    key = _key(document, manner)
    return Draft(document.spot, "invoice", said, key, (document.who,), covered=covered)


def _parts(document: Document, manner: Manner, parts: list[tuple[str, Decimal]]) -> Iterator[Draft]:
    """Yield what came in of an invoice that is still open, each with its day and its place among them."""
    key = _key(document, manner)
    for place, (when, amount) in enumerate(parts, start=1):
        said = {"at": when, "invoice": document.number, "amount": plain(amount)}
        yield Draft(document.spot, "payment", said, f"{key}:payment {place}", (document.who,))


def _dispute(document: Document, standing: Standing, manner: Manner) -> Iterator[Hint]:
    """Yield that the status names a dispute; lateness is seen in the record, which knows the payments too."""
    if standing.means is Means.DISPUTED:
        key = f"dispute:{_key(document, manner)}"
        values = {"number": document.number, "amount": plain(standing.amount), "status": document.says("status")}
        yield Hint(document.spot, "dispute", key, standing.issued, (document.who,), values)


def _credit(document: Document, standing: Standing, manner: Manner) -> Iterator[Item]:
    """Yield a credit note where the table says of which invoice it is; else the user is asked."""
    said = {name: value for name, value in _said(document, standing).items() if name != "due"} | {"kind": "credit"}
    of = document.says("credit_of")
    if of:
        yield _draft(document, manner, said | {"ref": of})
        return
    what = f"{document.number} is a credit note, and the file does not say of which invoice"
    yield Skipped(document.spot, "to-decide", what)
    key = f"credit:{_key(document, manner)}"
    values = {"number": document.number, "amount": plain(abs(standing.amount))}
    would = {"type": "invoice", **said}
    yield Hint(document.spot, "credit", key, standing.issued, (document.who,), values, would)


def _waived(document: Document, standing: Standing, manner: Manner) -> Iterator[Item]:
    """Yield an invoice that is settled although not all was paid: as stated, as answered, or to be decided."""
    answer = manner.answers.get(WRITTEN_OFF)
    given_up = manner.when("written_off_on", document.says("written_off_on"))
    key = _key(document, manner)
    rest = standing.amount - (standing.paid or 0)
    if answer == LEAVE_OUT:
        yield Skipped(document.spot, "draft", f"{document.number} was written off")
    elif answer == STILL_OPEN:
        yield from _taken(document, standing._replace(settled=False), manner)
    elif given_up or answer == WRITE_OFF:
        yield from _taken(document, standing._replace(settled=False), manner)
        said = {
            "at": given_up or standing.issued,
            "invoice": document.number,
            "amount": plain(rest),
            "kind": "write-off",
        }
        yield Draft(document.spot, "payment", said, f"{key}:write-off", (document.who,))
    else:
        what = f"{document.number} was settled without being paid in full: --answer {WRITTEN_OFF}={ANSWERS} decides it"
        yield Skipped(document.spot, "to-decide", what)
        values = {"number": document.number, "amount": plain(rest)}
        yield Hint(document.spot, WRITTEN_OFF, f"{WRITTEN_OFF}:{key}", standing.issued, (document.who,), values)
