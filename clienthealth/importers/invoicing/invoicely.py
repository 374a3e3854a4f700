"""Invoicely: open and past due, and never when something was paid."""

from functools import partial

from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "invoicely",
    known_by=(("Date", "Due", "Details", "Client", "Status", "Total"),),
    columns={
        "number": ("Details",),
        "client": ("Client",),
        "issued": ("Date",),
        "due": ("Due",),
        "status": ("Status",),
        "amount": ("Total",),
    },
)

recognises = TOOL.recognises
read = partial(invoices, TOOL)
