"""PayPal: activity reports and statements; only what clients paid on an invoice is taken, and what went back of it."""

from decimal import Decimal
from functools import partial

from clienthealth.importers.invoicing.meaning import Means
from clienthealth.importers.invoicing.payments import CHARGEBACK, PAYMENT, REFUND, payments
from clienthealth.importers.invoicing.sheet import Sheet, Tool
from clienthealth.importers.items import Skipped
from clienthealth.importers.tables.table import Row

TOOL = Tool(
    "paypal",
    # The report of a business account, whose columns are the user's choice, and the statement of any account, which
    # has neither status nor addressee: what stands in it has moved money.
    known_by=(
        ("Date", "Name", "Type", "Status", "Currency", "Gross", "Net", "Transaction ID"),
        ("Datum", "Name", "Typ", "Status", "Währung", "Brutto", "Netto", "Transaktionscode"),
        ("Date", "Time", "Description", "Currency", "Gross", "Net", "Balance", "Transaction ID"),
        ("Datum", "Uhrzeit", "Beschreibung", "Währung", "Brutto", "Netto", "Guthaben", "Transaktionscode"),
    ),
    columns={
        "id": ("Transaction ID", "Transaktionscode"),
        "number": ("Invoice Number", "Invoice ID", "Rechnungsnummer"),
        "client": ("Name",),
        "email": ("From Email Address", "Absender E-Mail-Adresse"),
        "to_email": ("To Email Address", "Empfänger E-Mail-Adresse"),
        "at": ("Date", "Datum"),
        "clock": ("Time", "Uhrzeit"),
        "zone": ("TimeZone", "Time Zone", "Zeitzone"),
        "type": ("Type", "Typ", "Description", "Beschreibung"),
        "status": ("Status",),
        "amount": ("Gross", "Brutto"),
        "currency": ("Currency", "Währung"),
        "impact": ("Balance Impact", "Auswirkung auf Guthaben"),
    },
    # What goes back has a row of its own, and so had a payment that stands as refunded: it came in.
    words={
        "refunded": Means.PAID,
        "reversed": Means.PAID,
        "unclaimed": Means.PENDING,
        "placed": Means.PENDING,
        "removed": Means.PENDING,
        "active": Means.PENDING,
    },
)

# Parts of words, as there are dozens of types; what they are part of concerns our own account only.
OURS = (
    *("withdraw", "deposit", "conversion", "hold", "release", "authorization", "transfer", "reserve", "fee"),
    *("auszahlung", "abbuchung", "bankgutschrift", "umrechnung", "autorisierung", "einbehaltung", "freigabe", "gebühr"),
)
BACK = ("refund", "rückzahlung", "erstattung")
CHARGED_BACK = ("chargeback", "reversal", "dispute", "rückbuchung", "käuferschutz")


def kind_of(sheet: Sheet, row: Row, amount: Decimal) -> str | Skipped:
    """Return whether a row is a payment to us, or one that went back; else why it is neither."""
    sort = sheet.says(row, "type").casefold()
    if sheet.says(row, "impact").casefold() == "memo":
        return Skipped(row.spot, "failed", f"{sheet.says(row, 'id')} moved no money")
    if amount < 0 and any(part in sort for part in CHARGED_BACK):
        return CHARGEBACK
    if amount < 0 and any(part in sort for part in BACK):
        return REFUND
    # What came back to us, or stays ours after a dispute, is no payment of theirs.
    if amount < 0 or any(part in sort for part in (*OURS, *BACK, *CHARGED_BACK)):
        return Skipped(row.spot, "not-contact", sheet.says(row, "type"))
    return PAYMENT


recognises = TOOL.recognises
read = partial(payments, TOOL, kind=kind_of)
