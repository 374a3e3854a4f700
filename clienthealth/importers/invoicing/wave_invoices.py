"""Wave: the list of invoices (its bookkeeping is read by `wave`)."""

from functools import partial

from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "wave",
    known_by=(("Invoice Number", "Invoice Date", "Customer Name", "Invoice Total", "Invoice Paid"),),
    columns={
        "number": ("Invoice Number",),
        "client": ("Customer Name",),
        "issued": ("Invoice Date",),
        "due": ("Due Date",),
        "paid_on": ("Last Payment Date",),
        "status": ("Invoice Status", "Status"),
        "amount": ("Invoice Total",),
        "paid": ("Invoice Paid",),
        "balance": ("Invoice Balance", "Amount Due"),
        "currency": ("Currency",),
    },
)

recognises = TOOL.recognises
read = partial(invoices, TOOL)
