"""Invoice2go: terms in days, payments as a table inside a cell."""

from functools import partial

from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "invoice2go",
    known_by=(("DocumentDate", "DocumentNumber", "DatePaid", "BalanceDueAmount", "TotalAmount"),),
    columns={
        "id": ("Id",),
        "number": ("DocumentNumber",),
        "client": ("Name",),
        "email": ("EmailRecipient",),
        "issued": ("DocumentDate",),
        "paid_on": ("DatePaid",),
        "status": ("DocumentStatus",),
        "amount": ("TotalAmount",),
        "paid": ("AmountPaidAmount",),
        "balance": ("BalanceDueAmount",),
        "currency": ("CurrencyCode",),
        "terms": ("TermsOld",),
        "payments": ("Payments",),
    },
)

recognises = TOOL.recognises
read = partial(invoices, TOOL)
