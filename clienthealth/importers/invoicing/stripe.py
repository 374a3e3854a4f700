"""Stripe: payments, as the dashboard exports them."""

from functools import partial

from clienthealth.importers.invoicing.payments import payments
from clienthealth.importers.invoicing.sheet import Tool

TOOL = Tool(
    "stripe",
    known_by=(
        # Which columns are exported is chosen; nobody else calls one so.
        ("id", "Created date (UTC)", "Amount", "Status"),
        ("id", "Created (UTC)", "Amount", "Currency", "Status", "Amount Refunded"),
    ),
    columns={
        "id": ("id",),
        "number": ("Invoice Number",),
        # An id of theirs, and no number: the table of invoices has both.
        "invoice_id": ("Invoice ID",),
        "client": ("Customer Name", "Customer Description", "Customer ID"),
        "email": ("Customer Email",),
        "at": ("Created date (UTC)", "Created (UTC)"),
        "status": ("Status",),
        "amount": ("Amount",),
        "currency": ("Currency",),
        "captured": ("Captured",),
        "refunded": ("Amount Refunded",),
        "refunded_on": ("Refunded date (UTC)",),
        "disputed": ("Disputed Amount",),
        "disputed_on": ("Dispute Date (UTC)",),
        "dispute": ("Dispute Status",),
        "live": ("Mode",),
    },
    utc=True,
)

recognises = TOOL.recognises
read = partial(payments, TOOL)
