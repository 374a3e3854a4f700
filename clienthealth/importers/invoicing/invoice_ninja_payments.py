"""Invoice Ninja: payments of version 4, each with the number of its invoice."""

from functools import partial

from clienthealth.importers.invoicing.payments import payments
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "invoice-ninja",
    known_by=(("Client", "Invoice Number", "Amount", "Date"),),
    columns={
        "number": ("Invoice Number",),
        "client": ("Client",),
        "at": ("Date",),
        "amount": ("Amount",),
    },
    # With these it is a list of invoices that somebody keeps by hand.
    lacks=("Status", "Due Date", "Due", "Paid", "Balance"),
)

recognises = TOOL.recognises
read = partial(payments, TOOL)
