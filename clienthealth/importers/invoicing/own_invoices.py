"""Any other table of invoices, of one's own or of a program (Xero, QuickBooks): told by its columns' names."""

from collections.abc import Iterator, Mapping
from functools import cache

from clienthealth.importers.answers import Answers
from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.meaning import Means, fold_word
from clienthealth.importers.invoicing.sheet import Tool, columns_in
from clienthealth.importers.items import Item
from clienthealth.importers.source import Source
from clienthealth.importers.tables.clock import parts_of
from clienthealth.importers.tables.table import fold_name, header_in, table_of

NAMES = {
    "number": """invoice number|invoice no|invoice no.|invoice #|invoice nr|invoice nr.|invoicenumber|invoice
        |number|no.|num|rechnungsnr.|rechnungsnr|rechnungsnummer|rechnung nr.|rechnung nr|rechnungs-nr.|rechnungs-nr
        |re-nr.|rechnung|belegnummer|fakturanr.|fakturanr|fakturanummer|faktura nr.|faktura nr|faktura
        |αριθμός τιμολογίου|αρ. τιμολογίου|τιμολόγιο|αρ. παραστατικού|αριθμός παραστατικού""",
    "client": """client|customer|client name|customer name|contactname|bill to|company|kunde|kundenname
        |auftraggeber|firma|empfänger|rechnungsempfänger
        |kundenavn|oppdragsgiver|πελάτης|επωνυμία""",
    "email": "email|e-mail|emailaddress|client email|customer email|e-mail-adresse|kunde e-mail|epost|e-post",
    "issued": """invoice date|invoicedate|issue date|issued|date issued|date of issue|date|issued on
        |rechnungsdatum|ausstellungsdatum|ausgestellt am|ausgestellt|belegdatum|datum|fakturadato|udstedt|utstedt|dato
        |ημερομηνία έκδοσης|ημερομηνία τιμολογίου|ημερομηνία""",
    "due": """due date|duedate|due|due on|payable by|pay by|fällig am|fällig|fälligkeit|fälligkeitsdatum|zahlbar bis
        |forfaldsdato|forfald|betalingsfrist|forfallsdato|forfall|ημερομηνία λήξης|λήξη|πληρωτέο έως""",
    "paid_on": """paid on|date paid|paid date|payment date|paid at|last payment date|bezahlt am
        |bezahldatum|zahlungsdatum|zahlungseingang|eingegangen am|gezahlt am|zahldatum
        |betalt den|betalingsdato|betalt dato|ημερομηνία πληρωμής""",
    "status": """status|state|payment status|invoice status|zustand|zahlungsstatus|bezahlstatus|rechnungsstatus
        |zahlstatus|tilstand|betalingsstatus|κατάσταση|κατάσταση πληρωμής""",
    "sort": "type|document type|transaction type|art|belegart|dokumenttype|τύπος",
    # What is asked for in all comes before what may be meant without tax.
    "amount": """gross|gross amount|total|total amount|invoice total|amount|invoice amount
        |brutto|bruttobetrag|gesamtbetrag|rechnungsbetrag|rechnungssumme|gesamtsumme|endbetrag|gesamt|betrag|summe
        |i alt|totalt|beløb|beløp|sum|σύνολο|μικτό ποσό|ποσό""",
    "net": "net|net amount|netto|nettobetrag|netto beløb|netto beløp|καθαρό ποσό|καθαρή αξία",
    "paid": """paid amount|amount paid|invoiceamountpaid|bezahlter betrag|gezahlter betrag|betrag erhalten
        |betalt beløb|betalt beløp""",
    "balance": """balance|amount due|invoiceamountdue|outstanding|open amount|open balance|restbetrag|offener betrag
        |offen|saldo|restbeløb|restbeløp|υπόλοιπο""",
    "currency": "currency|currency code|währung|wkz|valuta|νόμισμα",
    "credit_of": """credit for|credit of|for invoice|credited invoice|gutschrift zu|zu rechnung|storno zu|storno von
        |stornoreferenz|storno-referenz
        |kreditnota til|krediterer|gjelder faktura|vedrører faktura|πιστωτικό του""",
}
"""What a column may be called, between bars, the likeliest first."""

SUMS = "amount|total|invoice amount|total amount|betrag|summe|rechnungsbetrag|gesamtbetrag|beløb|beløp|sum|ποσό|σύνολο"
GROSS = """gross|incl. vat|incl vat|inc. vat|including vat|incl. tax|brutto|inkl. mwst.|inkl. mwst|inkl. ust.|inkl. ust
    |inkl. moms|inkl. mva|με φπα"""
NET = """net|excl. vat|excl vat|ex vat|excluding vat|excl. tax|netto|ohne mwst.|ohne mwst|exkl. mwst.|exkl. mwst
    |ohne ust.|ohne ust|zzgl. mwst.|ekskl. moms|ekskl. mva|eks. mva|uden moms|uten mva|χωρίς φπα"""
"""How a sum is told from the other one, before or behind it: `Betrag brutto`, `total (incl. VAT)`, `net amount`."""

MARKS = "paid|paid?|bezahlt|bezahlt?|gezahlt|geldeingang|betalt|betalt?|innbetalt|εξοφλήθηκε|πληρώθηκε|πληρωμένο"
"""A column that says whether it was paid, or when, or how much: that is seen from what stands in it."""

YES = "yes|y|true|1|x|✓|ja|j|ναι"
NO = "no|n|false|0|-|nein|nej|nei|όχι"

NEEDED = ("number", "client", "issued", "amount")
ONLY_INVOICES = ("due", "paid_on", "balance")
OF_ANYTHING = ("number", "no.", "num")
"""Names of a number that need not be an invoice's."""


def recognises(source: Source) -> bool:
    """Whether a header names a number, a client, a day of issue and an amount, and something only invoices have."""
    named = columns_in(header_in(source), _names())
    if not named.keys() >= set(NEEDED):
        return False
    if named.keys() & set(ONLY_INVOICES):
        return True
    return fold_name(named["number"]) not in OF_ANYTHING and bool(named.keys() & {"status", "mark", "credit_of"})


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield the invoices."""
    names = dict(_names())
    words = dict.fromkeys(_split(YES), Means.PAID) | dict.fromkeys(_split(NO), Means.OPEN)
    table = table_of(source, answers)
    named = columns_in(table.header, names)
    del names["mark"]
    if mark := named.get("mark"):
        fact = _fact_of({row[mark] for row in table.good_rows()} - {""}, {*words})
        if fact and fact not in named:
            names[fact] = (mark,)
    return invoices(Tool("own", (), names, words), source, answers)


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    names = {fact: _split(names) for fact, names in NAMES.items()} | {"mark": _split(MARKS)}
    return names | {"amount": (*_told_apart(GROSS), *names["amount"]), "net": (*names["net"], *_told_apart(NET))}


def _told_apart(marks: str) -> Iterator[str]:
    """Yield the names of a sum that says whether tax is in it."""
    for mark in _split(marks):
        yield mark
        for word in _split(SUMS):
            yield from (f"{word} {mark}", f"{word} ({mark})", f"{mark} {word}")


def _fact_of(values: set[str], words: set[str]) -> str:
    """Return what a column headed "paid" says, if all that stands in it says the same."""
    if all(fold_word(value) in words for value in values):
        return "status"
    if all(parts_of(value) for value in values):
        return "paid_on"
    return "" if any(parts_of(value) or fold_word(value) in words for value in values) else "paid"


def _split(names: str) -> tuple[str, ...]:
    """Return names, also as they are written without umlauts, and without spaces: `faelligkeit`, `invoice_number`."""
    known = [name.strip() for name in names.split("|")]
    others = (other for name in known for other in (name.translate(_UMLAUTS), name.replace(" ", "_")))
    return tuple(dict.fromkeys((*known, *others)))


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe"})
