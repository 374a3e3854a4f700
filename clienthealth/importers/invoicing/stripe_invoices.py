"""Stripe: invoices, as the dashboard exports them."""

from functools import partial

from clienthealth.importers.invoicing.documents import invoices
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "stripe",
    known_by=(("id", "Amount Due", "Currency", "Customer", "Number", "Total", "Amount Paid", "Status"),),
    columns={
        "id": ("id",),
        "number": ("Number",),
        "client": ("Customer Name", "Customer Description", "Customer"),
        "email": ("Customer Email",),
        "issued": ("Finalized At (UTC)", "Date (UTC)", "Created (UTC)"),
        "due": ("Due Date (UTC)",),
        "paid_on": ("Paid At (UTC)",),
        "status": ("Status",),
        "amount": ("Total",),
        "paid": ("Amount Paid",),
        "currency": ("Currency",),
    },
    utc=True,
)

recognises = TOOL.recognises
read = partial(invoices, TOOL)
