"""A table of invoices that somebody keeps by hand: its columns are told by their names, in five languages."""

from functools import partial

from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.sheet import Tool
from clienthealth.importers.source import Source
from clienthealth.importers.table import fold_name, header_in

TOOL = Tool(
    "own",
    known_by=(),
    columns={
        "number": (
            *("invoice number", "invoice no", "invoice no.", "invoice #", "invoice nr", "invoice", "number", "no."),
            *(
                "rechnungsnr.",
                "rechnungsnr",
                "rechnungsnummer",
                "rechnung nr.",
                "rechnung nr",
                "re-nr.",
                "rechnung",
                "belegnummer",
            ),
            *("fakturanr.", "fakturanr", "fakturanummer", "faktura nr.", "faktura nr", "faktura"),
            *("αριθμός τιμολογίου", "αρ. τιμολογίου", "τιμολόγιο", "αρ. παραστατικού", "αριθμός παραστατικού"),
        ),
        "client": (
            *("client", "customer", "client name", "customer name", "bill to", "company"),
            *("kunde", "kundenname", "auftraggeber", "firma", "kundenavn", "oppdragsgiver", "πελάτης", "επωνυμία"),
        ),
        "email": (
            "email",
            "e-mail",
            "client email",
            "customer email",
            "e-mail-adresse",
            "kunde e-mail",
            "epost",
            "e-post",
        ),
        "issued": (
            *("invoice date", "issue date", "issued", "date issued", "date", "issued on"),
            *("rechnungsdatum", "ausgestellt am", "ausgestellt", "belegdatum", "datum"),
            *("fakturadato", "udstedt", "utstedt", "dato", "ημερομηνία έκδοσης", "ημερομηνία τιμολογίου", "ημερομηνία"),
        ),
        "due": (
            *("due date", "due", "due on", "payable by", "pay by"),
            *("fällig am", "fällig", "fälligkeit", "fälligkeitsdatum", "zahlbar bis", "zahlungsziel"),
            *(
                "forfaldsdato",
                "forfald",
                "betalingsfrist",
                "forfallsdato",
                "forfall",
                "ημερομηνία λήξης",
                "λήξη",
                "πληρωτέο έως",
            ),
        ),
        "paid_on": (
            *("paid on", "date paid", "paid date", "payment date", "paid at", "last payment date"),
            *("bezahlt am", "zahlungsdatum", "zahlungseingang", "eingegangen am", "gezahlt am"),
            *(
                "betalt den",
                "betalingsdato",
                "betalt dato",
                "innbetalt",
                "ημερομηνία πληρωμής",
                "πληρώθηκε",
                "εξοφλήθηκε",
            ),
        ),
        "status": ("status", "state", "zustand", "tilstand", "κατάσταση"),
        "sort": ("type", "document type", "art", "belegart", "dokumenttype", "τύπος"),
        "amount": (
            *("amount", "total", "invoice amount", "total amount", "gross", "invoice total"),
            *("betrag", "gesamtbetrag", "rechnungsbetrag", "brutto", "bruttobetrag", "summe", "gesamt"),
            *("beløb", "beløp", "i alt", "totalt", "sum", "ποσό", "σύνολο", "μικτό ποσό"),
        ),
        "paid": ("paid amount", "amount paid", "bezahlter betrag", "gezahlter betrag", "betalt beløb", "betalt beløp"),
        "balance": (
            *("balance", "amount due", "outstanding", "open amount", "restbetrag", "offener betrag", "saldo"),
            *("restbeløb", "restbeløp", "υπόλοιπο"),
        ),
        "currency": ("currency", "currency code", "währung", "valuta", "νόμισμα"),
        "credit_of": (
            *(
                "credit for",
                "credit of",
                "for invoice",
                "credited invoice",
                "gutschrift zu",
                "zu rechnung",
                "storno zu",
            ),
            *("kreditnota til", "krediterer", "gjelder faktura", "vedrører faktura", "πιστωτικό του"),
        ),
    },
)

NEEDED = ("number", "client", "issued", "amount")


def recognises(source: Source) -> bool:
    """Whether a header names a number, a client, a day of issue and an amount, and something only invoices have."""
    header = {fold_name(name) for name in header_in(source)}
    named = {fact: any(fold_name(name) in header for name in names) for fact, names in TOOL.columns.items()}
    return all(named[fact] for fact in NEEDED) and (named["due"] or named["paid_on"] or named["balance"])


read = partial(invoices, TOOL)
