"""Harvest, the invoice report: no due day and no status; what is settled and unpaid was written off."""

from functools import partial

from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.meaning import Means
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "harvest",
    known_by=(("Issue Date", "Last Payment Date", "ID", "Client", "Invoice Amount", "Paid Amount", "Balance"),),
    columns={
        # The "ID" is the number that is printed on the invoice.
        "number": ("ID",),
        "client": ("Client",),
        "issued": ("Issue Date",),
        "due": ("Due Date",),
        "paid_on": ("Last Payment Date",),
        "sort": ("Document Type",),
        "amount": ("Invoice Amount",),
        "paid": ("Paid Amount",),
        "balance": ("Balance",),
        "currency": ("Currency",),
    },
    # Types of documents, all of which were sent.
    words={"standard invoice": Means.INVOICE, "retainer invoice": Means.INVOICE},
)

recognises = TOOL.recognises
read = partial(invoices, TOOL)
